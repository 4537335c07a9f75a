import Archive
import ConfigurationModel
import FeedModel
import History
import Normalizer

/// Names what is configured of a feed, so that a run sees what has changed since the last one.
///
/// Archives store what is made here: for a configuration that did not change it must never change
/// itself. The keys of ``firstKeys`` stand in it as they always did; every other key of the table
/// whose change has an effect is added by itself, where it is written.
struct FeedFingerprints: Sendable {
  /// What decides how entries come out of their raw form.
  let rules: String
  /// Everything else that decides what is published.
  let publication: String
  private let reading: String
  private let firstSource: String?

  /// - Parameter siteRules: names the rules for sites; `nil` without any, or for a feed without pages.
  init(
    _ feed: FeedConfiguration, in configuration: Configuration, rules: Rules, site: String,
    siteRules: String? = nil
  ) {
    self.init(
      feed, in: configuration, site: site,
      rules: RulesPrint(
        fingerprint: rules.fingerprint, leaveEntriesOut: rules.leaveEntriesOut,
        entryLimit: rules.entryLimit, filterLists: rules.filterListsName,
        siteRules: siteRules))
  }

  /// What counts of a feed's rules.
  struct RulesPrint {
    var fingerprint: String
    var leaveEntriesOut: Bool
    var entryLimit: Int?
    /// Names the filter lists; `nil` without any.
    var filterLists: String?
    /// Names the rules for sites; `nil` without any.
    var siteRules: String?
  }

  /// - Parameters:
  ///   - configuration: the rest of it, where keys for all feeds stand.
  ///   - site: names what decides how every feed is rendered.
  init(
    _ feed: FeedConfiguration, in configuration: Configuration, site: String, rules: RulesPrint
  ) {
    let later = LaterKeys(feed, configuration)
    let identity = [feed.homepage?.href, feed.language, feed.author, feed.uri]
    let zones = feed.sources.map(\.timezone)
    self.rules = Self.print(
      [rules.fingerprint] + identity + zones + later.texts(of: .clean)
        + later.sourceTexts(of: .clean) + (rules.filterLists.map { [$0] } ?? [])
        + (rules.siteRules.map { ["sites \($0)"] } ?? []))
    // What a filter let go by was not kept: another filter must see the document again.
    reading = Self.print(
      identity + [
        feed.title, feed.icon?.href, feed.sources.count > 1 ? "several" : "one",
        rules.leaveEntriesOut ? rules.fingerprint : nil,
      ] + later.texts(of: .ask))
    firstSource = feed.sources.first?.name
    let settings = feed.settings
    publication = Self.print(
      [
        site, feed.title, feed.icon?.href, "\(settings.entries) \(settings.maxEntries)",
        rules.entryLimit.map(String.init), settings.formats.joined(separator: "\n"),
      ] + identity + feed.sources.map(\.name) + later.texts(of: .publish)
        + later.sourceTexts(of: .publish)
        + (feed.looksAtOtherFeeds ? configuration.mutualFeeds : []))
  }

  /// What decides how a source's document is read; the first one speaks for the feed.
  func reading(of source: SourceConfiguration) -> String {
    let place = source.name == firstSource ? "first" : nil
    return Self.print(
      [reading, source.encoding, source.title, source.name, place]
        + source.settings.texts(of: .ask, butFor: LaterKeys.firstOfSources))
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

/// The keys that came after the first archives were written, as far as they are written.
struct LaterKeys {
  private let feed: FeedConfiguration
  private let configuration: Configuration

  /// Keys that the fingerprints held from the start, by the object that they stand in.
  static let firstOfAll: Set = ["templates", "baseURL", "precompress", "extensions", "rules"]
  static let firstOfFeeds: Set = [
    "title", "homepage", "language", "author", "icon", "uri", "sources", "only", "drop", "rules",
  ]
  static let firstOfDefaults: Set = ["entries", "maxEntries", "formats"]
  static let firstOfSources: Set = ["url", "path", "title", "timezone", "encoding"]

  init(_ feed: FeedConfiguration, _ configuration: Configuration) {
    self.feed = feed
    self.configuration = configuration
  }

  /// Of the feed, and of what holds for all feeds.
  func texts(of effect: Effect) -> [String] {
    configuration.settings.texts(of: effect, butFor: Self.firstOfAll)
      + configuration.fetch.texts(of: effect, butFor: [])
      + feed.settings.texts(of: effect, butFor: Self.firstOfDefaults)
      + feed.keys.texts(of: effect, butFor: Self.firstOfFeeds)
  }

  /// Of all its sources.
  func sourceTexts(of effect: Effect) -> [String] {
    feed.sources.flatMap { source in
      source.settings.texts(of: effect, butFor: Self.firstOfSources).map { "\(source.name) \($0)" }
    }
  }
}
