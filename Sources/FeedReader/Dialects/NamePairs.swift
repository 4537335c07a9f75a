internal import FeedModel

/// Lines of several names that only the whole feed tells from one name.
///
/// `Moreau, Claire, Petit, Jean` are two where the feed writes surnames first; `Ann Lee and Bob Ray` are
/// two where it enumerates names elsewhere.
enum NamePairs {
  static func part(in feed: inout ParsedFeed) {
    let habits = Habits(feed)
    guard habits.putsSurnamesFirst || habits.enumerates else { return }
    for index in feed.entries.indices {
      guard let name = line(of: feed.entries[index]) else { continue }
      var names: [String]?
      if habits.putsSurnamesFirst { names = pairs(name) }
      if names == nil, habits.enumerates { names = NameList.pair(name) }
      if let names { feed.entries[index].authors = names.map { Person(name: $0) } }
    }
  }

  /// How a feed writes its authors.
  private struct Habits {
    var putsSurnamesFirst = false
    var enumerates = false

    init(_ feed: ParsedFeed) {
      var surnamesFirst = 0
      var others = 0
      for entry in feed.entries {
        if entry.authors.count > 2 {
          enumerates =
            enumerates
            || entry.authors.allSatisfy { $0.name.map(NameList.isFullName) ?? false }
        }
        guard let name = line(of: entry) else { continue }
        let parts = NamePairs.parts(name)
        if parts.count == 2, parts.allSatisfy(isSurnameOrGiven) {
          surnamesFirst += 1
        } else if parts.count < 2 {
          others += 1
        }
      }
      putsSurnamesFirst = surnamesFirst > 1 && surnamesFirst > 4 * others
    }
  }

  /// The one author's name, where nothing else is said of who wrote an entry.
  private static func line(of entry: ParsedEntry) -> String? {
    guard entry.authors.count == 1, let person = entry.authors.first, person.email == nil,
      person.address == nil, person.avatar == nil, let name = person.name,
      name.utf8.count < 1_000
    else { return nil }
    return name
  }

  /// Surnames and given names in turns, each given name one word.
  private static func pairs(_ name: String) -> [String]? {
    let parts = parts(name)
    guard parts.count > 3, parts.count.isMultiple(of: 2), parts.count <= 80,
      parts.allSatisfy(isSurnameOrGiven)
    else { return nil }
    return stride(from: 0, to: parts.count, by: 2).compactMap { place in
      guard isOneWord(parts[place + 1]) else { return nil }
      return parts[place] + ", " + parts[place + 1]
    }.nilIfFewer(than: parts.count / 2)
  }

  private static func parts(_ name: String) -> [String] {
    name.utf8.split(separator: 0x2C).map { UTF8Text.trimmed(String(Substring($0))) }
      .filter { !$0.isEmpty }
  }

  private static func isOneWord(_ part: String) -> Bool { !UTF8Text.contains(part, 0x20) }

  /// One word with a capital, or more behind a small one: `de Rochas`.
  private static func isSurnameOrGiven(_ part: String) -> Bool {
    guard let first = part.utf8.first, !part.utf8.contains(where: UTF8Text.isDigit),
      part.utf8.count <= 60
    else { return false }
    let isSmall = first >= 0x61 && first <= 0x7A
    return isOneWord(part) ? !isSmall : isSmall
  }
}

extension Array {
  fileprivate func nilIfFewer(than number: Int) -> Self? { count < number ? nil : self }
}

extension NameList {
  /// Two full names with a word such as “and” between them; `nil` for all else: `Jack and Jill`,
  /// `Department of Health and Human Services`.
  static func pair(_ text: String) -> [String]? {
    for word in ["and", "und", "et", "y", "och", "og"] {
      let names = text.utf8.split(separator: 0x20).split { $0.elementsEqual(word.utf8) }
      guard names.count == 2 else { continue }
      let pair = names.map { words in
        words.map { String(Substring($0)) }.joined(separator: " ")
      }
      return pair.allSatisfy(isFullName) ? pair : nil
    }
    return nil
  }

  /// Two words to four, each as names have them.
  static func isFullName(_ text: String) -> Bool {
    let words = Array(text.utf8).split(separator: 0x20)
    return (2...4).contains(words.count) && words.allSatisfy(isNameWord)
      && !text.utf8.contains { ",;@()&/".utf8.contains($0) || UTF8Text.isDigit($0) }
  }
}
