internal import Glibc

/// An IP address, as a socket address holds it.
package struct IPAddress: Sendable, Hashable, CustomStringConvertible {
  package enum Family: Sendable, Hashable {
    case v4
    case v6
  }

  package let family: Family
  /// The upper 64 bits of an IPv6 address; 0 for IPv4.
  package let high: UInt64
  /// The lower 64 bits of an IPv6 address; the 32 bits of an IPv4 one.
  package let low: UInt64

  package init(family: Family, high: UInt64, low: UInt64) {
    self.family = family
    self.high = high
    self.low = low
  }

  /// Reads the one strict spelling (`127.0.0.1`, `::1`); `nil` for every other text, a zone
  /// (`fe80::1%eth0`) included.
  package init?(_ text: some StringProtocol) {
    let text = String(text)
    var v4 = in_addr()
    if inet_pton(AF_INET, text, &v4) == 1 {
      self.init(v4)
      return
    }
    var v6 = in6_addr()
    guard inet_pton(AF_INET6, text, &v6) == 1 else { return nil }
    self.init(v6)
  }

  /// `nil` for what is neither IPv4 nor IPv6, or too short to be.
  init?(_ address: UnsafePointer<sockaddr>, length: Int) {
    let raw = UnsafeRawPointer(address)
    switch Int32(address.pointee.sa_family) {
    case AF_INET where length >= MemoryLayout<sockaddr_in>.size:
      self.init(raw.loadUnaligned(as: sockaddr_in.self).sin_addr)
    case AF_INET6 where length >= MemoryLayout<sockaddr_in6>.size:
      self.init(raw.loadUnaligned(as: sockaddr_in6.self).sin6_addr)
    default: return nil
    }
  }

  private init(_ address: in_addr) {
    self.init(family: .v4, high: 0, low: UInt64(UInt32(bigEndian: address.s_addr)))
  }

  private init(_ address: in6_addr) {
    let halves = withUnsafeBytes(of: address) {
      (
        UInt64(bigEndian: $0.loadUnaligned(as: UInt64.self)),
        UInt64(bigEndian: $0.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
      )
    }
    self.init(family: .v6, high: halves.0, low: halves.1)
  }

  package var description: String {
    var text = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
    switch family {
    case .v4:
      var address = in_addr(s_addr: UInt32(truncatingIfNeeded: low).bigEndian)
      inet_ntop(AF_INET, &address, &text, socklen_t(text.count))
    case .v6:
      var halves = (high.bigEndian, low.bigEndian)
      inet_ntop(AF_INET6, &halves, &text, socklen_t(text.count))
    }
    return String(decoding: text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
  }
}

/// A range of IP addresses that share their first bits.
package struct IPNetwork: Sendable, Hashable {
  package let first: IPAddress
  package let prefixBits: Int

  /// Reads `10.0.0.0/8` or a single address; `nil` for anything else.
  package init?(_ text: some StringProtocol) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count <= 2, let address = parts.first.flatMap({ IPAddress($0) }) else {
      return nil
    }
    let width = address.family == .v4 ? 32 : 128
    guard parts.count == 2 else {
      self.init(first: address, prefixBits: width)
      return
    }
    guard let bits = Int(parts[1]), (0...width).contains(bits) else { return nil }
    self.init(first: address, prefixBits: bits)
  }

  private init(first: IPAddress, prefixBits: Int) {
    self.first = first
    self.prefixBits = prefixBits
  }

  package func contains(_ address: IPAddress) -> Bool {
    guard address.family == first.family else { return false }
    switch first.family {
    case .v4:
      // Shifting by the full width or more gives 0 in Swift.
      return (address.low ^ first.low) >> UInt64(32 - prefixBits) == 0
    case .v6 where prefixBits <= 64:
      return (address.high ^ first.high) >> UInt64(64 - prefixBits) == 0
    case .v6:
      return address.high == first.high
        && (address.low ^ first.low) >> UInt64(128 - prefixBits) == 0
    }
  }
}
