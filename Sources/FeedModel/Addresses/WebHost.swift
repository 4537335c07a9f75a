import Bytes

/// The host parser and serializers (URL Standard §3.5).
enum WebHost {
  /// The serialized host; `nil` for failure.
  static func parse(_ text: ArraySlice<UInt8>, isSpecial: Bool) -> [UInt8]? {
    if text.first == UInt8(ascii: "[") {
      guard text.count > 2, text.last == UInt8(ascii: "]") else { return nil }
      return IPv6.parse(text.dropFirst().dropLast()).map(IPv6.serialized)
    }
    return isSpecial ? domain(text) : opaque(text)
  }

  private static func opaque(_ text: ArraySlice<UInt8>) -> [UInt8]? {
    guard !text.contains(where: isForbidden) else { return nil }
    var host: [UInt8] = []
    PercentEncoding.append(text, PercentEncoding.controls, to: &host)
    return host
  }

  private static func domain(_ text: ArraySlice<UInt8>) -> [UInt8]? {
    guard let ascii = DomainMapping.ascii(PercentCoding.decoded(text)), !ascii.isEmpty,
      !ascii.contains(where: isForbiddenInDomain)
    else { return nil }
    guard IPv4.endsInNumber(ascii) else { return ascii }
    return IPv4.parse(ascii).map(IPv4.serialized)
  }

  /// A forbidden host code point.
  static func isForbidden(_ byte: UInt8) -> Bool {
    switch byte {
    case 0, 0x09, 0x0A, 0x0D, 0x20, UInt8(ascii: "#"), UInt8(ascii: "/"), UInt8(ascii: ":"),
      UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "?"), UInt8(ascii: "@"),
      UInt8(ascii: "["), UInt8(ascii: "\\"), UInt8(ascii: "]"), UInt8(ascii: "^"),
      UInt8(ascii: "|"):
      true
    default: false
    }
  }

  /// A forbidden domain code point.
  static func isForbiddenInDomain(_ byte: UInt8) -> Bool {
    byte <= 0x20 || byte == UInt8(ascii: "%") || byte == 0x7F || isForbidden(byte)
  }
}

/// IPv4 addresses in all their spellings (URL Standard §3.5).
enum IPv4 {
  private static let dot = UInt8(ascii: ".")

  /// The ends-in-a-number checker.
  static func endsInNumber(_ text: [UInt8]) -> Bool {
    let text = text.last == dot ? text.dropLast() : text[...]
    let last = text[((text.lastIndex(of: dot) ?? -1) + 1)...]
    guard !last.isEmpty else { return false }
    return last.allSatisfy(ASCII.isDigit) || number(last) != nil
  }

  /// `nil` for failure.
  static func parse(_ text: [UInt8]) -> UInt32? {
    var parts = text.split(separator: dot, maxSplits: 5, omittingEmptySubsequences: false)
    if parts.count > 1, parts.last?.isEmpty == true { parts.removeLast() }
    guard parts.count <= 4 else { return nil }
    var address: UInt64 = 0
    for (position, part) in parts.enumerated() {
      guard let number = number(part) else { return nil }
      if position == parts.count - 1 {
        let bits = UInt64(8 * (5 - parts.count))
        guard number < 1 << bits else { return nil }
        address = address << bits | number
      } else {
        guard number <= 255 else { return nil }
        address = address << 8 | number
      }
    }
    return UInt32(truncatingIfNeeded: address)
  }

  /// A decimal, octal (`0…`) or hexadecimal (`0x…`) number, at most 2^33 for all that is larger;
  /// `nil` for failure.
  private static func number(_ text: ArraySlice<UInt8>) -> UInt64? {
    guard !text.isEmpty else { return nil }
    var digits = text
    var radix: UInt64 = 10
    if text.starts(with: "0x".utf8) || text.starts(with: "0X".utf8) {
      digits = text.dropFirst(2)
      radix = 16
    } else if text.count > 1, text.first == UInt8(ascii: "0") {
      digits = text.dropFirst()
      radix = 8
    }
    var value: UInt64 = 0
    for digit in digits {
      guard let digit = Hexadecimal.value(of: digit), digit < radix else { return nil }
      value = min(value * radix + UInt64(digit), 1 << 33)
    }
    return value
  }

  static func serialized(_ address: UInt32) -> [UInt8] {
    let parts = [24, 16, 8, 0].map { String(address >> UInt32($0) & 255) }
    return Array(parts.joined(separator: ".").utf8)
  }
}

/// IPv6 addresses (URL Standard §3.5).
enum IPv6 {
  /// Eight pieces; `nil` for failure.
  static func parse(_ text: ArraySlice<UInt8>) -> [UInt16]? {
    var parser = IPv6Parser(rest: text)
    return parser.parse() ? parser.pieces : nil
  }

  /// In brackets, the first longest run of two or more zeros compressed.
  static func serialized(_ pieces: [UInt16]) -> [UInt8] {
    let zeros = longestZeros(pieces)
    var text = "["
    var index = 0
    while index < pieces.count {
      if index == zeros.lowerBound, !zeros.isEmpty {
        text += index == 0 ? "::" : ":"
        index = zeros.upperBound
        continue
      }
      text += String(pieces[index], radix: 16)
      index += 1
      if index < pieces.count { text += ":" }
    }
    return Array((text + "]").utf8)
  }

  private static func longestZeros(_ pieces: [UInt16]) -> Range<Int> {
    var longest = 0..<0
    var start = 0
    for index in pieces.indices {
      if pieces[index] != 0 { start = index + 1 }
      if index + 1 - start > max(longest.count, 1) { longest = start..<index + 1 }
    }
    return longest
  }
}

/// The IPv6 parser of the standard.
private struct IPv6Parser {
  var rest: ArraySlice<UInt8>
  var pieces = [UInt16](repeating: 0, count: 8)
  private var piece = 0
  private var compress: Int?

  init(rest: ArraySlice<UInt8>) {
    self.rest = rest
  }

  private static let colon = UInt8(ascii: ":")

  mutating func parse() -> Bool {
    if rest.first == Self.colon {
      guard rest.dropFirst().first == Self.colon else { return false }
      rest = rest.dropFirst(2)
      piece = 1
      compress = 1
    }
    while let byte = rest.first {
      guard piece < 8 else { return false }
      if byte == Self.colon {
        guard compress == nil else { return false }
        rest.removeFirst()
        piece += 1
        compress = piece
        continue
      }
      guard readPiece() else { return false }
    }
    return finish()
  }

  /// A piece and the colon after it, or all of an embedded IPv4 address.
  private mutating func readPiece() -> Bool {
    let start = rest
    var value: UInt16 = 0
    var length = 0
    while length < 4, let digit = rest.first.flatMap(Hexadecimal.value(of:)) {
      value = value << 4 | UInt16(digit)
      rest.removeFirst()
      length += 1
    }
    if rest.first == UInt8(ascii: ".") {
      guard length > 0, piece <= 6 else { return false }
      rest = start
      return readIPv4()
    }
    if rest.first == Self.colon {
      rest.removeFirst()
      guard !rest.isEmpty else { return false }
    } else if !rest.isEmpty {
      return false
    }
    pieces[piece] = value
    piece += 1
    return true
  }

  private mutating func readIPv4() -> Bool {
    let parts = rest.split(
      separator: UInt8(ascii: "."), maxSplits: 4, omittingEmptySubsequences: false)
    guard parts.count == 4 else { return false }
    for (index, part) in parts.enumerated() {
      guard (1...3).contains(part.count), part.allSatisfy(ASCII.isDigit) else { return false }
      guard part.count == 1 || part.first != UInt8(ascii: "0") else { return false }
      let value = part.reduce(0) { $0 * 10 + UInt16($1 - 0x30) }
      guard value <= 255 else { return false }
      pieces[piece + index / 2] = pieces[piece + index / 2] << 8 | value
    }
    piece += 2
    rest = []
    return true
  }

  /// Moves the pieces after `::` to the end.
  private mutating func finish() -> Bool {
    guard let compress else { return piece == 8 }
    let tail = pieces[compress..<piece]
    pieces.replaceSubrange(
      compress..., with: [UInt16](repeating: 0, count: 8 - compress - tail.count) + tail)
    return true
  }
}
