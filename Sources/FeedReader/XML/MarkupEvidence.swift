/// What in a text looks like HTML: one pass, over at most its first 64 KiB.
struct MarkupEvidence {
  /// A tag of an element that HTML knows.
  private(set) var hasElement = false
  /// `<`, a letter, and somewhere a `>`: a tag of whatever name.
  private(set) var hasTag = false
  /// `&name;` or `&#number;`.
  private(set) var hasReference = false
  /// `&quot` or `&nbsp` without the semicolon, which HTML reads all the same.
  private(set) var hasOpenReference = false
  /// `&lt;`, an element's name and `&gt;`: markup that was escaped twice.
  private(set) var hasEscapedElement = false

  /// `&amp;`, a name or number and `;`: a reference that was escaped once more.
  private(set) var hasEscapedReference = false

  private static let window = 1 << 16

  init(_ text: String) {
    var text = text
    text.withUTF8 { bytes in
      scan(UnsafeBufferPointer(rebasing: bytes.prefix(MarkupEvidence.window)))
    }
  }

  private mutating func scan(_ bytes: UnsafeBufferPointer<UInt8>) {
    var i = 0
    while i < bytes.count {
      switch bytes[i] {
      case 0x3C:
        readTag(bytes, at: i + 1)
        if hasElement { return }
      case 0x26: readReference(bytes, at: i + 1)
      default: break
      }
      i += 1
    }
  }

  private mutating func readTag(_ bytes: UnsafeBufferPointer<UInt8>, at start: Int) {
    guard start < bytes.count else { return }
    if bytes[start] == 0x21 {
      // `<!--` and `<![CDATA[` don't occur in plain text.
      let isComment =
        start + 2 < bytes.count && bytes[start + 1] == 0x2D && bytes[start + 2] == 0x2D
      if isComment { hasTag = true }
      return
    }
    guard let end = nameEnd(bytes, from: start) else { return }
    guard closes(bytes, from: end) else { return }
    hasTag = true
    let nameStart = bytes[start] == 0x2F ? start + 1 : start
    hasElement = MarkupEvidence.isElement(UnsafeBufferPointer(rebasing: bytes[nameStart..<end]))
  }

  private func nameEnd(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
    var i = start
    if bytes[i] == 0x2F { i += 1 }
    let first = i
    while i < bytes.count, i - first < 20, UTF8Text.isLetter(bytes[i]) || UTF8Text.isDigit(bytes[i])
    {
      i += 1
    }
    guard i > first, i < bytes.count, UTF8Text.isLetter(bytes[first]) else { return nil }
    return i
  }

  /// Whether a tag whose name ended here looks like one: `>`, `/>`, or a blank and, within a
  /// bounded distance, a `>`.
  private func closes(_ bytes: UnsafeBufferPointer<UInt8>, from end: Int) -> Bool {
    if bytes[end] == 0x3E { return true }
    guard bytes[end] == 0x2F || UTF8Text.isSpace(bytes[end]) else { return false }
    var i = end
    while i < bytes.count, i < end + 2_000 {
      if bytes[i] == 0x3E { return true }
      if bytes[i] == 0x3C { return false }
      i += 1
    }
    return false
  }

  private mutating func readReference(_ bytes: UnsafeBufferPointer<UInt8>, at start: Int) {
    var i = start
    while i < bytes.count, i - start < 10, bytes[i] != 0x3B {
      guard UTF8Text.isLetter(bytes[i]) || UTF8Text.isDigit(bytes[i]) || bytes[i] == 0x23 else {
        noteOpenReference(bytes, start, i)
        return
      }
      i += 1
    }
    guard i > start, i < bytes.count, bytes[i] == 0x3B else {
      noteOpenReference(bytes, start, i)
      return
    }
    if !hasEscapedReference { noteEscapedReference(bytes, start, i) }
    hasReference = true
    guard i - start == 2, bytes[start] == 0x6C, bytes[start + 1] == 0x74 else { return }
    readEscapedTag(bytes, at: i + 1)
  }

  /// - Parameter end: Where the letters end; before a `=` they are a parameter's name.
  private mutating func noteOpenReference(
    _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int
  ) {
    guard end - start >= 4, end >= bytes.count || bytes[end] != 0x3D else { return }
    let name = bytes[start..<(start + 4)]
    if name.elementsEqual("quot".utf8) || name.elementsEqual("nbsp".utf8) {
      hasOpenReference = true
    }
  }

  private mutating func noteEscapedReference(
    _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int
  ) {
    guard end - start == 3, bytes[start] == 0x61, bytes[start + 1] == 0x6D, bytes[start + 2] == 0x70
    else { return }
    hasEscapedReference = CharacterReferences.read(bytes, at: end + 1) != nil
  }

  private mutating func readEscapedTag(_ bytes: UnsafeBufferPointer<UInt8>, at start: Int) {
    guard start < bytes.count, let end = nameEnd(bytes, from: start) else { return }
    let nameStart = bytes[start] == 0x2F ? start + 1 : start
    let name = UnsafeBufferPointer(rebasing: bytes[nameStart..<end])
    guard MarkupEvidence.isElement(name) else { return }
    if bytes[end] == 0x26 || bytes[end] == 0x3E || bytes[end] == 0x2F
      || UTF8Text.isSpace(bytes[end])
    {
      hasEscapedElement = true
    }
  }

  private static func isElement(_ name: UnsafeBufferPointer<UInt8>) -> Bool {
    elements.contains(String(decoding: name.map(UTF8Text.fold), as: UTF8.self))
  }

  /// Whether HTML knows an element of this name, in small letters.
  static func isElement(_ name: String) -> Bool { elements.contains(name) }

  private static let elements: Set<String> = [
    "a", "abbr", "acronym", "address", "applet", "area", "article", "aside", "audio", "b", "base",
    "bdi", "bdo", "big", "blockquote", "body", "br", "button", "canvas", "caption", "center",
    "cite", "code", "col", "colgroup", "data", "dd", "del", "details", "dfn", "dialog", "dir",
    "div", "dl", "dt", "em", "embed", "fieldset", "figcaption", "figure", "font", "footer", "form",
    "frame", "frameset", "h1", "h2", "h3", "h4", "h5", "h6", "head", "header", "hr", "html", "i",
    "iframe", "img", "input", "ins", "kbd", "label", "legend", "li", "link", "main", "map", "mark",
    "math", "menu", "meta", "meter", "nav", "noframes", "noscript", "object", "ol", "optgroup",
    "option", "output", "p", "param", "picture", "pre", "progress", "q", "rp", "rt", "ruby", "s",
    "samp", "script", "section", "select", "small", "source", "span", "strike", "strong", "style",
    "sub", "summary", "sup", "svg", "table", "tbody", "td", "template", "textarea", "tfoot", "th",
    "thead", "time", "title", "tr", "track", "tt", "u", "ul", "var", "video", "wbr",
  ]
}
