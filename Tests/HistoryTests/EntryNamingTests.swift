import FeedModel
import Testing

@testable import History

/// Entries of one source: told apart, and made one where they are one.
@Suite struct EntryNamingTests {
  static let home = WebAddress("https://example.org/")

  private static func entry(
    id: String? = nil, link: String? = nil, at seconds: Int64? = nil, title: String? = nil,
    text: String = "", enclosure: String? = nil, updated: Int64? = nil, in name: String? = nil
  ) -> ParsedEntry {
    var entry = ParsedEntry()
    entry.id = id
    entry.rawLink = link
    entry.link = link.flatMap { WebAddress($0) }
    entry.published = seconds.flatMap { Timestamp(milliseconds: $0 * 1000) }
    entry.updated = updated.flatMap { Timestamp(milliseconds: $0 * 1000) }
    entry.title = title.map { Text(.plain, $0) }
    entry.content = Text(.html, text)
    entry.name = name
    entry.attachments = [enclosure.flatMap { WebAddress($0) }].compactMap(\.self)
      .map { Attachment(address: $0) }
    return entry
  }

  private static func named(_ entries: [ParsedEntry], shared: Set<String> = []) -> EntryNaming {
    EntryNaming(entries, homepage: home, shared: shared)
  }

  static let page = "https://example.org/a"
  static let other = "https://example.org/b"

  // MARK: Versions

  @Test func oneAddressInSeveralFilesIsOneEntryWithTheFirstAndTheLastDate() {
    let naming = Self.named([
      Self.entry(link: Self.page, at: 200, text: "new", in: "1"),
      Self.entry(link: Self.other, at: 150, in: "2"),
      Self.entry(link: Self.page, at: 100, text: "old", in: "3"),
    ])
    #expect(naming.entries.map(\.rawLink) == [Self.page, Self.other])
    #expect(naming.entries.first?.published == Timestamp(milliseconds: 100_000))
    #expect(naming.entries.first?.updated == Timestamp(milliseconds: 200_000))
    #expect(naming.entries.first?.content?.value == "new")
    #expect(naming.versions == 1 && naming.diagnostic?.severity == .note)
    #expect(naming.shared.isEmpty)
  }

  @Test func oneGuidWithOneLinkIsVersionsOfWhichTheNewestStays() {
    let naming = Self.named([
      Self.entry(id: "1", link: Self.page, title: "A", text: "first"),
      Self.entry(id: "1", link: Self.page, title: "B", text: "second"),
      Self.entry(id: "2", link: Self.page, title: "C", text: "old", updated: 1),
      Self.entry(id: "2", link: Self.page, title: "D", text: "new", updated: 2),
    ])
    #expect(naming.entries.map { $0.title?.value } == ["A", "D"])
    #expect(naming.versions == 2)
  }

  @Test(arguments: [("A", "x"), ("B", "same"), ("A", "same")])
  func oneGuidOnTwoPagesWithOneTitleOrTextIsOneEntry(_ title: String, _ text: String) {
    let naming = Self.named([
      Self.entry(id: "1", link: Self.page, title: "A", text: "same"),
      Self.entry(id: "1", link: Self.other, title: title, text: text),
    ])
    #expect(naming.entries.count == 1)
  }

  @Test func oneGuidForTwoArticlesNamesNeither() {
    let naming = Self.named([
      Self.entry(id: "1", link: Self.page, title: "A", text: "a"),
      Self.entry(id: "1", link: Self.other, title: "B", text: "b"),
      Self.entry(id: "2", link: "https://example.org/c", title: "C", text: "c"),
    ])
    #expect(naming.entries.map(\.id) == [nil, nil, "2"])
    #expect(naming.shared == ["i:1"])
    let later = Self.named(
      [Self.entry(id: "1", link: Self.other, title: "B", text: "b")], shared: naming.shared)
    #expect(later.entries.map(\.id) == [nil])
  }

  @Test func aLinkThatOtherGuidsHaveTooIsNoReasonToTakeTwoForOne() {
    let naming = Self.named([
      Self.entry(id: "#a", link: Self.page, at: 1, title: "A", text: "a"),
      Self.entry(id: "#b", link: Self.page, at: 2, title: "B", text: "b"),
      Self.entry(id: "#a", link: Self.page, at: 3, title: "C", text: "c"),
    ])
    #expect(naming.entries.map { $0.title?.value } == ["A", "B", "C"])
    #expect(naming.entries[0].sibling?.id != naming.entries[2].sibling?.id)
    #expect(naming.entries[1].sibling == nil && naming.entries[1].id == "#b")
  }

  @Test func oneGuidInTwoFilesIsOneEntry() {
    let entries = [
      Self.entry(id: "1", link: Self.page, at: 1, title: "A", text: "a", in: "1"),
      Self.entry(id: "1", link: Self.other, at: 2, title: "B", text: "b", in: "2"),
    ]
    #expect(Self.named(entries).entries.map { $0.title?.value } == ["B"])
    #expect(Self.named(entries, shared: ["i:1"]).entries.count == 2)
  }

  @Test func oneGuidForAllEntriesWithoutLinksLosesNone() {
    let naming = Self.named([
      Self.entry(id: "1", title: "A", text: "a"), Self.entry(id: "1", title: "B", text: "b"),
    ])
    #expect(naming.entries.count == 2)
    #expect(Set(naming.entries.compactMap(\.sibling?.id)).count == 2)
  }

  @Test func entriesWithoutAnyNameAreAllKept() {
    #expect(Self.named([Self.entry(at: 1), Self.entry(at: 1)]).entries.count == 2)
  }

  @Test func namesAreComparedAsBytes() {
    let naming = Self.named([
      Self.entry(id: "\u{E9}", at: 1), Self.entry(id: "e\u{301}", at: 1),
    ])
    #expect(naming.entries.count == 2)
  }

  // MARK: Siblings

  @Test func whatTellsSiblingsApartGivesTheirIDs() {
    func ids(_ entries: [ParsedEntry]) -> [EntryID?] {
      Self.named(entries).entries.map(\.sibling?.id)
    }
    let first = Self.entry(
      link: Self.page, at: 1, title: "A", enclosure: "https://m.example/1.mp3?x=1")
    let second = Self.entry(
      link: Self.page, at: 1, title: "A", enclosure: "https://m.example/2.mp3")
    let both = ids([first, second])
    #expect(both.count == 2 && both[0] != nil && both[0] != both[1])
    #expect(ids([second, first]) == both.reversed())
    var edited = first
    edited.title = Text(.plain, "Edited")
    edited.published = Timestamp(milliseconds: 5)
    edited.attachments = [WebAddress("https://m.example/1.mp3?x=2")].compactMap(\.self)
      .map { Attachment(address: $0) }
    #expect(ids([edited, second]) == both)
  }

  @Test func theDateComesBeforeTheTitle() {
    let entries = [
      Self.entry(link: Self.page, at: 1, title: "A"),
      Self.entry(link: Self.page, at: 2, title: "B"),
    ]
    var edited = entries
    edited[0].title = Text(.plain, "Edited")
    #expect(
      Self.named(edited).entries.map(\.sibling) == Self.named(entries).entries.map(\.sibling))
  }

  @Test func aLinkToTheHomePageNamesNobody() {
    for link in ["https://example.org/", "http://example.org", "https://example.org/index.html"] {
      let naming = Self.named([Self.entry(link: link, at: 1, title: "A")])
      #expect(naming.entries[0].sibling != nil, "\(link)")
    }
    let guids = Self.named([
      Self.entry(id: "https://example.org/", at: 1, title: "A"),
      Self.entry(id: "https://example.org/", at: 2, title: "B"),
    ])
    #expect(Set(guids.entries.compactMap(\.sibling?.id)).count == 2)
  }

  @Test func aLinkThatWasSharedIsSharedForGood() {
    let lone = Self.entry(link: Self.page, at: 1, title: "A")
    #expect(Self.named([lone]).entries[0].sibling == nil)
    #expect(Self.named([lone], shared: ["a://example.org/a"]).entries[0].sibling != nil)
  }

  /// What looks like it and is none.
  @Test(arguments: [
    [entry(id: "1", link: page, title: "A"), entry(id: "2", link: page, title: "B")],
    [
      entry(link: page, at: 1, title: "A", text: "x"),
      entry(link: page, at: 1, title: "A", text: "x"),
    ],
    [entry(link: page + "#1", at: 1, title: "A"), entry(link: page + "#2", at: 2, title: "B")],
    [entry(link: page + "?1", at: 1, title: "A"), entry(link: page + "?2", at: 2, title: "B")],
    [entry(link: page, at: 1, title: "A"), entry(link: other, at: 1, title: "A")],
  ])
  func noneOfTheseIsASibling(_ entries: [ParsedEntry]) {
    let naming = Self.named(entries)
    #expect(naming.entries.allSatisfy { $0.sibling == nil })
    #expect(naming.shared.isEmpty)
  }

  @Test func theOrderOfADocumentDoesNotMatter() {
    let entries = (0..<20).map { number in
      Self.entry(link: Self.page, at: Int64(number / 2), title: "T\(number % 3)", text: "\(number)")
    }
    let there = Self.named(entries).entries.map { $0.sibling?.id.iri ?? "" }
    let back = Self.named(entries.reversed()).entries.map { $0.sibling?.id.iri ?? "" }
    #expect(Set(there) == Set(back) && Set(there).count == 20)
  }
}
