import Glibc

/// Keeps two refreshes from publishing to one folder at the same time.
///
/// The kernel releases the lock when the process ends, however it ends: nothing stale is left.
final class RunLock {
  static let fileName = ".refeed.lock"
  private let descriptor: Int32

  /// Makes the output folder if it is missing.
  init(output: String) throws(RunError) {
    try Self.makeFolders(output)
    let path = "\(output)/\(Self.fileName)"
    descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o644)
    guard descriptor >= 0 else {
      throw .output(PublishError(path: output, action: .create, cause: .system(errno)))
    }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      let code = errno
      close(descriptor)
      if code == EWOULDBLOCK { throw .anotherRunIsActive(output: output) }
      throw .output(PublishError(path: path, action: .create, cause: .system(code)))
    }
  }

  deinit {
    close(descriptor)
  }

  private static func makeFolders(_ path: String) throws(RunError) {
    guard mkdir(path, 0o755) != 0, errno != EEXIST else { return }
    let code = errno
    let slash = path.utf8.lastIndex(of: UInt8(ascii: "/"))
    guard code == ENOENT, let slash, slash != path.startIndex else {
      throw .output(PublishError(path: path, action: .makeFolder, cause: .system(code)))
    }
    try makeFolders(String(path[..<slash]))
    guard mkdir(path, 0o755) == 0 || errno == EEXIST else {
      throw .output(PublishError(path: path, action: .makeFolder, cause: .system(errno)))
    }
  }
}
