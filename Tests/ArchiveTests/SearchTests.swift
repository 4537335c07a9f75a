import FeedModel
import GRDB
import History
import Testing

@testable import Archive

/// The archive is searched, and kept up to date by whatever writes entries.
@Suite struct SearchTests {
  private static func index(_ archive: Archive) throws -> Int {
    try archive.write { session throws(ArchiveError) in try session.indexForSearch(limit: 100) }
  }

  private static func titles(_ archive: Archive, _ text: String) throws -> [String] {
    try archive.read { session throws(ArchiveError) in
      try session.search(text, limit: 10).found.map(\.entry.title)
    }
  }

  private static func filled(_ storage: Storage, _ folder: TemporaryFolder) throws -> Chronicler {
    let chronicler = try Chronicler(storage, folder)
    try chronicler.apply(
      .serve([
        Item("外汇储备创新高", id: "1", body: "<p class=\"lead\">国家外汇管理局 announced</p>", at: 100),
        Item(
          "Second", id: "2", link: "https://a.example/2", body: "The <b>bank</b>’s reserves",
          at: 200),
        Item("Third", id: "3", body: "Nothing of it", at: 300),
      ]))
    return chronicler
  }

  @Test(arguments: Storage.allCases)
  func titlesAndTextsAreFoundNewestFirst(storage: Storage) throws {
    let folder = try TemporaryFolder()
    let archive = try Self.filled(storage, folder).archive
    #expect(try Self.titles(archive, "储备") == [])
    #expect(try Self.index(archive) == 3)
    #expect(try Self.index(archive) == 0)
    #expect(try Self.titles(archive, "储备") == ["外汇储备创新高"])
    #expect(try Self.titles(archive, "外汇管理") == ["外汇储备创新高"])
    #expect(try Self.titles(archive, "BANK reserves") == ["Second"])
    #expect(try Self.titles(archive, "third") == ["Third"])
    for missing in ["储备 bank", "管理外汇", "bankers", "ban", "<b>", "", "外"] {
      #expect(try Self.titles(archive, missing) == [], "\(missing)")
    }
  }

  @Test func whatWasFoundIsShownWhereItStands() throws {
    let folder = try TemporaryFolder()
    let archive = try Self.filled(.memory, folder).archive
    _ = try Self.index(archive)
    let hit = try archive.read { session throws(ArchiveError) in
      try session.search("Reserves", limit: 10).found.first
    }
    #expect(hit?.before == " The bank’s " && hit?.match == "reserves" && hit?.after == " ")
  }

  @Test(arguments: Storage.allCases)
  func whatChangesIsIndexedAnewAndWhatGoesIsGone(storage: Storage) throws {
    let folder = try TemporaryFolder()
    let chronicler = try Self.filled(storage, folder)
    let archive = chronicler.archive
    _ = try Self.index(archive)
    try chronicler.apply(
      .serve([
        Item("Second", id: "2", link: "https://a.example/2", body: "Another text", at: 200),
        Item("Third", id: "3", at: 300),
      ]))
    #expect(try Self.index(archive) == 2)
    #expect(try Self.titles(archive, "bank") == [])
    #expect(try Self.titles(archive, "another") == ["Second"])
    try chronicler.apply(.forget("https://a.example/2"))
    #expect(try Self.titles(archive, "another") == [])
    try archive.write { session throws(ArchiveError) in
      for stale in try session.staleEntries(of: "f", rules: "x") {
        try session.replace(stale, with: nil, rules: "x")
      }
    }
    #expect(try Self.titles(archive, "third") == [])
  }

  @Test func withoutSearchNothingIsKeptAndWithItAllIsThereAgain() throws {
    let folder = try TemporaryFolder()
    let archive = try Self.filled(.file, folder).archive
    _ = try Self.index(archive)
    func rows() throws -> Int {
      try archive.queue.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM search") ?? -1 }
    }
    try archive.write { session throws(ArchiveError) in try session.keepSearch(false) }
    #expect(try rows() == 0)
    for _ in 0..<2 {
      try archive.write { session throws(ArchiveError) in try session.keepSearch(true) }
      #expect(try rows() == 3)
    }
    #expect(try Self.index(archive) == 3)
    #expect(try Self.titles(archive, "储备") == ["外汇储备创新高"])
  }

  @Test(arguments: Storage.allCases)
  func anAddressFindsItsEntryWhateverBecameOfIt(storage: Storage) throws {
    let folder = TemporaryFolder()
    let chronicler = try Self.filled(storage, folder)
    let address = "https://a.example/2"
    func named(_ name: String) throws -> (entries: [ListedEntry], forgottenIn: [String]) {
      try chronicler.archive.read { session throws(ArchiveError) in
        try session.entries(named: name, in: ["f", "none"])
      }
    }
    #expect(try named(address).entries.map(\.title) == ["Second"])
    #expect(try named("https://a.example/3").entries.isEmpty)
    try chronicler.apply(.forget(address))
    #expect(try named(address).entries.isEmpty && named(address).forgottenIn == ["f"])
    #expect(try named("bank").forgottenIn.isEmpty)
  }

  @Test func anArchiveThatNobodyHasBroughtUpToDateCantBeSearched() throws {
    let folder = TemporaryFolder()
    try Fixture(version: 3).copied(to: folder)
    let old = try Archive(reading: folder.archive)
    #expect(try !old.read { session throws(ArchiveError) in session.canBeSearched })
    try old.close()
    let new = try Archive(path: folder.archive, now: .epoch)
    #expect(try new.read { session throws(ArchiveError) in session.canBeSearched })
  }

  @Test func entriesAreCountedByTheNamesOfTheirMarkup() throws {
    let folder = try TemporaryFolder()
    let archive = try Self.filled(.memory, folder).archive
    _ = try Self.index(archive)
    func count(_ names: [String]) throws -> (holding: Int, all: Int) {
      try archive.read { session throws(ArchiveError) in try session.count(names: names, in: "f") }
    }
    #expect(try count(["p", ".lead"]) == (1, 3))
    #expect(try count([]) == (3, 3))
    #expect(try count(["aside"]) == (0, 3))
  }

  @Test(arguments: Fixture.all)
  func archivesOfEarlierVersionsAreSearchedOnceTheyAreIndexed(fixture: Fixture) throws {
    let folder = try TemporaryFolder()
    try fixture.copied(to: folder)
    let archive = try Archive(path: folder.archive, now: .epoch)
    let entries = try archive.queue.read {
      try Int.fetchOne($0, sql: "SELECT count(*) FROM entry WHERE cleaned IS NOT NULL") ?? -1
    }
    // The sixth layout's fixture was written without an index, later ones with theirs.
    var indexed = try archive.queue.read {
      try Int.fetchOne($0, sql: "SELECT count(*) FROM search WHERE grams IS NOT NULL") ?? -1
    }
    while true {
      let count = try Self.index(archive)
      indexed += count
      if count == 0 { break }
    }
    #expect(indexed == entries && entries > 0)
  }
}

/// Lists of entries, for those who want to look at them.
@Suite struct EntryListingTests {
  @Test func entriesComeNewestFirstAndByPages() throws {
    let folder = try TemporaryFolder()
    let chronicler = try Chronicler(.memory, folder)
    let items = (1...5).map { Item("T\($0)", id: "\($0)", at: Int64($0) * 1000) }
    try chronicler.apply(.serve(items))
    try chronicler.apply(.serve(Array(items.dropFirst())))
    let archive = chronicler.archive
    let (all, page, days, raw) = try archive.read { session throws(ArchiveError) in
      (
        try session.entries(of: "f", from: 0, limit: 10),
        try session.entries(of: "f", from: 1, limit: 2),
        try session.publishedPerDay(since: .epoch, of: ["f"]),
        try session.rawEntries(of: "f", limit: 2)
      )
    }
    #expect(all.map(\.title) == ["T5", "T4", "T3", "T2", "T1"])
    #expect(page.map(\.title) == ["T4", "T3"])
    #expect(all.map(\.isOffered) == [true, true, true, true, false])
    #expect(all.allSatisfy { $0.hasContent && $0.hasRaw && $0.source == "s" && $0.feed == "f" })
    #expect(days == ["f": [0: 5]])
    #expect(raw.map { $0.raw.title?.value } == ["T5", "T4"])
  }

  @Test func anEntryTellsWhoOffersItAndWhatItMayBeTakenFor() throws {
    let folder = try TemporaryFolder()
    let chronicler = try Chronicler(.memory, folder)
    try chronicler.apply(
      .serve([
        Item("Same", id: "1", link: "https://a.example/1", at: 1000),
        Item("Same", id: "2", link: "https://a.example/2", body: "Other", at: 2000),
        Item("Else", id: "3", link: "https://a.example/3", at: 3000),
      ]))
    let (stored, doubles, none) = try chronicler.archive.read { session throws(ArchiveError) in
      let number = try session.entries(of: "f", from: 1, limit: 1)[0].number
      return (
        try session.storedEntry(number), try session.doubles(of: number),
        try session.storedEntry(999)
      )
    }
    #expect(stored?.listed.title == "Same" && stored?.offeredBy == ["s"])
    #expect(stored?.raw?.id == "2" && stored?.cleaned?.content != nil)
    #expect(doubles.map(\.entry.id.iri).count == 1 && doubles.first?.likeness == .title)
    #expect(none?.listed.number == nil)
  }
}
