/// Where a server listens.
public enum ListenAddress: Sendable, Hashable, CustomStringConvertible {
  case host(String, port: Int)
  /// A unix socket, by its path.
  case socket(String)
  /// The sockets that systemd has opened for us (sd_listen_fds(3)).
  case systemd

  /// `127.0.0.1:8080`, `[::1]:8080`, `:8080` for every address, `unix:/run/refeed.sock`, `systemd`;
  /// `nil` for anything else.
  public init?(_ text: String) {
    if text == "systemd" {
      self = .systemd
      return
    }
    if text.hasPrefix("unix:"), text.utf8.count > 5 {
      self = .socket(String(text.dropFirst(5)))
      return
    }
    guard let colon = text.utf8.lastIndex(of: UInt8(ascii: ":")) else { return nil }
    let digits = text[text.utf8.index(after: colon)...]
    guard let port = Int(digits), (0...65_535).contains(port),
      digits.utf8.first != UInt8(ascii: "+")
    else { return nil }
    var host = text[..<colon]
    if host.hasPrefix("["), host.hasSuffix("]") {
      host = host.dropFirst().dropLast()
    } else if host.contains(":") || host.contains("/") {
      return nil
    }
    self = .host(host.isEmpty ? "::" : String(host), port: port)
  }

  public var description: String {
    switch self {
    case .host(let host, let port): host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
    case .socket(let path): "unix:\(path)"
    case .systemd: "systemd"
    }
  }
}
