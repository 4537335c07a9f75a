/// What programs and templates write where they have nothing to say.
enum Placeholder {
  /// Whether a field says nothing: `N/A`, `null`, `{{ page.guid }}` and their like, alone.
  static func isNothing(_ text: String) -> Bool {
    guard text.utf8.count <= 200 else { return false }
    let text = UTF8Text.trimmed(text)
    guard let first = text.utf8.first, beginnings.contains(first) else { return false }
    return words.contains { UTF8Text.equal(text, ignoringCase: $0) } || isTemplate(text)
  }

  /// Whether a name is none; people are called Null and None, with a capital.
  static func isNobody(_ name: String) -> Bool {
    let name = UTF8Text.trimmed(name)
    guard name.utf8.count <= 200, isNothing(name) else { return false }
    guard let first = name.utf8.first, let second = name.utf8.dropFirst().first else { return true }
    let isCapital = first >= 0x41 && first <= 0x5A
    return !(isCapital && second >= 0x61 && second <= 0x7A)
  }

  /// An expression that a template was to replace.
  private static func isTemplate(_ text: String) -> Bool {
    marks.contains { mark in
      text.utf8.count > mark.start.utf8.count + mark.end.utf8.count && text.hasPrefix(mark.start)
        && text.hasSuffix(mark.end)
    }
  }

  private static let marks = [("{{", "}}"), ("{%", "%}"), ("<%", "%>"), ("${", "}")]
    .map { (start: $0.0, end: $0.1) }

  /// What ``words`` and ``marks`` begin with.
  private static let beginnings = Array("nNuU([{<$".utf8)

  private static let words: [StaticString] = [
    "n/a", "null", "(null)", "undefined", "none", "nil", "nan", "[object object]",
  ]
}
