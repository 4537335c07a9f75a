/// Decides which IP addresses may be connected to.
///
/// It judges the address of the socket, after every look-up and redirect, never the spelling in
/// a URL: `2130706433`, `0x7f.1` and a name that resolves to loopback all end up here as
/// 127.0.0.1.
package struct AddressGuard: Sendable, Hashable {
  package enum Verdict: Sendable, Hashable {
    case allowed
    /// What the address's network is for.
    case refused(network: String)
  }

  package var allowPrivateNetworks: Bool
  package var allowed: HostList

  package init(allowPrivateNetworks: Bool = false, allowHosts: [String] = []) {
    self.allowPrivateNetworks = allowPrivateNetworks
    allowed = HostList(allowHosts)
  }

  /// Judges an address that a connection to `host`, the host in the URL, is about to use.
  package func verdict(on address: IPAddress, host: String) -> Verdict {
    if allowPrivateNetworks || allowed.contains(address) || allowed.contains(host: host) {
      return .allowed
    }
    return AddressGuard.verdict(on: address)
  }

  /// Whether a proxy may be asked for `host`, whose address only the proxy will know.
  package func allowsThroughProxy(host: String) -> Bool {
    allowPrivateNetworks || allowed.contains(host: host)
  }

  /// Judges an address by the registries alone.
  package static func verdict(on address: IPAddress) -> Verdict {
    for block in SpecialPurposeNetworks.refused where block.network.contains(address) {
      return .refused(network: block.purpose)
    }
    if address.family == .v6, SpecialPurposeNetworks.globalUnicast6?.contains(address) != true {
      return .refused(network: "outside global unicast")
    }
    return .allowed
  }
}

/// Hosts that a user trusts: names, addresses and networks.
package struct HostList: Sendable, Hashable {
  private var names: [String] = []
  private var networks: [IPNetwork] = []

  /// - Parameter entries: `intranet.example`, `*.lan`, `10.0.0.5`, `10.0.0.0/8`, `[fd00::1]`.
  package init(_ entries: [String]) {
    for entry in entries {
      let bare = HostList.withoutBrackets(entry)
      if let network = IPNetwork(bare) {
        networks.append(network)
      } else {
        names.append(entry.lowercased())
      }
    }
  }

  package func contains(_ address: IPAddress) -> Bool {
    networks.contains { $0.contains(address) }
  }

  /// - Parameter host: a URL's host; IPv6 addresses with or without brackets.
  package func contains(host: String) -> Bool {
    if let address = IPAddress(HostList.withoutBrackets(host)) { return contains(address) }
    let host = host.lowercased()
    return names.contains { name in
      name.hasPrefix("*.") ? host.hasSuffix(name.dropFirst()) : host == name
    }
  }

  static func withoutBrackets(_ host: String) -> Substring {
    host.hasPrefix("[") && host.hasSuffix("]") ? host.dropFirst().dropLast() : host[...]
  }
}
