import Bytes

/// Absolute IRIs, with or without a fragment (RFC 3987 §2.2, `IRI`).
public enum AbsoluteIRI {
  /// Whether a text is one by the grammar, and not so long that it were a nuisance (2,000 bytes).
  ///
  /// Stricter than the grammar in one thing: `http` and `https` need a host.
  public static func isValid(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    guard bytes.count <= 2000, let first = bytes.first, ASCII.isLetter(first),
      let colon = bytes.firstIndex(of: UInt8(ascii: ":")), colon + 1 < bytes.count,
      bytes[..<colon].allSatisfy(isSchemeByte)
    else { return false }
    guard areAllowed(bytes, of: text), percentSignsAreEscapes(bytes) else { return false }
    return hasGoodParts(bytes[(colon + 1)...], scheme: bytes[..<colon])
  }

  private static func isSchemeByte(_ byte: UInt8) -> Bool {
    ASCII.isLetter(byte) || ASCII.isDigit(byte) || "+-.".utf8.contains(byte)
  }

  /// ASCII characters that an IRI never holds.
  private static let marksOutside = PercentEncoding.Set(nil, " \"<>\\^`{|}")

  private static func areAllowed(_ bytes: [UInt8], of text: String) -> Bool {
    let marks = marksOutside
    for byte in bytes {
      if byte >= 0x80 { return text.unicodeScalars.allSatisfy(isAllowed) }
      if marks.contains(byte) || byte <= 0x20 || byte == 0x7F { return false }
    }
    return true
  }

  /// Reserved and unreserved characters, the percent sign, and `ucschar`.
  private static func isAllowed(_ scalar: UnicodeScalar) -> Bool {
    switch scalar.value {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
    case ..<0x80: !marksOutside.contains(UInt8(scalar.value))
    case 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000: false
    // Direction marks must not stand in an IRI (RFC 3987 §4.1).
    case 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: false
    case 0xA1...0xD7FF, 0xF900...0xFDCF, 0xFDF0...0xFFEF: true
    case 0x10000...0xDFFFD: scalar.value & 0xFFFF < 0xFFFE
    default: false
    }
  }

  private static func percentSignsAreEscapes(_ bytes: [UInt8]) -> Bool {
    bytes.indices.allSatisfy { index in
      guard bytes[index] == UInt8(ascii: "%") else { return true }
      return index + 2 < bytes.count && Hexadecimal.value(of: bytes[index + 1]) != nil
        && Hexadecimal.value(of: bytes[index + 2]) != nil
    }
  }

  /// One `#` at most, brackets around an IP literal alone, a host where one is needed.
  private static func hasGoodParts(
    _ rest: ArraySlice<UInt8>, scheme: ArraySlice<UInt8>
  ) -> Bool {
    guard rest.count(where: { $0 == UInt8(ascii: "#") }) <= 1 else { return false }
    let needsHost =
      scheme.map(ASCII.lowercased).elementsEqual("http".utf8)
      || scheme.map(ASCII.lowercased).elementsEqual("https".utf8)
    guard rest.starts(with: "//".utf8) else {
      return !needsHost && !rest.contains(where: isBracket)
    }
    let authority = rest.dropFirst(2).prefix { !"/?#".utf8.contains($0) }
    guard !rest[authority.endIndex...].contains(where: isBracket) else { return false }
    return isAuthority(authority, isNeeded: needsHost)
  }

  private static func isBracket(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "[") || byte == UInt8(ascii: "]")
  }

  private static func isAuthority(_ authority: ArraySlice<UInt8>, isNeeded: Bool) -> Bool {
    let at = authority.lastIndex(of: UInt8(ascii: "@"))
    let userInfo = authority[..<(at ?? authority.startIndex)]
    guard !userInfo.contains(where: { isBracket($0) || $0 == UInt8(ascii: "@") }) else {
      return false
    }
    let host = authority[(at.map { $0 + 1 } ?? authority.startIndex)...]
    let name = hostWithoutPort(host)
    if name.isEmpty { return !isNeeded }
    // Programs that compare hosts by compatibility forms refuse `℀` and its like there.
    guard host.allSatisfy({ $0 < 0x80 }) || WebAddress("http://\(text(host))/") != nil else {
      return false
    }
    return WebHost.parse(name, isSpecial: false) != nil
  }

  private static func text(_ bytes: ArraySlice<UInt8>) -> String {
    String(decoding: bytes, as: UTF8.self)
  }

  private static func hostWithoutPort(_ host: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let digits = host.reversed().prefix(while: ASCII.isDigit).count
    let rest = host.dropLast(digits)
    return rest.last == UInt8(ascii: ":") ? rest.dropLast() : host
  }
}
