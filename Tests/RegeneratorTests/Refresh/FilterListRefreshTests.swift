import ConfigurationModel
import FeedModel
import Fetcher
import FilterLists
import Foundation
import Publisher
import ScriptedOrigin
import Testing

@testable import Regenerator

/// Filter lists of a configuration: read, fetched, compiled, and kept beside the archive.
@Suite struct FilterListRefreshTests {
  private static let body =
    "<p>\(String(repeating: "A sentence of the article. ", count: 9))</p>"
    + "<div class=\"ad\">Buy</div><div class=\"box\">Sell</div>"
  private static let feed = #"{"id": "a", "sources": ["ORIGIN/feed"]}"#
  private static let day: Int64 = 24 * 60

  private func room(_ lists: String, feed: String = feed) throws -> Newsroom {
    let room = try Newsroom()
    room.serve("/feed", [Story("One", body: Self.body)])
    try configure(room, lists, feed: feed)
    return room
  }

  private func configure(_ room: Newsroom, _ lists: String, feed: String = feed) throws {
    let lists = lists.replacing("ORIGIN", with: room.origin.address(""))
    try room.configure(feed, extra: "\"filterLists\": \(lists),")
  }

  private func text(_ room: Newsroom, _ feed: String = "a") throws -> String {
    try room.read("public/\(feed).atom")
  }

  private func kept(_ room: Newsroom, _ ending: String) throws -> [String] {
    let folder = room.folder + "/state/filter-lists"
    return try FileManager.default.contentsOfDirectory(atPath: folder)
      .filter { $0.hasSuffix(ending) }.map { folder + "/" + $0 }
  }

  // MARK: Files

  @Test func aFileActsOnEveryFeedAndAFeedsOwnOnThatFeed() async throws {
    let room = try room(
      #""all.txt""#,
      feed: Self.feed + #", {"id": "b", "sources": ["ORIGIN/feed"], "filterLists": "own.txt"}"#)
    try room.write("##.ad", to: "all.txt")
    try room.write("##.box", to: "own.txt")
    #expect(try await room.refresh(minute: 0).exitCode == 0)
    #expect(try !text(room).contains("Buy") && text(room).contains("Sell"))
    #expect(try !text(room, "b").contains("Buy") && !text(room, "b").contains("Sell"))
    #expect(try kept(room, ".bin").count == 2)
  }

  @Test func aListThatChangesCleansAgain() async throws {
    let room = try room(#"["all.txt"]"#)
    try room.write("##.box", to: "all.txt")
    try await room.refresh(minute: 0)
    #expect(try text(room).contains("Buy") && !text(room).contains("Sell"))
    let before = try room.entries("a.atom")
    try room.write("##.ad\n##.x", to: "all.txt")
    try await room.refresh(minute: 1)
    #expect(try !text(room).contains("Buy") && text(room).contains("Sell"))
    let after = try room.entries("a.atom")
    #expect(after.map(\.id) == before.map(\.id))
    #expect(after.map(\.updated) == before.map(\.updated))
  }

  @Test func aRunThatChangesNothingWritesNothing() async throws {
    let room = try room(#"["all.txt"]"#)
    try room.write("##.ad", to: "all.txt")
    try await room.refresh(minute: 0)
    let compiled = try #require(try kept(room, ".bin").first)
    let identity = LocalFiles.identity(of: compiled)
    let published = try room.published()
    try await room.refresh(minute: 1)
    #expect(LocalFiles.identity(of: compiled) == identity)
    #expect(try room.published() == published)
  }

  /// The compiled form is what a run reads: a list's own bytes are not looked at again.
  @Test func aRunReadsWhatWasCompiled() async throws {
    let room = try room(#"["all.txt"]"#)
    try room.write("##.ad", to: "all.txt")
    let store = FilterListStore(
      folder: FilterListFolder(below: room.folder), limit: 1 << 20)
    let list = SourceLocation.path(room.folder + "/all.txt")
    let first = try #require(store.load([list]).loaded)
    let other = try #require(store.load([list]).loaded)
    #expect(first.name == other.name && first.lists.bytes == other.lists.bytes)
    let folder = FilterListFolder(below: room.folder)
    let name = FilterListFolder.compiledName([LocalFiles.resolved(room.folder + "/all.txt")])
    var bytes = try LocalFiles.contents(of: folder.path(of: name), limit: 1 << 20)
    #expect(bytes == first.lists.bytes)
    // Damage is seen, and put right.
    for index in [0, 9, 40, bytes.count - 1] {
      bytes[index] ^= 1
      try Data(bytes).write(to: URL(filePath: folder.path(of: name)))
      bytes[index] ^= 1
      #expect(store.load([list]).loaded?.lists.bytes == first.lists.bytes)
      #expect(try LocalFiles.contents(of: folder.path(of: name), limit: 1 << 20) == bytes)
    }
    try Data().write(to: URL(filePath: folder.path(of: name)))
    #expect(store.load([list]).loaded?.lists.bytes == first.lists.bytes)
  }

  @Test func aFileThatIsGoneIsToldAndWhatItWasStaysInForce() async throws {
    let room = try room(#"["all.txt"]"#)
    try room.write("##.ad", to: "all.txt")
    try await room.refresh(minute: 0)
    try FileManager.default.removeItem(atPath: room.folder + "/all.txt")
    let report = try await room.refresh(minute: 1)
    #expect(report.problems.count == 1)
    #expect(report.problems.first?.contains("all.txt: there is no such file") == true)
    #expect(report.problems.first?.hasSuffix("what it was before stays in force") == true)
    #expect(try !text(room).contains("Buy"))
  }

  @Test func aFileThatWasNeverThereIsToldAndTheOthersAct() async throws {
    let room = try room(#"["no.txt", "all.txt"]"#)
    try room.write("##.ad", to: "all.txt")
    let report = try await room.refresh(minute: 0)
    #expect(report.problems.count == 1 && report.exitCode == 1)
    #expect(try !text(room).contains("Buy"))
  }

  @Test func aDryRunKeepsNothing() async throws {
    let room = try room(#"["all.txt", "ORIGIN/list"]"#)
    try room.write("##.ad", to: "all.txt")
    try await room.refresh(minute: 0) { $0.dryRun = true }
    #expect(!room.has("state/filter-lists"))
    #expect(!room.asked.contains { $0.hasPrefix("/list") })
  }

  // MARK: Addresses

  @Test func anAddressIsAskedWhenItIsDueAndConditionally() async throws {
    let room = try room(#"["ORIGIN/list"]"#)
    room.serve(
      "/list", .init(headers: ["ETag: \"1\""], body: "! Expires: 2 days\n##.ad\n"))
    #expect(try await room.refresh(minute: 0).exitCode == 0)
    #expect(try !text(room).contains("Buy"))
    try await room.refresh(minute: Self.day)
    #expect(room.asked.filter { $0.hasPrefix("/list") } == ["/list"])
    try await room.refresh(minute: 2 * Self.day)
    #expect(room.asked.filter { $0.hasPrefix("/list") } == ["/list", "/list conditional"])
    room.serve("/list", .init(headers: ["ETag: \"2\""], body: "##.box\n"))
    try await room.refresh(minute: 4 * Self.day)
    #expect(try text(room).contains("Buy") && !text(room).contains("Sell"))
  }

  @Test(
    "What fails is told, and the last good copy stays in force",
    arguments: [
      Newsroom.Page(status: "500 Internal Server Error"), Newsroom.Page(status: "410 Gone"),
      Newsroom.Page(body: "<!DOCTYPE html><p>Please sign in</p>"), Newsroom.Page(body: " \n"),
    ])
  func failures(page: Newsroom.Page) async throws {
    let room = try room(#"["ORIGIN/list"]"#)
    room.serve("/list", .init(body: "##.ad\n"))
    try await room.refresh(minute: 0)
    room.serve("/list", page)
    let report = try await room.refresh(minute: Self.day)
    #expect(report.problems.count == 1)
    let sentence = try #require(report.problems.first)
    #expect(sentence.hasPrefix("the filter list \(room.origin.address("/list")): "))
    #expect(sentence.hasSuffix("the copy of 2026-03-10 stays in force"))
    #expect(try !text(room).contains("Buy"))
    // Nobody is asked again at once.
    #expect(try await room.refresh(minute: Self.day + 60).problems.isEmpty)
    #expect(room.asked.filter { $0.hasPrefix("/list") }.count == 2)
    room.serve("/list", .init(body: "##.box\n"))
    #expect(try await room.refresh(minute: Self.day + 6 * 60).problems.isEmpty)
    #expect(try text(room).contains("Buy"))
  }

  @Test func anAddressThatNeverAnsweredIsNotInForce() async throws {
    let room = try room(#"["ORIGIN/list"]"#)
    let report = try await room.refresh(minute: 0)
    #expect(report.problems.contains { $0.contains("404") && $0.hasSuffix("not in force") })
    #expect(try text(room).contains("Buy"))
    #expect(report.exitCode == 1)
  }

  @Test(
    "A list says how long it holds",
    arguments: [
      ("! Expires: 4 days (update frequency)\n", 96), ("! Expires: 18 hours\n", 18),
      ("! Expires: 1h\n", 12), ("!Expires: 3 days\n", 72), ("! Expires: 900 days\n", 336),
      ("! Title: x\n##.ad\n", 24), ("! Expires: soon\n", 24), ("", 24),
    ])
  func expiry(head: String, hours: Int) {
    #expect(FilterListExpiry.interval(of: Array(head.utf8)) == .seconds(hours * 3600))
  }

  @Test func aNoteReadsBackWhatItWrites() {
    var note = FilterListNote()
    note.asked = Newsroom.time(minute: 1)
    note.confirmed = Newsroom.time(minute: 2)
    note.failures = 3
    note.validators.etag = "\"a b\""
    note.validators.lastModified = "Mon, 09 Mar 2026 08:00:00 GMT"
    note.validators.address = "https://example.org/"
    #expect(FilterListNote(note.bytes) == note)
    #expect(FilterListNote([]) == FilterListNote())
    #expect(FilterListNote(Array("asked soon\nwhat\n".utf8)) == FilterListNote())
  }
}
