import FeedModel
import History
import Testing

@testable import Archive

/// Records of every layout are read; what a newer program wrote is left to it.
@Suite struct RecordTests {
  static let address = WebAddress("https://a.example/x")

  static var parsed: ParsedEntry {
    var entry = ParsedEntry()
    entry.id = "id"
    entry.link = address
    entry.rawLink = "/x"
    entry.title = Text(.html, "<b>T</b>", base: address, language: "en")
    entry.summary = Text(.plain, "")
    entry.content = Text(.html, "<p>body</p>")
    entry.rights = Text(.plain, "rights")
    entry.published = .epoch
    entry.updated = Timestamp(milliseconds: -5)
    entry.source = EntrySource(id: "s", title: "", homepage: address, feedAddress: nil)
    entry.authors = [Person(name: "A", email: "a@a.example", address: address, avatar: address)]
    entry.contributors = [Person(name: "B"), Person(email: "c@c.example")]
    entry.categories = [Category(term: "t", scheme: "s", label: "l"), Category(term: "")]
    entry.extensions = [
      ExtensionElement(
        namespace: "urn:n", name: "e",
        attributes: [
          .init(namespace: "urn:m", name: "a", value: "v"), .init(name: "b", value: ""),
        ],
        text: "text", children: [ExtensionElement(namespace: "", name: "c")])
    ]
    entry.name = "file"
    guard let address else { return entry }
    entry.links = [
      Link(rel: "via", address: address, type: "t/t", hreflang: "fr", title: "t", length: 7)
    ]
    entry.contentSource = Link(rel: "", address: address)
    entry.attachments = [
      Attachment(address: address, mediaType: "audio/mpeg", title: "t", bytes: 0, seconds: 1.5)
    ]
    (entry.image, entry.bannerImage) = (address, address)
    (entry.externalAddress, entry.base, entry.language) = (address, address, "de")
    return entry
  }

  @Test func everyFieldComesBack() {
    var entry = Self.parsed
    #expect(RawEntry(entry).parsed == entry)
    entry.linkTitle = "link"
    entry.linkLanguage = "nl"
    #expect(RawEntry(entry).parsed == entry)
    #expect(RawEntry(ParsedEntry()).parsed == ParsedEntry())
  }

  @Test func theFirstLayoutIsReadAndGivesTheFingerprintsThatAreStored() throws {
    let bytes = FirstLayout.bytes(of: Self.parsed)
    #expect(bytes[0] == 1)
    #expect(RawEntry.parsed(bytes) == Self.parsed)
    #expect(RawEntry(Self.parsed).fingerprint == Fingerprint(bytes))
    var other = Self.parsed
    other.linkTitle = "new"
    #expect(RawEntry(other).fingerprint != Fingerprint(bytes))
  }

  /// Any field of any part, by a number that no version has given yet.
  static func withUnknownField(_ fields: [UInt8]) -> [UInt8] {
    var writer = RecordWriter()
    writer.write(UInt64(5_000))
    writer.write("a field of the future")
    return fields + writer.bytes
  }

  static func record(_ fields: [UInt8]) -> [UInt8] {
    var writer = RecordWriter()
    writer.write(RecordLayout.present)
    writer.write(UInt64(fields.count))
    writer.append(fields)
    return writer.bytes
  }

  static func newer<Value: Recordable>(_ value: Value) -> [UInt8] {
    var fields = FieldWriter<Value.Tag>()
    value.write(to: &fields)
    return record(withUnknownField(fields.bytes))
  }

  @Test func fieldsThatAreNotKnownAreSteppedOverAndNoticed() {
    let bytes = RawEntry(Self.parsed).bytes
    #expect(!RecordLayout.isForeign(bytes, as: ParsedEntry.self))
    let newer = Self.newer(Self.parsed)
    #expect(RawEntry.parsed(newer) == Self.parsed)
    #expect(RecordLayout.isForeign(newer, as: ParsedEntry.self))
  }

  @Test func fieldsThatAreNotKnownFurtherInAreNoticedToo() throws {
    var person = FieldWriter<Person.Tag>()
    Person(name: "A").write(to: &person)
    let inner = Self.withUnknownField(person.bytes)
    var writer = RecordWriter()
    writer.write(NormalizedEntry.Tag.id.rawValue)
    writer.write("urn:x")
    writer.write(NormalizedEntry.Tag.authors.rawValue)
    writer.write(UInt64(inner.count))
    writer.append(inner)
    let bytes = Self.record(writer.bytes)
    let entry = try NormalizedRecord.entry(bytes)
    #expect(entry.authors == [Person(name: "A")])
    #expect(RecordLayout.isForeign(bytes, as: NormalizedEntry.self))
  }

  @Test func aNewerLayoutIsForeignAndDamageIsNot() {
    let bytes = RawEntry(Self.parsed).bytes
    #expect(RecordLayout.isForeign([99] + bytes.dropFirst(), as: ParsedEntry.self))
    #expect(RawEntry.parsed([99] + bytes.dropFirst()) == nil)
    for damaged in [[], [0], [2, 1], [2, 2, 1, 200], Array(bytes.dropLast(3))] as [[UInt8]] {
      #expect(!RecordLayout.isForeign(damaged, as: ParsedEntry.self))
    }
  }

  @Test func cutBytesNeverCrash() {
    let bytes = RawEntry(Self.parsed).bytes
    let first = FirstLayout.bytes(of: Self.parsed)
    for count in bytes.indices { #expect(RawEntry.parsed(Array(bytes.prefix(count))) == nil) }
    for count in first.indices { #expect(RawEntry.parsed(Array(first.prefix(count))) == nil) }
  }

  // MARK: In an archive

  static func history(
    _ folder: TemporaryFolder, changing: (NormalizedEntry) -> [UInt8]
  ) throws -> Chronicler {
    let history = try Chronicler(path: folder.archive)
    try history.apply(.serve([Item("A", id: "1", at: 100)]))
    let entry = try #require(try history.feed()?.entries.first)
    let blob = Compression.deflated(changing(entry))
    try history.archive.write { session throws(ArchiveError) in
      try session.run { database in
        _ = try database.run("UPDATE entry SET cleaned = ?", [blob])
      }
    }
    return history
  }

  @Test func whatANewerProgramWroteIsPublishedAndNotReplaced() throws {
    let folder = TemporaryFolder()
    let history = try Self.history(folder) { Self.newer($0) }
    #expect(try history.lines() == ["A @100 @100"])
    try history.apply(.serve([Item("A2", id: "1", at: 100)]))
    #expect(history.last.leftToNewer == 1)
    #expect(try history.lines() == ["A @100 @100"])
  }

  @Test func aLayoutThatIsNotKnownIsCleanedAgainAndNotReplaced() throws {
    let folder = TemporaryFolder()
    let history = try Self.history(folder) { _ in [99, 1, 2, 3] }
    #expect(throws: ArchiveError.self) { try history.lines() }
    for _ in 0..<2 {
      let feed = try history.archive.read { session throws(ArchiveError) in
        try session.feed("f", retention: Retention()) { Item.cleaned($0.raw, removing: "") }
      }
      #expect(feed?.entries.map(\.title) == ["A"])
      try history.apply(.serve([Item("A2", id: "1", at: 100)]))
    }
    let again = try Chronicler(path: folder.archive)
    #expect(again.archive.quarantined == nil)
  }
}
