import Archive
import ConfigurationModel
public import FeedModel
import History
import JSON
import Normalizer

/// One entry with its story.
public struct EntryReport: Sendable {
  /// The entry.
  public var entry: DeskEntry
  /// The address of its page.
  public var link: WebAddress?
  /// When the archive saw it first.
  public var firstSeen: Timestamp
  /// When its last source stopped offering it; `nil` while one does.
  public var leftAt: Timestamp?
  /// When it was changed last.
  public var updated: Timestamp
  /// Names of the sources that offer it now.
  public var offeredBy: [String]
  /// The source that tells what it says.
  public var source: String?
  /// Other entries that it may be taken for.
  public var doubles: [Double]
  /// What cleaning does to it, by the present rules but for those that were switched off; `nil` where
  /// what its source wrote is no longer there.
  public var explanation: Explanation?
  /// What the rules say of themselves, by their names.
  public var about: [String: String]
  /// Those of them that can be switched off.
  public var switchable: Set<String> = []
  /// Rules that can't be switched off, of those that were to be.
  public var refused: String?

  /// Another entry.
  public struct Double: Sendable {
    /// The entry.
    public var entry: DeskEntry
    /// Whether both were known by one address or id, and not by their title alone.
    public var sharesName: Bool
  }
}

extension FeedDesk {
  /// One entry, cleaned again; `nil` where there is none, or its feed is configured no longer.
  ///
  /// - Parameter off: names of rules to be left out this time.
  public func entry(
    _ number: Int64, off: [String] = [], now: Timestamp
  ) throws(Failure) -> EntryReport? {
    let known = try read { session throws(ArchiveError) in try Remembered(number, session) }
    guard let known, let stored = known.stored, let feed = configured(stored.listed.feed),
      var normalizer = normalizers[feed.id]
    else { return nil }
    let listed = stored.listed
    var report = EntryReport(
      entry: DeskEntry(listed), link: stored.cleaned?.link ?? stored.raw?.link,
      firstSeen: listed.firstSeen, leftAt: listed.isOffered ? nil : listed.lastOffered,
      updated: listed.updated, offeredBy: stored.offeredBy, source: listed.source,
      doubles: known.doubles.map {
        EntryReport.Double(entry: DeskEntry($0.entry), sharesName: $0.likeness == .name)
      }, about: [:])
    if !off.isEmpty {
      do throws(InvalidRules) {
        normalizer = Normalizer(rules: try normalizer.rules.overlaid(with: Self.switches(off)))
      } catch {
        report.refused = error.problems.first?.sentence ?? "\(error)"
      }
    }
    if let raw = stored.raw {
      var context = feed.context(
        of: listed.source, head: known.head, normalizer: normalizer, now: now)
      context.explains = true
      report.explanation =
        normalizer.normalized(entry: raw, context: context).map { Explanation(raw, $0) }
        ?? Explanation(leftOut: raw)
    }
    let used = Set(report.explanation?.changes.map(\.rule) ?? [])
    for rule in normalizer.rules.descriptions where used.contains(rule.name) {
      report.about[rule.name] = rule.about
      if !rule.isNeeded { report.switchable.insert(rule.name) }
    }
    return report
  }

  /// What the archive holds of an entry and those like it.
  private struct Remembered {
    var stored: StoredEntry?
    var doubles: [EntryDouble] = []
    var head: NormalizedFeed?

    init(_ number: Int64, _ session: borrowing ArchiveSession) throws(ArchiveError) {
      stored = try session.storedEntry(number)
      guard let stored else { return }
      doubles = try session.doubles(of: number)
      head = try session.head(of: stored.listed.feed)
    }
  }

  private static func switches(_ names: [String]) -> JSONValue? {
    var json = JSONWriter(format: .compact)
    json.beginObject()
    json.key("off")
    json.beginArray()
    for name in names { json.string(name) }
    json.endArray()
    json.endObject()
    return (try? JSONDocument(parsing: json.finish()))?.root
  }
}

/// What was found of a text.
public struct SearchResult: Sendable {
  /// One entry with the place of what was looked for.
  public struct Hit: Sendable {
    /// The entry.
    public var entry: DeskEntry
    /// What stands before it.
    public var before: String
    /// As it is written there.
    public var match: String
    /// What stands behind it.
    public var after: String
  }

  /// Newest first.
  public var hits: [Hit]
  /// Whether there may be more.
  public var isCut: Bool
  /// Whether the text has no word, and no two characters of a script without blanks.
  public var isTooShort: Bool
  /// Titles of the feeds in which an entry of that id or address was removed for good.
  public var forgottenIn: [String] = []
}

extension FeedDesk {
  /// The entries that hold a text in their title or body, and before them those that it names by their
  /// id or address, whatever became of them.
  public func search(_ text: String, limit: Int) throws(Failure) -> SearchResult {
    let feeds = configuration.feeds.map(\.id)
    let result = try read { session throws(ArchiveError) in
      let named = try session.entries(named: text, in: feeds)
      let canSearch = configuration.search && session.canBeSearched
      let search = canSearch ? try session.search(text, in: Set(feeds), limit: limit) : nil
      return Found(
        named: named.entries, forgottenIn: named.forgottenIn, found: search?.found ?? [],
        isCut: search?.isCut ?? false)
    }
    let known = Set(result?.named.map(\.number) ?? [])
    let named = (result?.named ?? []).map {
      SearchResult.Hit(entry: DeskEntry($0), before: "", match: "", after: "")
    }
    let found = (result?.found ?? []).filter { !known.contains($0.entry.number) }.map {
      SearchResult.Hit(
        entry: DeskEntry($0.entry), before: $0.before, match: $0.match, after: $0.after)
    }
    return SearchResult(
      hits: named + found, isCut: result?.isCut ?? false,
      isTooShort: SearchGrams.wanted(text).isEmpty,
      forgottenIn: (result?.forgottenIn ?? []).map { configured($0)?.title ?? $0 })
  }

  private struct Found {
    var named: [ListedEntry]
    var forgottenIn: [String]
    var found: [FoundEntry]
    var isCut: Bool
  }
}
