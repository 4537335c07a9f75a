/// Whether the tags of a text mark it up or are words of it: `a &lt;b&gt;bold&lt;/b&gt; claim` as
/// against `the &lt;b&gt; tag`.
///
/// A tag that speaks for markup is a pair close around text, one with an address, a line break or a
/// block's beginning that stands close to text; one that stands alone is a word.
struct TagWords {
  /// Whether a text is marked up: one pass over at most its first 64 KiB.
  static func isMarkup(_ text: String) -> Bool {
    if EscapedBody.isMarkup(text) { return true }
    var text = text
    return text.withUTF8 { bytes in
      var words = TagWords(UnsafeBufferPointer(rebasing: bytes.prefix(window)))
      return words.findsMarkup()
    }
  }

  private static let window = 1 << 16
  private let bytes: UnsafeBufferPointer<UInt8>
  /// Where the content of the last start tag of a name begins.
  private var contents: [String: Int] = [:]

  private init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  private mutating func findsMarkup() -> Bool {
    let scan = XMLScan(bytes: bytes)
    var i = 0
    while let open = scan.index(of: 0x3C, from: i, to: bytes.count) {
      i = open + 1
      guard let tag = tag(scan, at: open) else { continue }
      if isMarkup(tag) { return true }
      i = tag.range.upperBound
    }
    return false
  }

  private struct Tag {
    var range: Range<Int>
    var name: String
    var isEnd: Bool
    /// What stands between the name and `>`.
    var attributes: Range<Int>
  }

  private func tag(_ scan: XMLScan, at open: Int) -> Tag? {
    var i = open + 1
    let isEnd = i < bytes.count && bytes[i] == 0x2F
    if isEnd { i += 1 }
    let start = i
    while i < bytes.count, i - start < 12, UTF8Text.isLetter(bytes[i]) || UTF8Text.isDigit(bytes[i])
    {
      i += 1
    }
    guard i > start, i < bytes.count,
      bytes[i] == 0x3E || bytes[i] == 0x2F || UTF8Text.isSpace(bytes[i]),
      let close = scan.index(of: 0x3E, from: i, to: min(bytes.count, i + 2_000)),
      scan.index(of: 0x3C, from: i, to: close) == nil
    else { return nil }
    let name = String(decoding: bytes[start..<i].map(UTF8Text.fold), as: UTF8.self)
    return Tag(range: open..<(close + 1), name: name, isEnd: isEnd, attributes: i..<close)
  }

  private mutating func isMarkup(_ tag: Tag) -> Bool {
    if tag.isEnd {
      guard let start = contents.removeValue(forKey: tag.name) else { return false }
      return isPair(start..<tag.range.lowerBound)
    }
    if TagWords.breaks.contains(tag.name) { return isBreak(tag.range) }
    if TagWords.addressed.contains(tag.name), hasAddress(tag.attributes) { return true }
    if TagWords.blocks.contains(tag.name), beginsBlock(tag.range) { return true }
    if MarkupEvidence.isElement(tag.name), !TagWords.silent.contains(tag.name) {
      contents[tag.name] = tag.range.upperBound
    }
    return false
  }

  /// Whether a pair stands close around text, not as two words with words between (`&lt;b&gt; and
  /// &lt;/b&gt;`).
  private func isPair(_ content: Range<Int>) -> Bool {
    guard let first = content.first, let last = content.last,
      bytes[content].contains(where: TagWords.isWordByte)
    else { return false }
    if !UTF8Text.isSpace(bytes[first]), !TagWords.isMark(bytes[first]) { return true }
    if !UTF8Text.isSpace(bytes[last]) { return true }
    return bytes[first] == 0x0A || bytes[first] == 0x0D
  }

  /// Whether a line break stands where lines do: close behind text, or before a line's end or
  /// another tag.
  private func isBreak(_ range: Range<Int>) -> Bool {
    if range.lowerBound > 0, !UTF8Text.isSpace(bytes[range.lowerBound - 1]),
      !isOpening(before: range.lowerBound)
    {
      return true
    }
    guard range.upperBound < bytes.count else { return false }
    let next = bytes[range.upperBound]
    return next == 0x0A || next == 0x0D || next == 0x3C
  }

  /// Whether a block begins here: before text, at the beginning or behind a line, a tag or a
  /// sentence.
  private func beginsBlock(_ range: Range<Int>) -> Bool {
    let end = range.upperBound
    guard end < bytes.count, TagWords.isWordByte(bytes[end]) else { return false }
    // `<div>s are`
    if bytes[end] == 0x73, end + 1 < bytes.count, !TagWords.isWordByte(bytes[end + 1]) {
      return false
    }
    var start = range.lowerBound
    while start > 0, bytes[start - 1] == 0x20 { start -= 1 }
    guard start > 0 else { return true }
    switch bytes[start - 1] {
    case 0x0A, 0x0D, 0x3E, 0x2E, 0x21, 0x3F, 0x3A: return true
    default: return false
    }
  }

  /// Whether an attribute holds an address, and more than a mark that stands for one.
  private func hasAddress(_ attributes: Range<Int>) -> Bool {
    let text = UnsafeBufferPointer(rebasing: bytes[attributes])
    let scan = XMLScan(bytes: text)
    guard let equals = scan.index(of: 0x3D, from: 0, to: text.count), equals >= 3 else {
      return false
    }
    var hasName = false
    for i in 1..<text.count where text[i] == 0x3D {
      let name = text[..<i].suffix(5).map(UTF8Text.fold)
      hasName =
        hasName || name.suffix(4).elementsEqual("href".utf8)
        || name.suffix(3).elementsEqual("src".utf8)
    }
    guard hasName else { return false }
    return text[equals...].contains { $0 == 0x2F || $0 == 0x2E }
      && text[equals...].contains(where: TagWords.isWordByte)
  }

  private static func isWordByte(_ byte: UInt8) -> Bool {
    // Of letters beyond ASCII the first byte; with 0xC2 and 0xE2 signs begin.
    UTF8Text.isLetter(byte) || UTF8Text.isDigit(byte) || (byte >= 0xC3 && byte != 0xE2)
  }

  /// `,`, `.`, `;`, `:`, `!`, `?` and what closes a bracket or a quotation.
  private static func isMark(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x21, 0x22, 0x27, 0x29, 0x2C, 0x2E, 0x2F, 0x3A, 0x3B, 0x3F, 0x5D, 0x60: true
    default: false
    }
  }

  /// Whether a bracket or a quotation opens in front of an index.
  private func isOpening(before index: Int) -> Bool {
    switch bytes[index - 1] {
    case 0x22, 0x27, 0x28, 0x2F, 0x5B, 0x60: return true
    case 0x98, 0x9C, 0x9E: return index > 2 && bytes[index - 2] == 0x80 && bytes[index - 3] == 0xE2
    case 0xAB: return index > 1 && bytes[index - 2] == 0xC2
    default: return false
    }
  }

  private static let breaks: Set<String> = ["br", "hr"]
  private static let addressed: Set<String> = [
    "a", "audio", "embed", "iframe", "img", "source", "video",
  ]
  private static let blocks: Set<String> = [
    "blockquote", "dd", "div", "dt", "h1", "h2", "h3", "h4", "h5", "h6", "li", "p", "td", "th",
  ]
  /// Elements that show nothing of what is in them.
  private static let silent: Set<String> = [
    "head", "html", "noframes", "noscript", "option", "script", "select", "style", "template",
    "textarea", "title",
  ]
}
