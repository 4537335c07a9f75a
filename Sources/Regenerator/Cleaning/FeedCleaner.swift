import Bytes
public import ConfigurationModel
import Emitter
public import FeedModel
import FeedReader
import Fetcher
import History
import JSON
import Normalizer
import SiteRules
import Synchronization

/// Cleans feeds by their address, for whoever may ask the service to.
///
/// Nothing that is configured for a source goes along: no headers, cookies or credentials, and no
/// host that is not public may be reached.
public final class FeedCleaner: Sendable {
  private let configuration: Configuration
  private let reader: SourceReader
  private let documents: FeedDocuments
  private let pages: PageMemory
  /// How long a request takes at most, in all.
  private let mostTime: Duration

  /// Shares one fetcher, so that hosts are asked politely whoever wants their feeds.
  public convenience init(_ configuration: Configuration) {
    self.init(configuration, allowPrivateNetworks: false)
  }

  /// - Parameters:
  ///   - allowPrivateNetworks: for tests, whose servers are on this machine.
  ///   - mostTime: how long a request takes at most, in all.
  package init(
    _ configuration: Configuration, allowPrivateNetworks: Bool, mostTime: Duration = .seconds(30)
  ) {
    self.configuration = configuration
    self.mostTime = mostTime
    var policy = FetchPolicy(configuration.fetch)
    policy.allowPrivateNetworks = allowPrivateNetworks
    policy.timeout = min(policy.timeout, Self.patience)
    policy.maxBytes = min(policy.maxBytes, Self.mostBytes)
    policy.memory = min(policy.memory, Self.memory)
    let memory = MemoryBudget(limit: policy.memory)
    reader = SourceReader(
      feedReader: FeedReader(zones: { TimeZones.offset(of: $0) }),
      fetcher: SharedFetcher(policy: policy, memory: memory), memory: memory,
      maxBytes: policy.maxBytes, readsPipes: false)
    pages = PageMemory(limit: Self.mostBytes)
    documents = FeedDocuments(
      templates: .builtIn, options: EmitterOptions(extensions: configuration.extensions))
  }

  /// Somebody waits for the answer.
  private static let patience: Duration = .seconds(20)
  /// How long pages of entries are begun to be asked for.
  private static let patienceWithPages: Duration = .seconds(12)
  /// Of all patterns on all entries of a request; on one core some seconds.
  private static let mostSteps = 100_000_000
  private static let mostBytes = 16 << 20
  private static let memory = 64 << 20

  /// Ends soon when its task is cancelled, and after half a minute in any case.
  ///
  /// - Parameters:
  ///   - now: for filters by age.
  ///   - onlyHosts: the hosts that may be read, wherever links and redirects lead, `*.example.org`
  ///     for all below one; `nil` for any.
  public func answer(
    _ request: CleanRequest, now: Timestamp, onlyHosts: [String]?
  ) async -> CleanAnswer {
    let end = ContinuousClock.now + mostTime
    guard onlyHosts.map({ Self.asks(request, onlyOf: $0) }) ?? true else {
      return .unreadable(why: "its host may not be read")
    }
    let ruled = request.rules.flatMap { id in configuration.feeds.first { $0.id == id } }
    if request.rules != nil, ruled == nil { return .noSuchRules }
    let normalizer: Normalizer
    do {
      normalizer = try self.normalizer(for: request, ruledBy: ruled)
    } catch {
      return .mistaken(error.sentence)
    }
    var feed = FeedConfiguration(id: "clean")
    feed.title = request.title
    feed.sources = request.addresses.map { address in
      SourceConfiguration(name: address.href, location: .web(address))
    }
    var reader = reader
    let onlyHosts = onlyHosts.map(HostList.init)
    reader.onlyHosts = onlyHosts
    var pipeline = FeedPipeline(
      sourceReader: reader, normalizer: normalizer, isAnonymous: true)
    pipeline.keepsOrder = request.keepsOrder
    let budget = PageBudget(
      perHost: min(configuration.fetch.pagesPerHost, request.limit ?? .max), holds: pages.holds,
      now: now, end: .now + Self.patienceWithPages)
    pipeline.fullText = fullText(of: &feed, request, normalizer, budget, onlyHosts)
    defer { budget.newHolds.map { pages.keep(holds: $0, now: now) } }
    let holds = CleanHolds(pages)
    if let reason = holds.reason(for: request.addresses, now: now) {
      return .unreadable(why: reason)
    }
    pipeline.note = { holds.note($0, now: now) }
    let limit = WorkLimit(steps: Self.mostSteps) { Task.isCancelled || ContinuousClock.now >= end }
    pipeline.limit = limit
    let result = await Self.result(of: pipeline, feed, by: end)
    if Task.isCancelled { return .abandoned }
    if limit.isSpent || limit.hasSlowPattern && !request.filters.isEmpty { return .tooCostly }
    guard let result, !limit.isOver else {
      return .unreadable(why: "it takes longer than \(mostTime.components.seconds) seconds")
    }
    guard var clean = result.feed else { return .unreadable(why: Self.reason(result.sources)) }
    clean.entries = selected(clean.entries, request, now)
    guard let bytes = documents.rendered(clean, as: request.format.name) else {
      return .unreadable(why: "it can't be written as \(request.format.name)")
    }
    return .feed(bytes)
  }

  /// `nil` where it is not done by then, or nobody waits for it any more.
  private static func result(
    of pipeline: FeedPipeline, _ feed: FeedConfiguration, by end: ContinuousClock.Instant
  ) async -> FeedPipeline.Result? {
    await withTaskGroup(
      of: FeedPipeline.Result?.self, returning: FeedPipeline.Result?.self
    ) { group in
      group.addTask { await pipeline.run(feed) }
      group.addTask {
        try? await Task.sleep(until: end, clock: .continuous)
        return nil
      }
      let first = await group.next() ?? nil
      group.cancelAll()
      return first
    }
  }

  /// Whether all feeds that are wanted are of these hosts, `*.example.org` for all below one.
  public static func asks(_ request: CleanRequest, onlyOf hosts: [String]) -> Bool {
    let hosts = HostList(hosts)
    return request.addresses.allSatisfy { hosts.contains(host: $0.host ?? "") }
  }

  private static func reason(_ sources: [SourceReport]) -> String {
    let failures = sources.flatMap(\.failures).map(\.reason)
    return failures.isEmpty ? "it is no feed" : failures.joined(separator: "; ")
  }

  /// What gives entries the texts of their pages, by the rules for sites and without their headers.
  private func fullText(
    of feed: inout FeedConfiguration, _ request: CleanRequest, _ normalizer: Normalizer,
    _ budget: PageBudget, _ onlyHosts: HostList?
  ) -> FullText? {
    guard request.fullText != "never" else { return nil }
    feed.settings.fullText = request.fullText
    let book = configuration.siteRules.map { SiteRuleFolder($0).book } ?? SiteRuleBook()
    var fetch = PageFetch(
      fetcher: reader.fetcher, budget: budget, limit: feed.settings.pages,
      rules: PageRules(feed, book))
    fetch.onlyHosts = onlyHosts
    fetch.sendsHeaders = false
    return FullText(feed, normalizer, store: pages, fetch: fetch)
  }

  private func selected(
    _ entries: [NormalizedEntry], _ request: CleanRequest, _ now: Timestamp
  ) -> [NormalizedEntry] {
    var entries = entries
    if let seconds = request.youngerThan {
      let oldest = now.milliseconds - Int64(seconds) * 1000
      entries.removeAll { ($0.published ?? $0.updated).milliseconds < oldest }
    }
    if let percentage = request.percentage {
      entries.removeAll { entry in
        ByteHash.hash(Array("\(entry.id)".utf8)) % 100 >= UInt64(max(0, percentage))
      }
    }
    if request.onlyWhole { entries.removeAll { $0.page == nil } }
    return Array(entries.prefix(request.limit ?? entries.count))
  }

  // MARK: Rules

  private struct Mistake: Error {
    let sentence: String
  }

  private func normalizer(
    for request: CleanRequest, ruledBy feed: FeedConfiguration?
  ) throws(Mistake) -> Normalizer {
    if let sentence = CleanFilters.mistake(in: request.filters) {
      throw Mistake(sentence: sentence)
    }
    do throws(InvalidRules) {
      var rules = try ConfiguredRules.normalizer(for: feed, common: configuration.rules).rules
      for text in request.only {
        rules = try rules.overlaid(with: nil, only: CleanFilters.json(text))
      }
      for text in request.drop {
        rules = try rules.overlaid(with: nil, drop: CleanFilters.json(text))
      }
      if request.withoutLinks {
        rules = try rules.overlaid(with: CleanFilters.json(#"{"unwrap": ["a"]}"#))
      }
      let normalizer = Normalizer(rules: rules)
      return filterLists(of: feed).map(normalizer.filtering(by:)) ?? normalizer
    } catch {
      throw Mistake(sentence: "A filter can't be used: \(error.problems.first?.sentence ?? "").")
    }
  }

  /// As the last refresh has left them.
  private func filterLists(of feed: FeedConfiguration?) -> LoadedFilterLists? {
    let lists = ConfiguredFilterLists.lists(of: feed, in: configuration)
    if lists.isEmpty { return nil }
    let store = FilterListStore(
      folder: FilterListFolder(beside: configuration.stateFiles),
      limit: configuration.fetch.maxBytes, writes: false)
    return store.load(lists).loaded
  }
}
