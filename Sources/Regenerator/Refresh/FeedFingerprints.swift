import Archive
import FeedModel
import History
import Normalizer

/// Names what is configured of a feed, so that a run sees what has changed since the last one.
struct FeedFingerprints: Sendable {
  /// What decides how entries come out of their raw form.
  let rules: String
  /// Everything else that decides what is published.
  let publication: String
  private let reading: String
  private let firstSource: String?

  init(_ feed: FeedConfiguration, rules: Rules, site: String) {
    let identity = [feed.homepage?.href, feed.language, feed.author, feed.uri]
    let zones = feed.sources.map(\.timezone)
    self.rules = Self.print([rules.fingerprint] + identity + zones)
    // What a filter let go by was not kept: another filter must see the document again.
    reading = Self.print(
      identity + [
        feed.title, feed.icon?.href, feed.sources.count > 1 ? "several" : "one",
        rules.leaveEntriesOut ? rules.fingerprint : nil,
      ])
    firstSource = feed.sources.first?.name
    let settings = feed.settings
    publication = Self.print(
      [
        site, feed.title, feed.icon?.href, "\(settings.entries) \(settings.maxEntries)",
        rules.entryLimit.map(String.init), settings.formats.joined(separator: "\n"),
      ] + identity + feed.sources.map(\.name))
  }

  /// What decides how a source's document is read; the first one speaks for the feed.
  func reading(of source: SourceConfiguration) -> String {
    let place = source.name == firstSource ? "first" : nil
    let parts: [String?] = [reading, source.encoding, source.title, source.name, place]
    return Self.print(parts + (source.timezone.map { [$0] } ?? []))
  }

  private static func print(_ parts: [String?]) -> String {
    var bytes: [UInt8] = []
    for part in parts {
      // No text holds these two bytes in this order at its start: `nil` is not the empty text.
      bytes += part.map { Array("\($0.utf8.count):\($0)".utf8) } ?? [0]
    }
    return Fingerprint(bytes).description
  }
}
