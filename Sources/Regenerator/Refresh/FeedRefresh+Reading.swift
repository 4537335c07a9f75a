import Archive
import ConfigurationModel
import FeedModel
import Fetcher
import Synchronization

/// Asking the sources of a feed, and reading what they gave in parts that fit into memory.
extension FeedRefresh {
  /// Answers that are read, cleaned and archived together, by their place among those that are
  /// due.
  struct Batch: Sendable {
    var members: [Int] = []
    /// What their documents take of memory.
    var bytes = 0
  }

  /// What the batches of a run have come to so far.
  struct Progress {
    var hasMerged = false
    var isChanged = false
    /// Entries without dates that were added.
    var places = 0
    /// In a dry run, what would be published.
    var rehearsed: FeedPublication.Content?
  }

  /// What each source that is due answered, all asked at the same time.
  ///
  /// The document of an only source stays in memory. Those of several wait on the disk until all
  /// have answered, and so do those of a feed that waits for others: none holds memory that another
  /// may be waiting for.
  func answers() async -> [SourceAnswer] {
    // Most feeds have one source, and most have nothing new: no task for that.
    if due.count == 1, !feed.looksAtOtherFeeds {
      return [await answer(of: due[0], setsDown: false)]
    }
    return await withTaskGroup(
      of: (Int, SourceAnswer).self, returning: [SourceAnswer].self
    ) { group in
      for (index, memory) in due.enumerated() {
        group.addTask { (index, await self.answer(of: memory, setsDown: true)) }
      }
      var answers = due.map {
        SourceAnswer(reading: SourceReading(SourceReport(name: $0.source.name)))
      }
      for await (index, answer) in group { answers[index] = answer }
      return answers
    }
  }

  private func answer(of memory: SourceMemory, setsDown: Bool) async -> SourceAnswer {
    var answer = await run.reader.ask(
      memory.source, known: remembered(memory), setsDown: setsDown)
    answer.reading.delay = ContinuousClock.now - run.started
    noteDate(of: answer.reading, memory.source)
    if case .web(let address) = memory.source.location {
      run.progress.sourceIsDone(answer.reading.report)
      run.network.note(
        .init(
          host: address.host ?? "", hasAnswered: !answer.reading.isSilence,
          before: memory.state, schedule: memory.schedule))
    }
    return answer
  }

  /// What the server says of the time, so that a wrong clock is found.
  private func noteDate(of reading: SourceReading, _ source: SourceConfiguration) {
    guard case .web(let address) = source.location, let host = address.host else { return }
    let response: SourceReading.Response? =
      switch reading.answer {
      case .content(_, let response), .same(let response): response
      case .gone, .later, .failed: nil
      }
    guard let facts = response?.facts, let seconds = facts.caching.date,
      let said = Timestamp(milliseconds: seconds * 1000)
    else { return }
    run.dates.withLock { $0[host] = (said, facts.receivedAt) }
  }

  private func remembered(_ memory: SourceMemory) -> SourceReader.Known {
    // What a feed that the archive does not know has read is lost with it.
    known != nil ? memory.known(now: now) : .init()
  }

  /// In the order of the configuration, which decides whose entry is taken. Answers without a
  /// document go with the first.
  func batches(of answers: [SourceAnswer]) -> [Batch] {
    var batches = [Batch(members: answers.indices.filter { answers[$0].document == nil })]
    for (index, answer) in answers.enumerated() {
      guard let document = answer.document else { continue }
      let last = batches.count - 1
      let isFull =
        batches[last].bytes > 0 && batches[last].bytes + document.bytes > run.bytesAtOnce
      // A dry run forgets what it has merged, so it merges once.
      if isFull, !request.dryRun { batches.append(Batch()) }
      batches[batches.count - 1].members.append(index)
      batches[batches.count - 1].bytes += document.bytes
    }
    for index in batches.indices { batches[index].members.sort() }
    return batches
  }

  /// Reads, cleans and archives a batch; its memory is counted until that is done.
  func take(
    _ batch: Batch, of answers: [SourceAnswer], _ done: inout Progress,
    _ report: inout FeedReport
  ) async throws {
    let isHeld = batch.members.contains { answers[$0].document?.holdsLease == true }
    let lease = isHeld || batch.bytes == 0 ? nil : await run.memory.lease(batch.bytes)
    let turn = batch.bytes == 0 ? nil : await run.cleaning.lease(batch.bytes)
    defer { withExtendedLifetime((lease, turn)) {} }
    var readings: [(memory: SourceMemory, reading: SourceReading)] = []
    for index in batch.members {
      let memory = due[index]
      let reading = run.reader.read(
        answers[index], of: memory.source, base: feed.homepage, known: remembered(memory))
      if memory.isLocal { run.progress.sourceIsDone(reading.report) }
      if let place = report.sources.firstIndex(where: { $0.name == reading.report.name }) {
        report.sources[place] = reading.report
      }
      readings.append((memory, reading))
    }
    var merge = try await prepared(readings)
    readings = []
    merge.firstPlace = done.places
    report.cleanedEntries += merge.cleaned
    report.changesByRule.merge(merge.changes) { $0 + $1 }
    report.diagnostics += merge.diagnostics
    guard let outcome = try await commit(&merge, &report) else { return }
    done.hasMerged = true
    done.isChanged = done.isChanged || outcome.merge.isChanged
    done.places = outcome.merge.places
    done.rehearsed = outcome.rehearsed
    report.newEntries += outcome.merge.newEntries
    report.changedEntries += outcome.merge.changedEntries
    report.diagnostics += outcome.merge.diagnostics
  }
}
