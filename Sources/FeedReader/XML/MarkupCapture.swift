internal import FeedModel

/// Serializes the elements inside a text construct as HTML, as they come.
struct MarkupCapture {
  /// Open elements inside the construct.
  private(set) var depth = 0
  private(set) var hasElements = false
  /// `xml:base` and `xml:lang` of the XHTML wrapper, which is not part of the content
  /// (RFC 4287 §3.1.1.3).
  private(set) var wrapperBase: WebAddress?
  private(set) var wrapperLanguage: String?

  private struct Inner {
    /// What closes it; empty for void elements and the wrapper.
    var endTag: [UInt8]
    var base: WebAddress?
    /// Whether text inside means what it says: XHTML by its namespace, and code.
    var isLiteral = false
  }

  private var inner: [Inner] = []
  private let isXHTML: Bool
  /// Whether text beside elements may be markup that was escaped or stands in CDATA.
  private let isMixed: Bool
  /// Where the text begins that stands between the construct's own elements.
  private var runStart = 0
  private let isEscaped: Bool
  /// The base that readers of the markup will use; elements below may have another one.
  private var outerBase: WebAddress?
  private var base: WebAddress?

  init(construct: XMLNode, base: WebAddress?) {
    outerBase = base
    self.base = base
    let type = construct.attribute(.type)
    isEscaped = type == "html" || type == "text/html"
    isXHTML =
      type == "xhtml" || type == "application/xhtml+xml" || construct.name.namespace == .xhtml
    isMixed = !isXHTML && TextConstructs.isBody(construct.name)
  }

  mutating func open(
    _ name: XMLName, _ attributes: [XMLAttribute], into text: inout [UInt8], textStart: Int
  ) {
    let isFirstDiv =
      !hasElements && depth == 0 && name.name == .div && isBlank(text, from: textStart)
    let isWrapper = isFirstDiv && (isXHTML || isEscaped)
    endRun(in: &text)
    depth += 1
    // TypePad wraps escaped HTML into an XHTML element.
    let staysEscaped = isWrapper && isEscaped
    if !hasElements, !staysEscaped {
      escapeCollected(&text, from: textStart)
      hasElements = true
    }
    var own = Inner(endTag: [], base: base)
    if let value = attributes.first(where: { $0.name.namespace == .xml && $0.name.name == .base }),
      let address = WebAddress(value.value, base: base)
    {
      base = address
    }
    if isWrapper {
      outerBase = base
      wrapperBase = base
      wrapperLanguage =
        attributes.first { $0.name.namespace == .xml && $0.name.name == .lang }?.value
    } else {
      writeStart(name, attributes, into: &text)
      if !Markup.isVoid(name.local) { own.endTag = Array("</\(name.local)>".utf8) }
    }
    own.isLiteral =
      inner.last?.isLiteral == true || (name.namespace == .xhtml && !isWrapper)
      || MarkupCapture.literal.contains(name.local)
    inner.append(own)
    runStart = text.count
  }

  private static let literal: Set<String> = [
    "code", "kbd", "listing", "plaintext", "pre", "samp", "script", "style", "textarea", "tt",
    "xmp",
  ]

  mutating func close(into text: inout [UInt8]) {
    endRun(in: &text)
    guard let last = inner.popLast() else { return }
    depth -= 1
    base = last.base
    text.append(contentsOf: last.endTag)
    runStart = text.count
  }

  /// Ends the text that stands between two tags of the construct's own elements: markup from CDATA or
  /// escaped is markup there too, while a lone `&lt;b&gt;` is a word.
  mutating func endRun(in text: inout [UInt8]) {
    guard hasElements, isMixed, inner.last?.isLiteral != true, runStart < text.count,
      text[runStart...].contains(0x26)
    else { return }
    let run = CharacterReferences.resolvedOnce(String(decoding: text[runStart...], as: UTF8.self))
    guard let markup = MarkupCapture.markup(in: run) else { return }
    text.removeLast(text.count - runStart)
    text.append(contentsOf: markup.utf8)
  }

  /// A text that is markup, or what is escaped in one where that is.
  private static func markup(in text: String) -> String? {
    if TagWords.isMarkup(text) { return text }
    guard MarkupEvidence(text).hasEscapedElement else { return nil }
    let inner = CharacterReferences.resolvedOnce(text)
    return TagWords.isMarkup(inner) ? inner : nil
  }

  mutating func closeAll(into text: inout [UInt8]) {
    while !inner.isEmpty { close(into: &text) }
  }

  private func writeStart(
    _ name: XMLName, _ attributes: [XMLAttribute], into text: inout [UInt8]
  ) {
    text.append(0x3C)
    text.append(contentsOf: name.local.utf8)
    for attribute in attributes {
      guard let spelled = spelling(of: attribute.name) else { continue }
      text.append(0x20)
      text.append(contentsOf: spelled.utf8)
      text.append(contentsOf: "=\"".utf8)
      var value = attribute.value
      if base != outerBase, Markup.isAddress(attribute.name.local),
        let absolute = WebAddress(value, base: base)
      {
        value = absolute.href
      }
      value.withUTF8 { Markup.escapeAttribute($0, into: &text) }
      text.append(0x22)
    }
    text.append(0x3E)
  }

  private func spelling(of name: XMLName) -> String? {
    switch name.namespace {
    case .core, .xhtml: return name.local
    case .xml: return name.name == .lang ? "lang" : nil
    default: return name.local == "href" ? "xlink:href" : nil
    }
  }

  /// Text that came before the first element was collected as characters; now it is markup.
  private func escapeCollected(_ text: inout [UInt8], from start: Int) {
    guard start < text.count else { return }
    let collected = Array(text[start...])
    if isMixed, collected.contains(where: { $0 == 0x3C || $0 == 0x26 }),
      let markup = MarkupCapture.markup(in: String(decoding: collected, as: UTF8.self))
    {
      text.removeLast(collected.count)
      text.append(contentsOf: markup.utf8)
      return
    }
    text.removeLast(collected.count)
    collected.withUnsafeBufferPointer { Markup.escape($0, into: &text) }
  }

  private func isBlank(_ text: [UInt8], from start: Int) -> Bool {
    text[min(start, text.count)...].allSatisfy(UTF8Text.isSpace)
  }
}
