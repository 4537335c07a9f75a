package import FeedModel

/// Forecasts, prices, releases: a source that offers one at a time, each under a guid of its own and
/// at its own date, on one page, says the same each time but for numbers.
extension Identity {
  /// Whether an offered entry is another issue of what a remembered one was.
  ///
  /// A guid alone may have been made anew, and with it a date; something of what is said must be
  /// another as well.
  static func isAnotherIssue(_ name: Name, _ other: Name) -> Bool {
    guard isOfAnotherMoment(name, other) else { return false }
    if !name.title.utf8.elementsEqual(other.title.utf8) { return true }
    guard let text = name.text, let known = other.text else { return false }
    return text != known
  }

  /// Pairs of places, in the lists of offered and of remembered entries, of which only the texts with
  /// their digits tell whether they are one entry.
  ///
  /// There are none where nothing new is offered, and few elsewhere.
  package static func undecided(
    offered: [Name], known: [Known]
  ) -> [(offered: Int, known: Int)] {
    let ids = Set(known.flatMap { [$0.name.id] + $0.name.otherIDs })
    let new = offered.indices.filter { offered[$0].hasGuid && !ids.contains(offered[$0].id) }
    guard !new.isEmpty else { return [] }
    var places: [Fingerprint: [Int]] = [:]
    for (place, other) in known.enumerated() where other.isOfThisSource && !other.isOfAnotherReader
    {
      places[other.name.visible, default: []].append(place)
    }
    var pairs: [(offered: Int, known: Int)] = []
    for index in new {
      for place in (places[offered[index].visible] ?? []).prefix(candidatesLimit)
      where offered[index].title.utf8.elementsEqual(known[place].name.title.utf8)
        && isOfAnotherMoment(offered[index], known[place].name)
      {
        pairs.append((index, place))
      }
    }
    return pairs
  }

  /// What ``Name/text`` is of an entry.
  package static func text(of entry: ParsedEntry) -> Fingerprint? { EntryFacts.text(of: entry) }

  /// Whether two entries have names of their own, neither of them the page that the other is on, and
  /// dates that differ.
  private static func isOfAnotherMoment(_ name: Name, _ other: Name) -> Bool {
    guard name.hasGuid, name.id != other.id, let own = date(of: name, beside: other),
      let known = date(of: other, beside: name), own != known
    else { return false }
    return !isPage(name.id, of: other) && !isPage(other.id, of: name)
  }

  /// The date that both are told by: a modification alone where neither has another.
  private static func date(of name: Name, beside other: Name) -> Timestamp? {
    name.published == nil && other.published == nil ? name.modified : name.published
  }

  private static func isPage(_ id: EntryID, of name: Name) -> Bool {
    guard !name.keys.isEmpty, let key = WebAddress(id.iri)?.pageKey, key.hasPrefix("//") else {
      return false
    }
    return name.keys.contains(key)
  }
}
