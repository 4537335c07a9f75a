internal import HTML

/// An emoji that stands there as a character already, dressed for a picture behind it, as Telegram
/// writes it: `<i class="emoji" style="background-image:…"><b>🎉</b></i>`.
enum WrittenEmoji {
  /// Bytes of the longest: a family of four with the joints between them.
  private static let longest = 40

  static func isOne(_ node: NodeID, in document: borrowing HTMLDocument) -> Bool {
    let isNamed =
      document.withAttribute(.class, of: node) { words in words.containsWord { $0.equals("emoji") }
      }
    guard isNamed == true, !document.holdsMedia(node),
      let text = document.trimmedText(of: node, upTo: longest)
    else { return false }
    return !text.isEmpty && text.allSatisfy { $0 >= 0x80 }
      && String(decoding: text, as: UTF8.self).unicodeScalars.allSatisfy { !$0.isLetterOrNumber }
  }

  /// Leaves the character alone.
  static func undress(
    _ node: NodeID, in document: inout HTMLDocument, _ work: inout EntryWork
  ) {
    guard work.rules.steps.contains(.emoji) else { return }
    let before = work.log.isOn ? document.markup(of: node) : ""
    let text = String(decoding: document.trimmedText(of: node), as: UTF8.self)
    let character = document.makeText(text)
    document.replace(node, with: character)
    work.log.recordChange(
      "repair.emoji", of: character, before: before, after: text, in: document)
  }
}
