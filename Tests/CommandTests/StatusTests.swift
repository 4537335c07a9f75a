import Foundation
import ScriptedOrigin
import Synchronization
import Testing

/// What `status`, `forget` and `refresh --quiet` say.
@Suite struct StatusTests {
  private let place: Workplace
  private var refeed: Command { place.refeed }

  init() throws {
    place = try Workplace()
    try place.write(Sample.entry(1), to: "entries/1.md")
    try place.write(Sample.entry(2), to: "entries/2.md")
    try configure(source: "entries")
  }

  private func configure(source: String) throws {
    try place.write(
      """
      {"fetch": {"gap": "0s", "allowPrivateNetworks": true},
       "baseURL": "https://feeds.example.org/", "feeds": [
        {"id": "a", "title": "A", "homepage": "https://example.org/", "sources": ["\(source)"]}]}
      """, to: "config.json")
  }

  private func sources() throws -> [[String: Any]] {
    let text = try refeed("status", "--json").output
    let root = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
    let feeds = try #require(root?["feeds"] as? [[String: Any]])
    return try #require(feeds.first?["sources"] as? [[String: Any]])
  }

  @Test("Before the first refresh every source is unasked, and nothing is made")
  func before() throws {
    let result = try refeed("status")
    #expect(result.code == 0)
    #expect(result.output.contains("a  0 entries, not published yet"))
    #expect(result.output.contains("unasked  entries"))
    #expect(!place.exists("state"))
  }

  @Test("A good source says when it worked")
  func good() throws {
    _ = try refeed("refresh")
    let result = try refeed("status")
    #expect(result.output.contains("a  2 entries, newest 2023-11-14T"))
    #expect(result.output.contains("good     entries  worked "))
    #expect(try sources().first?["condition"] as? String == "good")
  }

  @Test("A failing source says why and how often")
  func failing() throws {
    try configure(source: "missing")
    for _ in 0..<2 { _ = try refeed("refresh") }
    let result = try refeed("status")
    #expect(result.output.contains("failing  missing"))
    #expect(result.output.contains("2 times: there is no such file or folder"))
    #expect(try sources().first?["failures"] as? Int == 2)
  }

  @Test("A damaged archive is an error that changes nothing")
  func damaged() throws {
    try place.write(String(repeating: "no database ", count: 100), to: "state/archive.sqlite")
    let before = try place.read("state/archive.sqlite")
    let result = try refeed("status")
    #expect(result.code == 2)
    #expect(result.error.contains("is damaged"))
    #expect(try refeed("refresh", "--dry-run").code == 2)
    #expect(try place.read("state/archive.sqlite") == before)
  }

  @Test("forget says what it removed, and the entry does not come back")
  func forget() throws {
    _ = try refeed("refresh")
    let result = try refeed("forget", "https://example.org/1")
    #expect(result.code == 0)
    #expect(result.output.contains("a  forgot https://example.org/1"))
    _ = try refeed("refresh")
    #expect(!(try place.read("public/a.atom").contains("https://example.org/1<")))
    #expect(try place.read("public/a.atom").contains("https://example.org/2"))
    let again = try refeed("forget", "https://example.org/1")
    #expect(again.code == 2)
    #expect(again.error.contains("no feed holds https://example.org/1"))
    #expect(try refeed("forget", "x", "--feed", "nope").code == 64)
  }

  @Test("--quiet speaks at the third failure, then not, and at the recovery")
  func quiet() throws {
    try configure(source: "later")
    let said = try (0..<5).map { _ in try refeed("refresh", "--quiet").error }
    #expect(said[0] == "" && said[1] == "" && said[3] == "" && said[4] == "")
    #expect(said[2].contains("a: later failed 3 times in a row: there is no such file"))
    try place.write(Sample.entry(1), to: "later/1.md")
    let back = try refeed("refresh", "--quiet")
    #expect(back.code == 0 && back.output == "")
    #expect(back.error == "a: later works again\n")
    #expect(try refeed("refresh", "--quiet").error == "")
  }

  @Test("--quiet tells once of a file in a folder that can't be read")
  func quietPart() throws {
    try place.write("no header", to: "entries/bad.md")
    let said = try (0..<3).map { _ in try refeed("refresh", "--quiet") }
    #expect(said.map(\.code) == [1, 1, 1])
    #expect(said[0].error.contains("a: entries was read but in part: entries/bad.md: "))
    #expect(said[1].error == "" && said[2].error == "")
    #expect(try refeed("status").output.contains("entries/bad.md"))
  }

  @Test("A named pipe as a source is refused: nobody knows whether anything will come")
  func pipe() throws {
    #expect(mkfifo(place.folder.appending(path: "pipe").path, 0o600) == 0)
    try configure(source: "pipe")
    let result = try refeed("refresh")
    #expect(result.code == 2)
    #expect(result.error.contains("pipe: neither a file nor a folder"))
  }

  @Test("The feeds of a list of subscriptions have lines of their own")
  func subscriptions() throws {
    try place.write(
      "<opml version=\"2.0\"><body><outline xmlUrl=\"https://a.example/f\"/></body></opml>",
      to: "list.opml")
    try configure(source: "list.opml")
    #expect(try refeed("status").output.contains("unasked  https://a.example/f"))
  }

  @Test("A second refresh asks nobody before time, and says until when")
  func notDue() throws {
    let origin = ScriptedOrigin { _, connection in
      connection.answer(headers: ["Content-Type: text/xml"], Array(Sample.rss.utf8))
    }
    defer { origin.stop() }
    try configure(source: origin.address())
    _ = try refeed("refresh")
    let second = try refeed("refresh")
    #expect(second.output.contains("unchanged  1 entry  not due before 20"))
    #expect(origin.requests.count == 1)
    let status = try refeed("status")
    #expect(status.output.contains("next in 29 min"))
    #expect(try refeed("refresh", "--force").code == 0)
    #expect(origin.requests.count == 2)
  }
}
