import JSON

/// Filters that come with a request: how many there may be, and how long.
enum CleanFilters {
  /// Of `only` and `drop` together.
  static let most = 16
  /// The texts and expressions in all of them.
  static let mostTexts = 64
  /// In bytes.
  static let longestText = 1000

  static func json(_ text: String) -> JSONValue? {
    (try? JSONDocument(parsing: Array(text.utf8)))?.root
  }

  /// What can't be used of them, in one sentence; whether it can be compiled is not looked at.
  static func mistake(in filters: [String]) -> String? {
    guard filters.count <= most else { return "There are too many filters; \(most) may be given." }
    var texts = 0
    for filter in filters {
      guard let root = json(filter) else {
        return "A filter can't be used: it begins as JSON does and is none."
      }
      var open = [root]
      while let value = open.popLast() {
        if let text = value.string {
          texts += 1
          guard text.utf8.count <= longestText, texts <= mostTexts else {
            return "A filter is too large: it may look for \(mostTexts) texts of "
              + "\(longestText) bytes."
          }
        }
        open += value.elements.map(Array.init) ?? []
        open += value.members?.map(\.value) ?? []
      }
    }
    return nil
  }
}
