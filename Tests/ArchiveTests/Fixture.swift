import FeedModel
import Foundation
import History
import Testing

@testable import Archive

/// An archive that an earlier version of Refeed wrote, as it is kept in `Fixtures`.
///
/// `v1/config.json` and `v1/sources` are what the first was made of, `kinds/sources` what all others
/// were; `v1/published` and so on are what was published from them. A version that adds a migration
/// adds its own, made by `Scripts/make-archive-fixture`: `refeed refresh` over `kinds`, twice, and
/// `forget` of one entry (`https://news.example.org/t/6`).
struct Fixture: Sendable, CustomTestStringConvertible {
  let version: Int
  var testDescription: String { "v\(version)" }

  static let all = (1...9).map { Fixture(version: $0) }

  /// How many entries each feed holds.
  var counts: [String: Int] {
    switch version {
    case 1: ["everything": 5, "folder": 5, "news": 4, "podcast": 4, "trouble": 4]
    case 2, 3, 4: kinds
    default: kinds.merging(["copies": 2]) { first, _ in first }
    }
  }

  private var kinds: [String: Int] {
    [
      "bodies": 12, "carried": 6, "dates": 17, "encoding-central": 4, "encoding-cesu": 2,
      "encoding-cyrillic": 4, "encoding-damage": 2, "encoding-greek": 4,
      "encoding-japanese": 4, "encoding-label": 2, "encoding-latin": 6, "identity": 14,
      "media": 6, "podcast": 5, "posts": 2, "relative": 5, "shapes": 5, "texts": 7,
    ]
  }

  /// How many sources all feeds have.
  var sources: Int { version == 1 ? 10 : version < 5 ? 25 : 27 }

  /// The feed of which an entry was forgotten after its last merge.
  var forgetful: String { version == 1 ? "everything" : "texts" }

  var path: String {
    URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "Fixtures/v\(version).sqlite").path
  }

  /// A copy that a test may write to.
  func copied(to folder: TemporaryFolder) throws {
    folder.write(Array(try Data(contentsOf: URL(filePath: path))), to: folder.archive)
  }

  /// All feeds, with all their entries, by key.
  static func feeds(_ archive: Archive) throws -> [NormalizedFeed] {
    try archive.read { session throws(ArchiveError) in
      var feeds: [NormalizedFeed] = []
      for key in try session.feedStates().map(\.key) {
        guard let feed = try session.feed(key, retention: Retention()) else { continue }
        feeds.append(feed)
      }
      return feeds
    }
  }
}
