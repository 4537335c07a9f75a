import FeedModel
import History
import Testing

@testable import Archive

/// Episodes under one link whose files move to another address.
@Suite(.onEveryStorage) struct MovedFileTests {
  private static func episodes(
    _ numbers: Range<Int> = 0..<3, change: (inout Item, Int) -> Void = { _, _ in }
  ) -> [Item] {
    numbers.map { number in
      var item = Item(
        "Part \(number)", link: SiblingTests.home, body: "Notes of part \(number)",
        at: 86_400 * Int64(number + 1), enclosure: "https://cdn.example/\(number).mp3")
      change(&item, number)
      return item
    }
  }

  private func ids(_ history: Chronicler) throws -> [String: EntryID] {
    let entries = try history.feed()?.entries ?? []
    return Dictionary(entries.map { ($0.title, $0.id) }) { first, _ in first }
  }

  static let moves: [(fact: String, to: @Sendable (Int) -> String)] = [
    ("another host", { "https://media.example/\($0).mp3" }),
    ("another path", { "https://cdn.example/show/\($0).mp3" }),
    ("another form", { "https://cdn.example/\($0).m4a" }),
    ("a counter nobody knows", { "https://count.example/x/cdn.example/\($0).mp3" }),
    ("one corrected file", { "https://cdn.example/\($0 == 1 ? "fixed-" : "")\($0).mp3" }),
  ]

  @Test(arguments: moves.indices) func aFileThatLiesElsewhereIsTheSameEntrys(_ move: Int) throws {
    let folder = TemporaryFolder()
    let history = try Chronicler(path: folder.archive)
    try history.apply(.serve(Self.episodes()))
    let before = try ids(history)
    let moved = Self.episodes { $0.enclosure = Self.moves[move].to($1) }
    for items in [moved, moved.reversed(), Self.episodes(), moved] {
      try history.apply(.serve(items))
      #expect(try ids(history) == before, "\(Self.moves[move].fact)")
      #expect(try history.feed()?.entries.count == 3)
    }
  }

  @Test func aWindowThatSlidesWhileFilesMoveDoublesNothing() throws {
    let folder = TemporaryFolder()
    let history = try Chronicler(path: folder.archive)
    try history.apply(.serve(Self.episodes(0..<4)))
    let before = try ids(history)
    let moved = Self.episodes(1..<5) { $0.enclosure = "https://media.example/\($1).mp3" }
    try history.apply(.serve(moved))
    let after = try ids(history)
    #expect(after.count == 5 && before.allSatisfy { after[$0.key] == $0.value })
    #expect(try history.feed()?.entries.count == 5)
  }

  static let others: [(fact: String, change: @Sendable (inout Item, Int) -> Void)] = [
    ("another text", { item, _ in item.body += ", the second half" }),
    ("another date", { item, _ in item.published = (item.published ?? 0) + 3_600 }),
    ("another title", { item, _ in item.title += " again" }),
  ]

  @Test(arguments: others.indices) func whatSaysSomethingElseBesideIsAnotherEntry(
    _ other: Int
  ) throws {
    let folder = TemporaryFolder()
    let history = try Chronicler(path: folder.archive)
    try history.apply(.serve(Self.episodes()))
    let items = Self.episodes { item, number in
      item.enclosure = "https://media.example/\(number).mp3"
      Self.others[other].change(&item, number)
    }
    try history.apply(.serve(items))
    #expect(try history.feed()?.entries.count == 6, "\(Self.others[other].fact)")
  }

  @Test func twoFilesOfOneMomentAreTwoEntries() throws {
    let folder = TemporaryFolder()
    let history = try Chronicler(path: folder.archive)
    let pair = (0..<2).map { number in
      Item(
        "News", link: SiblingTests.home, body: "The news", at: 86_400,
        enclosure: "https://cdn.example/\(number).mp3")
    }
    try history.apply(.serve(pair))
    #expect(try history.feed()?.entries.count == 2)
    try history.apply(.serve([pair[1]]))
    try history.apply(.serve(pair))
    #expect(try history.feed()?.entries.count == 2)
  }

  // MARK: What is said of where an entry was taken from

  private func serve(
    _ history: Chronicler, _ item: Item, from title: String, isOwn: Bool = true
  ) throws {
    var parsed = item.parsed
    parsed.source = EntrySource(id: "urn:planet", title: title)
    parsed.extensions = [
      ExtensionElement(namespace: "http://www.w3.org/2005/Atom", name: "source", text: title)
    ]
    var clean = Item.cleaned(parsed, removing: "")
    clean.source = parsed.source
    var offer = Offer(entry: clean, raw: RawEntry(parsed), modified: nil)
    offer.hasOwnSource = isOwn
    let (policy, now, contribution) = (
      history.policy, history.now, Contribution(source: "s", offers: [offer])
    )
    history.last = try history.archive.write { session throws(ArchiveError) in
      try session.merge(
        [contribution], into: "f", head: Chronicler.head(), policy: policy, now: now,
        reclean: { raw in raw.parsed.map { Item.cleaned($0, removing: "") } })
    }
    history.run += 1
  }

  @Test func theSourceOfAnEntryIsKeptAsFirstReadUntilTheEntryChanges() throws {
    let folder = TemporaryFolder()
    let history = try Chronicler(path: folder.archive)
    var item = Item("A", id: "urn:a", link: "https://a.example/a", at: 1_000)
    try serve(history, item, from: "first")
    try serve(history, item, from: "second")
    #expect(!history.last.isChanged && history.last.changedEntries == 0)
    #expect(try history.feed()?.entries.first?.source?.title == "first")
    item.body = "Another text"
    try serve(history, item, from: "third")
    #expect(try history.feed()?.entries.first?.source?.title == "third")
  }

  @Test func whatTheConfigurationSaysOfASourceIsTakenAnew() throws {
    let folder = TemporaryFolder()
    let history = try Chronicler(path: folder.archive)
    let item = Item("A", id: "urn:a", link: "https://a.example/a", at: 1_000)
    try serve(history, item, from: "first", isOwn: false)
    try serve(history, item, from: "second", isOwn: false)
    #expect(try history.feed()?.entries.first?.source?.title == "second")
  }
}
