import CServing
import NIOCore

/// Who sits at the other end of a connection, as far as limits are concerned: an IPv4 address, or
/// the network (/64) of an IPv6 address, which is one customer's.
struct ClientAddress: Sendable, Hashable, CustomStringConvertible {
  private let bytes: [UInt8]

  /// 4 or 16 bytes; an IPv4 address in IPv6's clothes counts as what it is.
  init(_ address: [UInt8]) {
    bytes = Self.plain(address)
  }

  /// `nil` for a unix socket.
  init?(_ address: SocketAddress?) {
    guard let text = address?.ipAddress else { return nil }
    self.init(text)
  }

  /// `nil` for what is no address; a port and brackets may be there.
  init?(_ text: String) {
    guard let bytes = Self.bytes(of: text) else { return nil }
    self.init(bytes)
  }

  /// What limits count.
  var client: ClientAddress {
    bytes.count == 16
      ? ClientAddress(Array(bytes.prefix(8)) + [UInt8](repeating: 0, count: 8)) : self
  }

  /// Whether it is this machine.
  var isLoopback: Bool {
    bytes.count == 4
      ? bytes[0] == 127 : bytes.dropLast().allSatisfy { $0 == 0 } && bytes.last == 1
  }

  /// Whether the first bits are those of another address.
  func begins(with other: ClientAddress, bits: Int) -> Bool {
    guard bytes.count == other.bytes.count, bits <= bytes.count * 8 else { return false }
    for bit in 0..<bits where (bytes[bit / 8] ^ other.bytes[bit / 8]) & (0x80 >> (bit % 8)) != 0 {
      return false
    }
    return true
  }

  var description: String {
    var text = [CChar](repeating: 0, count: 64)
    guard refeed_address_text(bytes, Int32(bytes.count), &text) != 0 else { return "-" }
    return String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  var bitCount: Int { bytes.count * 8 }

  private static func plain(_ address: [UInt8]) -> [UInt8] {
    let isMapped =
      address.count == 16 && address.prefix(10).allSatisfy { $0 == 0 } && address[10] == 0xFF
      && address[11] == 0xFF
    return isMapped ? Array(address.suffix(4)) : address
  }

  private static func bytes(of text: String) -> [UInt8]? {
    var text = text.filter { $0 != " " && $0 != "\t" }
    if text.hasPrefix("["), let end = text.firstIndex(of: "]") {
      text = String(text[text.index(after: text.startIndex)..<end])
    } else if text.utf8.count(where: { $0 == UInt8(ascii: ":") }) == 1 {
      text = String(text.prefix { $0 != ":" })
    }
    // The zone of a link-local address says nothing of who it is.
    text = String(text.prefix { $0 != "%" })
    var bytes = [UInt8](repeating: 0, count: 16)
    let count = refeed_address(text, &bytes)
    return count == 0 ? nil : Array(bytes.prefix(Int(count)))
  }
}

/// Web servers in front of this one, whose word is taken for who asks.
public struct TrustedProxies: Sendable {
  private var networks: [(address: ClientAddress, bits: Int)] = []
  private var trustsSockets = false

  /// Nobody is trusted.
  public init() {}

  /// Addresses, networks (`10.0.0.0/8`), and `unix` for whoever comes by a unix socket; `nil` where
  /// one of them is none of these.
  public init?(_ texts: [String]) {
    for text in texts {
      if text == "unix" {
        trustsSockets = true
        continue
      }
      let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
      guard let address = ClientAddress(String(parts[0])) else { return nil }
      var bits = address.bitCount
      if parts.count == 2 {
        guard let given = Int(parts[1]), (0...bits).contains(given) else { return nil }
        bits = given
      }
      networks.append((address, bits))
    }
  }

  /// - Parameter address: `nil` for a unix socket.
  func trust(_ address: ClientAddress?) -> Bool {
    guard let address else { return trustsSockets }
    return networks.contains { address.begins(with: $0.address, bits: $0.bits) }
  }

  /// Whom a trusted proxy names in `X-Forwarded-For`: the last one that is no proxy itself.
  func client(forwardedFor field: String?) -> ClientAddress? {
    guard let field else { return nil }
    for item in field.split(separator: ",", maxSplits: 32).reversed() {
      guard let address = ClientAddress(String(item)) else { return nil }
      if !trust(address) { return address }
    }
    return nil
  }
}

/// Who asks.
struct Caller: Sendable {
  /// `nil` for who comes by a unix socket.
  var address: ClientAddress?
  /// Whether it is this machine itself, and nobody behind a proxy on it.
  var isLocal: Bool
}
