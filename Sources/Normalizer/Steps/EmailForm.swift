internal import HTML

/// A form that asks for an e-mail address, with the words around its field: a call to subscribe.
enum EmailForm {
  /// Bytes of the words of the longest: a form with an article in it is a page's.
  private static let longest = 400

  static func remove(
    _ rule: PromoRule, from document: inout HTMLDocument, _ work: inout EntryWork
  ) {
    guard document.mayHold(ElementName.form) else { return }
    for form in document.elements(.form, in: document.root)
    where document.isAttached(form, to: document.root) && isOne(form, in: document) {
      work.log.recordRemoval(rule.name, of: form, in: document)
      document.detach(form)
    }
  }

  private static func isOne(_ form: NodeID, in document: borrowing HTMLDocument) -> Bool {
    guard document.trimmedText(of: form, upTo: longest) != nil else { return false }
    var asks = false
    var current = document.next(after: form, in: form)
    while let node = current {
      if document.isElement(node) {
        switch document.name(of: node) {
        case .input: asks = asks || asksForAddress(node, in: document)
        case .video, .audio, .iframe, .object, .embed, .math, .table, .pre, .blockquote, .figure,
          .textarea, .select:
          return false
        case .img where !LinkBox.isIcon(node, in: document) && !isSign(node, in: document):
          return false
        default: break
        }
      }
      current = document.next(after: node, in: form)
    }
    return asks
  }

  private static func asksForAddress(_ input: NodeID, in document: borrowing HTMLDocument) -> Bool {
    for name in [AttributeName.type, .name, .id, .placeholder]
    where document.withAttribute(name, of: input, { $0.holds("email") || $0.holds("e-mail") })
      == true
    {
      return true
    }
    return false
  }

  /// Whether an image is a drawing without words, as buttons and messages have.
  private static func isSign(_ image: NodeID, in document: borrowing HTMLDocument) -> Bool {
    let isDrawing = document.withAttribute(.src, of: image) { $0.holds(".svg") } ?? false
    return isDrawing && document.bytes(of: .alt, image)?.isEmpty ?? true
  }
}
