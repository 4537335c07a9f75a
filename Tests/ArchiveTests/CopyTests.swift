import FeedModel
import History
import Testing

@testable import Archive

/// One article of several sources: what is published of it, and what stays so.
@Suite(.onEveryStorage) struct CopyTests {
  static let whole = [
    "The old bridge across the river at Harwick was closed on Monday after a storm had carried "
      + "away part of its western pier, the town council said. Nobody was hurt, but 12 people had "
      + "to be brought to the other bank by boat.",
    "Engineers will look at the remaining piers this week. The bridge, which was built in 1871 "
      + "and carries some 9,000 cars a day, had been inspected in 2019 and found sound; a repair "
      + "that was planned for next year will now be brought forward.",
    "The council has asked the ferry company to run boats from six in the morning until midnight.",
  ]

  static func item(
    _ host: String, _ paragraphs: Int = 3, title: String = "Bridge closed", at time: Int64 = 100
  ) -> Item {
    let body = whole.prefix(paragraphs).joined(separator: "</p><p>")
    return Item(
      title, id: "https://\(host).example/1", link: "https://\(host).example/1", body: body,
      at: time)
  }

  /// A feed of the sources `s`, `t` and `u`.
  private static func chronicler(
    _ folder: TemporaryFolder, _ rule: DuplicateRule = .near
  ) throws -> Chronicler {
    let history = try Chronicler(path: folder.archive)
    history.policy.sources = ["s", "t", "u"]
    history.policy.copies.rule = rule
    return history
  }

  private static func feed(
    _ history: Chronicler, _ key: String = "f"
  ) throws -> [NormalizedEntry] {
    let retention = history.policy.retention
    return try history.archive.read { session throws(ArchiveError) in
      try session.feed(key, retention: retention)
    }?.entries ?? []
  }

  private static func related(_ entry: NormalizedEntry) -> [String] {
    entry.links.filter { $0.rel == "related" }.map(\.address.href)
  }

  @Test("Until it is published the richest is the one, with its own link and date")
  func richest() throws {
    let folder = TemporaryFolder()
    let history = try Self.chronicler(folder)
    try history.serve([("s", [Self.item("s", 1)]), ("t", [Self.item("t", 3, at: 200)])])
    let entries = try Self.feed(history)
    #expect(entries.map(\.id.iri) == ["https://t.example/1"])
    #expect(entries.first?.published == Item.time(200))
    #expect(entries.map(Self.related) == [["https://s.example/1"]])
    #expect(history.last.newEntries == 1 && history.last.copies == 1)
    #expect(history.last.diagnostics.map(\.code) == ["entry-copies"])
  }

  @Test("Once it is published it stays as it is; what comes later is listed")
  func published() throws {
    let folder = TemporaryFolder()
    let history = try Self.chronicler(folder)
    try history.serve([("s", [Self.item("s", 1)])])
    let first = try #require(try Self.feed(history).first)
    try history.serve([("t", [Self.item("t", 3)])])
    try history.serve([("u", [Self.item("u", 2)])])
    let entries = try Self.feed(history)
    #expect(entries.map(\.id) == [first.id])
    #expect(entries.first?.content == first.content && entries.first?.updated == first.updated)
    #expect(entries.map(Self.related) == [["https://t.example/1", "https://u.example/1"]])
  }

  @Test("An update of a copy, and one of the original, bring nothing back")
  func updates() throws {
    let folder = TemporaryFolder()
    let history = try Self.chronicler(folder)
    try history.serve([("s", [Self.item("s")]), ("t", [Self.item("t")])])
    let other = Item(
      "Something else", id: "https://t.example/1", link: "https://t.example/1",
      body: "The page now says something that has nothing to do with what stood there before.",
      at: 100)
    try history.serve([("t", [other])])
    #expect(try Self.feed(history).map(\.id.iri) == ["https://s.example/1"])
    try history.serve([("s", [Self.item("s", 2, title: "Bridge still closed")])])
    let entries = try Self.feed(history)
    #expect(entries.map(\.title) == ["Bridge still closed"])
    #expect(entries.map(Self.related) == [["https://t.example/1"]])
  }

  @Test("What is listed is something to publish, once")
  func generations() throws {
    let folder = TemporaryFolder()
    let history = try Self.chronicler(folder)
    try history.serve([("s", [Self.item("s")])])
    try history.serve([("t", [Self.item("t")])])
    #expect(history.last.isChanged)
    for source in ["s", "t"] {
      try history.serve([(source, [Self.item(source)])])
      #expect(!history.last.isChanged)
    }
  }

  @Test("By default nothing is looked for and nothing is stored")
  func standard() throws {
    let folder = TemporaryFolder()
    let history = try Self.chronicler(folder, .sameAddress)
    try history.serve([("s", [Self.item("s")]), ("t", [Self.item("t")])])
    #expect(try Self.feed(history).count == 2 && history.last.newEntries == 2)
    #expect(try Self.rows(history) == ["copy": 0, "copy_key": 0, "copy_text": 0])
  }

  private static func rows(_ history: Chronicler) throws -> [String: Int] {
    try history.archive.read { session throws(ArchiveError) in
      try session.run { database in
        var counts: [String: Int] = [:]
        for table in ["copy", "copy_key", "copy_text"] {
          counts[table] = try database.value("SELECT count(*) FROM \(table)", [])
        }
        return counts
      }
    }
  }

  @Test("What was published before it was asked for stays, and later copies are listed by it")
  func turnedOn() throws {
    let folder = TemporaryFolder()
    let history = try Self.chronicler(folder, .sameAddress)
    try history.serve([("s", [Self.item("s")]), ("t", [Self.item("t", 1)])])
    history.policy.copies.rule = .near
    try history.serve([("u", [Self.item("u")])])
    let entries = try Self.feed(history)
    #expect(entries.map(\.id.iri).sorted() == ["https://s.example/1", "https://t.example/1"])
    #expect(entries.flatMap(Self.related) == ["https://u.example/1"])
  }

  @Test("What is asked for no longer is published again")
  func turnedOff() throws {
    let folder = TemporaryFolder()
    let history = try Self.chronicler(folder)
    let moved = Self.item("u", title: "Another headline")
    try history.serve([("s", [Self.item("s")]), ("t", [Self.item("t", 1)]), ("u", [moved])])
    #expect(try Self.feed(history).count == 1)
    history.policy.copies.rule = .sameText
    try history.serve([])
    #expect(
      try Self.feed(history).map(\.id.iri).sorted()
        == ["https://s.example/1", "https://t.example/1"])
    history.policy.copies.rule = .sameAddress
    try history.serve([])
    #expect(try Self.feed(history).count == 3)
    #expect(try Self.rows(history) == ["copy": 0, "copy_key": 0, "copy_text": 0])
  }

  @Test("An original that leaves its source stays while a copy of it is offered")
  func offers() throws {
    let folder = TemporaryFolder()
    let history = try Self.chronicler(folder)
    history.policy.retention.entries = 0
    history.policy.retention.keep = .seconds(60)
    let others = (0..<4).map { Item("Other \($0)", id: "\($0)", at: 300 + $0) }
    try history.serve([("s", [Self.item("s")] + others), ("t", [Self.item("t")])])
    try history.serve([("s", others)])
    try history.serve([("s", others)])
    let isThere = { try Self.feed(history).contains { $0.id.iri == "https://s.example/1" } }
    #expect(try isThere())
    try history.serve([("t", [Item("Other", id: "o", at: 400)])])
    #expect(try !isThere())
    #expect(try Self.feed(history).count == 5)
  }

  @Test("Where a filter takes the original, the richest copy is published in its stead")
  func filtered() throws {
    let folder = TemporaryFolder()
    let history = try Self.chronicler(folder)
    try history.serve([
      ("s", [Self.item("s")]), ("t", [Self.item("t", 1)]), ("u", [Self.item("u", 2)]),
    ])
    #expect(try Self.feed(history).map(\.id.iri) == ["https://s.example/1"])
    try history.serve([("s", [])], dropping: Self.item("s"))
    var entries = try Self.feed(history)
    #expect(entries.map(\.id.iri) == ["https://u.example/1"])
    #expect(entries.map(Self.related) == [["https://t.example/1"]])
    // What the filter lets back is a copy by now: the other one was published.
    try history.serve([("s", [Self.item("s")])])
    entries = try Self.feed(history)
    #expect(entries.map(\.id.iri) == ["https://u.example/1"])
  }

  @Test("What is forgotten does not come back as one of its copies")
  func forgotten() throws {
    let folder = TemporaryFolder()
    let history = try Self.chronicler(folder)
    try history.serve([("s", [Self.item("s")]), ("t", [Self.item("t")])])
    try history.apply(.forget("https://s.example/1"))
    try history.serve([("s", [Self.item("s")]), ("t", [Self.item("t")])])
    #expect(try Self.feed(history).isEmpty)
  }

  @Test("A copy that is forgotten is listed no longer, and the original stays")
  func forgottenCopy() throws {
    let folder = TemporaryFolder()
    let history = try Self.chronicler(folder)
    try history.serve([("s", [Self.item("s")]), ("t", [Self.item("t")])])
    try history.apply(.forget("https://t.example/1"))
    let entries = try Self.feed(history)
    #expect(entries.map(\.id.iri) == ["https://s.example/1"])
    #expect(entries.map(Self.related) == [[]])
  }

  @Test("An original that expires takes its copies along, and is not told by its text again")
  func expired() throws {
    let folder = TemporaryFolder()
    let history = try Self.chronicler(folder)
    history.policy.retention.keep = .seconds(60)
    let others = (0..<4).map { Item("Other \($0)", id: "\($0)", at: 300 + $0) }
    try history.serve([("s", [Self.item("s")] + others), ("t", [Self.item("t")])])
    try history.serve([("s", others), ("t", [Item("New", id: "n", at: 500)])])
    try history.serve([("s", others)])
    #expect(try Self.feed(history).count == 5)
    #expect(try Self.rows(history)["copy_text"] == 5)
  }

  @Test("An archive that was lost and seeded from what was published finds the copies again")
  func seeded() throws {
    let (folder, other) = (TemporaryFolder(), TemporaryFolder())
    let history = try Self.chronicler(folder)
    try history.serve([("s", [Self.item("s", 1)]), ("t", [Self.item("t", 1)])])
    var published = Chronicler.head()
    published.entries = try Self.feed(history)
    let again = try Self.chronicler(other)
    let (feed, now) = (published, again.now)
    try again.archive.write { session throws(ArchiveError) in
      try session.seed("f", with: feed, now: now)
    }
    // The same run as the seeding: the richer copy must not take the place of what was published.
    try again.serve([("t", [Self.item("t", 3)]), ("s", [Self.item("s", 1)])])
    let entries = try Self.feed(again)
    #expect(entries.map(\.id.iri) == ["https://s.example/1"])
    #expect(entries.map(Self.related) == [["https://t.example/1"]])
  }

  // MARK: Other feeds

  @Test("Feeds that look at each other publish an article once, and the other one lists it")
  func acrossFeeds() throws {
    let folder = TemporaryFolder()
    let history = try Self.chronicler(folder)
    history.policy.copies.mutualFeeds = ["f", "g"]
    try history.serve([("s", [Self.item("s", 1)])])
    try history.serve([("t", [Self.item("t", 3)])], into: "g")
    #expect(try Self.feed(history, "g").isEmpty)
    #expect(try Self.feed(history).map(Self.related) == [["https://t.example/1"]])
    let behind = try history.archive.read { session throws(ArchiveError) in
      try session.unpublishedFeeds().map(\.key)
    }
    #expect(behind.contains("f"))
    // A feed that is configured no longer, or looked at no longer, holds nothing back.
    history.policy.copies.mutualFeeds = nil
    try history.serve([], into: "g")
    #expect(try Self.feed(history, "g").count == 1)
  }

  @Test("A feed that looks at no others is not looked at")
  func aloneFeeds() throws {
    let folder = TemporaryFolder()
    let history = try Self.chronicler(folder)
    try history.serve([("s", [Self.item("s")])])
    history.policy.copies.mutualFeeds = ["f", "g"]
    try history.serve([("t", [Self.item("t")])], into: "g")
    #expect(try Self.feed(history, "g").count == 1)
  }

  // MARK: What is said of it

  @Test("An archive says what it holds an entry to be a copy of")
  func records() throws {
    let folder = TemporaryFolder()
    let history = try Self.chronicler(folder)
    try history.serve([("s", [Self.item("s")]), ("t", [Self.item("t", title: "Storm")])])
    let (copies, record, none) = try history.archive.read { session throws(ArchiveError) in
      (
        try session.copies(in: "f", limit: 10),
        try session.copy(EntryID(iri: "https://t.example/1"), in: "f"),
        try session.copy(EntryID(iri: "https://s.example/1"), in: "f")
      )
    }
    #expect(copies.count == 1 && copies.newest.count == 1 && none == nil)
    let found = try #require(record)
    #expect(copies.newest == [found])
    #expect(found.copy.title == "Storm" && found.source == "t" && found.likeness == .sameText)
    #expect(found.sentence == "a copy of “Bridge closed” (https://s.example/1)")
  }
}

extension Chronicler {
  /// One run: what several sources serve, in their order.
  func serve(
    _ sources: [(String, [Item])], into key: String = "f", dropping dropped: Item? = nil
  ) throws {
    let contributions = sources.map { source, items in
      Contribution(
        source: source,
        offers: items.map { item in
          Offer(
            entry: Item.cleaned(item.parsed, removing: ""), raw: RawEntry(item.parsed),
            modified: nil)
        }, dropped: dropped.map { [RawEntry($0.parsed).fingerprint] } ?? [])
    }
    let (policy, now) = (policy, now)
    last = try archive.write { session throws(ArchiveError) in
      try session.merge(
        contributions, into: key, head: Chronicler.head(), policy: policy, now: now)
    }
    run += 1
  }
}
