import Archive
import ConfigurationModel
import FeedModel
import History

/// What is other where several processes work on one archive.
extension FeedRefresh {
  /// What is known of a feed once its turn is taken: another process may just have been at it.
  struct Present: Sendable {
    var known: FeedState?
    /// In the order of the sources.
    var states: [SourceState] = []
    var files: [PublishedFile] = []
    var hasWaitingPages = false
  }

  /// Does `body` in a transaction, as ``ArchiveWriter/write(_:)``; not where the feed's turn was
  /// lost meanwhile.
  func write<Value: Sendable>(
    _ body: @escaping @Sendable (borrowing ArchiveSession) throws(ArchiveError) -> Value
  ) async throws(ArchiveError) -> Value {
    guard let turn else { return try await writer.write(body) }
    let isMutual = run.mutualFeeds.contains(feed.id)
    return try await writer.write { session throws(ArchiveError) in
      try session.check(turn)
      // Feeds that look at each other's entries must see what was just added.
      if isMutual { try session.waitInLine(for: Self.mutualLine) }
      return try body(session)
    }
  }

  private static let mutualLine = "*copies"

  /// As ``write(_:)``, and later where nobody else waits for it.
  func writeSoon(
    _ body: @escaping @Sendable (borrowing ArchiveSession) throws(ArchiveError) -> Void
  ) async throws(ArchiveError) {
    if turn == nil {
      try await writer.postpone(body)
    } else {
      // The turn is given back after it: who takes it next must know when to ask.
      try await write(body)
    }
  }

  /// Refreshes the feed if no other process is at it.
  func reportInTurn() async -> FeedReport {
    guard let keeper = run.keeper, !request.dryRun, problems.isEmpty else { return await report() }
    do throws(ArchiveError) {
      guard let taken = try await keeper.take(feed.id, reading: presentReader()) else {
        return busyReport
      }
      let refresh = again(in: taken.turn, taken.value)
      let report = refresh.isIdle ? refresh.idleReport : await refresh.report()
      await keeper.end(taken.turn)
      return report
    } catch {
      var report = idleReport
      report.publication = .kept
      report.problems.append(error.description)
      report.hasFiles = publication.isComplete(feed)
      return report
    }
  }

  /// Another process is at the feed: it is looked at again soon, for it may have been killed.
  private var busyReport: FeedReport {
    var report = idleReport
    let soon = now.adding(min((run.keeper?.terms.lease ?? .zero) / 4, .seconds(30)))
    for index in report.sources.indices {
      guard let due = report.sources[index].nextDue, due < soon else { continue }
      report.sources[index].nextDue = soon
    }
    return report
  }

  private func presentReader()
    -> @Sendable (borrowing ArchiveSession) throws(ArchiveError) -> Present
  {
    let (key, rules, names) = (feed.id, prints.rules, sources.map(\.source.name))
    let takesPages = fullText != nil
    return { session throws(ArchiveError) in
      var present = Present(known: try session.feedState(key))
      for name in names { present.states.append(try session.sourceState(name, of: key)) }
      guard present.known != nil else { return present }
      present.files = try session.publishedFiles(of: key)
      if takesPages {
        present.hasWaitingPages = try !session.pageAttempts(of: key, rules: rules).isEmpty
      }
      return present
    }
  }

  /// The same by what is known now.
  private func again(in turn: FeedTurn, _ present: Present) -> FeedRefresh {
    let memories = zip(sources, present.states).map { memory, state in
      SourceMemory(
        source: memory.source, state: state, settings: memory.settings,
        schedule: memory.schedule, followsMoves: memory.followsMoves)
    }
    return FeedRefresh(
      feed, in: run, normalizer: normalizer, prints: prints, known: present.known,
      files: publication.output.inPlace(present.files), sources: memories,
      problems: problems, hasWaitingPages: present.hasWaitingPages, turn: turn)
  }

  // MARK: Publishing

  /// Notes what was published, and publishes again where the archive has gone on meanwhile; gives
  /// what stands there in the end.
  ///
  /// A process that was silent for so long that it lost its turn may have put its files over newer
  /// ones: it puts the newest over them before it says so.
  func marked(
    _ published: FeedPublication.Published
  ) async throws -> FeedPublication.Published {
    var published = published
    for _ in 0..<Self.mostAgain {
      var loss: ArchiveError?
      do throws(ArchiveError) {
        let (done, feed, publication) = (published, feed, publication)
        try await write { session throws(ArchiveError) in
          try publication.mark(done, of: feed, in: session)
        }
      } catch {
        guard turn != nil, case .lostTurn = error else { throw error }
        loss = error
      }
      guard turn != nil else { return published }
      let key = feed.id
      let state = try archive.read { session throws(ArchiveError) in try session.feedState(key) }
      let isNewest = (state?.generation ?? 0) <= published.content.generation
      guard !isNewest,
        let next = try await publication.publish(feed, retention: retention, from: archive)
      else {
        if let loss { throw loss }
        return published
      }
      published = next
    }
    return published
  }

  /// How often a feed is published over in one run.
  private static let mostAgain = 8
}
