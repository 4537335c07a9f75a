import FeedModel
import History
import Testing

@testable import Archive

/// Generations, forgetting, cleaning again, sources, and the rows themselves.
@Suite(.onEveryStorage) struct ArchiveTests {
  static let items = [
    Item("B", id: "2", link: "https://a.example/p/2", at: 200),
    Item("A", id: "1", link: "https://a.example/p/1", at: 100),
  ]

  static func history() throws -> (Chronicler, TemporaryFolder) {
    let folder = TemporaryFolder()
    return (try Chronicler(path: folder.archive), folder)
  }

  @Test func aGenerationGrowsWithEachChangeAndWithNothingElse() throws {
    let (history, folder) = try Self.history()
    defer { withExtendedLifetime(folder) {} }
    try history.apply(.serve(Self.items))
    #expect(history.last.generation == 1 && history.last.isChanged)
    #expect(history.last.newEntries == 2)
    try history.apply(.serve(Self.items))
    #expect(history.last.generation == 1 && !history.last.isChanged)
    let behind = try history.archive.read { session throws(ArchiveError) in
      try session.unpublishedFeeds().map { "\($0.key) \($0.generation)" }
    }
    #expect(behind == ["f 1"])
    try history.archive.write { session throws(ArchiveError) in
      try session.markPublished("f", generation: 1)
    }
    let current = try history.archive.read { session throws(ArchiveError) in
      try session.unpublishedFeeds().count
    }
    #expect(current == 0)
    try history.apply(.forget("https://a.example/p/1"))
    try history.apply(.idle)
    #expect(history.last.generation > 1)
    #expect(try history.lines() == ["B @200 @200"])
  }

  @Test func theFeedsDateNeverDecreases() throws {
    let (history, folder) = try Self.history()
    defer { withExtendedLifetime(folder) {} }
    try history.apply(.serve(Self.items))
    #expect(try history.feed()?.updated.milliseconds == 200_000)
    try history.apply(.forget("https://a.example/p/2"))
    try history.apply(.idle)
    #expect(try history.feed()?.updated.milliseconds == 200_000)
  }

  @Test func theFeedsIdIsWhatItWasFirst() throws {
    let (history, folder) = try Self.history()
    defer { withExtendedLifetime(folder) {} }
    try history.apply(.serve(Self.items))
    var head = Chronicler.head()
    head.id = "urn:another"
    head.title = "New title"
    let policy = history.policy
    let now = history.now
    _ = try history.archive.write { session throws(ArchiveError) in
      try session.merge([], into: "f", head: head, policy: policy, now: now)
    }
    #expect(try history.feed()?.id == "urn:feed")
    #expect(try history.feed()?.title == "New title")
  }

  @Test func whatWasCleanedByTheSameRulesIsFoundAgain() throws {
    let (history, folder) = try Self.history()
    defer { withExtendedLifetime(folder) {} }
    try history.apply(.serve(Self.items, rules: "r1"))
    let prints = Self.items.map { RawEntry($0.parsed).fingerprint }
    let found = try history.archive.read { session throws(ArchiveError) in
      try session.cleaned(prints, of: "f", rules: "r1")
    }
    #expect(found.count == 2)
    #expect(found[prints[0]] == Item.cleaned(Self.items[0].parsed, removing: "r1"))
    let other = try history.archive.read { session throws(ArchiveError) in
      try session.cleaned(prints, of: "f", rules: "r2")
    }
    #expect(other.isEmpty)
  }

  @Test func newRulesReachOldEntriesAndMoveNoDate() throws {
    let (history, folder) = try Self.history()
    defer { withExtendedLifetime(folder) {} }
    try history.apply(.serve([Item("A", id: "1", body: "text AD", at: 100)]))
    try history.apply(.serve([Item("B", id: "2", body: "text AD", at: 200)]))
    let before = try history.lines()
    history.policy.rules = "AD"
    let (policy, now) = (history.policy, history.now)
    let outcome = try history.archive.write { session throws(ArchiveError) in
      for stale in try session.staleEntries(of: "f", rules: "AD") {
        try session.replace(stale, with: Item.cleaned(stale.raw, removing: "AD"), rules: "AD")
      }
      return try session.merge([], into: "f", head: Chronicler.head(), policy: policy, now: now)
    }
    #expect(outcome.isChanged && outcome.changedEntries == 0)
    #expect(try history.lines() == before)
    #expect(try history.feed()?.entries.allSatisfy { $0.content?.html == "<p>text </p>" } == true)
  }

  @Test func aRuleChangeOverFiveHundredEntriesMovesNoUpdated() throws {
    let (history, folder) = try Self.history()
    defer { withExtendedLifetime(folder) {} }
    let items = (0..<500).map {
      Item("T\($0)", id: "\($0)", body: "text AD \($0)", at: Int64(1000 + $0))
    }
    try history.apply(.serve(items))
    let before = try history.lines()
    try history.apply(.serve(items, rules: "AD"))
    #expect(history.last.isChanged && history.last.changedEntries == 0)
    #expect(try history.lines() == before)
    #expect(before.count == 500)
  }

  @Test func aSourceIsRememberedAsItWas() throws {
    let (history, folder) = try Self.history()
    defer { withExtendedLifetime(folder) {} }
    var hints = Schedule.Hints()
    hints.refreshSeconds = 3600
    hints.rhythmSeconds = 5000
    hints.skipHours = [0, 7, 23]
    hints.skipDays = [0, 6]
    var state = SourceState(address: "https://a.example/feed")
    state = state.after(
      .body(
        Fingerprint([1, 2, 3]), etag: "W/\"x\"", lastModified: "then", isNews: true,
        movedTo: "https://b.example/", from: "https://a.example/final"), schedule: Schedule(),
      hints: hints, start: history.now)
    state = state.after(
      .later(.seconds(90), reason: "busy"), schedule: Schedule(), start: history.now,
      spread: 0.5)
    state.reportedState = 3
    state.reportedAt = history.now
    let stored = state
    try history.archive.write { session throws(ArchiveError) in try session.save(stored) }
    let read = try history.archive.read { session throws(ArchiveError) in
      (try session.sourceState(stored.address), try session.sourceStates())
    }
    #expect(read.0 == stored)
    #expect(read.1 == [stored])
  }

  @Test func forgettingTellsWhatItRemoved() throws {
    let (history, folder) = try Self.history()
    defer { withExtendedLifetime(folder) {} }
    try history.apply(.serve(Self.items))
    let none = try history.archive.write { session throws(ArchiveError) in
      try session.forget("https://a.example/p/1", in: "other")
    }
    #expect(none.isEmpty)
    let one = try history.archive.write { session throws(ArchiveError) in
      try session.forget("http://a.example/p/1#top", in: nil)
    }
    #expect(one.map(\.feed) == ["f"])
  }

  static var fullEntry: ParsedEntry {
    var entry = Item("Tïtle", id: "id", link: "https://a.example/x", at: 5).parsed
    entry.authors = [Person(name: "N", email: "e", address: nil, avatar: entry.link)]
    entry.categories = [Category(term: "t", scheme: "s", label: nil)]
    entry.summary = Text(.html, "s", base: entry.link, language: "de")
    entry.source = EntrySource(id: "i", title: "t", homepage: entry.link)
    entry.extensions = [
      ExtensionElement(
        namespace: "n", name: "e", attributes: [.init(name: "a", value: "v")], text: "x",
        children: [ExtensionElement(namespace: "", name: "c")])
    ]
    entry.name = "file"
    if let link = entry.link {
      entry.attachments = [
        Attachment(address: link, mediaType: "audio/mpeg", bytes: 7, seconds: 1.5)
      ]
      entry.links = [Link(rel: "via", address: link, length: -3)]
      entry.contentSource = Link(address: link)
    }
    return entry
  }

  @Test func rawEntriesAreReadBackWhole() {
    #expect(RawEntry(Self.fullEntry).parsed == Self.fullEntry)
    #expect(RawEntry(ParsedEntry()).parsed == ParsedEntry())
  }

  @Test func damagedRowsAreAnErrorAndNeverACrash() {
    let bytes = RawEntry(Self.fullEntry).bytes
    for cut in 0..<bytes.count {
      #expect(RawEntry(stored: Array(bytes.prefix(cut))).parsed == nil)
    }
    for index in bytes.indices {
      for value in [UInt8(0), 1, 0x7F, 0x80, 0xFF] {
        var damaged = bytes
        damaged[index] = value
        _ = RawEntry(stored: damaged).parsed
        _ = try? NormalizedRecord.entry(damaged)
        _ = try? Compression.inflated(damaged)
      }
    }
  }

  @Test func compressedBytesAreReadBackWhole() throws {
    for count in [0, 1, 10, 100_000] {
      let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* $0) }
      #expect(try Compression.inflated(Compression.deflated(bytes)) == bytes)
    }
  }

  @Test func fingerprintsTellOneBitAndTheLengthApart() {
    let bytes = [UInt8](repeating: 0, count: 40)
    var seen = Set([Fingerprint(bytes)])
    for index in 0..<320 {
      var other = bytes
      other[index / 8] ^= 1 << UInt8(index % 8)
      #expect(seen.insert(Fingerprint(other)).inserted)
    }
    for count in 0..<40 { #expect(seen.insert(Fingerprint(bytes.prefix(count))).inserted) }
    #expect(Fingerprint(stored: Fingerprint(bytes).bytes) == Fingerprint(bytes))
  }
}
