internal import FeedModel

extension RawEntry {
  /// Whether two readings differ in nothing but what they say of the feed that the entry was taken
  /// from: one that is made of others says another date of each at every entry of any of them.
  func isSame(as other: RawEntry) -> Bool {
    guard let own = parsed, let others = other.parsed else { return false }
    return RawEntry(own.withoutSource).fingerprint == RawEntry(others.withoutSource).fingerprint
  }
}

extension ParsedEntry {
  /// Without what it says of the feed that it was taken from, the element that was kept among it.
  fileprivate var withoutSource: ParsedEntry {
    var entry = self
    entry.source = nil
    entry.extensions.removeAll { element in
      element.name == "source"
        && (element.namespace.isEmpty || element.namespace == "http://www.w3.org/2005/Atom")
    }
    return entry
  }
}
