import Archive
import FeedModel
import Foundation
import Testing

@testable import Regenerator

/// Archive pages that come back: from a backup of the output folder, from a power failure, from a
/// run under a wrong clock.
@Suite struct MendedPagesTests {
  private let room: Newsroom
  private static let day: Int64 = 1440
  private static let january = "Mon, 05 Jan 2026 08:00:00 GMT"
  private static let february = "Tue, 03 Feb 2026 08:00:00 GMT"

  init() throws {
    room = try Newsroom()
    try room.configure(AskingTests.one)
  }

  private func putBack(_ files: [String: String]) throws {
    for (name, text) in files { try room.write(text, to: name) }
  }

  private func texts(_ names: [String]) throws -> [String: String] {
    try names.reduce(into: [:]) { $0[$1] = try room.read($1) }
  }

  private func expectNothing(of story: Story) throws {
    for (name, text) in try room.published() { #expect(!text.contains(story.link), "\(name)") }
  }

  @Test(
    "A forgotten entry that was alone on its page does not come back with the page",
    arguments: [1, 30 * day])
  func aloneOnItsPage(minute: Int64) async throws {
    room.serve("/feed", [Story("A"), Story("B", date: Self.february)])
    try await room.refresh(minute: 0)
    try await room.refresh(minute: minute)
    let old = try texts(["public/a/2026-02.atom", "public/a/2026-02.json"])
    _ = try await room.regenerator().forget(
      Story("B").link, in: nil, now: Newsroom.time(minute: minute + 1))
    try expectNothing(of: Story("B"))
    let good = try room.read("public/a/2026-03.atom")
    for run in 1...2 as ClosedRange<Int64> {
      try putBack(old)
      try await room.refresh(minute: minute + 1 + run)
      try expectNothing(of: Story("B"))
      #expect(try room.titles("a/2026-03.atom") == ["A"])
    }
    #expect(try room.read("public/a/2026-03.atom") == good)
  }

  @Test("It does not come back beside an archive that was lost either")
  func afterALostArchive() async throws {
    room.serve("/feed", [Story("A"), Story("B", date: Self.february)])
    try await room.refresh(minute: 0)
    let old = try texts(["public/a/2026-02.atom", "public/a/2026-02.json"])
    _ = try await room.regenerator().forget(
      Story("B").link, in: nil, now: Newsroom.time(minute: 1))
    try putBack(old)
    for name in ["archive.sqlite", "archive.sqlite-wal", "archive.sqlite-shm"] {
      try? FileManager.default.removeItem(atPath: room.folder + "/state/" + name)
    }
    try await room.refresh(minute: 2)
    try expectNothing(of: Story("B"))
    #expect(try room.titles() == ["A"])
  }

  @Test("A page loses the forgotten entry alone, and one that the archive does not know stays")
  func othersStay() async throws {
    room.serve(
      "/feed",
      [Story("A"), Story("B", date: Self.february), Story("C", date: Self.february)])
    try await room.refresh(minute: 0)
    try await room.refresh(minute: 30 * Self.day)
    let old = try texts(["public/a/2026-02.atom", "public/a/2026-02.json"])
    // From a time of which the archive knows nothing.
    let unknown = old.reduce(into: [String: String]()) { pages, page in
      pages[page.key.replacing("2026-02", with: "2025-12")] = page.value
        .replacing("/b<", with: "/x<").replacing("/b\"", with: "/x\"")
        .replacing("/c<", with: "/y<").replacing("/c\"", with: "/y\"")
    }
    _ = try await room.regenerator().forget(
      Story("B").link, in: nil, now: Newsroom.time(minute: 31 * Self.day))
    try putBack(old)
    try putBack(unknown)
    try await room.refresh(minute: 32 * Self.day)
    try expectNothing(of: Story("B"))
    #expect(try room.titles("a/2026-02.atom") == ["C"])
    #expect(try room.titles("a/2026-02.json") == ["C"])
    #expect(try texts(unknown.keys.sorted()) == unknown)
    let before = try room.published()
    try await room.refresh(minute: 33 * Self.day)
    #expect(try room.published() == before)
  }

  @Test("What a process that was killed has forgotten goes from closed pages at the next run")
  func killed() async throws {
    room.serve(
      "/feed",
      [Story("A"), Story("B", date: Self.february), Story("C", date: Self.february)])
    try await room.refresh(minute: 0)
    try await room.refresh(minute: 30 * Self.day)
    let march = try room.read("public/a/2026-03.atom")
    let archive = try Archive(
      path: room.folder + "/state/archive.sqlite", now: Newsroom.time(minute: 31 * Self.day))
    let forgotten = try archive.write { session throws(ArchiveError) in
      try session.forget(Story("B").link, in: "a")
    }
    #expect(forgotten.count == 1)
    try archive.close()
    #expect(try room.titles("a/2026-02.atom").count == 2)
    try await room.refresh(minute: 32 * Self.day)
    try expectNothing(of: Story("B"))
    #expect(try room.titles("a/2026-02.atom") == ["C"])
    #expect(try room.read("public/a/2026-02.atom").contains("<fh:archive/>"))
    #expect(try room.read("public/a/2026-03.atom") == march)
  }

  @Test("Months of a wrong clock go with its dates")
  func wrongClock() async throws {
    room.serve("/feed", [Story("A", date: Self.january)])
    try await room.refresh(minute: 0)
    let page = try room.read("public/a/2026-01.atom")
    room.serve("/feed", [Story("B", date: nil), Story("A", date: Self.january)])
    try await room.refresh(minute: 320 * Self.day)
    #expect(try room.titles("a/2027-01.atom") == ["B"])
    room.serve(
      "/feed", [Story("C", date: nil), Story("B", date: nil), Story("A", date: Self.january)])
    try await room.refresh(minute: 820 * Self.day)
    #expect(room.has("public/a/2028-06.json"))
    let report = try await room.refresh(minute: Self.day)
    #expect(report.problems.contains { $0.contains("the clock was wrong") })
    for name in try room.published().keys.sorted() {
      #expect(!name.contains("2027") && !name.contains("2028"), "\(name)")
      #expect(!(try room.read("public/" + name).contains("2027-01")), "\(name)")
      #expect(!(try room.read("public/" + name).contains("2028-06")), "\(name)")
    }
    #expect(Set(try room.titles("a/2026-03.atom")) == ["B", "C"])
    #expect(try room.titles("a/2026-01.atom") == ["A"])
    #expect(page.contains(Story("A").link))
    let before = try room.published()
    try await room.refresh(minute: Self.day + 1)
    #expect(try room.published() == before)
  }
}
