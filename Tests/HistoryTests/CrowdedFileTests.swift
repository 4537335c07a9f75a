import FeedModel
import Testing

@testable import History

/// Entries that share a link, and whose files have one address but for the query.
@Suite struct CrowdedFileTests {
  static let home = WebAddress("https://pod.example/")
  static let show = "https://pod.example/show"

  private static func episode(
    _ number: Int, file: String, title: String? = nil, hour: Int? = nil, link: String? = show,
    guid: String? = nil, text: String = ""
  ) -> ParsedEntry {
    var entry = ParsedEntry()
    entry.id = guid
    entry.rawLink = link
    entry.link = link.flatMap { WebAddress($0) }
    entry.title = Text(.plain, title ?? "Part \(number)")
    entry.published = hour.flatMap { Timestamp(milliseconds: Int64($0) * 3_600_000) }
    entry.content = text.isEmpty ? nil : Text(.html, text)
    entry.attachments = [WebAddress(file)].compactMap(\.self).map { Attachment(address: $0) }
    return entry
  }

  private static func named(
    _ entries: [ParsedEntry], shared: Set<String> = []
  ) -> EntryNaming {
    EntryNaming(entries, homepage: home, shared: shared)
  }

  private static func ids(_ naming: EntryNaming) -> [EntryID] {
    naming.entries.compactMap(\.sibling?.id)
  }

  // MARK: What is several entries

  static let several: [(fact: String, entries: [ParsedEntry])] = [
    (
      "numbers in the query",
      (1...3).map { episode($0, file: "https://f.example/g?n=\($0)", hour: $0) }
    ),
    ("no dates", (1...3).map { episode($0, file: "https://f.example/g?n=\($0)") }),
    (
      "one date",
      (1...3).map { episode($0, file: "https://f.example/g?n=\($0)", hour: 5) }
    ),
    (
      "one title",
      (1...3).map { episode($0, file: "https://f.example/g?n=\($0)", title: "News", hour: $0) }
    ),
    (
      "one file",
      (1...3).map { episode($0, file: "https://f.example/last.mp3", hour: $0) }
    ),
    (
      "the home page",
      (1...3).map {
        episode($0, file: "https://f.example/g?n=\($0)", hour: $0, link: "https://pod.example/")
      }
    ),
    (
      "one guid",
      (1...3).map { episode($0, file: "https://f.example/g?n=\($0)", hour: $0, guid: "show") }
    ),
    (
      "no link",
      (1...3).map {
        episode($0, file: "https://f.example/g?n=\($0)", title: "News", hour: $0, link: nil)
      }
    ),
  ]

  @Test(arguments: several)
  func aFileOfAllTellsNothing(fact: String, entries: [ParsedEntry]) {
    let naming = Self.named(entries)
    #expect(naming.entries.count == 3, "\(fact)")
    #expect(Set(Self.ids(naming)).count == 3, "\(fact)")
    #expect(naming.versions == 0)
  }

  /// What a run has seen holds for the next, which may see one of them alone.
  @Test(arguments: several)
  func theIDsStayAsTheWindowSlides(fact: String, entries: [ParsedEntry]) {
    let first = Self.named(entries)
    for count in 1...2 {
      let later = Self.named(Array(entries.suffix(count)), shared: first.shared)
      #expect(Self.ids(later) == Array(Self.ids(first).suffix(count)), "\(fact)")
    }
    #expect(Self.ids(Self.named(entries.reversed())) == Self.ids(first).reversed(), "\(fact)")
  }

  // MARK: What is one entry

  static let one: [(fact: String, entries: [ParsedEntry])] = [
    (
      "signed anew",
      (1...2).map { episode(7, file: "https://f.example/a.mp3?sig=\($0)", hour: 5) }
    ),
    (
      "another title at the same moment",
      (1...2).map { episode($0, file: "https://f.example/a.mp3", hour: 5) }
    ),
    (
      "another date of the same text",
      (1...2).map { episode(7, file: "https://f.example/a.mp3", hour: $0, text: "said") }
    ),
    (
      "one guid and file",
      (1...2).map { episode($0, file: "https://f.example/a.mp3", hour: $0, guid: "7") }
    ),
    (
      "one guid, signed anew",
      (1...2).map {
        episode(7, file: "https://f.example/a.mp3?sig=\($0)", hour: $0, guid: "7")
      }
    ),
  ]

  @Test(arguments: one) func versionsStayOne(fact: String, entries: [ParsedEntry]) {
    let naming = Self.named(entries)
    #expect(naming.entries.count == 1, "\(fact)")
    #expect(naming.versions == 1)
    #expect(naming.shared.isEmpty)
  }

  @Test func filesOfTheirOwnTellSiblingsApartAsEver() {
    let entries = (1...3).map { Self.episode($0, file: "https://f.example/\($0).mp3?s=\($0)") }
    let naming = Self.named(entries)
    #expect(naming.entries.compactMap(\.sibling?.enclosure).count == 3)
    #expect(!naming.shared.contains { $0.hasPrefix("f:") })
    // A later title is an edit.
    let edited = (1...3).map {
      Self.episode($0, file: "https://f.example/\($0).mp3?s=9", title: "New \($0)")
    }
    #expect(Self.ids(Self.named(edited, shared: naming.shared)) == Self.ids(naming))
  }

  /// Two of them were one entry to an earlier program, under the file's mark or the content's.
  @Test func anEntryThatStoodForAllIsTheOneItSaysToBe() {
    for (_, entries) in Self.several.filter({ $0.fact != "one guid" }) {
      let naming = Self.named(entries)
      let names = naming.entries.map { entry in
        var name = Identity.Name(
          id: entry.sibling?.id ?? EntryID(iri: ""), keys: [], title: entry.title?.value ?? "",
          published: entry.published)
        name.sibling = entry.sibling
        return name
      }
      var known = Identity.Name(
        id: names[1].sibling?.bareID ?? EntryID(iri: ""), keys: [], title: names[1].title,
        published: names[1].published)
      known.enclosures = ["//f.example/g"]
      let matches = Identity.matches(
        offered: names, known: [.init(name: known, isOfThisSource: true, isOffered: true)])
      #expect(matches.filter { $0 == .known(0) }.count <= 1)
      if names[1].published != nil { #expect(matches[1] == .known(0)) }
    }
  }

  // MARK: Links that tell where a reader came from

  private static func article(
    _ link: String, text: String = "said", title: String = "A"
  )
    -> ParsedEntry
  {
    var entry = episode(1, file: "", title: title, hour: 5, link: link, text: text)
    entry.attachments = []
    return entry
  }

  @Test(arguments: [
    ("https://n.example/1?utm_source=a&utm_content=top", "https://n.example/1?utm_source=a", 1),
    ("https://n.example/1?utm_source=a", "https://n.example/1", 1),
    ("https://n.example/1?p=1&utm_medium=a", "https://n.example/1?p=1&utm_medium=b#x", 1),
    ("https://n.example/1?p=1&utm_medium=a", "https://n.example/1?p=2&utm_medium=a", 2),
    ("https://n.example/1?utm_medium=a", "https://n.example/2?utm_medium=a", 2),
    ("https://n.example/1?id=a", "https://n.example/1?id=b", 2),
  ])
  func marksOfAReferralMakeNoSecondEntry(a: String, b: String, count: Int) {
    #expect(Self.named([Self.article(a), Self.article(b)]).entries.count == count)
  }

  @Test func whatSaysSomethingElseUnderThemIsAnotherEntry() {
    let a = "https://n.example/1?utm_content=a"
    let b = "https://n.example/1?utm_content=b"
    #expect(Self.named([Self.article(a), Self.article(b, text: "other")]).entries.count == 2)
    #expect(Self.named([Self.article(a), Self.article(b, title: "B")]).entries.count == 2)
  }
}
