import Archive
public import ConfigurationModel
public import Emitter
public import FeedModel
import History
import JSON
import Normalizer
import Publisher

/// What the owner of feeds wants to know of them, read from the archive beside whatever is at work.
///
/// Calls wait for the disk: they are not for threads that answer others.
public struct FeedDesk: Sendable {
  /// The configuration that all is about.
  public let configuration: Configuration
  let normalizers: [String: Normalizer]
  private let rendering: Rendering

  /// Compiles the rules of every feed and the templates.
  public init(_ configuration: Configuration) throws(InvalidConfiguration) {
    self.configuration = configuration
    normalizers = try ConfiguredRules.normalizers(of: configuration)
    rendering = try Rendering(configuration)
  }

  /// A page by its template's name.
  public func page(_ values: PageObject, words: PageWords, template: String) -> [UInt8] {
    rendering.templates.rendered(values, words: words, template: template) ?? []
  }

  /// The style sheet of all pages.
  public var style: [UInt8] { rendering.templates.ownerStyle() }

  /// The documents of one feed, in the order of its formats, and the full address of the first that
  /// readers subscribe to, where there is one.
  public func documents(
    of feed: FeedConfiguration
  ) -> (all: [(label: String, href: String, type: String)], address: String?) {
    let documents = rendering.documents(of: feed)
    let all = documents.map { ($0.title, "/" + $0.href, $0.mediaType) }
    return (all, documents.first { $0.isForReaders }?.address?.href)
  }

  /// Why something can't be told; one sentence.
  public struct Failure: Error, Sendable, Hashable, CustomStringConvertible {
    /// One sentence.
    public let description: String
  }

  /// A feed of the configuration, by its id.
  public func configured(_ id: String) -> FeedConfiguration? {
    configuration.feeds.first { $0.id.utf8.elementsEqual(id.utf8) }
  }

  /// What the archive says; `nil` where there is none yet.
  func read<Value>(
    _ body: (borrowing ArchiveSession) throws(ArchiveError) -> Value
  ) throws(Failure) -> Value? {
    do throws(ArchiveError) {
      return try Archive.reading(configuration.archive)?.read(body)
    } catch {
      throw Failure(description: error.description)
    }
  }
}

/// A feed as a list of all shows it.
public struct FeedOverview: Sendable {
  /// How a feed is, as far as its sources say.
  public enum Condition: String, Sendable, Hashable, CaseIterable {
    case good
    /// Some of its sources fail, or their hosts want to be left alone.
    case partial
    /// All of them fail.
    case failing
    /// None was ever asked.
    case unasked
    /// The servers of all say that they are gone for good.
    case retired
  }

  /// The configured `id`.
  public var id: String
  /// The configured title, else what the feed says of itself, else the id.
  public var title: String
  /// The folders that it stands in, outermost first.
  public var group: [String]
  /// How its sources are.
  public var condition: Condition
  /// What the archive remembers of it and its sources.
  public var status: ArchiveStatus.Feed
  /// When one of its sources last answered well.
  public var lastSuccess: Timestamp?
  /// When the first of its sources is asked next; `nil` where all are on this machine or retired.
  public var nextDue: Timestamp?
  /// Entries of each of the last days by their dates, the last one today.
  public var perDay: [Int]
}

extension FeedOverview {
  /// One without sources, for tests of how feeds are listed.
  package init(
    id: String, title: String, group: [String], condition: Condition, entries: Int,
    newest: Timestamp?
  ) {
    self.init(
      id: id, title: title, group: group, condition: condition,
      status: ArchiveStatus.Feed(
        id: id, entries: entries, kept: entries, remembered: entries, newest: newest,
        isPublished: true, sources: []), perDay: [])
  }
}

extension FeedDesk {
  /// Days that ``FeedOverview/perDay`` has.
  public static let days = 30

  /// All feeds, in the order of the configuration.
  public func overview(now: Timestamp) throws(Failure) -> [FeedOverview] {
    try overview(of: configuration, now: now)
  }

  /// One feed by its id; `nil` for one that is not configured.
  public func overview(of id: String, now: Timestamp) throws(Failure) -> FeedOverview? {
    var one = configuration
    one.feeds.removeAll { !$0.id.utf8.elementsEqual(id.utf8) }
    return try overview(of: one, now: now).first
  }

  private func overview(
    of configuration: Configuration, now: Timestamp
  ) throws(Failure) -> [FeedOverview] {
    let status: ArchiveStatus
    do throws(ArchiveError) {
      status = try ArchiveStatus(configuration, now: now)
    } catch {
      throw Failure(description: error.description)
    }
    let today = Int(now.milliseconds / 86_400_000)
    let start = Timestamp(milliseconds: Int64(today - Self.days + 1) * 86_400_000) ?? .epoch
    let known = try read { session throws(ArchiveError) in
      let counts = try session.publishedPerDay(
        since: start, of: Set(configuration.feeds.map(\.id)))
      var titles: [String: String] = [:]
      for feed in configuration.feeds where feed.title == nil {
        titles[feed.id] = try session.head(of: feed.id)?.title
      }
      return (counts, titles)
    }
    let (counts, titles) = known ?? ([:], [:])
    return zip(configuration.feeds, status.feeds).map { configured, feed in
      let days = counts[feed.id] ?? [:]
      return FeedOverview(
        id: feed.id, title: configured.title ?? titles[feed.id] ?? feed.id,
        group: configured.group ?? [], condition: Self.condition(feed.sources), status: feed,
        lastSuccess: feed.sources.compactMap(\.state.lastSuccess).max(),
        nextDue: feed.sources.compactMap(\.nextDue).min(),
        perDay: (0..<Self.days).map { days[today - Self.days + 1 + $0] ?? 0 })
    }
  }

  private static func condition(_ sources: [ArchiveStatus.Source]) -> FeedOverview.Condition {
    let conditions = sources.map(\.condition)
    if conditions.allSatisfy({ $0 == .unasked }) { return .unasked }
    if conditions.allSatisfy({ $0 == .retired }) { return .retired }
    let bad = conditions.count { $0 != .good && $0 != .unasked }
    if bad == 0 { return .good }
    return bad == conditions.count ? .failing : .partial
  }

  /// The entries of a feed, newest first.
  ///
  /// - Parameter start: how many to leave out.
  public func entries(
    of id: String, from start: Int, limit: Int
  ) throws(Failure) -> [DeskEntry] {
    try read { session throws(ArchiveError) in
      try session.entries(of: id, from: start, limit: limit).map(DeskEntry.init)
    } ?? []
  }
}

/// An entry as lists show it.
public struct DeskEntry: Sendable, Hashable {
  /// What becomes of it.
  public enum State: String, Sendable, Hashable {
    /// A source offers it, and it is published.
    case offered
    /// No source offers it any more; it is remembered, and published as long as there is room.
    case remembered
    /// The rules leave it out.
    case leftOut
    /// Its content was let go; its name is remembered so that it does not come back as new.
    case expired
  }

  /// Names it within the archive.
  public var number: Int64
  /// The feed's configured `id`.
  public var feed: String
  /// What it is published as.
  public var id: EntryID
  /// As its source wrote it; may be empty.
  public var title: String
  /// When it was published.
  public var published: Timestamp
  /// What becomes of it.
  public var state: State

  init(_ entry: ListedEntry) {
    number = entry.number
    feed = entry.feed
    id = entry.id
    title = entry.title
    published = entry.published
    state =
      if entry.hasContent {
        entry.isOffered ? .offered : .remembered
      } else {
        entry.hasRaw ? .leftOut : .expired
      }
  }
}
