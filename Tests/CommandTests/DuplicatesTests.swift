import Foundation
import Testing

/// `duplicates` in the program: what `docs/duplicates.md` shows, and feeds that look at each other.
@Suite struct DuplicatesTests {
  private let place: Workplace
  private var refeed: Command { place.refeed }

  init() throws {
    place = try Workplace()
  }

  @Test("The manual's example prints what it shows")
  func manual() throws {
    let manual = try String(
      contentsOf: Command.root.appending(path: "docs/duplicates.md"), encoding: .utf8)
    for part in manual.split(separator: "<!-- file: ").dropFirst() {
      let name = part.prefix { $0 != " " }
      let block = try #require(part.split(separator: "```json\n").dropFirst().first)
      try place.write(String(block.split(separator: "\n```")[0]), to: String(name))
    }
    var commands = 0
    for block in manual.split(separator: "```console\n").dropFirst() {
      for example in "\n\(block.split(separator: "\n```")[0])".split(separator: "\n$ ") {
        let lines = example.split(separator: "\n", maxSplits: 1)
        let printed = try shell(String(lines[0]))
        #expect(printed == (lines.count > 1 ? "\(lines[1])\n" : ""), "$ \(lines[0])")
        commands += 1
      }
    }
    #expect(commands == 7)
  }

  /// Both streams, the second one first.
  private func shell(_ command: String) throws -> String {
    let process = Process()
    let (output, error) = (Pipe(), Pipe())
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = ["-c", command]
    process.currentDirectoryURL = place.folder
    process.environment = [
      "PATH": Command.binary.deletingLastPathComponent().path + ":/usr/bin:/bin",
      "HOME": place.folder.path, "LANG": "C.UTF-8",
    ]
    process.standardOutput = output
    process.standardError = error
    try process.run()
    let said = try error.fileHandleForReading.readToEnd() ?? Data()
    let data = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return String(decoding: said + data, as: UTF8.self)
  }

  private func feed(_ name: String, _ body: String) -> String {
    """
    {"version": "https://jsonfeed.org/version/1.1", "title": "\(name)",
     "home_page_url": "https://\(name).example/", "items": [
      {"id": "https://\(name).example/1", "url": "https://\(name).example/1",
       "title": "Bridge closed", "date_published": "2024-02-05T10:00:00Z",
       "content_html": "\(body)"}]}
    """
  }

  private static let beginning =
    "<p>The old bridge across the river at Harwick was closed on Monday after a storm had carried "
    + "away part of its western pier, the town council said. Nobody was hurt, but 12 people had to "
    + "be brought to the other bank by boat.</p>"
  private static let rest =
    "<p>Engineers will look at the remaining piers this week. The bridge, which was built in 1871 "
    + "and carries some 9,000 cars a day, had been inspected in 2019 and found sound.</p>"

  private func ids(_ feed: String) throws -> [String] {
    let root = try JSONSerialization.jsonObject(with: Data(place.read("public/\(feed).json").utf8))
    let items = try #require((root as? [String: Any])?["items"] as? [[String: Any]])
    return items.compactMap { $0["id"] as? String }
  }

  @Test("Of feeds that look at each other the first of the configuration has an article")
  func acrossFeeds() throws {
    let names = (0..<12).map { "f\($0)" }
    for (index, name) in names.enumerated() {
      let body = Self.beginning + (index % 2 == 0 ? "" : Self.rest)
      try place.write(feed(name, body), to: "\(name).feed.json")
    }
    let feeds = names.map { "{\"id\": \"\($0)\", \"sources\": [\"\($0).feed.json\"]}" }
    try place.write(
      """
      {"baseURL": "https://feeds.example/", "feeds": [\(feeds.joined(separator: ","))],
       "defaults": {"duplicates": {"find": "near", "acrossFeeds": true}, "formats": ["json"]}}
      """, to: "config.json")
    #expect(try refeed("refresh").code == 0)
    #expect(try ids("f0") == ["https://f0.example/1"])
    for name in names.dropFirst() { #expect(try ids(name).isEmpty, "\(name)") }
    _ = try refeed("refresh")
    let first = try place.read("public/f0.json")
    #expect(names.dropFirst().allSatisfy { first.contains("https://\($0).example/1") })
    let before = try names.map { try place.read("public/\($0).json") }
    _ = try refeed("refresh", "--force")
    #expect(try names.map { try place.read("public/\($0).json") } == before)
    let status = try refeed("status").output
    #expect(status.contains("a copy of “Bridge closed” (https://f0.example/1) in the feed f0"))
  }

  @Test("A rule that there is not is refused by its name")
  func unknownRule() throws {
    try place.write(feed("a", Self.beginning), to: "a.json")
    let converted = try refeed("convert", "a.json", "--duplicates", "similar")
    #expect(converted.code == 64)
    #expect(converted.error.contains("similar is none of same-address, same-text, near"))
    try place.write(
      """
      {"feeds": [{"id": "a", "sources": ["a.json"], "duplicates": "similar"}]}
      """, to: "config.json")
    let checked = try refeed("check")
    #expect(checked.code == 78)
    #expect(
      (checked.output + checked.error)
        .contains("\"similar\" is none of same-address, same-text, near"))
  }

  @Test("explain says what the archive holds an entry of a feed to be")
  func explained() throws {
    try place.write(feed("a", Self.beginning + Self.rest), to: "a.json")
    try place.write(feed("b", Self.beginning), to: "b.json")
    try place.write(
      """
      {"baseURL": "https://feeds.example/", "feeds": [
        {"id": "town", "sources": ["a.json", "b.json"], "duplicates": "near"}]}
      """, to: "config.json")
    _ = try refeed("refresh")
    let result = try refeed("explain", "b.json", "--like", "town", "--json").output
    #expect(result.contains("\"copyOf\": \"https://a.example/1\""))
    let other = try refeed("explain", "a.json", "--like", "town", "--json").output
    #expect(!other.contains("copyOf"))
  }
}
