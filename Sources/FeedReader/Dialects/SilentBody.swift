internal import FeedModel

/// Bodies that say nothing, as templates leave them: empty paragraphs, comments of an editor, a pixel
/// that counts. They must not stand before a body that says something.
enum SilentBody {
  /// Whether nothing in a body can be read, seen or heard: one pass, which ends at the first letter.
  static func isOne(_ text: Text) -> Bool {
    guard text.kind == .html else { return text.value.utf8.allSatisfy(UTF8Text.isSpace) }
    return isOne(html: text.value)
  }

  static func isOne(html: String) -> Bool {
    var html = html
    return html.withUTF8 { bytes in
      let scan = XMLScan(bytes: bytes)
      var i = 0
      while i < bytes.count {
        switch bytes[i] {
        case 0x3C:
          guard let end = endOfSilentMarkup(scan, at: i) else { return false }
          i = end
        case 0x26:
          guard let length = blankReference(bytes, at: i + 1) else { return false }
          i += 1 + length
        case 0xC2, 0xE2, 0xEF:
          guard let length = blankCharacter(bytes, at: i) else { return false }
          i += length
        default:
          guard UTF8Text.isSpace(bytes[i]) else { return false }
          i += 1
        }
      }
      return true
    }
  }

  /// Where a comment, a tag or an element without visible content ends; `nil` for text and for what
  /// shows something.
  private static func endOfSilentMarkup(_ scan: XMLScan, at open: Int) -> Int? {
    let bytes = scan.bytes
    if scan.starts(with: "<!--", at: open) { return scan.end(of: "-->", from: open + 4) }
    var i = open + 1
    let isEnd = i < bytes.count && bytes[i] == 0x2F
    if isEnd { i += 1 }
    let start = i
    while i < bytes.count, UTF8Text.isLetter(bytes[i]) || UTF8Text.isDigit(bytes[i]) { i += 1 }
    guard i > start, i - start <= 10, let close = scan.index(of: 0x3E, from: i, to: bytes.count)
    else { return nil }
    let name = String(decoding: bytes[start..<i].map(UTF8Text.fold), as: UTF8.self)
    if isEnd || silent.contains(name) { return close + 1 }
    if name == "img", isPixel(UnsafeBufferPointer(rebasing: bytes[i..<close])) { return close + 1 }
    switch name {
    case "script": return scan.end(of: "</script>", from: close)
    case "style": return scan.end(of: "</style>", from: close)
    default: return nil
    }
  }

  /// Whether a picture says itself that it is no larger than a pixel, both ways.
  private static func isPixel(_ attributes: UnsafeBufferPointer<UInt8>) -> Bool {
    isTiny("width=", attributes) && isTiny("height=", attributes)
  }

  private static func isTiny(
    _ name: StaticString, _ attributes: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    guard var i = XMLScan(bytes: attributes).end(of: name, from: 0) else { return false }
    if i < attributes.count, attributes[i] == 0x22 || attributes[i] == 0x27 { i += 1 }
    guard i < attributes.count, attributes[i] == 0x30 || attributes[i] == 0x31 else {
      return false
    }
    return i + 1 == attributes.count || !UTF8Text.isDigit(attributes[i + 1])
  }

  /// The length of a reference to a blank, behind its `&`.
  private static func blankReference(
    _ bytes: UnsafeBufferPointer<UInt8>, at start: Int
  ) -> Int? {
    guard let reference = CharacterReferences.read(bytes, at: start), let scalar = reference.scalar
    else { return nil }
    return isBlank(scalar.value) ? reference.length : nil
  }

  /// The length of a blank beyond ASCII.
  private static func blankCharacter(
    _ bytes: UnsafeBufferPointer<UInt8>, at start: Int
  ) -> Int? {
    let length = bytes[start] < 0xE0 ? 2 : 3
    guard start + length <= bytes.count else { return nil }
    var value = UInt32(bytes[start] & (length == 2 ? 0x1F : 0x0F))
    for i in 1..<length { value = value << 6 | UInt32(bytes[start + i] & 0x3F) }
    return isBlank(value) ? length : nil
  }

  private static func isBlank(_ value: UInt32) -> Bool {
    switch value {
    case 0x9, 0xA, 0xD, 0x20, 0xA0, 0x2000...0x200F, 0x202F, 0x2060, 0xFEFF: true
    default: false
    }
  }

  /// Elements that show nothing of themselves.
  private static let silent: Set<String> = [
    "a", "article", "b", "blockquote", "body", "br", "center", "div", "em", "figure", "font",
    "footer", "h1", "h2", "h3", "h4", "head", "header", "hr", "html", "i", "li", "main", "ol", "p",
    "section", "small", "span", "strong", "table", "tbody", "td", "tr", "u", "ul", "wbr",
  ]
}
