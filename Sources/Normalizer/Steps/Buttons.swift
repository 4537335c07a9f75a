internal import HTML

/// Buttons: what they would do is gone with their script, what they say may be a part of the text.
enum Buttons {
  /// Bytes of the longest label.
  private static let longest = 200

  /// Whether a button's words are no part of the article: "Copy", "Share", "×".
  static func isControl(_ button: NodeID, in document: borrowing HTMLDocument) -> Bool {
    // One that was left open holds the rest of the article.
    guard let text = document.trimmedText(of: button, upTo: longest), !document.holdsMedia(button)
    else { return false }
    return !leadsSomewhere(button, in: document) && !standsInSentence(button, in: document)
      && !opensBlock(button, text, in: document)
  }

  private static func leadsSomewhere(
    _ button: NodeID, in document: borrowing HTMLDocument
  ) -> Bool {
    document.elements(.a, in: button).contains { link in
      document.bytes(of: .href, link).map { !$0.isEmpty && $0.first != UInt8(ascii: "#") } ?? false
    }
  }

  /// Between words on one line.
  private static func standsInSentence(
    _ button: NodeID, in document: borrowing HTMLDocument
  ) -> Bool {
    guard let before = document.previousVisibleSibling(of: button), document.isText(before),
      let after = document.nextVisibleSibling(of: button), document.isText(after)
    else { return false }
    return document.withText(of: before) { holdsLetter($0) }
      && document.withText(of: after) { holdsLetter($0) }
  }

  private static func holdsLetter(_ text: Span<UInt8>) -> Bool {
    for index in text.indices where text[index].isASCIILetter || text[index] >= 0x80 { return true }
    return false
  }

  /// The question above an answer, the name of a tab: it says what it opens, or asks.
  private static func opensBlock(
    _ button: NodeID, _ text: [UInt8], in document: borrowing HTMLDocument
  ) -> Bool {
    let isQuestion = ["?", "？", "؟"].contains {
      text.suffix($0.utf8.count).elementsEqual($0.utf8)
    }
    if isQuestion { return true }
    let names = ["aria-controls", "aria-expanded", "data-toggle", "data-bs-toggle"]
    let isSwitch = names.contains { name in
      document.attributeName(name).map { document.hasAttribute($0, of: button) } ?? false
    }
    guard isSwitch, text.split(separator: 0x20).count > 1 else { return false }
    return document.nextVisibleSibling(of: button).map { next in
      document.isElement(next) && ContentModel.isBlock(document.name(of: next))
        && document.showsText(next)
    } ?? document.parent(of: button).map { document.isElement($0) && document.isAlone(button) }
      ?? false
  }
}
