internal import Glibc

/// Keeps two refreshes of one archive apart; the kernel lets go of it with the process.
public final class RefreshLock: Sendable {
  private let descriptor: Int32
  /// Whether the process that held the lock last ended without saying so.
  public let previousHolderDied: Bool

  /// Takes the lock of an archive.
  ///
  /// - Parameter path: the archive's path; the lock is a file beside it, which stays. It holds a
  ///   byte while a run is under way.
  /// - Throws: ``ArchiveError/locked(path:)`` at once when another process holds it.
  public init(path: String) throws(ArchiveError) {
    let file = path + ".lock"
    descriptor = ArchiveFile.uninterrupted {
      open(file, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o644)
    }
    guard descriptor >= 0 else {
      let detail = String(cString: strerror(errno))
      throw errno == EROFS || errno == EACCES
        ? .readOnly(path: file) : .cannotOpen(path: file, detail: detail)
    }
    while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
      let code = errno
      if code == EINTR { continue }
      close(descriptor)
      if code == EWOULDBLOCK { throw .locked(path: path) }
      throw .failed(path: file, detail: String(cString: strerror(code)))
    }
    var status = stat()
    previousHolderDied = fstat(descriptor, &status) == 0 && status.st_size > 0
    // A mark that can't be made only leaves a dead run's temporary files for longer.
    _ = pwrite(descriptor, "1", 1, 0)
    // The power may fail too.
    _ = fdatasync(descriptor)
  }

  /// Says that the run came to its end.
  public func finish() {
    _ = ftruncate(descriptor, 0)
  }

  deinit { close(descriptor) }
}
