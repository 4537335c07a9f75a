import Archive
import ConfigurationModel
import FeedModel
import Glibc
import Publisher

/// The archive of a configuration, open, and locked against other runs.
struct ArchiveStore {
  let archive: Archive
  private let lock: RefreshLock?
  /// Where other processes work on the archive at the same time.
  var keeper: TurnKeeper?
  /// Whether it is a file that several runs of this process work on, as tests do.
  private var isSharedFile = false
  /// Whether others may work on it at the same time.
  var isShared: Bool { isSharedFile || archive.isShared }

  /// The path that begins the names of what is kept beside the archive.
  private let files: String

  /// The folder that the archive is in, or that this machine has for what it keeps beside it.
  var folder: String {
    guard let slash = files.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "." }
    return slash == files.startIndex ? "/" : String(files[..<slash])
  }

  /// Whether the run before this one ended before its time.
  var previousRunDied: Bool { lock?.previousHolderDied ?? false }

  /// Opens the archive, made if it is missing. A dry run leaves nothing behind: where there is no
  /// archive it works on one in memory.
  ///
  /// - Parameter isShared: whether several runs work on it at the same time although it is a file: it
  ///   then has no lock.
  static func opened(
    _ configuration: Configuration, dryRun: Bool, now: Timestamp, isShared: Bool = false
  ) throws(RunError) -> ArchiveStore {
    let (path, files) = (configuration.archive, configuration.stateFiles)
    do throws(ArchiveError) {
      if dryRun, try isMissing(configuration) {
        return ArchiveStore(
          archive: try Archive(inMemoryInPlaceOf: path), lock: nil, files: files)
      }
      if !dryRun || !configuration.hasDatabase { try makeFolder(of: files) }
      // Of a database many may make use at once.
      if configuration.hasDatabase {
        return ArchiveStore(archive: try Archive(path: path, now: now), lock: nil, files: files)
      }
      let lock = isShared ? nil : try RefreshLock(path: path, now: now)
      let archive = try Archive(path: path, now: now, replacesDamaged: !dryRun && !isShared)
      return ArchiveStore(archive: archive, lock: lock, isSharedFile: isShared, files: files)
    } catch {
      if case .locked(_, let holder) = error {
        throw .anotherRunIsActive(archive: path, holder: holder, now: now)
      }
      throw .archive(error)
    }
  }

  private static func isMissing(_ configuration: Configuration) throws(ArchiveError) -> Bool {
    guard configuration.hasDatabase else {
      return LocalFiles.identity(of: configuration.archive) == nil
    }
    return try Archive.reading(configuration.archive) == nil
  }

  /// Runs in a row before this one that found no network.
  var previousOutages: Int { lock?.previousOutages ?? 0 }

  /// Says that the run came to its end.
  ///
  /// - Parameters:
  ///   - clearsUp: whether it has cleared up behind a run that died before it; else that is left
  ///     for the next one to see.
  ///   - duration: how long it took; `nil` for what is no refresh of all feeds.
  ///   - outages: runs in a row, this one among them, that found no network; `nil` leaves it.
  func finish(clearsUp: Bool, after duration: Duration? = nil, outages: Int? = nil) {
    archive.checkpoint()
    if clearsUp || !previousRunDied { lock?.finish(after: duration, outages: outages) }
  }

  private static func makeFolder(of path: String) throws(ArchiveError) {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")), slash != path.startIndex else {
      return
    }
    let folder = String(path[..<slash])
    guard mkdir(LocalPath.bytes(of: folder), 0o755) != 0, errno != EEXIST else { return }
    if errno == ENOENT {
      try makeFolder(of: folder)
      if mkdir(LocalPath.bytes(of: folder), 0o755) == 0 { return }
    }
    throw .cannotOpen(path: path, detail: String(cString: strerror(errno)))
  }
}
