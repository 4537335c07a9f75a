public import ConfigurationModel
import Foundation
import Glibc

/// Why a server could not begin to listen.
public struct ListenError: Error, Sendable, Hashable {
  /// Where.
  public let address: ListenAddress
  /// An `errno`: `EADDRINUSE`, `EACCES`, `EADDRNOTAVAIL`; 0 where there is no such name or socket.
  public let code: Int32
}

/// A unix socket that was made here and takes connections.
struct UnixSocket: Sendable {
  let descriptor: Int32
  private let path: String
  private let identity: FileIdentity

  /// What tells a file from another of the same name.
  private struct FileIdentity: Hashable {
    var device: Int
    var number: Int
    /// Numbers are given again at once.
    var made: Date
    var isSocket: Bool

    init?(_ path: String) {
      guard let facts = try? FileManager.default.attributesOfItem(atPath: path),
        let device = facts[.systemNumber] as? Int, let number = facts[.systemFileNumber] as? Int,
        let made = facts[.modificationDate] as? Date
      else { return nil }
      (self.device, self.number, self.made) = (device, number, made)
      isSocket = facts[.type] as? FileAttributeType == .typeSocket
    }
  }

  /// Everybody who can reach its folder may connect, as with a port. A socket that nobody listens on
  /// is replaced; one that somebody does is not, and no other file is.
  init(_ path: String) throws(ListenError) {
    self.path = path
    guard var address = Self.address(path) else { throw Self.error(path, ENAMETOOLONG) }
    let size = socklen_t(MemoryLayout<sockaddr_un>.size)
    if let there = FileIdentity(path) {
      guard there.isSocket else { throw Self.error(path, ENOTSOCK) }
      let probe = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
      defer { close(probe) }
      let isTaken = Self.with(&address) { connect(probe, $0, size) } == 0 || errno != ECONNREFUSED
      guard !isTaken else { throw Self.error(path, EADDRINUSE) }
      unlink(path)
    }
    let kind = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
    let made = socket(AF_UNIX, kind, 0)
    guard made >= 0, Self.with(&address, { bind(made, $0, size) }) == 0,
      chmod(path, 0o666) == 0, let identity = FileIdentity(path)
    else {
      let code = errno
      if made >= 0 { close(made) }
      throw Self.error(path, code)
    }
    (descriptor, self.identity) = (made, identity)
  }

  /// Takes it out of its folder, where it is still there.
  func remove() {
    if FileIdentity(path) == identity { unlink(path) }
  }

  private static func error(_ path: String, _ code: Int32) -> ListenError {
    ListenError(address: .socket(path), code: code)
  }

  /// `nil` for a path that is too long.
  private static func address(_ path: String) -> sockaddr_un? {
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    let fits = withUnsafeMutableBytes(of: &address.sun_path) { place in
      guard path.utf8.count < place.count else { return false }
      place.copyBytes(from: path.utf8)
      return true
    }
    return fits ? address : nil
  }

  private static func with(
    _ address: inout sockaddr_un, _ body: (UnsafePointer<sockaddr>) -> Int32
  ) -> Int32 {
    withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { body($0) }
    }
  }
}

/// The sockets that systemd gave the process.
enum InheritedSockets {
  /// Taken once: the variables are removed, so that no child takes them for its own.
  static func taken() -> [Int32] {
    defer {
      unsetenv("LISTEN_PID")
      unsetenv("LISTEN_FDS")
      unsetenv("LISTEN_FDNAMES")
    }
    guard let process = getenv("LISTEN_PID").flatMap({ Int32(String(cString: $0)) }),
      process == getpid(), let count = getenv("LISTEN_FDS").flatMap({ Int32(String(cString: $0)) }),
      (1...64).contains(count)
    else { return [] }
    let sockets = Array(3..<(3 + count))
    for socket in sockets { _ = fcntl(socket, F_SETFD, FD_CLOEXEC) }
    return sockets
  }
}
