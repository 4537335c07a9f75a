internal import Glibc

/// Keeps two refreshes of one archive apart; the kernel lets go of it with the process.
public final class RefreshLock: Sendable {
  private let descriptor: Int32

  /// Takes the lock of an archive.
  ///
  /// - Parameter path: the archive's path; the lock is a file beside it, which stays.
  /// - Throws: ``ArchiveError/busy(path:)`` at once when another process holds it.
  public init(path: String) throws(ArchiveError) {
    let file = path + ".lock"
    descriptor = open(file, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o644)
    guard descriptor >= 0 else {
      let detail = String(cString: strerror(errno))
      throw errno == EROFS || errno == EACCES
        ? .readOnly(path: file) : .cannotOpen(path: file, detail: detail)
    }
    while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
      let code = errno
      if code == EINTR { continue }
      close(descriptor)
      if code == EWOULDBLOCK { throw .busy(path: path) }
      throw .failed(path: file, detail: String(cString: strerror(code)))
    }
  }

  deinit { close(descriptor) }
}
