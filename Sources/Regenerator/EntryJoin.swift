import FeedModel

/// Makes one entry of the entries that one source gives twice.
///
/// A mirror's archive holds an article again when it changed: the same id and the same page, so
/// one entry, published at the first date and updated at the last, with the newest text. The same
/// id on different pages is a careless generator's: those are different entries, and all but the
/// first lose that id, so that their pages tell them apart.
enum EntryJoin {
  /// In the order of first appearance.
  static func joined(_ entries: [ParsedEntry]) -> [ParsedEntry] {
    var result: [ParsedEntry] = []
    result.reserveCapacity(entries.count)
    var places: [Key: Int] = [:]
    for var entry in entries {
      guard let name = entry.id ?? entry.rawLink else {
        result.append(entry)
        continue
      }
      if entry.id != nil, let link = entry.rawLink, let first = places[Key(name)],
        result[first].rawLink.map(Key.init) != Key(link)
      {
        entry.id = nil
      }
      let key = Key(entry.id ?? entry.rawLink ?? name)
      if let first = places[key] {
        result[first] = joined(result[first], entry)
      } else {
        places[key] = result.count
        result.append(entry)
      }
    }
    return result
  }

  private static func joined(_ first: ParsedEntry, _ second: ParsedEntry) -> ParsedEntry {
    let firstDate = first.updated ?? first.published ?? .epoch
    let secondDate = second.updated ?? second.published ?? .epoch
    var newest = secondDate >= firstDate ? second : first
    let dates = [first.published, first.updated, second.published, second.updated]
      .compactMap { $0 }
    newest.published = [first.published, second.published].compactMap { $0 }.min()
    newest.updated = dates.max()
    return newest
  }

  /// A name compared by its bytes.
  private struct Key: Hashable {
    let text: String

    init(_ text: String) {
      self.text = text
    }

    static func == (a: Key, b: Key) -> Bool { a.text.utf8.elementsEqual(b.text.utf8) }

    func hash(into hasher: inout Hasher) {
      var text = text
      text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
    }
  }
}
