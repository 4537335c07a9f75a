import FeedModel
import Foundation
import Testing

@testable import Regenerator

/// Promos that a feed learns from run to run.
@Suite struct LearningTests {
  private let room: Newsroom
  private static let plug =
    #"<p>Follow us on <a href="https://twitter.com/n">Twitter</a>.</p>"#
  private static let donation =
    #"<p><a href="https://patreon.com/n">Support us on Patreon</a></p>"#

  init() throws {
    room = try Newsroom()
    try configure("learn")
  }

  private func configure(_ promos: String) throws {
    try room.configure(
      """
      { "id": "a", "title": "News", "promos": "\(promos)", "every": {"min": "0s", "default": "0s"},
        "sources": ["ORIGIN/feed"] }
      """)
  }

  private func story(_ number: Int, _ block: String = plug) -> Story {
    let day = number % 27 + 1
    let word =
      String(UnicodeScalar(UInt8(97 + number % 26))) + String(repeating: "o", count: number)
    return Story(
      "Story\(number)", body: "<p>A text about \(word) and other things.</p>\(block)",
      date: "\(day < 10 ? "0" : "")\(day) Feb 2026 08:00:00 GMT")
  }

  private func count(_ text: String) throws -> Int {
    try room.entries("a.atom").count { $0.content?.value.contains(text) == true }
  }

  @Test("What a document teaches goes in the first run; the next one changes nothing")
  func firstRun() async throws {
    room.serve("/feed", (1...12).map { story($0) })
    try await room.refresh(minute: 0)
    #expect(try room.entries("a.atom").count == 12)
    #expect(try count("Twitter") == 0)
    let before = try room.published()
    let report = try await room.refresh(minute: 30)
    #expect(report.feeds[0].publication == .unchanged)
    #expect(try room.published() == before)
    try await room.refresh(minute: 60) { $0.reclean = true }
    #expect(try count("Twitter") == 0)
  }

  @Test("Without the key nothing is learned")
  func off() async throws {
    try configure("known")
    room.serve("/feed", (1...12).map { story($0) })
    try await room.refresh(minute: 0)
    #expect(try count("Twitter") == 12)
    try configure("learn")
    try await room.refresh(minute: 30)
    #expect(try count("Twitter") == 0)
    try configure("known")
    try await room.refresh(minute: 60)
    #expect(try count("Twitter") == 12)
  }

  @Test("A promo that begins is followed within ten entries, and what it changes moves no date")
  func following() async throws {
    room.serve("/feed", (1...30).map { story($0, "") })
    try await room.refresh(minute: 0)
    var dates: [String?: Timestamp?] = [:]
    for number in 31...40 {
      room.serve("/feed", ((number - 9)...number).map { story($0, $0 > 30 ? Self.donation : "") })
      try await room.refresh(minute: Int64(number))
      if number == 37 {
        for entry in try room.entries("a.atom") { dates[entry.id] = entry.updated }
        #expect(try count("Patreon") == 7)
      }
    }
    #expect(try count("Patreon") == 0)
    for entry in try room.entries("a.atom") {
      if let date = dates[entry.id] { #expect(entry.updated == date) }
    }
    // Stopped, then begun again: known at once.
    room.serve("/feed", [story(41, ""), story(42, Self.donation)])
    try await room.refresh(minute: 60)
    #expect(try count("Patreon") == 0)
  }

  @Test("What was taken back comes back, and is not learned again")
  func forgetting() async throws {
    room.serve("/feed", (1...12).map { story($0) })
    try await room.refresh(minute: 0)
    let back = try await room.regenerator().forgetLearned(
      nil, of: "a", now: Newsroom.time(minute: 1))
    #expect(back.count == 1)
    try await room.refresh(minute: 30)
    #expect(try count("Twitter") == 12)
    room.serve("/feed", (1...24).map { story($0) })
    try await room.refresh(minute: 60)
    #expect(try count("Twitter") == 24)
  }

  @Test("An archive is looked through, source by source, with what is remembered")
  func report() async throws {
    room.serve("/feed", (1...12).map { story($0) })
    try await room.refresh(minute: 0)
    let report = try await room.regenerator().learn([], now: Newsroom.time(minute: 1))
    let source = try #require(report.sources.first)
    #expect(report.sources.count == 1 && source.feed == "a" && source.entries == 12)
    #expect(source.candidates.filter(\.isPromo).count == 1)
    #expect(source.remembered.map(\.id) == source.candidates.filter(\.isPromo).map(\.id))
  }
}
