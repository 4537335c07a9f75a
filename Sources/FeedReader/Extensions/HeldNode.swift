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
    // Mostly it is the very same text, which `==` sees at once.
    texts.contains { $0?.value.utf8.count == node.text.utf8.count && $0?.value == node.text }
  }

  func isSaid(by persons: [Person]) -> Bool {
    guard let person = PersonReading.parsed(node.text) else { return true }
    return persons.contains { $0 == person || ($0.name != nil && $0.name == person.name) }
  }

  func isSaid(by date: Timestamp?) -> Bool {
    ParsedDate(node.text).map { $0.timestamp == date } ?? true
  }
}
