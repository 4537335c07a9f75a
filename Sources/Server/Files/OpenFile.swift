import CServing
import Glibc
import NIOCore

/// An open file, closed when nobody sends from it any more.
final class OpenFile: Sendable {
  private let descriptor: Int32
  let identity: FileIdentity

  private init(_ descriptor: Int32, _ identity: FileIdentity) {
    self.descriptor = descriptor
    self.identity = identity
  }

  deinit { close(descriptor) }

  /// A handle to send from, for one answer: NIO lets one be used by one at a time, and a file may go out on
  /// several event loops while it is read. Given back by ``giveBack(_:)``.
  func makeHandle() -> NIOFileHandle {
    NIOFileHandle(_deprecatedTakingOwnershipOfDescriptor: descriptor)
  }

  /// The descriptor stays open.
  func giveBack(_ handle: NIOFileHandle) { _ = try? handle.takeDescriptorOwnership() }

  /// Opens a regular file in a folder; no link is followed, and no pipe waited for.
  static func opened(_ name: String, in folder: Int32) -> OpenFile? {
    let descriptor = openat(folder, name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
    guard descriptor >= 0 else { return nil }
    guard let identity = FileIdentity(of: descriptor) else {
      close(descriptor)
      return nil
    }
    return OpenFile(descriptor, identity)
  }

  /// Reads all that the file held when it was opened, piece by piece; `false` where it can't.
  func read(by pieces: Int = 1 << 16, _ body: (UnsafeRawBufferPointer) -> Void) -> Bool {
    let piece = UnsafeMutableRawBufferPointer.allocate(byteCount: pieces, alignment: 16)
    defer { piece.deallocate() }
    var position = 0
    while position < identity.size {
      let count = pread(
        descriptor, piece.baseAddress, min(pieces, identity.size - position), off_t(position))
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { return false }
      body(UnsafeRawBufferPointer(rebasing: piece[..<count]))
      position += count
    }
    return true
  }

  /// The whole of it; `nil` where it can't be read.
  func contents() -> [UInt8]? {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(identity.size)
    return read { bytes += $0 } ? bytes : nil
  }
}

/// What tells one version of a file from the next; publishing makes a new inode every time.
struct FileIdentity: Sendable, Hashable {
  var device: UInt64
  var inode: UInt64
  var size: Int
  var seconds: Int
  var nanoseconds: Int

  private init(_ file: refeed_file) {
    device = file.device
    inode = file.inode
    size = Int(file.size)
    seconds = Int(file.seconds)
    nanoseconds = Int(file.nanoseconds)
  }

  /// That of a regular file that is open; `nil` for anything else.
  init?(of descriptor: Int32) {
    var file = refeed_file()
    guard refeed_file_open(descriptor, &file) == 0 else { return nil }
    self.init(file)
  }

  /// That of a regular file in a folder; `nil` for a link, a folder, a pipe, and nothing.
  init?(of name: String, in folder: Int32) {
    var file = refeed_file()
    guard refeed_file_named(folder, name, &file) == 0 else { return nil }
    self.init(file)
  }
}
