internal import FeedModel
internal import HTML

/// Plain text out of what sources publish as titles, names and summaries.
enum PlainText {
  /// One line without markup.
  static func line(_ text: Text) -> String {
    String(decoding: bytes(text).collapsedSpaces, as: UTF8.self)
  }

  static func line(_ text: String) -> String {
    String(decoding: clean(Array(text.utf8)).collapsedSpaces, as: UTF8.self)
  }

  private static func bytes(_ text: Text) -> [UInt8] {
    let bytes = clean(Array(text.value.utf8))
    guard text.kind == .html,
      bytes.contains(where: { $0 == UInt8(ascii: "<") || $0 == UInt8(ascii: "&") })
    else { return bytes }
    return stripped(bytes)
  }

  /// The text of a piece of HTML, with a blank where a block or a line ends.
  static func stripped(_ html: [UInt8]) -> [UInt8] {
    text(of: HTMLDocument(parsingFragment: html, endsHiding: true))
  }

  /// What a tree says, with a blank where a block or a line ends.
  static func text(of document: borrowing HTMLDocument) -> [UInt8] {
    var output: [UInt8] = []
    for line in TextLines.of(document) {
      if !output.isEmpty { output.append(0x20) }
      output += line.text
    }
    return clean(output)
  }

  /// Without characters that XML 1.0 can't hold; carriage returns are line feeds.
  static func clean(_ bytes: [UInt8]) -> [UInt8] {
    var index = 0
    while index < bytes.count, isFine(bytes, index) { index &+= 1 }
    guard index < bytes.count else { return bytes }
    var output = Array(bytes[..<index])
    output.reserveCapacity(bytes.count)
    while index < bytes.count {
      if isFine(bytes, index) {
        output.append(bytes[index])
        index += 1
      } else if bytes[index] == 0x0D {
        output.append(0x0A)
        index += index + 1 < bytes.count && bytes[index + 1] == 0x0A ? 2 : 1
      } else {
        index += bytes[index] == 0xEF ? 3 : 1
      }
    }
    return output
  }

  /// Whether the byte begins or continues a character that XML 1.0 holds.
  @inline(__always)
  private static func isFine(_ bytes: [UInt8], _ index: Int) -> Bool {
    let byte = bytes[index]
    if byte < 0x20 { return byte == 0x0A || byte == 0x09 }
    // U+FFFE and U+FFFF
    guard byte == 0xEF, index + 2 < bytes.count else { return true }
    return !(bytes[index + 1] == 0xBF && bytes[index + 2] >= 0xBE)
  }
}
