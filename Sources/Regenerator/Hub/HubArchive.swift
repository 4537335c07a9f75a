import Archive
import ConfigurationModel
import FeedModel
import Publisher
import Synchronization

/// The archive as the hub holds it, beside the runs that write to it.
final class HubArchive: Sendable {
  private struct Held: Sendable {
    var path: String
    var inode: UInt64
    var archive: Archive
  }

  private let held = Mutex<Held?>(nil)

  /// The archive of a path, opened anew where another file has taken its place; `nil` where there is
  /// none yet: a refresh makes it.
  func archive(_ path: String, now: Timestamp) throws(ArchiveError) -> Archive? {
    // A database is no file that another could take the place of.
    let isDatabase = PostgresAddress(path) != nil
    let inode = isDatabase ? 0 : LocalFiles.identity(of: LocalFiles.resolved(path))?.inode
    return try held.withLock { held throws(ArchiveError) in
      guard let inode else {
        held = nil
        return nil
      }
      if let held, held.inode == inode, held.path == path { return held.archive }
      held = nil
      let archive = try Archive(path: path, now: now, replacesDamaged: false)
      held = Held(path: path, inode: inode, archive: archive)
      return archive
    }
  }

  /// Lets go of it.
  func close() { held.withLock { $0 = nil } }
}
