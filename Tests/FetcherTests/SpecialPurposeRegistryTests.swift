import Testing

@testable import Fetcher

/// Every row of IANA's special-purpose address registries, with what the guard makes of it.
@Suite struct SpecialPurposeRegistryTests {
  struct Row: Sendable, CustomTestStringConvertible {
    var block: String
    var name: String
    /// The registry's column “Globally Reachable”; `nil` for N/A.
    var isGlobal: Bool?
    /// What the guard does; differs from the registry only where a comment says why.
    var isRefused: Bool
    var testDescription: String { "\(block) \(name)" }

    init(_ block: String, _ name: String, global isGlobal: Bool?, refused: Bool? = nil) {
      self.block = block
      self.name = name
      self.isGlobal = isGlobal
      isRefused = refused ?? (isGlobal != true)
    }
  }

  static let v4 = [
    Row("0.0.0.0/8", "This network", global: false),
    Row("0.0.0.0/32", "This host on this network", global: false),
    Row("10.0.0.0/8", "Private-Use", global: false),
    Row("100.64.0.0/10", "Shared Address Space", global: false),
    Row("127.0.0.0/8", "Loopback", global: false),
    Row("169.254.0.0/16", "Link Local", global: false),
    Row("172.16.0.0/12", "Private-Use", global: false),
    Row("192.0.0.0/24", "IETF Protocol Assignments", global: false),
    Row("192.0.0.0/29", "IPv4 Service Continuity Prefix", global: false),
    Row("192.0.0.8/32", "IPv4 dummy address", global: false),
    // Routers answer there, no web servers.
    Row("192.0.0.9/32", "Port Control Protocol Anycast", global: true, refused: true),
    Row("192.0.0.10/32", "TURN Anycast", global: true, refused: true),
    Row("192.0.0.170/32", "NAT64/DNS64 Discovery", global: false),
    Row("192.0.0.171/32", "NAT64/DNS64 Discovery", global: false),
    Row("192.0.2.0/24", "Documentation (TEST-NET-1)", global: false),
    Row("192.31.196.0/24", "AS112-v4", global: true),
    Row("192.52.193.0/24", "AMT", global: true),
    Row("192.88.99.0/24", "Deprecated (6to4 Relay Anycast)", global: nil),
    Row("192.88.99.2/32", "6a44-relay anycast address", global: false),
    Row("192.168.0.0/16", "Private-Use", global: false),
    Row("192.175.48.0/24", "Direct Delegation AS112 Service", global: true),
    Row("198.18.0.0/15", "Benchmarking", global: false),
    Row("198.51.100.0/24", "Documentation (TEST-NET-2)", global: false),
    Row("203.0.113.0/24", "Documentation (TEST-NET-3)", global: false),
    Row("240.0.0.0/4", "Reserved", global: false),
    Row("255.255.255.255/32", "Limited Broadcast", global: false),
    // From the registry of multicast addresses.
    Row("224.0.0.0/4", "Multicast", global: nil),
  ]

  static let v6 = [
    Row("::1/128", "Loopback Address", global: false),
    Row("::/128", "Unspecified Address", global: false),
    Row("::ffff:0:0/96", "IPv4-mapped Address", global: false),
    // Translates to IPv4 addresses, private ones too.
    Row("64:ff9b::/96", "IPv4-IPv6 Translation", global: true, refused: true),
    Row("64:ff9b:1::/48", "IPv4-IPv6 Translation", global: false),
    Row("100::/64", "Discard-Only Address Block", global: false),
    Row("100:0:0:1::/64", "Dummy IPv6 Prefix", global: false),
    Row("2001::/23", "IETF Protocol Assignments", global: false),
    Row("2001::/32", "TEREDO", global: nil),
    // The rest of 2001::/23 is protocols' own, whose servers are no web servers.
    Row("2001:1::1/128", "Port Control Protocol Anycast", global: true, refused: true),
    Row("2001:1::2/128", "TURN Anycast", global: true, refused: true),
    Row("2001:1::3/128", "DNS-SD SRP Anycast", global: true, refused: true),
    Row("2001:2::/48", "Benchmarking", global: false),
    Row("2001:3::/32", "AMT", global: true, refused: true),
    Row("2001:4:112::/48", "AS112-v6", global: true, refused: true),
    Row("2001:10::/28", "Deprecated (previously ORCHID)", global: nil),
    Row("2001:20::/28", "ORCHIDv2", global: true, refused: true),
    Row("2001:30::/28", "Drone Remote ID", global: true, refused: true),
    Row("2001:db8::/32", "Documentation", global: false),
    // Wraps IPv4 addresses, private ones too.
    Row("2002::/16", "6to4", global: nil),
    Row("2620:4f:8000::/48", "Direct Delegation AS112 Service", global: true),
    Row("3fff::/20", "Documentation", global: false),
    Row("5f00::/16", "Segment Routing (SRv6) SIDs", global: false),
    Row("fc00::/7", "Unique-Local", global: false),
    Row("fe80::/10", "Link-Local Unicast", global: false),
    // From the registry of multicast addresses.
    Row("ff00::/8", "Multicast", global: nil),
  ]

  @Test("b7 Every row of IANA's registries is judged, first and last address", arguments: v4 + v6)
  func b7EveryRow(_ row: Row) throws {
    let network = try #require(IPNetwork(row.block))
    for address in [network.first, Self.last(of: network)] {
      let isRefused = AddressGuard.verdict(on: address) != .allowed
      #expect(isRefused == row.isRefused, "\(address)")
    }
  }

  @Test("b7 What the registry does not call global is never allowed")
  func b7NothingIsMissing() {
    #expect((Self.v4 + Self.v6).allSatisfy { $0.isGlobal == true || $0.isRefused })
    #expect(Self.v4.count == 27 && Self.v6.count == 26)
  }

  private static func last(of network: IPNetwork) -> IPAddress {
    let first = network.first
    switch first.family {
    case .v4:
      let bits = UInt64(32 - network.prefixBits)
      return IPAddress(family: .v4, high: 0, low: first.low | ((1 << bits) - 1))
    case .v6 where network.prefixBits <= 64:
      let mask = UInt64.max >> UInt64(network.prefixBits)
      return IPAddress(family: .v6, high: first.high | mask, low: .max)
    case .v6:
      let mask = UInt64.max >> UInt64(network.prefixBits - 64)
      return IPAddress(family: .v6, high: first.high, low: first.low | mask)
    }
  }

  /// Judged where the redirect is, before any packet.
  @Test(
    "b7 A redirect to an address that is not public is refused by the guard",
    arguments: [
      "http://169.254.169.254/latest/meta-data/", "http://[::1]/", "http://2130706433/",
      "http://0x7f.1/", "//10.0.0.1/", "http://0177.0.0.1/", "http://[fd00:ec2::254]/",
      "http://[::ffff:10.0.0.1]/", "http://[64:ff9b::a00:1]/",
    ])
  func b7Redirects(_ location: String) throws {
    let current = try TargetAddress("http://public.example/feed")
    // What libcurl makes of it before the rule sees it.
    let absolute = location.hasPrefix("//") ? "http:" + location : location
    let decision = RedirectRule(limit: 10).decision(
      status: 302, location: absolute, current: current, history: [])
    guard case .follow(let target, _) = decision else {
      Issue.record("\(decision)")
      return
    }
    let address = try #require(IPAddress(HostList.withoutBrackets(target.host)), "\(target.host)")
    let verdict = AddressGuard().verdict(on: address, host: target.host)
    #expect(verdict != .allowed)
  }
}
