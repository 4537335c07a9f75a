import Foundation
import Testing

@Suite struct RefreshTests {
  private let place: Workplace
  private var refeed: Command { place.refeed }

  init() throws {
    place = try Workplace()
    try place.write(Sample.entry(1), to: "entries/1.md")
    try place.write(Sample.entry(2), to: "entries/2.md")
    try configure(sources: ["entries"])
  }

  private func configure(sources: [String], extra: String = "") throws {
    let list = sources.map { "\"\($0)\"" }.joined(separator: ", ")
    try place.write(
      """
      {"baseURL": "https://feeds.example.org/", "feeds": [
        {"id": "a", "title": "A", "homepage": "https://example.org/", "sources": [\(list)]}\(extra)
      ]}
      """, to: "config.json")
  }

  private func items(_ name: String) throws -> [[String: Any]] {
    let data = Data(try place.read(name).utf8)
    let feed = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    return try #require(feed["items"] as? [[String: Any]])
  }

  @Test func bothFilesArePublishedAndSaid() throws {
    let result = try refeed("refresh")
    #expect(result.code == 0)
    #expect(result.output.contains("published"))
    #expect(result.output.contains("2 entries"))
    #expect(try place.read("public/a.atom").contains("https://feeds.example.org/a.atom"))
    #expect(try items("public/a.json").count == 2)
  }

  @Test func aSecondRunTouchesNothing() throws {
    _ = try refeed("refresh")
    let before = try (place.read("public/a.atom"), place.modified("public/a.atom"))
    let result = try refeed("refresh")
    #expect(result.code == 0)
    #expect(result.output.contains("unchanged"))
    #expect(try place.read("public/a.atom") == before.0)
    #expect(try place.modified("public/a.atom") == before.1)
  }

  @Test func convertAndRefreshGiveTheSameIDs() throws {
    _ = try refeed("refresh")
    let converted = try refeed("convert", "entries", "--to", "json", "-o", "c.json")
    #expect(converted.code == 0)
    let published = try items("public/a.json").map { $0["id"] as? String }
    #expect(try items("c.json").map { $0["id"] as? String } == published)
  }

  @Test func aBadFileIsNamedAndTheRestPublished() throws {
    try place.write("no header", to: "entries/bad.md")
    let result = try refeed("refresh")
    #expect(result.code == 1)
    #expect(result.error.contains("entries/bad.md"))
    #expect(try items("public/a.json").count == 2)
  }

  @Test func aMissingSourceKeepsTheLastGoodFilesAndStopsNoOtherFeed() throws {
    _ = try refeed("refresh")
    let before = try place.read("public/a.atom")
    try configure(
      sources: ["gone"], extra: ",\n{\"id\": \"b\", \"sources\": [\"entries\"], \"title\": \"B\"}")
    let result = try refeed("refresh")
    #expect(result.code == 1)
    #expect(result.error.contains("gone: there is no such file or folder"))
    #expect(try place.read("public/a.atom") == before)
    #expect(try items("public/b.json").count == 2)
  }

  @Test func aFeedWithAFailingSourceIsNotPublishedWithoutItsEntries() throws {
    try place.write(Sample.entry(3), to: "more/3.md")
    try configure(sources: ["entries", "more"])
    _ = try refeed("refresh")
    try FileManager.default.removeItem(at: place.folder.appending(path: "more"))
    let result = try refeed("refresh")
    #expect(result.code != 0)
    #expect(try items("public/a.json").count == 3)
  }

  @Test func aSourceThatGoesEmptyDoesNotEmptyItsFeed() throws {
    try place.write(Sample.rss, to: "feed.xml")
    try configure(sources: ["feed.xml"])
    _ = try refeed("refresh")
    let empty = Sample.rss.replacing(/<item>[\s\S]*<\/item>/, with: "")
    try place.write(empty, to: "feed.xml")
    for _ in 0..<5 {
      let result = try refeed("refresh")
      #expect(result.code == 0)
      #expect(try items("public/a.json").count == 1)
    }
    #expect(try refeed("refresh").error == "")
  }

  @Test func aSourceThatGoesEmptyIsWarnedOfUntilItIsBelieved() throws {
    try place.write(Sample.rss, to: "feed.xml")
    try configure(sources: ["feed.xml"])
    _ = try refeed("refresh")
    try place.write(Sample.rss.replacing(/<item>[\s\S]*<\/item>/, with: ""), to: "feed.xml")
    let warnings = try (0..<4).map { _ in
      try refeed("refresh").error.contains("feed.xml: the source offers nothing")
    }
    #expect(warnings == [true, true, false, false])
  }

  @Test func aFeedThatWasNeverPublishedMayBeEmpty() throws {
    try place.write(Sample.rss.replacing(/<item>[\s\S]*<\/item>/, with: ""), to: "feed.xml")
    try configure(sources: ["feed.xml"])
    let result = try refeed("refresh")
    #expect(result.code == 0)
    #expect(try items("public/a.json").isEmpty)
  }

  @Test func dryRunWritesNothing() throws {
    let result = try refeed("refresh", "--dry-run")
    #expect(result.code == 0)
    #expect(result.output.contains("would publish"))
    #expect(!place.exists("public"))
  }

  @Test func quietSaysNothingWhenAllIsWell() throws {
    let result = try refeed("refresh", "--quiet")
    #expect(result.code == 0)
    #expect(result.output == "" && result.error == "")
  }

  @Test func theReportIsJSONForScripts() throws {
    let result = try refeed("refresh", "--json")
    let report = try #require(
      try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
    let feeds = try #require(report["feeds"] as? [[String: Any]])
    #expect(feeds.first?["outcome"] as? String == "published")
    #expect(feeds.first?["entries"] as? Int == 2)
  }

  @Test func anUnknownFeedIsNamedWithTheKnownOnes() throws {
    let result = try refeed("refresh", "--feed", "nope")
    #expect(result.code == 64)
    #expect(result.error.contains("there is no feed nope in the configuration; it has a"))
  }

  /// A4
  @Test func anOutputThatIsAFileIsRefusedInOneLine() throws {
    try place.write("x", to: "public")
    let result = try refeed("refresh")
    #expect(result.code == 2)
    #expect(result.error.split(separator: "\n").count == 1)
    #expect(try place.read("public") == "x")
  }

  /// A4
  @Test func aLinkInThePlaceOfAFileIsNotFollowed() throws {
    try place.write("precious", to: "outside")
    try FileManager.default.createDirectory(
      at: place.folder.appending(path: "public"), withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(
      at: place.folder.appending(path: "public/a.atom"),
      withDestinationURL: place.folder.appending(path: "outside"))
    let result = try refeed("refresh")
    #expect(result.code != 0)
    #expect(try place.read("outside") == "precious")
  }

  /// A5
  @Test func aSecondRefreshLeavesWith75() throws {
    try FileManager.default.createDirectory(
      at: place.folder.appending(path: "state"), withIntermediateDirectories: true)
    let lock = place.folder.appending(path: "state/archive.sqlite.lock")
    try Data().write(to: lock)
    let holder = try FileHandle(forUpdating: lock)
    #expect(flock(holder.fileDescriptor, LOCK_EX | LOCK_NB) == 0)
    let loud = try refeed("refresh")
    #expect(loud.code == 75)
    #expect(loud.error.contains("another refresh"))
    let quiet = try refeed("refresh", "--quiet")
    #expect(quiet.code == 75)
    #expect(quiet.error == "")
    try holder.close()
    #expect(try refeed("refresh").code == 0)
  }

  /// Minutes that the lock is held, seconds that the last run took, and whether cron is to hear it.
  @Test(arguments: [
    (59, 10, false), (61, 10, true), (61, 1000, false), (70, 1000, true), (600, 36_000, false),
  ])
  func aLockThatIsHeldForTooLongIsToldEvenUnderQuiet(
    _ minutes: Int, _ last: Int, _ isTold: Bool
  ) throws {
    try FileManager.default.createDirectory(
      at: place.folder.appending(path: "state"), withIntermediateDirectories: true)
    let lock = place.folder.appending(path: "state/archive.sqlite.lock")
    let since = Int(Date().timeIntervalSince1970) - minutes * 60
    try Data("1 \(since * 1000) \(last * 1000) 4242\n".utf8).write(to: lock)
    let holder = try FileHandle(forUpdating: lock)
    #expect(flock(holder.fileDescriptor, LOCK_EX | LOCK_NB) == 0)
    let quiet = try refeed("refresh", "--quiet")
    #expect(quiet.code == 75)
    #expect(quiet.error.contains("for \(minutes) min") == isTold, "\(quiet.error)")
    #expect(quiet.error.contains("process 4242") == isTold)
    #expect(quiet.error.isEmpty == !isTold)
  }

  @Test func theLockSaysHowLongTheLastRunTook() throws {
    #expect(try refeed("refresh").code == 0)
    let words = try place.read("state/archive.sqlite.lock").split { $0 == " " || $0 == "\n" }
    #expect(words.count == 5 && words[0] == "0" && (Int(words[2]) ?? -1) >= 0, "\(words)")
  }

  @Test func badConfigurationExits78WithEveryProblem() throws {
    try place.write(#"{"feeds": [{"id": "a"}, {"id": "A", "sources": ["x"]}]}"#, to: "config.json")
    for command in ["refresh", "check", "serve"] {
      let result = try refeed(command)
      #expect(result.code == 78)
      #expect(result.error.split(separator: "\n").count == 2)
      #expect(result.error.contains("config.json:1:12: feeds[0]: \"sources\" is missing"))
      #expect(result.error.contains("feeds[1].id"))
    }
  }

  @Test func rulesAndFormatsAreCheckedTogether() throws {
    try place.write(
      #"""
      {"feeds": [{"id": "a", "sources": ["entries"], "formats": ["atm"],
        "rules": {"remove": ["div["]}}]}
      """#, to: "config.json")
    let result = try refeed("check")
    #expect(result.code == 78)
    #expect(result.error.contains("unknown format \"atm\""))
    #expect(result.error.contains("feeds[0].rules.remove[0]"))
  }

  @Test func noConfigurationSaysWhereItLooked() throws {
    try FileManager.default.removeItem(at: place.folder.appending(path: "config.json"))
    let result = try refeed("refresh")
    #expect(result.code == 78)
    #expect(result.error.contains("no configuration found; looked for config.json"))
  }

  @Test func theConfigurationIsFoundThroughTheEnvironment() throws {
    try FileManager.default.moveItem(
      at: place.folder.appending(path: "config.json"),
      to: place.folder.appending(path: "other.json"))
    let path = place.folder.appending(path: "other.json").path
    let result = try refeed("refresh", environment: ["REFEED_CONFIG": path])
    #expect(result.code == 0)
    #expect(place.exists("public/a.atom"))
  }
}
