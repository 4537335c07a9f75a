import FeedModel
import HTML

/// Checks the promise that cleaning leaves an article's own text alone.
///
/// The text of a body is what a reader sees of it, white space aside. What rules took out as
/// somebody else's (promos, advertisements) or moved to its place (bylines, lead dates) is not the article's.
enum ArticleText {
  /// How many characters of the article's text differ: 0 when cleaning kept its promise.
  static func changedCharacters(
    before: String, after: String, changes: [Change]
  ) -> Int {
    var expected = visibleText(of: before)
    for change in changes where isSanctioned(change.rule) {
      let removed = visibleText(of: change.before)
      guard !removed.isEmpty, let start = expected.firstOffset(of: removed) else { continue }
      let replacement = visibleText(of: change.after)
      expected.replaceSubrange(start..<start + removed.count, with: replacement)
    }
    return difference(expected, visibleText(of: after))
  }

  /// Rules whose task is to take text away or elsewhere.
  private static func isSanctioned(_ rule: String) -> Bool {
    rule.hasPrefix("promo.") || rule.hasPrefix("lead.") || rule.hasPrefix("filter-list ")
  }

  /// Scalars less white space and what is never shown.
  private static func visibleText(of html: String) -> [Unicode.Scalar] {
    let document = Document(parsingFragment: Array(html.utf8))
    var bytes: [UInt8] = []
    var current = document.next(after: document.root, in: document.root)
    while let node = current {
      if isHidden(node, in: document) {
        current = document.next(afterSubtree: node, in: document.root)
        continue
      }
      if document.isText(node) { document.appendTextContent(of: node, to: &bytes) }
      current = document.next(after: node, in: document.root)
    }
    return String(decoding: bytes, as: UTF8.self).unicodeScalars
      .filter { !$0.properties.isWhitespace }
  }

  private static func isHidden(_ node: NodeID, in document: borrowing Document) -> Bool {
    document.isElement(node, .script) || document.isElement(node, .style)
      || document.isElement(node, .noscript) || document.isElement(node, .template)
  }

  /// What is left between the common beginning and the common end.
  private static func difference(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Int {
    let start = zip(a, b).prefix { $0 == $1 }.count
    let end = zip(a[start...].reversed(), b[start...].reversed()).prefix { $0 == $1 }.count
    return max(a.count, b.count) - start - end
  }
}

extension [Unicode.Scalar] {
  fileprivate func firstOffset(of other: [Unicode.Scalar]) -> Int? {
    guard let first = other.first, other.count <= count else { return nil }
    return (0...count - other.count).first { start in
      self[start] == first && self[start..<start + other.count].elementsEqual(other)
    }
  }
}
