/// The networks that are no part of the public Internet.
///
/// From IANA's special-purpose address registries for IPv4 and IPv6 (RFC 6890 and what has
/// updated it), the multicast registries, and what was withdrawn but may still be routed.
/// Blocks that a registry marks globally reachable are listed only where they translate to
/// other addresses (NAT64, 6to4) or carry no web servers (192.0.0.0/24, 2001::/23).
enum SpecialPurposeNetworks {
  struct Block: Sendable {
    let network: IPNetwork
    /// What it is for, in the registry's words.
    let purpose: String
  }

  /// The first match names the purpose, so narrower blocks come first.
  static let refused: [Block] = (table4 + table6).compactMap { text, purpose in
    IPNetwork(text).map { Block(network: $0, purpose: purpose) }
  }

  /// IPv6 addresses outside it are not handed out (RFC 4291 §2.4).
  static let globalUnicast6 = IPNetwork("2000::/3")

  static let table4: [(String, String)] = [
    ("0.0.0.0/32", "unspecified"),
    ("0.0.0.0/8", "this network"),
    ("10.0.0.0/8", "private use"),
    ("100.64.0.0/10", "carrier-grade address sharing"),
    ("127.0.0.0/8", "loopback"),
    ("169.254.0.0/16", "link-local"),
    ("172.16.0.0/12", "private use"),
    ("192.0.0.0/24", "IETF protocol assignments"),
    ("192.0.2.0/24", "documentation"),
    ("192.88.99.0/24", "withdrawn 6to4 relay"),
    ("192.168.0.0/16", "private use"),
    ("198.18.0.0/15", "benchmarking"),
    ("198.51.100.0/24", "documentation"),
    ("203.0.113.0/24", "documentation"),
    ("224.0.0.0/4", "multicast"),
    ("255.255.255.255/32", "broadcast"),
    ("240.0.0.0/4", "reserved"),
  ]

  static let table6: [(String, String)] = [
    ("::/128", "unspecified"),
    ("::1/128", "loopback"),
    ("::ffff:0:0/96", "IPv4-mapped"),
    ("::/96", "withdrawn IPv4-compatible"),
    ("64:ff9b::/96", "NAT64"),
    ("64:ff9b:1::/48", "local-use NAT64"),
    ("100::/64", "discard-only"),
    ("100:0:0:1::/64", "dummy prefix"),
    ("2001::/32", "Teredo"),
    ("2001:2::/48", "benchmarking"),
    ("2001:10::/28", "withdrawn ORCHID"),
    ("2001:20::/28", "ORCHIDv2"),
    ("2001:30::/28", "drone remote ID"),
    ("2001::/23", "IETF protocol assignments"),
    ("2001:db8::/32", "documentation"),
    ("2002::/16", "6to4"),
    ("3fff::/20", "documentation"),
    ("5f00::/16", "segment routing"),
    ("fc00::/7", "unique local"),
    ("fe80::/10", "link-local"),
    ("fec0::/10", "withdrawn site-local"),
    ("ff00::/8", "multicast"),
  ]
}
