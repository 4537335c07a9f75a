import FeedModel
import Foundation
import History
import Testing

@testable import Archive

/// An archive that an earlier version of Refeed wrote, as it is kept in `Fixtures`.
///
/// `v1/config.json` and `v1/sources` are what the first was made of; `v1/published` is what was
/// published from it.
struct Fixture: Sendable, CustomTestStringConvertible {
  let version: Int
  var testDescription: String { "v\(version)" }

  static let all = [Fixture(version: 1)]
  static let keys = ["everything", "folder", "news", "podcast", "trouble"]

  var path: String {
    URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "Fixtures/v\(version).sqlite").path
  }

  /// A copy that a test may write to.
  func copied(to folder: TemporaryFolder) throws {
    folder.write(Array(try Data(contentsOf: URL(filePath: path))), to: folder.archive)
  }

  /// All feeds, with all their entries.
  static func feeds(_ archive: Archive) throws -> [NormalizedFeed] {
    try archive.read { session throws(ArchiveError) in
      var feeds: [NormalizedFeed] = []
      for key in keys {
        guard let feed = try session.feed(key, retention: Retention()) else { continue }
        feeds.append(feed)
      }
      return feeds
    }
  }
}
