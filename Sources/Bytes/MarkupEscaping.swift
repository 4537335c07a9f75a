/// The references that HTML and XML text needs, for text that is known to hold no forbidden
/// characters. What has more to look after escapes for itself: HTML's serializer (§13.3) and the
/// emitter's XML writer.
public enum MarkupEscaping {
  /// Appends text, with `&`, `<` and `>` as references.
  public static func append(_ text: some Sequence<UInt8>, to output: inout [UInt8]) {
    for byte in text {
      switch byte {
      case UInt8(ascii: "&"): output += "&amp;".utf8
      case UInt8(ascii: "<"): output += "&lt;".utf8
      case UInt8(ascii: ">"): output += "&gt;".utf8
      default: output.append(byte)
      }
    }
  }

  /// Text between tags or double quotes.
  public static func escaped(_ text: String) -> String {
    var output: [UInt8] = []
    output.reserveCapacity(text.utf8.count)
    for (index, part) in text.utf8.split(
      separator: UInt8(ascii: "\""), omittingEmptySubsequences: false
    ).enumerated() {
      if index > 0 { output += "&quot;".utf8 }
      append(part, to: &output)
    }
    return String(decoding: output, as: UTF8.self)
  }
}
