internal import FeedModel

/// `content:encoded` and XHTML bodies: the article itself.
extension EntryFields {
  mutating func takeContentModule(_ node: XMLNode) -> Bool {
    switch node.name.name {
    case .encoded, .body, .div:
      guard let text = TextConstructs.text(node, isAtom: false, isBody: true) else { return true }
      // Of several the longest wins: some feeds repeat the teaser here.
      if text.value.utf8.count > (encoded?.value.utf8.count ?? 0) {
        encoded = Text(.html, text.value, base: text.base, language: text.language)
      }
      return true
    default: return false
    }
  }

  /// The whole article, as Yandex and others name it: plain text with line breaks, or HTML.
  mutating func takeFullText(_ node: XMLNode) -> Bool {
    guard let text = TextConstructs.text(node, isAtom: false, isBody: true) else { return true }
    if text.value.utf8.count > (encoded?.value.utf8.count ?? 0) { encoded = text }
    return true
  }
}
