import Glibc
import Publisher

/// A document that waits for its turn on the disk and not in memory: a file without a name, gone
/// with its last reference, whatever becomes of the process.
final class SetDownDocument: Sendable {
  let bytes: Int
  private let descriptor: Int32

  /// - Parameter folder: where there is room; a folder that is not there stands for the system's.
  init(_ contents: [UInt8], in folder: String) throws(LocalFileError) {
    bytes = contents.count
    descriptor = try Self.nameless(in: LocalFiles.isFolder(folder) ? folder : "/var/tmp")
    var position = 0
    while position < contents.count {
      let count = contents[position...].withUnsafeBytes {
        pwrite(descriptor, $0.baseAddress, $0.count, off_t(position))
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else {
        throw LocalFileError(path: folder, reason: .notSetDown(errno: count < 0 ? errno : ENOSPC))
      }
      position += count
    }
  }

  deinit { close(descriptor) }

  func contents() throws(LocalFileError) -> [UInt8] {
    var failure: Int32 = 0
    let result = [UInt8](unsafeUninitializedCapacity: bytes) { buffer, count in
      count = 0
      while count < bytes {
        let read = pread(
          descriptor, buffer.baseAddress?.advanced(by: count), bytes - count, off_t(count))
        if read < 0, errno == EINTR { continue }
        guard read > 0 else {
          failure = read < 0 ? errno : EIO
          return
        }
        count += read
      }
    }
    if failure != 0 { throw LocalFileError(path: "a document set down", errno: failure) }
    return result
  }

  /// Linux's `O_TMPFILE`, a macro that Swift does not see, is this and `O_DIRECTORY`.
  private static let temporaryFlag: Int32 = 0o20_000_000

  private static func nameless(in folder: String) throws(LocalFileError) -> Int32 {
    let file = open(folder, O_RDWR | O_CLOEXEC | O_DIRECTORY | temporaryFlag, 0o600)
    if file >= 0 { return file }
    // File systems without such files have named ones.
    var name = Array("\(folder)/.refeed-document-XXXXXX".utf8CString)
    let named = mkstemp(&name)
    guard named >= 0 else {
      throw LocalFileError(path: folder, reason: .notSetDown(errno: errno))
    }
    _ = fcntl(named, F_SETFD, FD_CLOEXEC)
    unlink(name)
    return named
  }
}
