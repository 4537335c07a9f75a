import FeedModel

extension WebAddress {
  /// Whether a reader may follow it: nothing that runs a program or opens a local file.
  var isLinkable: Bool {
    ["https:", "http:", "mailto:", "tel:", "magnet:"].contains { href.hasPrefix($0) }
  }

  /// Whether something is fetched from it.
  var isOnTheWeb: Bool { href.hasPrefix("https://") || href.hasPrefix("http://") }

  /// Whether a file can be had from it.
  var isDownloadable: Bool { isOnTheWeb || href.hasPrefix("magnet:") }
}

extension String {
  /// Whether it has a scheme, a colon and something after it (RFC 3986 §3), and no character
  /// that RFC 3987 forbids.
  var isAbsoluteIRI: Bool {
    guard let colon = utf8.firstIndex(of: UInt8(ascii: ":")), colon != utf8.startIndex,
      utf8.index(after: colon) != utf8.endIndex
    else { return false }
    let scheme = utf8[..<colon]
    guard let first = scheme.first, isASCIILetter(first),
      scheme.allSatisfy({ isASCIILetter($0) || "0123456789+-.".utf8.contains($0) })
    else { return false }
    return utf8.allSatisfy { $0 > 0x20 && $0 != 0x7F && !"<>\"{}|\\^`".utf8.contains($0) }
  }

  /// Whether there is nothing in it to be seen.
  var isBlank: Bool { unicodeScalars.allSatisfy { $0.properties.isWhitespace } }
}

private func isASCIILetter(_ byte: UInt8) -> Bool {
  (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
}
