import Archive
import FeedModel
import Foundation
import Testing

@testable import Regenerator

/// A published file that is not the one that was written is found at the next run, without being
/// read, and written again although nothing is new.
@Suite struct FilesInPlaceTests {
  private let room: Newsroom
  private static let day: Int64 = 1440

  init() throws {
    room = try Newsroom()
    try room.configure(AskingTests.one)
    room.serve("/feed", [Story("A", date: "Mon, 09 Mar 2026 08:00:00 GMT")])
  }

  private func path(_ name: String) -> String { "\(room.folder)/public/\(name)" }

  /// Two files change names, as when a run puts another's file in place.
  private func swap(_ first: String, _ second: String) throws {
    let files = FileManager.default
    try files.moveItem(atPath: path(first), toPath: path("aside"))
    try files.moveItem(atPath: path(second), toPath: path(first))
    try files.moveItem(atPath: path("aside"), toPath: path(second))
  }

  private func bytes() throws -> [String: String] {
    try room.published().mapValues { String($0.drop { $0 != " " }) }
  }

  @Test("Nothing is written where every file is the one that was written")
  func untouched() async throws {
    try await room.refresh(minute: 0)
    let before = try room.published()
    let report = try await room.refresh(minute: 1)
    #expect(report.feeds[0].publication == .unchanged)
    #expect(try room.published() == before)
  }

  @Test("Documents that were swapped are put right, and nothing is asked for it")
  func swapped() async throws {
    try await room.refresh(minute: 0)
    let before = try bytes()
    try swap("a.atom", "a.json")
    let asked = room.asked.count
    let report = try await room.refresh(minute: 1)
    #expect(report.feeds[0].publication == .published(["a.atom", "a.json"]))
    #expect(try bytes() == before)
    #expect(room.asked.count == asked)
    #expect(try await room.refresh(minute: 2).feeds[0].publication == .unchanged)
  }

  @Test("A file of the same size and time is found by its number")
  func sameSizeAndTime() async throws {
    try await room.refresh(minute: 0)
    let before = try bytes()
    let time = try FileManager.default.attributesOfItem(atPath: path("a.atom"))[.modificationDate]
    let other = try room.read("public/a.atom").replacing("A", with: "B")
    try Data(other.utf8).write(to: URL(filePath: path("new")))
    try FileManager.default.setAttributes(
      [.modificationDate: try #require(time as? Date)], ofItemAtPath: path("new"))
    try FileManager.default.removeItem(atPath: path("a.atom"))
    try FileManager.default.moveItem(atPath: path("new"), toPath: path("a.atom"))
    try await room.refresh(minute: 1)
    #expect(try bytes() == before)
  }

  @Test("A copy of the folder is as good, is left alone, and is noted")
  func copied() async throws {
    try await room.refresh(minute: 0)
    func noted() throws -> [PublishedFile] {
      try Archive(reading: room.folder + "/state/archive.sqlite").read {
        session throws(ArchiveError) in try session.publishedFiles(of: "a")
      }
    }
    let first = try noted()
    let files = FileManager.default
    let (folder, copy) = (room.folder + "/public", room.folder + "/copy")
    try files.copyItem(atPath: folder, toPath: copy)
    try files.removeItem(atPath: folder)
    try files.moveItem(atPath: copy, toPath: folder)
    let before = try room.published()
    let report = try await room.refresh(minute: 1)
    #expect(report.feeds[0].publication == .unchanged, "\(report.feeds[0].publication)")
    #expect(try room.published() == before)
    let second = try noted()
    #expect(second.map(\.digest) == first.map(\.digest))
    #expect(second.map(\.inode) != first.map(\.inode))
  }

  @Test("What an archive has noted nothing of is compared once, and then noted")
  func unknown() async throws {
    try await room.refresh(minute: 0)
    let before = try bytes()
    let archive = try Archive(path: room.folder + "/state/archive.sqlite", now: .epoch)
    try archive.write { session throws(ArchiveError) in
      guard let state = try session.feedState("a") else { return }
      try session.markPublished("a", generation: state.generation, entries: state.entryCount)
    }
    try archive.close()
    try swap("a.atom", "a.json")
    let asked = room.asked.count
    try await room.refresh(minute: 1)
    #expect(try bytes() == before)
    #expect(room.asked.count == asked)
    #expect(try await room.refresh(minute: 2).feeds[0].publication == .unchanged)
  }

  /// A run in March, one in April, and one that closes March.
  private func closed() async throws {
    try await room.refresh(minute: 0)
    room.serve("/feed", [Story("B", date: "Thu, 02 Apr 2026 08:00:00 GMT")])
    try await room.refresh(minute: 24 * Self.day)
    try await room.refresh(minute: 26 * Self.day)
    try #require(try room.read("public/a/2026-03.atom").contains("<fh:archive/>"))
  }

  private func edit(_ name: String) throws {
    let text = try room.read("public/\(name)").replacing("<title>A", with: "<title>Forged")
    try room.write(text, to: "public/\(name)")
  }

  @Test("A closed page that was changed is made again")
  func closedPage() async throws {
    try await closed()
    let before = try bytes()
    try edit("a/2026-03.atom")
    try await room.refresh(minute: 26 * Self.day + 1)
    #expect(try bytes() == before)
  }

  @Test("Where `keep` may have let its entries go, a closed page stays, and that is said once")
  func closedPageWithoutEntries() async throws {
    try room.configure(
      """
      {"id": "a", "sources": ["ORIGIN/feed"], "keep": "30d", "entries": 1}
      """)
    try await closed()
    try edit("a/2026-03.atom")
    let after = try bytes()
    let report = try await room.refresh(minute: 26 * Self.day + 1)
    #expect(report.feeds[0].problems.count == 1)
    #expect(report.feeds[0].problems.first?.contains("a/2026-03.atom") == true)
    #expect(try bytes() == after)
    let next = try await room.refresh(minute: 26 * Self.day + 2)
    #expect(next.feeds[0].problems == [] && next.feeds[0].publication == .unchanged)
  }

  @Test("A page that `forget` has edited is what was published from then on")
  func forgotten() async throws {
    try await closed()
    let regenerator = try room.regenerator()
    let now = Newsroom.time(minute: 26 * Self.day + 1)
    let id = try #require(try room.entries("a/2026-03.atom").first?.id)
    let reports = try await regenerator.forget(id, in: nil, now: now)
    #expect(reports.first?.files.contains("a/2026-03.atom") == true)
    let before = try room.published()
    #expect(
      try await room.refresh(minute: 26 * Self.day + 2).feeds[0].publication == .unchanged)
    #expect(try room.published() == before)
  }
}
