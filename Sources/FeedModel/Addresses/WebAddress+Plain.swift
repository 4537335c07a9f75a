extension WebAddress {
  /// The quick way for the ordinary address: absolute `http` or `https`, already as it would be
  /// serialized, with a plain domain and no port. `nil` for all others, valid or not.
  init?(plain text: String) {
    var text = text
    if let offsets = text.withUTF8({ PlainAddress($0.span).offsets }) {
      self.init(href: text, offsets: offsets)
      return
    }
    // A host alone is asked for its root.
    guard text.utf8.last != UInt8(ascii: "/"), text.utf8.count < WebAddress.maxBytes,
      text.withUTF8({ PlainAddress.isHostAlone($0.span) })
    else { return nil }
    self.init(plain: text + "/")
  }
}

extension WebAddress {
  /// Where host and path lie in an `http` or `https` address that is already as it would be
  /// serialized and has neither query nor fragment; `nil` for all others, valid or not.
  package static func plainParts(of bytes: Span<UInt8>) -> (host: Range<Int>, path: Range<Int>)? {
    guard let offsets = PlainAddress(bytes).offsets, Int(offsets.pathEnd) == bytes.count else {
      return nil
    }
    return (
      Int(offsets.hostStart)..<Int(offsets.hostEnd), Int(offsets.pathStart)..<Int(offsets.pathEnd)
    )
  }
}

/// One pass over the bytes of an address that needs no change.
private struct PlainAddress {
  var offsets: WebAddress.Offsets?

  init(_ bytes: Span<UInt8>) {
    guard bytes.count <= WebAddress.maxBytes, let schemeEnd = Self.schemeEnd(bytes) else { return }
    let hostStart = schemeEnd + 3
    guard let hostEnd = Self.hostEnd(bytes, from: hostStart),
      let pathEnd = Self.pathEnd(bytes, from: hostEnd)
    else { return }
    let hasQuery = pathEnd < bytes.count && bytes[pathEnd] == UInt8(ascii: "?")
    let queryEnd = hasQuery ? Self.end(bytes, from: pathEnd, PercentEncoding.specialQuery) : pathEnd
    let end =
      queryEnd < bytes.count && bytes[queryEnd] == UInt8(ascii: "#")
      ? Self.end(bytes, from: queryEnd + 1, PercentEncoding.fragment) : queryEnd
    guard end == bytes.count else { return }
    offsets = WebAddress.Offsets(
      schemeEnd: UInt32(schemeEnd), usernameEnd: UInt32(hostStart), hostStart: UInt32(hostStart),
      hostEnd: UInt32(hostEnd), pathStart: UInt32(hostEnd), pathEnd: UInt32(pathEnd),
      queryEnd: UInt32(queryEnd))
  }

  static func isHostAlone(_ bytes: Span<UInt8>) -> Bool {
    guard let schemeEnd = schemeEnd(bytes) else { return false }
    for index in (schemeEnd + 3)..<bytes.count {
      switch bytes[index] {
      case 0x61...0x7A, 0x30...0x39, UInt8(ascii: "-"), UInt8(ascii: "."): break
      default: return false
      }
    }
    return true
  }

  private static func schemeEnd(_ bytes: Span<UInt8>) -> Int? {
    for (scheme, length) in [("https://" as StaticString, 5), ("http://" as StaticString, 4)] {
      let isThere = scheme.withUTF8Buffer { scheme in
        bytes.count > scheme.count && scheme.indices.allSatisfy { bytes[$0] == scheme[$0] }
      }
      if isThere { return length }
    }
    return nil
  }

  /// The slash after a domain of lower-case letters, digits, `-` and `.` that is no IPv4 address
  /// and holds no Punycode to be checked.
  private static func hostEnd(_ bytes: Span<UInt8>, from start: Int) -> Int? {
    var index = start
    var labelStart = start
    while index < bytes.count {
      switch bytes[index] {
      case 0x61...0x7A, 0x30...0x39, UInt8(ascii: "_"): break
      case UInt8(ascii: "-"):
        if index == labelStart + 2, bytes[labelStart] == UInt8(ascii: "x") { return nil }
      case UInt8(ascii: "."): labelStart = index + 1
      case UInt8(ascii: "/"):
        guard index > labelStart, !ASCII.isDigit(bytes[labelStart]) else { return nil }
        return index
      default: return nil
      }
      index += 1
    }
    return nil
  }

  /// The end of a path that has no dot segment.
  private static func pathEnd(_ bytes: Span<UInt8>, from start: Int) -> Int? {
    let set = PercentEncoding.path
    return bytes.withUnsafeBufferPointer { bytes in
      var last: UInt8 = 0
      var index = start
      while index < bytes.count {
        let byte = bytes[index]
        if set.contains(byte) { return index }
        if byte == UInt8(ascii: "\\") { return nil }
        // Perhaps `.` or `..`, or the same as `%2e`.
        if last == UInt8(ascii: "/"),
          byte == UInt8(ascii: ".")
            || byte == UInt8(ascii: "%")
              && (index + 2 >= bytes.count || bytes[index + 1] == UInt8(ascii: "2"))
        {
          return nil
        }
        last = byte
        index += 1
      }
      return index
    }
  }

  /// The first byte of a set.
  private static func end(
    _ bytes: Span<UInt8>, from start: Int, _ set: PercentEncoding.Set
  ) -> Int {
    bytes.withUnsafeBufferPointer { bytes in
      var index = start
      while index < bytes.count, !set.contains(bytes[index]) { index += 1 }
      return index
    }
  }
}
