import FeedModel
import Foundation
import Testing

@testable import Regenerator

/// The guids that readers of RSS know entries by.
@Suite struct GuidTests {
  private let room: Newsroom

  init() throws { room = try Newsroom() }

  private func serve(_ path: String, _ host: String, _ numbers: [Int], guid: String = "") {
    let items = numbers.map { number in
      """
      <item><title>\(host) \(number)</title><link>https://\(host).example/\(number)</link>
      <guid isPermaLink="false">\(guid)\(number)</guid>
      <pubDate>Mon, 0\(number) Mar 2026 08:00:00 GMT</pubDate>
      <description>Text of \(host), number \(number)</description>
      <enclosure url="https://cdn.example/\(host)\(number).mp3" type="audio/mpeg" length="5"/></item>
      """
    }
    room.serve(
      path,
      Newsroom.Page(
        body: "<rss version=\"2.0\"><channel><title>\(host)</title>"
          + "<link>https://\(host).example/</link>\(items.joined())</channel></rss>"))
  }

  /// By title.
  private func guids() throws -> [String: String] {
    let entries = try room.entries("a.rss")
    return Dictionary(entries.map { ($0.title?.value ?? "", $0.id ?? "") }) { first, _ in first }
  }

  private func configure(_ formats: String, sources: String = "\"ORIGIN/x\", \"ORIGIN/y\"") throws {
    try room.configure(
      "{\"id\": \"a\", \"sources\": [\(sources)], \"formats\": [\(formats)]}")
  }

  @Test func twoSourcesThatCountAlikeHaveFourGuids() async throws {
    try configure("\"rss\", \"json\"")
    serve("/x", "x", [1, 2])
    serve("/y", "y", [1, 2])
    try await room.refresh(minute: 0)
    let first = try guids()
    #expect(first["x 1"] == "1" && first["x 2"] == "2")
    #expect(Set(first.values).count == 4)
    #expect(first["y 1"]?.hasPrefix("urn:uuid:") == true)
    try await room.refresh(minute: 60)
    #expect(try guids() == first)
  }

  @Test func theFirstKeepsItsOwnWhenAnotherComesLater() async throws {
    try configure("\"rss\"")
    serve("/x", "x", [1])
    serve("/y", "y", [])
    try await room.refresh(minute: 0)
    serve("/y", "y", [1, 3])
    try await room.refresh(minute: 60)
    let guids = try guids()
    #expect(guids["x 1"] == "1" && guids["y 3"] == "3" && guids["y 1"]?.count == 45)
    // It has it for good, whether the other is there or not.
    serve("/x", "x", [])
    try await room.refresh(minute: 120) { $0.force = true }
    #expect(try self.guids()["y 1"] == guids["y 1"])
  }

  @Test(arguments: [
    "\"atom\", \"json\", \"rss\"", "\"rss\", \"atom\"", "\"json\", \"rss\"", "\"rss\"",
  ])
  func aLostArchiveKeepsThemWhateverTheFormats(_ formats: String) async throws {
    try configure(formats, sources: "\"ORIGIN/x\"")
    serve("/x", "x", [1, 2, 3], guid: "Episode-")
    try await room.refresh(minute: 0)
    let before = try guids()
    #expect(before["x 2"] == "Episode-2")
    try FileManager.default.removeItem(atPath: room.folder + "/state")
    serve("/x", "x", [3], guid: "Episode-")
    try await room.refresh(minute: 60)
    #expect(try guids() == before)
    serve("/x", "x", [3, 4], guid: "Episode-")
    try await room.refresh(minute: 120)
    #expect(try guids()["x 4"] == "Episode-4" && guids().count == 4)
  }
}
