import Archive
import ConfigurationModel
import FeedModel
import Foundation
import History
import Testing

@testable import Regenerator

/// What is better read must not look like an edit: an archive that the program before the reader
/// was mended wrote, of documents of every kind that it read worse, is refreshed from the same
/// documents.
///
/// `Fixtures/kinds` holds the documents, `Fixtures/former` what commit 13d700d made of them.
@Suite struct FormerArchiveTests {
  private static let fixtures = OlderArchivePublicationTests.fixtures
  private let folder: URL
  private let configuration: Configuration

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "former-\(UUID().uuidString)")
    try FileManager.default.copyItem(at: Self.fixtures.appending(path: "kinds"), to: folder)
    try FileManager.default.copyItem(
      at: Self.fixtures.appending(path: "former/archive.sqlite"),
      to: folder.appending(path: "archive.sqlite"))
    configuration = try Configuration.load(
      path: folder.appending(path: "config.json").path, environment: [:])
    try touchDocuments()
  }

  /// Makes every document another than was read last, so that it is read.
  private func touchDocuments() throws {
    let sources = folder.appending(path: "sources")
    for name in try FileManager.default.subpathsOfDirectory(atPath: sources.path)
    where name.contains(".") {
      let file = sources.appending(path: name)
      try (Data(contentsOf: file) + Data("\n".utf8)).write(to: file)
    }
  }

  /// What must not move of an entry.
  private struct Dated: Hashable {
    var feed: String
    var id: EntryID
    var published: Timestamp?
    var updated: Timestamp
  }

  private func entries() throws -> [Dated] {
    let archive = try Archive(reading: configuration.archive)
    defer { try? archive.close() }
    return try archive.read { session throws(ArchiveError) in
      var all: [Dated] = []
      for feed in configuration.feeds {
        guard let content = try session.feed(feed.id, retention: Retention()) else { continue }
        all += content.entries.map {
          Dated(feed: feed.id, id: $0.id, published: $0.published, updated: $0.updated)
        }
      }
      return all
    }
  }

  /// The guids of the published RSS, a line each with the feed's id before it.
  private func guids() throws -> [String] {
    try configuration.feeds.flatMap { feed in
      let path = "\(configuration.output)/\(feed.id).rss"
      let text = try String(contentsOfFile: path, encoding: .utf8)
      return text.matches(of: /<guid[^>]*>([^<]*)<\/guid>/).map { "\(feed.id) \($0.1)" }
    }
  }

  private func refresh(_ day: Int64) async throws -> RunReport {
    defer { try? FileManager.default.removeItem(atPath: configuration.archive + ".lock") }
    var request = RefreshRequest()
    request.force = true
    let now = try #require(Timestamp(milliseconds: 1_800_000_000_000 + day * 86_400_000))
    return try await Regenerator(configuration).refresh(request, now: now)
  }

  @Test func theFirstRunOfTheNewReaderMovesNothing() async throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let before = try entries()
    try #require(before.count > 90)
    let report = try await refresh(0)
    #expect(report.problems == [] && report.feeds.flatMap(\.problems) == [])
    let after = Set(try entries())
    #expect(after.count == before.count + 4, "what was lost before is found")
    let greek = try String(
      contentsOfFile: "\(configuration.output)/encoding-greek.atom", encoding: .utf8)
    #expect(greek.contains("Καλημέρα κόσμε"))
    let moved = before.filter { !after.contains($0) }
    #expect(moved == [], "gone, or its dates moved")
    #expect(Set(after.map { [$0.feed, $0.id.iri] }).count == after.count)
    let former = try String(
      contentsOf: Self.fixtures.appending(path: "former/guids.txt"), encoding: .utf8
    ).split(separator: "\n").map(String.init)
    let guids = try guids()
    let old = Set(former)
    #expect(guids.filter(old.contains) == former, "a guid is gone or another")
    #expect(Set(guids).count == guids.count)
    // Nothing new is found, or changes, at the next run.
    try touchDocuments()
    let again = try await refresh(1)
    #expect(again.feeds.allSatisfy { $0.newEntries == 0 && $0.changedEntries == 0 })
    #expect(Set(try entries()) == after)
  }
}
