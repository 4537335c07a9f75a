public import ConfigurationModel
import Glibc

/// Why a server could not begin to listen.
public struct ListenError: Error, Sendable, Hashable {
  /// Where.
  public let address: ListenAddress
  /// An `errno`: `EADDRINUSE`, `EACCES`, `EADDRNOTAVAIL`; 0 where there is no such name or socket.
  public let code: Int32
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
