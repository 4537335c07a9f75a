internal import HTML

/// A call to click whose link has no address, but opens a form of the page (`data-toggle="modal"`): it
/// leads nowhere in a feed, and goes with the words and the box around it.
enum ModalCall {
  /// Bytes of the longest.
  private static let longest = 400

  static func remove(
    _ rule: PromoRule, from document: inout HTMLDocument, _ work: inout EntryWork
  ) {
    let names = ["data-toggle", "data-bs-toggle"].compactMap { document.attributeName($0) }
    guard !names.isEmpty else { return }
    for link in document.elements(.a, in: document.root)
    where document.isAttached(link, to: document.root) {
      guard names.contains(where: { isModal($0, of: link, in: document) }),
        leadsNowhere(link, in: document), let box = box(around: link, in: document),
        calls(link, rule, in: document) || givesBonus(box, in: document)
      else { continue }
      work.log.recordRemoval(rule.name, of: box, in: document)
      document.detach(box)
    }
  }

  private static func isModal(
    _ name: AttributeName, of link: NodeID, in document: borrowing HTMLDocument
  ) -> Bool {
    document.withAttribute(name, of: link) { $0.equals("modal") } == true
  }

  private static func leadsNowhere(_ link: NodeID, in document: borrowing HTMLDocument) -> Bool {
    guard let href = document.bytes(of: .href, link)?.trimmedBlanks, !href.isEmpty else {
      return true
    }
    return href.first == UInt8(ascii: "#") || href.startsIgnoringCase("javascript:".utf8)
  }

  private static func calls(
    _ link: NodeID, _ rule: PromoRule, in document: borrowing HTMLDocument
  ) -> Bool {
    guard let text = document.trimmedText(of: link, upTo: 200)?.inLowercase() else { return false }
    return rule.markers.contains { text.starts(with: $0) }
  }

  /// "Free Bonus: …": what one gets for an address.
  private static func givesBonus(_ box: NodeID, in document: borrowing HTMLDocument) -> Bool {
    let text = document.trimmedText(of: box).prefix(16).inLowercase()
    return ["free bonus:", "bonus:", "free download:", "free pdf:", "get your code:"].contains {
      text.starts(with: $0.utf8)
    }
  }

  /// The paragraph around a link, with the boxes that hold nothing else; `nil` where it is more than a
  /// call, or most of what there is.
  private static func box(around link: NodeID, in document: borrowing HTMLDocument) -> NodeID? {
    var box = document.parent(of: link)
    while let node = box, node != document.root, !ContentModel.isBlock(document.name(of: node)) {
      box = document.parent(of: node)
    }
    guard var box, box != document.root, !document.holdsMedia(box),
      let text = document.trimmedText(of: box, upTo: longest),
      document.elements(.a, in: box).allSatisfy({ leadsNowhere($0, in: document) }),
      document.textLength(of: document.root) > 2 * text.count
    else { return nil }
    while let parent = document.parent(of: box), parent != document.root,
      document.isElement(parent, .div) || document.isElement(parent, .aside)
        || document.isElement(parent, .section),
      document.isAlone(box)
    {
      box = parent
    }
    return box
  }
}
