import ConfigurationModel
import FeedModel

/// The names by which the owner's pages may be asked for, so that no other site's name can be made
/// to lead to them, and no other site's page can send their forms.
struct KnownHosts: Sendable {
  /// In lower case, with their ports where those count.
  private let names: [String]

  init(_ configuration: Configuration) {
    self.init(base: configuration.baseURL, hosts: configuration.serve.hosts)
  }

  /// - Parameter base: the configured `baseURL`.
  init(base: WebAddress?, hosts: [String]) {
    var names = hosts.map { $0.lowercased() }
    if let base, let host = base.host {
      names.append(base.port.map { "\(host):\($0)" } ?? host + ":")
    }
    // Without any name it can be but this machine.
    self.names = names.isEmpty ? ["localhost", "127.0.0.1", "[::1]"] : names
  }

  /// Whether a `Host` is one of them.
  func know(_ host: String?) -> Bool {
    guard let host = host?.lowercased(), !host.isEmpty else { return false }
    let (name, port) = Self.parts(of: host)
    return names.contains { known in
      let (knownName, knownPort) = Self.parts(of: known)
      guard name == knownName else { return false }
      guard let knownPort else { return true }
      // What has no port, or the usual one, is meant by what ends in a colon.
      let isUsual = port == nil || port == "80" || port == "443"
      return knownPort.isEmpty ? isUsual : port == knownPort
    }
  }

  /// Whether a form comes from one of our own pages: `Origin` is there and names the `Host` that was
  /// asked.
  func isOwn(origin: String?, host: String?) -> Bool {
    guard let origin = origin?.lowercased(), let host = host?.lowercased(), know(host) else {
      return false
    }
    return origin == "http://\(host)" || origin == "https://\(host)"
  }

  /// `[::1]:8080` as `[::1]` and `8080`.
  private static func parts(of host: String) -> (name: Substring, port: Substring?) {
    let bytes = host.utf8
    guard let colon = bytes.lastIndex(of: UInt8(ascii: ":")),
      bytes[colon...].firstIndex(of: UInt8(ascii: "]")) == nil,
      bytes.first == UInt8(ascii: "[") || bytes.firstIndex(of: UInt8(ascii: ":")) == colon
    else { return (host[...], nil) }
    return (host[..<colon], host[bytes.index(after: colon)...])
  }
}
