import Bytes
import FeedModel

extension WebAddress {
  /// Whether a reader may follow it: nothing that runs a program or opens a local file.
  var isLinkable: Bool {
    isOnTheWeb
      || ["mailto:", "tel:", "magnet:"].contains {
        href.hasPrefix($0) && href.utf8.count > $0.utf8.count
      }
  }

  /// Whether something is fetched from it.
  var isOnTheWeb: Bool { href.hasPrefix("https://") || href.hasPrefix("http://") }

  /// Whether a file can be had from it.
  var isDownloadable: Bool { isOnTheWeb || href.hasPrefix("magnet:?") }

  /// The address by RFC 3986.
  ///
  /// Browsers leave some characters in addresses that the RFC forbids (`|`, `[` and `]` outside a
  /// host, a second `#`, a `%` that begins no escape), and strict readers refuse such addresses;
  /// here they are escaped.
  var uri: String { URICharacters.escaped(href) }
}

/// Escaping of what RFC 3986 forbids.
enum URICharacters {
  static func escaped(_ address: String) -> String {
    var address = address
    return address.withUTF8 { bytes in
      bytes.allSatisfy(isPlain) ? nil : String(decoding: escaped(bytes), as: UTF8.self)
    } ?? address
  }

  /// Letters, digits, and the other characters that are right wherever they stand.
  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
    case UInt8(ascii: "&")...UInt8(ascii: ";"), UInt8(ascii: "="): true
    case UInt8(ascii: "!"), UInt8(ascii: "$"), UInt8(ascii: "?"), UInt8(ascii: "@"): true
    case UInt8(ascii: "_"), UInt8(ascii: "~"): true
    default: false
    }
  }

  private static func escaped(_ bytes: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    let authority = authority(of: bytes)
    var result: [UInt8] = []
    var hasFragment = false
    for (index, byte) in bytes.enumerated() {
      switch byte {
      case UInt8(ascii: "#") where !hasFragment:
        hasFragment = true
        result.append(byte)
      case UInt8(ascii: "%") where isEscape(bytes, at: index): result.append(byte)
      case UInt8(ascii: "[") where authority.contains(index): result.append(byte)
      case UInt8(ascii: "]") where authority.contains(index): result.append(byte)
      case _ where isPlain(byte): result.append(byte)
      default: PercentCoding.append(byte, to: &result)
      }
    }
    return result
  }

  /// Where the host stands: from `//` to the next `/`, `?` or `#`.
  private static func authority(of bytes: UnsafeBufferPointer<UInt8>) -> Range<Int> {
    let slash = UInt8(ascii: "/")
    guard let colon = bytes.firstIndex(of: UInt8(ascii: ":")), colon + 2 < bytes.count,
      bytes[colon + 1] == slash, bytes[colon + 2] == slash
    else { return 0..<0 }
    let end = bytes[(colon + 3)...].firstIndex { "/?#".utf8.contains($0) }
    return (colon + 3)..<(end ?? bytes.count)
  }

  private static func isEscape(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Bool {
    index + 2 < bytes.count && Hexadecimal.value(of: bytes[index + 1]) != nil
      && Hexadecimal.value(of: bytes[index + 2]) != nil
  }
}

extension String {
  /// Whether there is nothing in it to be seen.
  var isBlank: Bool { unicodeScalars.allSatisfy { $0.properties.isWhitespace } }

  /// The text, or `nil` when it is blank.
  var unlessBlank: String? { isBlank ? nil : self }
}
