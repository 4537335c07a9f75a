internal import FeedModel
internal import HTML

/// Disqus: "Please enable JavaScript to view the comments powered by Disqus", in `noscript` or not, and
/// the link below it. Known by an address or a class that nobody writes by hand.
enum CommentNotice {
  /// Bytes of the longest notice.
  private static let longest = 200

  static func remove(
    _ rule: PromoRule, from document: inout HTMLDocument, _ work: inout EntryWork
  ) {
    for link in document.elements(.a, in: document.root)
    where isMarked(link, rule, in: document) && document.isAttached(link, to: document.root) {
      let notice = notice(around: link, in: document)
      work.log.recordRemoval(rule.name, of: notice, in: document)
      document.detach(notice)
    }
  }

  private static func isMarked(
    _ link: NodeID, _ rule: PromoRule, in document: borrowing HTMLDocument
  ) -> Bool {
    let isClass = document.withAttribute(.class, of: link) { value in
      value.copied.split(whereSeparator: \.isHTMLBlank).contains { word in
        rule.classes.contains { word.elementsEqual($0.utf8) }
      }
    }
    if isClass == true { return true }
    guard document.withAttribute(.href, of: link, { $0.holdsByte("?") }) == true,
      let href = document.attribute(.href, of: link), let address = WebAddress(written: href),
      rule.hosts.contains(where: { address.isWithin($0) }), let query = address.query
    else { return false }
    return rule.markers.contains { query.utf8.starts(with: $0) }
  }

  /// The outermost element around the link that holds nothing but the notice.
  private static func notice(
    around link: NodeID, in document: borrowing HTMLDocument
  ) -> NodeID {
    var notice = link
    for _ in 0..<3 {
      guard let parent = document.parent(of: notice), document.isElement(parent),
        document.trimmedText(of: parent, upTo: longest) != nil, !document.holdsMedia(parent),
        hasOneLink(parent, in: document)
      else { break }
      notice = parent
    }
    return notice
  }

  private static func hasOneLink(_ id: NodeID, in document: borrowing HTMLDocument) -> Bool {
    guard let link = document.firstElement(.a, in: id) else { return false }
    var current = document.next(afterSubtree: link, in: id)
    while let node = current {
      if document.isElement(node, .a) { return false }
      current = document.next(after: node, in: id)
    }
    return true
  }
}
