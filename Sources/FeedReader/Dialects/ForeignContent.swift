/// Atom's content of another XML vocabulary (RFC 4287 §4.1.3.3): data for programs, of which readers
/// would see nothing but the bare letters.
enum ForeignContent {
  /// Whether content says that it is XML and begins with an element that HTML knows nothing of.
  static func isOne(_ node: XMLNode) -> Bool {
    guard node.hasMarkup, let type = node.attribute(.type).map(MediaTypeReading.essence),
      type.hasSuffix("+xml") || type.hasSuffix("/xml"), !MediaTypeReading.isPage(type),
      node.text.utf8.first == 0x3C
    else { return false }
    let name = node.text.utf8.dropFirst().prefix { UTF8Text.isLetter($0) || UTF8Text.isDigit($0) }
    return !MarkupEvidence.isElement(UTF8Text.lowered(String(Substring(name))))
  }
}
