import FeedModel
import History
import Testing

@testable import Archive

/// Entries without a guid that share a link: none is doubled, none takes another's place.
@Suite(.onEveryStorage) struct SiblingTests {
  /// What tells the siblings of a source apart.
  enum Kind: String, CaseIterable, Sendable {
    case enclosure, date, title, dateOfOneTitle, day
  }

  static let shared = "https://a.example/notes"
  static let home = "https://a.example/"

  static func story(_ number: Int, _ kind: Kind, link: String = shared) -> Item {
    let words = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
    let text = "\(words[number % 10]) and \(words[number / 10])"
    var item = Item("Note on \(text)", link: link, body: "Text of \(text)")
    switch kind {
    case .enclosure:
      item.title = "Episode"
      item.published = 1000 + Int64(number / 4) * 86_400
      item.enclosure = "https://media.example/\(number).mp3?token=\(number * 7)"
    case .date: item.published = 1000 + Int64(number) * 60
    case .title: break
    case .dateOfOneTitle:
      item.title = "Note"
      item.published = 1000 + Int64(number) * 60
    case .day: item.published = 86_400 * Int64(number / 5)
    }
    return item
  }

  /// Remembers which id each story had first, and that it keeps it.
  final class Ledger {
    let history: Chronicler
    private(set) var ids: [Int: EntryID] = [:]
    let folder = TemporaryFolder()

    init() throws {
      history = try Chronicler(path: folder.archive)
      history.policy.retention = Retention(entries: 10_000, maxEntries: 10_000)
    }

    /// Serves stories; all that were ever served are there, each once and under its first id.
    func serve(_ items: [(Int, Item)]) throws {
      try history.apply(.serve(items.map(\.1)))
      let entries = try history.feed()?.entries ?? []
      for (number, item) in items {
        let found = entries.filter {
          $0.content?.html == "<p>\(item.body)</p>" && $0.title == item.title
        }
        #expect(found.count == 1, "story \(number) in run \(history.run)")
        guard let id = found.first?.id else { continue }
        #expect(ids[number] == nil || ids[number] == id, "story \(number) in \(history.run)")
        ids[number] = id
      }
      #expect(entries.count == ids.count, "run \(history.run)")
      #expect(Set(ids.values).count == ids.count)
    }
  }

  @Test(arguments: Kind.allCases, [shared, home])
  func aWindowSlidesByOneOverThirtyRuns(_ kind: Kind, _ link: String) throws {
    let ledger = try Ledger()
    for run in 0..<30 {
      let window = (run..<run + 5).reversed()
      try ledger.serve(window.map { ($0, Self.story($0, kind, link: link)) })
    }
    #expect(ledger.ids.count == 34)
  }

  @Test(arguments: [Kind.enclosure, .date, .day, .title])
  func aTitleIsEdited(_ kind: Kind) throws {
    let ledger = try Ledger()
    var stories = (0..<4).map { ($0, Self.story($0, kind == .day ? .date : kind)) }
    try ledger.serve(stories)
    stories[2].1.title = "Corrected"
    try ledger.serve(stories)
    stories[2].1.title = "Corrected again"
    try ledger.serve(stories.reversed())
    #expect(ledger.ids.count == 4)
  }

  @Test(arguments: [Kind.enclosure, .date, .dateOfOneTitle])
  func aDateIsEdited(_ kind: Kind) throws {
    let ledger = try Ledger()
    var stories = (0..<4).map { ($0, Self.story($0, kind)) }
    try ledger.serve(stories)
    stories[1].1.published = 990_000
    try ledger.serve(stories)
    #expect(ledger.ids.count == 4)
  }

  @Test(arguments: Kind.allCases) func downToOneSiblingAndUpAgain(_ kind: Kind) throws {
    let ledger = try Ledger()
    let stories = (0..<6).map { ($0, Self.story($0, kind)) }
    for window in [0..<3, 2..<3, 3..<4, 3..<6, 5..<6, 2..<6] {
      try ledger.serve(Array(stories[window]))
    }
    #expect(ledger.ids.count == 6)
  }

  /// A date alone that is but a day's says nothing.
  @Test func twoOfOneDayAreTwo() throws {
    let ledger = try Ledger()
    let stories = (0..<4).map { ($0, Self.story($0, .day)) }
    try ledger.serve(Array(stories[0..<2]))
    for number in 1..<4 { try ledger.serve([stories[number]]) }
    #expect(ledger.ids.count == 4)
  }

  @Test func whatWasPublishedUnderTheBareLinkKeepsThatID() throws {
    let ledger = try Ledger()
    let stories = (0..<4).map { ($0, Self.story($0, .date)) }
    try ledger.serve([stories[0]])
    #expect(ledger.ids[0]?.iri == Self.shared)
    for window in [0..<3, 0..<4, 0..<1, 0..<2] { try ledger.serve(Array(stories[window])) }
    #expect(ledger.ids[0]?.iri == Self.shared)
  }

  @Test func aLoneEntryThatChangesUnderItsLinkIsAnUpdate() throws {
    let folder = TemporaryFolder()
    let history = try Chronicler(path: folder.archive)
    var item = Self.story(1, .date)
    try history.apply(.serve([item]))
    item.title = "Another title"
    try history.apply(.serve([item]))
    item.published = 5000
    try history.apply(.serve([item]))
    #expect(try history.feed()?.entries.map(\.title) == ["Another title"])
  }

  @Test func anEnclosureThatIsSignedAnewIsNoOther() throws {
    let ledger = try Ledger()
    var stories = (0..<3).map { ($0, Self.story($0, .enclosure)) }
    try ledger.serve(stories)
    let before = try ledger.history.feed()
    for index in stories.indices {
      stories[index].1.enclosure = "https://media.example/\(index).mp3?token=fresh"
    }
    try ledger.serve(stories)
    let after = try ledger.history.feed()
    #expect(after?.entries.map(\.updated) == before?.entries.map(\.updated))
  }

  // MARK: Pages under several addresses

  @Test(arguments: [
    ("https://a.example/x/", "https://a.example/x"),
    ("https://a.example/x/index.html", "https://a.example/x/"),
    ("https://a.example/x?p=1", "http://a.example/x/?p=1"),
  ])
  func aSlashMoreIsTheSamePage(_ first: String, _ second: String) throws {
    let folder = TemporaryFolder()
    let history = try Chronicler(path: folder.archive)
    try history.apply(.serve([Item("A", link: first, at: 100)]))
    try history.apply(.serve([Item("A", link: second, at: 100)]))
    #expect(try history.feed()?.entries.map(\.id.iri) == [first])
  }

  @Test func anotherQueryIsAnotherPage() throws {
    let folder = TemporaryFolder()
    let history = try Chronicler(path: folder.archive)
    let first = Item("A", link: "https://a.example/x?p=1", body: "one", at: 100)
    let second = Item("B", link: "https://a.example/x?p=2", body: "two", at: 200)
    try history.apply(.serve([first]))
    try history.apply(.serve([second, first]))
    #expect(try history.feed()?.entries.count == 2)
  }

  // MARK: What another version of the reader reads

  @Test func whatIsBetterReadMovesNoDateAndKeepsItsID() throws {
    let folder = TemporaryFolder()
    let history = try Chronicler(path: folder.archive)
    let old = [
      Item("CafÐ¹", id: "caf?", body: "Ð¹ one", at: 100, updated: 150),
      Item("Two", id: "2", link: "https://a.example/2", body: "two", at: 200),
    ]
    try history.apply(.serve(old))
    let before = try #require(try history.feed())
    history.policy.reader = 1
    let new = [
      Item("Café", id: "café", body: "é one", at: 100, updated: 160),
      Item("Two", id: "2", link: "https://a.example/2", body: "two, whole", at: 250),
    ]
    try history.apply(.serve(new))
    let after = try #require(try history.feed())
    #expect(after.entries.map(\.id) == before.entries.map(\.id))
    #expect(after.entries.map(\.published) == before.entries.map(\.published))
    #expect(after.entries.map(\.updated) == before.entries.map(\.updated))
    #expect(after.entries.map(\.title) == ["Two", "Café"])
    // From then on an edit is an edit.
    var edited = new
    edited[1].body = "two, edited"
    try history.apply(.serve(edited))
    #expect(try history.lines().first == "Two @200 r2")
  }

  @Test func theSameReadingByANewerReaderIsComparedFromThenOn() throws {
    let folder = TemporaryFolder()
    let history = try Chronicler(path: folder.archive)
    var item = Item("A", id: "1", at: 100)
    try history.apply(.serve([item]))
    history.policy.reader = 1
    try history.apply(.serve([item]))
    item.body = "edited"
    try history.apply(.serve([item]))
    #expect(try history.lines() == ["A @100 r2"])
  }

  // MARK: Sources that rename

  @Test func whatIsRenamedAtEachRequestIsOneEntry() throws {
    let folder = TemporaryFolder()
    let history = try Chronicler(path: folder.archive)
    for run in 0..<10 {
      try history.apply(
        .serve(
          (0..<5).map { number in
            Item(
              "Title \(number)", id: "id-\(number)-\(run)",
              link: "https://a.example/\(number)?session=\(run)", body: "Text \(number)",
              at: Int64(number))
          }))
    }
    #expect(try history.feed()?.entries.count == 5)
  }

  @Test func moreThanASourceMayBringInADayIsLeftOutWithAWord() throws {
    let folder = TemporaryFolder()
    let history = try Chronicler(path: folder.archive)
    history.policy.retention = Retention(entries: 20_000, maxEntries: 20_000)
    // All within one day.
    history.run = 2
    var told = 0
    for run in 0..<12 {
      try history.apply(
        .serve(
          (0..<300).map { number in
            Item("T \(run) \(number)", id: "\(run)-\(number)", body: "\(run) \(number)")
          }))
      told += history.last.diagnostics.count { $0.code == "source-renames" }
    }
    let count = try history.feed()?.entries.count
    #expect(count == 300 + Influx.limit(offered: 300, new: 300), "\(count ?? 0)")
    #expect(told > 0)
    // The next day more come in.
    history.run += 24
    try history.apply(.serve((0..<10).map { Item("next \($0)", id: "next-\($0)", body: "x") }))
    #expect(history.last.newEntries == 10)
  }
}
