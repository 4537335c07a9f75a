internal import Glibc
internal import Synchronization

/// Archive files that connections of this process have open.
///
/// POSIX locks are the process's: to close any descriptor of a file gives up what SQLite has locked in
/// it. So where a file is looked at beside a connection, the descriptor stays until the last
/// connection has ended, one for each file.
enum HeldFiles {
  private struct Key: Hashable {
    var device: dev_t
    var inode: ino_t

    init(_ status: stat) { (device, inode) = (status.st_dev, status.st_ino) }
  }

  private struct Held {
    var connections = 0
    var descriptor: Int32?
  }

  private static let held = Mutex<[Key: Held]>([:])

  /// Counts for as long as it lives.
  final class Connection: Sendable {
    private let key: Key

    /// `nil` where there is no such file.
    init?(path: String) {
      var status = stat()
      guard stat(path, &status) == 0 else { return nil }
      let key = Key(status)
      self.key = key
      held.withLock { $0[key, default: Held()].connections += 1 }
    }

    deinit {
      held.withLock { held in
        held[key]?.connections -= 1
        guard let last = held[key], last.connections <= 0 else { return }
        if let descriptor = last.descriptor { Glibc.close(descriptor) }
        held[key] = nil
      }
    }
  }

  /// Looks at a file; `nil`, with `errno`, where it can't be opened.
  static func look<Value>(at path: String, _ body: (Int32) throws -> Value) rethrows -> Value? {
    try held.withLock { held in
      var status = stat()
      if stat(path, &status) == 0, let descriptor = held[Key(status)]?.descriptor {
        return try body(descriptor)
      }
      let descriptor = ArchiveFile.uninterrupted { Glibc.open(path, O_RDONLY | O_CLOEXEC) }
      guard descriptor >= 0 else { return nil }
      defer {
        let key = fstat(descriptor, &status) == 0 ? Key(status) : nil
        if let key, held[key] != nil {
          held[key]?.descriptor = descriptor
        } else {
          Glibc.close(descriptor)
        }
      }
      return try body(descriptor)
    }
  }
}
