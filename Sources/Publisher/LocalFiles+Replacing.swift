import Glibc

extension LocalFiles {
  /// Puts other bytes in the place of a file that is there, whole or not at all: its permissions and
  /// its owner stay, and a link goes on leading to it.
  package static func replace(_ bytes: [UInt8], at path: String) throws(LocalFileError) {
    let target = resolved(path)
    let targetBytes = LocalPath.bytes(of: target)
    var status = stat()
    guard stat(targetBytes, &status) == 0 else { throw LocalFileError(path: path, errno: errno) }
    let number = String(UInt64.random(in: .min ... .max), radix: 16)
    let folder = target.utf8.lastIndex(of: UInt8(ascii: "/")).map { String(target[...$0]) } ?? "./"
    let beside = folder + ".refeed-\(number).tmp"
    try create(bytes, at: beside)
    let besideBytes = LocalPath.bytes(of: beside)
    // Only root may give a file away.
    if chown(besideBytes, status.st_uid, status.st_gid) != 0 {
      _ = chown(besideBytes, .max, status.st_gid)
    }
    guard chmod(besideBytes, status.st_mode & 0o7777) == 0, rename(besideBytes, targetBytes) == 0
    else {
      let code = errno
      unlink(besideBytes)
      throw LocalFileError(path: path, errno: code)
    }
    let descriptor = open(LocalPath.bytes(of: folder), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    fsync(descriptor)
    close(descriptor)
  }
}
