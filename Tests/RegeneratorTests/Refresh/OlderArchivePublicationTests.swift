import Archive
import ConfigurationModel
import FeedModel
import Foundation
import History
import Testing

@testable import Regenerator

/// What an archive of an earlier version holds is published to the same bytes as it was then.
@Suite struct OlderArchivePublicationTests {
  static let fixtures = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "ArchiveTests/Fixtures")

  @Test(arguments: [(1, 15), (2, 54), (3, 54), (4, 54), (5, 57), (6, 57), (7, 57), (8, 57)])
  func itIsPublishedToTheSameBytes(_ version: Int, documents: Int) async throws {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "older-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let fixture = Self.fixtures.appending(path: "v\(version)")
    for (name, original) in [
      ("config.json", fixture.appending(path: "config.json")),
      ("v\(version).sqlite", Self.fixtures.appending(path: "v\(version).sqlite")),
    ] {
      try Data(contentsOf: original).write(to: folder.appending(path: name))
    }
    let configuration = try Configuration.load(
      path: folder.appending(path: "config.json").path, environment: [:])
    let regenerator = try Regenerator(configuration)
    // A month whose pages are open: they are not compared.
    let now = try #require(Timestamp(milliseconds: 1_795_000_000_000))
    let archive = try Archive(path: configuration.archive, now: now)
    let publication = FeedPublication(
      rendering: regenerator.rendering, output: regenerator.output, now: now,
      normalizers: regenerator.normalizers)
    var compared = 0
    for feed in configuration.feeds {
      let retention = feed.retention(limit: nil, hasPages: true)
      _ = try await publication.publish(feed, retention: retention, from: archive)
      for name in publication.documents(of: feed) {
        let before = try Data(contentsOf: fixture.appending(path: "published/\(name)"))
        let after = try Data(contentsOf: URL(filePath: "\(configuration.output)/\(name)"))
        #expect(after == before, "\(name)")
        compared += 1
      }
    }
    #expect(compared == documents)
  }
}
