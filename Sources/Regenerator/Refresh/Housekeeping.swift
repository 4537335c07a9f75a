import Archive
import ConfigurationModel
import Emitter
import FeedModel

/// What a run does when all its feeds are done.
struct Housekeeping {
  private let regenerator: Regenerator
  private let states: [FeedState]
  private var configuration: Configuration { regenerator.configuration }
  private var rendering: Rendering { regenerator.rendering }

  init(_ regenerator: Regenerator, _ states: [FeedState]) {
    self.regenerator = regenerator
    self.states = states
  }

  /// Whether the archive knows feeds that the configuration no longer has.
  var hasStrangers: Bool {
    let ids = Set(configuration.feeds.map(\.id))
    return states.contains { !ids.contains($0.key) }
  }

  // MARK: Pages about all feeds

  func publishSite(_ archive: Archive, now: Timestamp) async throws(OutputError) {
    guard !rendering.sitePages.isEmpty else { return }
    let files = rendering.siteFiles(Site(feeds: summaries(archive)))
    _ = try await regenerator.output.publish(files, over: [], as: FileVersion(run: now))
  }

  private func summaries(_ archive: Archive) -> [FeedSummary] {
    let known = Dictionary(states.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
    // A feed that was never published has nothing to be offered, and one that needs a token is
    // nobody's business.
    let offered = configuration.feeds.filter {
      (known[$0.id]?.published ?? 0) > 0 && !configuration.needsToken($0)
    }
    return offered.map { feed in
      let key = feed.id
      let head = try? archive.read { session throws(ArchiveError) in try session.head(of: key) }
      let page = FeedPage(name: feed.id, documents: rendering.documents(of: feed))
      var summary = FeedSummary(
        head.flatMap(\.self)
          ?? NormalizedFeed(id: key, title: feed.title ?? key, authors: [], updated: .epoch),
        page: page)
      summary.group = feed.group ?? []
      summary.entryCount = known[key]?.entryCount ?? 0
      summary.newest = known[key]?.newest
      return summary
    }
  }

  // MARK: Files that nobody owns

  /// What Refeed wrote into the output folder and no configured feed owns any more.
  func unowned() async throws(OutputError) -> [String] {
    var owned = Set(rendering.sitePages)
    var pageSuffixes: [String: [String]] = [:]
    for feed in configuration.feeds {
      let documents = rendering.documents(of: feed).map(\.href)
      owned.formUnion(documents)
      guard rendering.hasPages else { continue }
      pageSuffixes[feed.id] = documents.compactMap {
        $0.split(separator: ".").last.map(String.init)
      }
    }
    let suffixes = pageSuffixes
    return try await regenerator.output.unowned(owned: owned) { name in
      let parts = name.split(separator: "/")
      guard parts.count == 2, let known = suffixes[String(parts[0])] else { return false }
      return known.contains { name.hasSuffix(".\($0)") }
    }
  }
}
