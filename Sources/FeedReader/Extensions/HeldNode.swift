internal import FeedModel

/// An element of an extension that says what a field of RSS or Atom says, held until it is known
/// whether the field was there.
///
/// What was not taken and says something else is kept as an extension element.
struct HeldNode {
  enum Field { case title, summary, author, published, updated, seconds }

  var field: Field
  var node: XMLNode

  /// Whether these texts, persons or dates say it.
  func isSaid(by texts: [Text?]) -> Bool {
    if texts.contains(where: { HeldNode.isSame($0, node.text) }) { return true }
    // As it reads once it is unescaped.
    guard let text = TextConstructs.text(node, isAtom: false, isBody: true) else { return true }
    return texts.contains { HeldNode.isSame($0, text.value) }
  }

  private static func isSame(_ text: Text?, _ other: String) -> Bool {
    // Mostly it is the very same string, which `==` sees at once.
    text?.value.utf8.count == other.utf8.count && text?.value == other
  }

  func isSaid(by persons: [Person]) -> Bool {
    guard let person = PersonReading.parsed(node.text) else { return true }
    return persons.contains { $0 == person || ($0.name != nil && $0.name == person.name) }
  }

  func isSaid(by date: Timestamp?, _ dates: DateReading) -> Bool {
    dates.timestamp(node.text).map { $0 == date } ?? true
  }
}
