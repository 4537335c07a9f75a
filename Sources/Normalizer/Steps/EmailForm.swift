internal import HTML

/// A form that asks for an e-mail address, with the words around its field: a call to subscribe, if
/// it says so.
enum EmailForm {
  /// Bytes of the words of the longest: a form with an article in it is a page's.
  private static let longest = 400
  /// The same where the form's button or its addresses alone speak of subscribing.
  private static let longestAround = 160
  /// The same where nothing does.
  private static let longestLabels = 48

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
    guard let text = document.trimmedText(of: form, upTo: longest) else { return false }
    var asks = false
    var said: [UInt8] = []
    say(form, [.action, .class, .id, .name], in: document, &said)
    var current = document.next(after: form, in: form)
    while let node = current {
      if document.isElement(node) {
        switch document.name(of: node) {
        case .input:
          guard !asksForAnswer(node, in: document) else { return false }
          asks = asks || asksForAddress(node, in: document)
          say(node, [.value, .placeholder, .name, .id], in: document, &said)
        case .button: document.appendTextContent(of: node, to: &said)
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
    guard asks else { return false }
    if SubscriptionWords.hold(text) { return true }
    return text.count <= (SubscriptionWords.hold(said) ? longestAround : longestLabels)
  }

  /// Appends what attributes of an element say.
  private static func say(
    _ node: NodeID, _ names: [AttributeName], in document: borrowing HTMLDocument,
    _ said: inout [UInt8]
  ) {
    for name in names {
      guard let value = document.bytes(of: name, node), value.count <= 300 else { continue }
      said.append(0x20)
      said += value
    }
  }

  /// A poll or a quiz: one of several answers.
  private static func asksForAnswer(_ input: NodeID, in document: borrowing HTMLDocument) -> Bool {
    document.withAttribute(.type, of: input) { $0.holds("radio") } == true
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
