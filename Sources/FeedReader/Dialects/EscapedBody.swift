/// XHTML whose elements were escaped: a body that is text by the letter and markup by all that is in
/// it.
enum EscapedBody {
  /// Whether a text is markup from its first character to its last: it begins with a tag and ends
  /// with the end tag of an element that it began.
  static func isMarkup(_ text: String) -> Bool {
    let bytes = Array(UTF8Text.trimmed(text).utf8)
    guard bytes.first == 0x3C, bytes.last == 0x3E, MarkupEvidence(text).hasElement,
      let last = bytes.lastIndex(of: 0x3C)
    else { return false }
    let end = bytes[last...].dropFirst()
    if end.first == 0x2F { return true }
    // `<p>Text<br/>` and the like.
    let name = String(
      decoding: end.prefix(while: UTF8Text.isLetter).map(UTF8Text.fold), as: UTF8.self)
    return last > 0 && Markup.isVoid(name)
  }

  /// The markup that stands escaped in XHTML which has no element of its own; `nil` for all else.
  static func markup(in xhtml: String) -> String? {
    let trimmed = UTF8Text.trimmed(xhtml)
    guard trimmed.utf8.starts(with: "&lt;".utf8), trimmed.utf8.last == 0x3B,
      !trimmed.utf8.contains(0x3C)
    else { return nil }
    let unescaped = CharacterReferences.resolvedOnce(trimmed)
    return isMarkup(unescaped) ? unescaped : nil
  }
}
