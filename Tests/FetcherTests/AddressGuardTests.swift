import Testing

@testable import Fetcher

@Suite struct AddressGuardTests {
  struct Case: Sendable, CustomStringConvertible {
    var text: String
    var purpose: String
    var description: String { text }
  }

  /// First and last address of every block that IANA's special-purpose and multicast registries
  /// list as not globally reachable, and of NAT64, 6to4, Teredo and what was withdrawn.
  static let refused: [Case] = [
    ("0.0.0.0", "unspecified"), ("0.0.0.1", "this network"), ("0.255.255.255", "this network"),
    ("10.0.0.0", "private use"), ("10.255.255.255", "private use"),
    ("100.64.0.0", "carrier-grade address sharing"),
    ("100.127.255.255", "carrier-grade address sharing"),
    ("127.0.0.1", "loopback"), ("127.255.255.255", "loopback"),
    ("169.254.0.0", "link-local"), ("169.254.169.254", "link-local"),
    ("169.254.255.255", "link-local"),
    ("172.16.0.0", "private use"), ("172.31.255.255", "private use"),
    ("192.0.0.0", "IETF protocol assignments"), ("192.0.0.255", "IETF protocol assignments"),
    ("192.0.2.0", "documentation"), ("192.0.2.255", "documentation"),
    ("192.88.99.0", "withdrawn 6to4 relay"), ("192.88.99.255", "withdrawn 6to4 relay"),
    ("192.168.0.0", "private use"), ("192.168.255.255", "private use"),
    ("198.18.0.0", "benchmarking"), ("198.19.255.255", "benchmarking"),
    ("198.51.100.0", "documentation"), ("198.51.100.255", "documentation"),
    ("203.0.113.0", "documentation"), ("203.0.113.255", "documentation"),
    ("224.0.0.0", "multicast"), ("239.255.255.255", "multicast"),
    ("240.0.0.0", "reserved"), ("255.255.255.254", "reserved"),
    ("255.255.255.255", "broadcast"),
    ("::", "unspecified"), ("::1", "loopback"),
    ("::2", "withdrawn IPv4-compatible"), ("::7f00:1", "withdrawn IPv4-compatible"),
    ("::ffff:127.0.0.1", "IPv4-mapped"), ("::ffff:0:0", "IPv4-mapped"),
    ("::ffff:8.8.8.8", "IPv4-mapped"), ("::ffff:255.255.255.255", "IPv4-mapped"),
    ("64:ff9b::", "NAT64"), ("64:ff9b::7f00:1", "NAT64"), ("64:ff9b::ffff:ffff", "NAT64"),
    ("64:ff9b:1::", "local-use NAT64"), ("64:ff9b:1:ffff:ffff:ffff:ffff:ffff", "local-use NAT64"),
    ("100::", "discard-only"), ("100::ffff:ffff:ffff:ffff", "discard-only"),
    ("100:0:0:1::", "dummy prefix"), ("100:0:0:1:ffff:ffff:ffff:ffff", "dummy prefix"),
    ("2001::", "Teredo"), ("2001:0:ffff:ffff:ffff:ffff:ffff:ffff", "Teredo"),
    ("2001:1::1", "IETF protocol assignments"), ("2001:2::", "benchmarking"),
    ("2001:2:0:ffff:ffff:ffff:ffff:ffff", "benchmarking"),
    ("2001:10::", "withdrawn ORCHID"),
    ("2001:1f:ffff:ffff:ffff:ffff:ffff:ffff", "withdrawn ORCHID"),
    ("2001:20::", "ORCHIDv2"), ("2001:2f:ffff:ffff:ffff:ffff:ffff:ffff", "ORCHIDv2"),
    ("2001:30::", "drone remote ID"), ("2001:3f:ffff:ffff:ffff:ffff:ffff:ffff", "drone remote ID"),
    ("2001:1ff:ffff:ffff:ffff:ffff:ffff:ffff", "IETF protocol assignments"),
    ("2001:db8::", "documentation"), ("2001:db8:ffff:ffff:ffff:ffff:ffff:ffff", "documentation"),
    ("2002::", "6to4"), ("2002:7f00:1::", "6to4"),
    ("2002:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "6to4"),
    ("3fff::", "documentation"), ("3fff:fff:ffff:ffff:ffff:ffff:ffff:ffff", "documentation"),
    ("5f00::", "segment routing"), ("5f00:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "segment routing"),
    ("fc00::", "unique local"), ("fd00:ec2::254", "unique local"),
    ("fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "unique local"),
    ("fe80::1", "link-local"), ("febf:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "link-local"),
    ("fec0::", "withdrawn site-local"), ("ff00::", "multicast"), ("ff02::1", "multicast"),
    ("ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "multicast"),
    ("4000::", "outside global unicast"), ("1fff:ffff::", "outside global unicast"),
    ("::1:0:0:0", "outside global unicast"), ("200::", "outside global unicast"),
  ].map { Case(text: $0.0, purpose: $0.1) }

  /// What lies just outside the blocks, and well-known public hosts.
  static let allowed = [
    "1.0.0.0", "8.8.8.8", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0",
    "126.255.255.255", "128.0.0.0", "169.253.255.255", "169.255.0.0", "172.15.255.255",
    "172.32.0.0", "191.255.255.255", "192.0.1.0", "192.0.1.255", "192.0.3.0", "192.31.196.1",
    "192.52.193.1", "192.88.98.255", "192.88.100.0", "192.167.255.255", "192.169.0.0",
    "192.175.48.1", "198.17.255.255", "198.20.0.0", "198.51.99.255", "198.51.101.0",
    "203.0.112.255", "203.0.114.0", "223.255.255.255",
    "2000::1", "2001:200::", "2001:4860:4860::8888", "2001:db7:ffff::", "2001:db9::",
    "2003::", "2606:4700:4700::1111", "2620:4f:8000::1", "2a00:1450::1", "3ffe:ffff::",
    "3fff:1000::",
  ]

  @Test(arguments: refused) func b7RefusesEverySpecialPurposeNetwork(_ item: Case) throws {
    let address = try #require(IPAddress(item.text))
    #expect(AddressGuard.verdict(on: address) == .refused(network: item.purpose))
  }

  @Test(arguments: allowed) func b7AllowsWhatIsPublic(_ text: String) throws {
    let address = try #require(IPAddress(text))
    #expect(AddressGuard.verdict(on: address) == .allowed)
  }

  @Test func b7EveryBlockOfTheTableCanBeRead() {
    let rows = SpecialPurposeNetworks.table4.count + SpecialPurposeNetworks.table6.count
    #expect(SpecialPurposeNetworks.refused.count == rows)
    #expect(SpecialPurposeNetworks.globalUnicast6 != nil)
  }

  @Test(arguments: [
    (["127.0.0.1"], "127.0.0.1", "h", true), (["127.0.0.1"], "127.0.0.2", "h", false),
    (["10.0.0.0/8"], "10.9.8.7", "h", true), (["10.0.0.0/8"], "192.168.0.1", "h", false),
    (["fd00::/8"], "fd12::1", "h", true), (["[fd00::1]"], "fd00::1", "h", true),
    (["box.lan"], "192.168.1.1", "BOX.lan", true), (["box.lan"], "192.168.1.1", "x.lan", false),
    (["*.lan"], "192.168.1.1", "x.lan", true), (["*.lan"], "192.168.1.1", "lan", false),
    (["*.lan"], "192.168.1.1", "x.lan.example", false), ([], "192.168.1.1", "h", false),
    ([], "8.8.8.8", "h", true), (["0.0.0.0/0"], "10.0.0.1", "h", true),
  ])
  func b7TrustsOnlyTheHostsThatTheUserLists(
    _ list: [String], _ text: String, _ host: String, _ isAllowed: Bool
  ) throws {
    let address = try #require(IPAddress(text))
    let verdict = AddressGuard(allowHosts: list).verdict(on: address, host: host)
    #expect((verdict == .allowed) == isAllowed)
  }

  @Test func b7TheWholeGuardCanBeSwitchedOff() throws {
    let address = try #require(IPAddress("10.0.0.1"))
    let open = AddressGuard(allowPrivateNetworks: true)
    #expect(open.verdict(on: address, host: "h") == .allowed)
  }

  @Test(arguments: [
    "127.1", "0x7f.1", "2130706433", "0177.0.0.1", "::1%lo", "", "1.2.3.4/8", "[::1]",
  ])
  func onlyStrictSpellingsAreAddresses(_ text: String) {
    #expect(IPAddress(text) == nil)
  }

  @Test(arguments: ["10.0.0.0/33", "10.0.0.0/-1", "::/129", "10.0.0.0/", "10.0.0.0/8/8", "x/8"])
  func networksOutOfRangeAreNone(_ text: String) {
    #expect(IPNetwork(text) == nil)
  }

  @Test(arguments: ["1.2.3.4", "2001:db8::1", "::ffff:1.2.3.4", "::"])
  func addressesPrintAsTheyAreRead(_ text: String) throws {
    #expect(try #require(IPAddress(text)).description == text)
  }
}
