import Archive
import ConfigurationModel
import FeedModel
import Glibc
import Publisher

/// The archive of a configuration, open, and locked against other runs.
struct ArchiveStore {
  let archive: Archive
  private let lock: RefreshLock?

  /// Whether the run before this one ended before its time.
  var previousRunDied: Bool { lock?.previousHolderDied ?? false }

  /// Opens the archive, made if it is missing. A dry run leaves nothing behind: where there is no
  /// archive it works on one in memory.
  static func opened(
    _ configuration: Configuration, dryRun: Bool, now: Timestamp
  ) throws(RunError) -> ArchiveStore {
    let path = configuration.archive
    do throws(ArchiveError) {
      if dryRun, LocalFiles.identity(of: path) == nil {
        return ArchiveStore(archive: try Archive(inMemoryInPlaceOf: path), lock: nil)
      }
      try makeFolder(of: path)
      let lock = try RefreshLock(path: path)
      let archive = try Archive(path: path, now: now, replacesDamaged: !dryRun)
      return ArchiveStore(archive: archive, lock: lock)
    } catch {
      if case .locked = error { throw .anotherRunIsActive(archive: path) }
      throw .archive(error)
    }
  }

  /// Says that the run came to its end.
  ///
  /// - Parameter clearsUp: whether it has cleared up behind a run that died before it; else that
  ///   is left for the next one to see.
  func finish(clearsUp: Bool) {
    archive.checkpoint()
    if clearsUp || !previousRunDied { lock?.finish() }
  }

  private static func makeFolder(of path: String) throws(ArchiveError) {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")), slash != path.startIndex else {
      return
    }
    let folder = String(path[..<slash])
    guard mkdir(folder, 0o755) != 0, errno != EEXIST else { return }
    if errno == ENOENT {
      try makeFolder(of: folder)
      if mkdir(folder, 0o755) == 0 { return }
    }
    throw .cannotOpen(path: path, detail: String(cString: strerror(errno)))
  }
}
