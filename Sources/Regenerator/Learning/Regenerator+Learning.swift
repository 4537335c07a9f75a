import Archive
import ConfigurationModel
public import FeedModel
import FeedReader
import Fetcher
import History
import Normalizer
import Publisher

extension Regenerator {
  /// Looks for blocks that recur in what the archive holds of feeds; changes nothing.
  ///
  /// A feed that the archive does not know yet is read from its sources.
  /// - Parameter ids: of the feeds; empty for all.
  public func learn(_ ids: [String], now: Timestamp) async throws(RunError) -> LearnReport {
    let archive = try archiveToRead()
    let keeper = archive.flatMap { archive in
      archive.isShared ? TurnKeeper(archive, terms: TurnKeeper.Terms(configuration)) : nil
    }
    keeper?.start()
    do throws(RunError) {
      let report = try await learn(ids, archive, keeper, now: now)
      await keeper?.close()
      return report
    } catch {
      await keeper?.close()
      throw error
    }
  }

  private func learn(
    _ ids: [String], _ archive: Archive?, _ keeper: TurnKeeper?, now: Timestamp
  ) async throws(RunError) -> LearnReport {
    var report = LearnReport(sources: [], failures: [])
    for configured in configuration.feeds where ids.isEmpty || ids.contains(configured.id) {
      let (feed, _) = configured.withSubscriptions()
      let normalizer = normalizers[feed.id] ?? Normalizer()
      do throws(ArchiveError) {
        if let archive {
          let found = try await ArchivedFindings(feed, normalizer, archive, now: now).sources()
          report.sources += found
          if !found.isEmpty { continue }
        }
      } catch {
        throw .archive(error)
      }
      let read = try await read(feed, normalizer, archive, keeper, now: now)
      report.sources += read.sources
      report.failures += read.failures
    }
    return report
  }

  /// Asks the sources of a feed that the archive does not know; where other processes refresh, in its
  /// turn, and not where one of them has just asked them.
  private func read(
    _ feed: FeedConfiguration, _ normalizer: Normalizer, _ archive: Archive?,
    _ keeper: TurnKeeper?, now: Timestamp
  ) async throws(RunError) -> (sources: [LearnedSource], failures: [SourceReport.Failure]) {
    guard let archive, let keeper else { return await pipeline(normalizer).findings(of: feed) }
    do throws(ArchiveError) {
      guard let turn = try await keeper.wait(for: feed.id) else {
        throw ArchiveError.busy(path: archive.path)
      }
      let found = try await ArchivedFindings(feed, normalizer, archive, now: now).sources()
      let read =
        found.isEmpty
        ? await pipeline(normalizer, keeper).findings(of: feed) : (sources: found, failures: [])
      await keeper.end(turn)
      return read
    } catch {
      throw .archive(error)
    }
  }

  /// Takes learned promos of a feed back: they stay from the next run on, and are not learned again.
  ///
  /// - Parameter promos: their ids; `nil` for all.
  /// - Returns: those that were taken back.
  public func forgetLearned(
    _ promos: [String]?, of feed: String, now: Timestamp
  ) async throws(RunError) -> [LearnedPromo] {
    guard configuration.feeds.contains(where: { $0.id == feed }) else {
      throw .unknownFeed(feed, known: configuration.feeds.map(\.id))
    }
    let store = try ArchiveStore.opened(
      configuration, dryRun: false, now: now, isShared: sharesArchive
    ).takingTurns(configuration)
    do throws(ArchiveError) {
      // A run that is at the feed would put back what it has read before.
      let turn = try await store.keeper?.wait(for: feed)
      if store.keeper != nil, turn == nil { throw ArchiveError.busy(path: store.archive.path) }
      let back = try store.archive.write { session throws(ArchiveError) in
        if let turn { try session.check(turn) }
        return try session.takeBack(promos, in: feed, now: now).map(\.promo)
      }
      await store.keeper?.close()
      store.finish(clearsUp: false)
      return back
    } catch {
      await store.keeper?.close()
      throw .archive(error)
    }
  }

  private func archiveToRead() throws(RunError) -> Archive? {
    do throws(ArchiveError) {
      return try Archive.reading(configuration.archive)
    } catch {
      throw .archive(error)
    }
  }

  private func pipeline(
    _ normalizer: Normalizer, _ permits: TurnKeeper? = nil
  ) -> FeedPipeline {
    let memory = MemoryBudget(limit: configuration.fetch.memory)
    return FeedPipeline(
      sourceReader: SourceReader(
        feedReader: FeedReader(zones: { TimeZones.offset(of: $0) }),
        fetcher: SharedFetcher(
          policy: FetchPolicy(configuration.fetch), memory: memory, permits: permits),
        memory: memory, maxBytes: configuration.fetch.maxBytes, readsPipes: false),
      normalizer: normalizer)
  }
}

/// What an archive holds of one feed, source by source.
private struct ArchivedFindings {
  private let feed: FeedConfiguration
  private let normalizer: Normalizer
  private let archive: Archive
  private let now: Timestamp

  init(
    _ feed: FeedConfiguration, _ normalizer: Normalizer, _ archive: Archive, now: Timestamp
  ) {
    self.feed = feed
    self.normalizer = normalizer
    self.archive = archive
    self.now = now
  }

  func sources() async throws(ArchiveError) -> [LearnedSource] {
    let key = feed.id
    let head = try archive.read { session throws(ArchiveError) in try session.head(of: key) }
    var findings: [String: SourceFindings] = [:]
    var last: Int64 = 0
    while true {
      let after = last
      let stored = try archive.read { session throws(ArchiveError) in
        try session.staleEntries(of: key, rules: "", all: true, after: after)
      }
      guard let end = stored.last?.number else { break }
      last = end
      for (source, group) in Dictionary(grouping: stored, by: \.source) {
        guard let source else { continue }
        var context = feed.context(of: source, head: head, normalizer: normalizer, now: now)
        context.observes = true
        let entries = await normalizer.normalizedInParallel(group.map(\.raw), context: context)
        for entry in entries.compactMap(\.self) {
          findings[source, default: SourceFindings()].add(entry, isOfDocument: false)
        }
      }
    }
    let remembered = remembered()
    return feed.sources.compactMap { source in
      findings[source.name]?.source(
        source.name, of: feed.id,
        remembered: remembered.filter { $0.address == source.name }.map(\.promo))
    }
  }

  /// An archive of an older version remembers none.
  private func remembered() -> [(address: String, promo: LearnedPromo)] {
    let key = feed.id
    let found = try? archive.read { session throws(ArchiveError) in
      try session.learnedPromos(of: key)
    }
    return found ?? []
  }
}

extension FeedPipeline {
  /// What is to be found in the documents that sources give now.
  func findings(
    of feed: FeedConfiguration
  ) async -> (sources: [LearnedSource], failures: [SourceReport.Failure]) {
    var sources: [LearnedSource] = []
    let parsed = await documents(of: feed)
    for (source, result) in zip(feed.sources, parsed) {
      guard let document = result.feed else { continue }
      var findings = SourceFindings()
      for entry in await observed(document, source, feed) {
        findings.add(entry, isOfDocument: true)
      }
      sources.append(findings.source(source.name, of: isAnonymous ? nil : feed.id))
    }
    return (sources, parsed.flatMap(\.report.failures))
  }
}

extension Conversion {
  /// Looks for blocks that recur in inputs, each for itself; changes nothing.
  public static func findings(
    of request: ConversionRequest, standardInput: @escaping StandardInput
  ) async throws(RunError) -> LearnReport {
    let configured = feed(for: request)
    let pipeline = try pipeline(request, configured, standardInput)
    let result = await pipeline.findings(of: configured)
    return LearnReport(sources: result.sources, failures: result.failures)
  }
}
