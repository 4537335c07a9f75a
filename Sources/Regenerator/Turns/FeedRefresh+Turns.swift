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
    try await inTurn.write(body)
  }

  /// What it is published by.
  var inTurn: FeedInTurn {
    FeedInTurn(
      feed: feed, retention: retention, publication: publication, writer: writer, turn: turn,
      isMutual: run.mutualFeeds.contains(feed.id))
  }

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
}
