import FeedModel
import History
import Testing

@testable import Archive

/// Entries without a guid, one at a time under a link that no two were ever seen to share: the page is
/// the entry, whatever else of it changes.
@Suite(.onEveryStorage) struct LoneEntryTests {
  private static func file(_ name: String) -> String { "https://media.example/\(name)" }

  /// What an edit makes of the entry that was there.
  enum Edit: String, CaseIterable, Sendable {
    case file, host, fileAndTitle, fileAndDate, fileTitleAndText, everything, noFile, anotherKind

    func edited(_ item: Item) -> Item {
      var item = item
      switch self {
      case .file: item.enclosure = LoneEntryTests.file("b.mp3")
      case .host: item.enclosure = "https://files.example/a.mp3"
      case .noFile: item.enclosure = nil
      case .anotherKind: item.enclosure = LoneEntryTests.file("a.m4a")
      case .fileAndTitle: (item.enclosure, item.title) = (LoneEntryTests.file("b.mp3"), "Other")
      case .fileAndDate: (item.enclosure, item.published) = (LoneEntryTests.file("b.mp3"), 90_000)
      case .fileTitleAndText:
        (item.enclosure, item.title, item.body) = (LoneEntryTests.file("b.mp3"), "Other", "New")
      case .everything:
        (item.enclosure, item.title, item.body) = (LoneEntryTests.file("b.mp3"), "Other", "New")
        item.published = 990_000
      }
      return item
    }
  }

  private static func first(_ link: String = SiblingTests.shared) -> Item {
    var item = Item("Episode", link: link, body: "Text of the episode", at: 1_234)
    item.enclosure = file("a.mp3")
    return item
  }

  @Test(arguments: Edit.allCases)
  func underAnUnsharedLinkEveryChangeIsAnUpdate(_ edit: Edit) throws {
    let folder = TemporaryFolder()
    let history = try Chronicler(path: folder.archive)
    let item = Self.first()
    let other = edit.edited(item)
    for offer in [item, other, other, item, other] {
      try history.apply(.serve([offer]))
      let entries = try history.feed()?.entries ?? []
      #expect(entries.map(\.id.iri) == [SiblingTests.shared])
      #expect(entries.map(\.title) == [offer.title])
      let files = entries.flatMap { $0.attachments.map(\.address.href) }
      #expect(files == [offer.enclosure].compactMap(\.self))
    }
  }

  /// Once two were seen at once the file tells them apart, also when there is one at a time again.
  @Test func underALinkThatWasSharedAnotherFileIsAnotherEntry() throws {
    let ledger = try SiblingTests.Ledger()
    let stories = (0..<8).map { ($0, SiblingTests.story($0, .enclosure)) }
    for window in [0..<1, 0..<2, 1..<2, 2..<3, 3..<4, 4..<7, 6..<8] {
      try ledger.serve(Array(stories[window]))
    }
    #expect(ledger.ids[0]?.iri == SiblingTests.shared && ledger.ids.count == 8)
  }

  /// The home page is never one entry's own.
  @Test func underTheHomePageAnotherFileIsAnotherEntry() throws {
    let ledger = try SiblingTests.Ledger()
    for number in 0..<6 {
      try ledger.serve([(number, SiblingTests.story(number, .enclosure, link: SiblingTests.home))])
    }
    #expect(ledger.ids.count == 6)
  }

  /// What was one page's last entry when the page turns out to be several entries' keeps its id; the
  /// other is new.
  @Test func whatWasUpdatedLastKeepsTheIDWhenAnotherComesBesideIt() throws {
    let folder = TemporaryFolder()
    let history = try Chronicler(path: folder.archive)
    let stories = (0..<3).map { SiblingTests.story($0 * 4, .enclosure) }
    try history.apply(.serve([stories[0]]))
    try history.apply(.serve([stories[1]]))
    for _ in 0..<2 { try history.apply(.serve([stories[2], stories[1]])) }
    let entries = try history.feed()?.entries ?? []
    #expect(entries.count == 2)
    let kept = entries.first { $0.content?.html == "<p>\(stories[1].body)</p>" }
    #expect(kept?.id.iri == SiblingTests.shared)
  }
}
