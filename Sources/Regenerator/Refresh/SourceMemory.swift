import Archive
import ConfigurationModel
import FeedModel
import FeedReader
import Fetcher
import History

/// A source in one run: what is configured, and what is remembered of it.
struct SourceMemory: Sendable {
  let source: SourceConfiguration
  let state: SourceState
  /// Names the configuration by which its documents are read.
  let settings: String
  let schedule: Schedule
  /// Whether it is asked where permanent redirects have led.
  let followsMoves: Bool

  var isLocal: Bool {
    !source.location.isPolled
  }

  /// Whether this run asks it: local sources always, others when they are due, or when they must
  /// be read by another configuration; never before a `Retry-After`.
  func isDue(now: Timestamp, force: Bool) -> Bool {
    if isLocal { return true }
    let isOutdated =
      state.settings != settings && state.lastSuccess != nil && state.failures == 0
      && !state.isRetired
    return state.isDue(schedule, now: now, force: force || isOutdated)
  }

  /// When it will be asked; `nil` for local sources and for those that are asked no more.
  func nextDue(now: Timestamp) -> Timestamp? {
    guard !isLocal, !state.isRetired else { return nil }
    if let hold = state.heldUntil, schedule.isHeld(until: hold, now: now) {
      return max(hold, state.due ?? hold)
    }
    return state.due
  }

  /// What the reader may compare with.
  func known(now: Timestamp) -> SourceReader.Known {
    var known = SourceReader.Known()
    known.encoding = state.encoding
    if state.settings == settings {
      known.body = state.body
      if state.trustsValidators(now: now) {
        known.validators = Validators(
          etag: state.etag, lastModified: state.lastModified, address: state.validatorsFrom)
      }
    }
    let target = state.target(followsMoves: followsMoves)
    if target != state.address { known.address = WebAddress(target) }
    return known
  }

  /// What is remembered after a run.
  ///
  /// - Parameter isNews: whether an entry was new or changed.
  func after(_ reading: SourceReading, isNews: Bool, now: Timestamp) -> SourceState {
    var next = state.after(
      event(of: reading, isNews: isNews, now: now), schedule: schedule,
      hints: hints(of: reading), start: now)
    guard case .content = reading.answer else { return next }
    next.settings = settings
    if !reading.isWhole { next.forgetBody() }
    if let guess = reading.feed?.guessedEncoding { next.encoding = guess }
    if reading.feed != nil { next.lastError = partialFailure(of: reading) }
    return next
  }

  /// What a source that was read left out; `nil` when nothing.
  private func partialFailure(of reading: SourceReading) -> String? {
    let failures = reading.report.failures
    guard let first = failures.first else { return nil }
    let more = failures.count > 1 ? " (and \(failures.count - 1) more)" : ""
    return "\(first.name): \(first.reason)\(more)"
  }

  private func event(
    of reading: SourceReading, isNews: Bool, now: Timestamp
  ) -> SourceEvent {
    let reason = reading.report.failures.first?.reason ?? "nothing could be read"
    switch reading.answer {
    case .content(let body, let response):
      guard reading.feed != nil else { return .failed(reason: reason) }
      return Self.body(body, response, isNews: isNews, movedTo: movedTo(response?.facts))
    case .same(let response):
      let moved = movedTo(response?.facts)
      // The same bytes under new validators.
      guard let body = state.body, response?.validators != nil else {
        return .notModified(
          movedTo: moved, etag: response?.facts.renewedEntityTag,
          lastModified: response?.facts.renewedLastModified)
      }
      return Self.body(body, response, isNews: false, movedTo: moved)
    case .gone: return .gone
    case .later(let wait):
      return .later(wait, reason: reason, at: now.adding(reading.delay))
    case .failed: return .failed(reason: reason)
    }
  }

  private static func body(
    _ body: Fingerprint, _ response: SourceReading.Response?, isNews: Bool, movedTo: String?
  ) -> SourceEvent {
    .body(
      body, etag: response?.validators?.etag, lastModified: response?.validators?.lastModified,
      isNews: isNews, movedTo: movedTo, from: response?.validators?.address)
  }

  private func movedTo(_ facts: FetchFacts?) -> String? {
    facts.flatMap {
      state.move(
        asked: state.target(followsMoves: followsMoves), permanent: $0.permanentAddress)
    }
  }

  private func hints(of reading: SourceReading) -> Schedule.Hints {
    var hints = Schedule.Hints()
    if let feed = reading.feed {
      hints.refreshSeconds = feed.refreshSeconds
      hints.skipHours = feed.skipHours
      hints.skipDays = feed.skipDays
      hints.rhythmSeconds = Self.rhythm(of: feed.entries)
    }
    let response: SourceReading.Response? =
      switch reading.answer {
      case .content(_, let response), .same(let response): response
      case .gone, .later, .failed: nil
      }
    hints.freshSeconds = (response?.facts).flatMap {
      $0.caching.freshSeconds(receivedAt: $0.receivedAt.milliseconds / 1000)
    }
    return hints
  }

  /// The usual time between the newest entries, in seconds; `nil` for too few to tell.
  private static func rhythm(of entries: [ParsedEntry]) -> Int? {
    let dates = entries.compactMap { $0.published ?? $0.updated }.map(\.milliseconds)
      .sorted(by: >).prefix(11)
    guard dates.count >= 4, let newest = dates.first, let oldest = dates.last else { return nil }
    return Int((newest - oldest) / Int64(dates.count - 1) / 1000)
  }
}

extension SourceState {
  /// Lets the next run read the document whole again, changed or not.
  mutating func forgetBody() {
    body = nil
    etag = nil
    lastModified = nil
  }
}
