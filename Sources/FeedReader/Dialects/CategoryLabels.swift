internal import FeedModel

/// Labels that say what kind of thing a category's term is: `label="Age" term="Past Hour"`.
///
/// A label is what people read of one term. Where one stands on several terms within a feed, these
/// are what is said of the entries.
enum CategoryLabels {
  static func drop(in feed: inout ParsedFeed) {
    var terms: [Key: Set<String>] = [:]
    for category in feed.entries.lazy.flatMap(\.categories) {
      guard let key = Key(category), terms.count < 10_000 else { continue }
      if terms[key]?.count ?? 0 < 2 { terms[key, default: []].insert(category.term) }
    }
    let kinds = terms.filter { $0.value.count > 1 }
    // Two terms of programs with one name are one category to people.
    guard kinds.contains(where: { $0.value.contains(where: isForPeople) }) else { return }
    // Where most are kinds, one that has one term in this document is one too.
    let isAll = 2 * kinds.count >= terms.count
    for index in feed.entries.indices {
      feed.entries[index].categories = dropped(feed.entries[index].categories) {
        isAll || kinds[$0] != nil
      }
    }
  }

  /// Without the labels that are kinds, each category once.
  private static func dropped(
    _ categories: [Category], where isKind: (Key) -> Bool
  ) -> [Category] {
    var seen: Set<Category> = []
    return categories.compactMap { category in
      var category = category
      if let key = Key(category), isKind(key) { category.label = nil }
      return seen.insert(category).inserted ? category : nil
    }
  }

  private struct Key: Hashable {
    var label: String
    var scheme: String?

    init?(_ category: Category) {
      guard let label = category.label, label != category.term else { return nil }
      self.label = label
      scheme = category.scheme
    }
  }

  /// Whether a term is written as words are: with a capital or a blank.
  private static func isForPeople(_ term: String) -> Bool {
    guard let first = term.utf8.first else { return false }
    return (0x41...0x5A).contains(first) && term.utf8.contains(0x20)
  }
}

extension [Category] {
  /// Whether the same category is there; the list is gone through once for every category of an
  /// entry, so terms of another length are not compared.
  func holds(_ category: Category) -> Bool {
    let bytes = category.term.utf8.count
    return contains { $0.term.utf8.count == bytes && $0 == category }
  }
}
