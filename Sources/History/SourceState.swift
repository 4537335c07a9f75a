public import FeedModel

/// What is remembered of one source of one feed.
public struct SourceState: Sendable, Hashable {
  /// The configured `id` of the feed; two feeds that share an address have each read it or not.
  public var feed: String
  /// As configured: an address, a path.
  public var address: String
  /// `ETag` of the last good answer, byte for byte.
  public var etag: String?
  /// `Last-Modified` of the last good answer, byte for byte.
  public var lastModified: String?
  /// The address that gave them, after redirects; they mean nothing to another one.
  public var validatorsFrom: String?
  /// Of the last body.
  public var body: Fingerprint?
  /// When the last body came.
  public var bodyAt: Timestamp?
  /// Whether the server has sent another body under the same validators.
  public var validatorsLie = false
  /// The start of the last run that asked it.
  public var lastAttempt: Timestamp?
  /// Last 200 or 304.
  public var lastSuccess: Timestamp?
  /// When the archive last learned something new from it.
  public var lastNews: Timestamp?
  /// When it is to be asked next; `nil` for at once.
  public var due: Timestamp?
  /// Between requests, while it answers.
  public var interval: Duration?
  /// Until when the host wants to be left alone (`Retry-After`).
  public var heldUntil: Timestamp?
  /// In a row.
  public var failures = 0
  /// One sentence; `nil` after a success.
  public var lastError: String?
  /// Where permanent redirects have led.
  public var movedTo: String?
  /// How many good answers in a row said so.
  public var moves = 0
  /// Whether the server said 410.
  public var isRetired = false
  /// What `--quiet` last told of it, an opaque number.
  public var reportedState: Int?
  /// When it was told.
  public var reportedAt: Timestamp?
  /// Names the configuration by which the last body was read; under another one the body must be
  /// read again, changed or not.
  public var settings = ""
  /// What the last body said of how often to ask; a 304 says nothing of it.
  public var hints = Schedule.Hints()
  /// What the encoding of its documents was taken for, where they declare none that fits; held to
  /// for as long as they can be read by it.
  public var encoding: String?

  /// A source that was never asked.
  public init(feed: String = "", address: String) {
    self.feed = feed
    self.address = address
  }

  /// How old a body may be for a 304 to be believed.
  private static let validatorLife: Int64 = 8 * 86_400_000

  /// Whether the next request may be conditional.
  public func trustsValidators(now: Timestamp) -> Bool {
    guard !validatorsLie, let bodyAt else { return false }
    let age = now.milliseconds - bodyAt.milliseconds
    return age >= 0 && age <= SourceState.validatorLife
  }

  /// Where the source has moved for good, once three good answers in a row have said so.
  public var confirmedMove: String? { moves >= 3 ? movedTo : nil }

  /// What is to be asked.
  ///
  /// A move that has failed three times in a row is doubted: the configured address decides.
  public func target(followsMoves: Bool) -> String {
    guard followsMoves, failures < 3, let confirmedMove else { return address }
    return confirmedMove
  }

  /// Where an answer says that the source has moved for good, for ``SourceEvent``.
  ///
  /// - Parameters:
  ///   - asked: what was asked: ``target(followsMoves:)``.
  ///   - permanent: where the permanent redirects of this answer have led, if any.
  public func move(asked: String, permanent: String?) -> String? {
    permanent ?? (asked == confirmedMove ? confirmedMove : nil)
  }

  /// Whether a run that starts at `now` asks this source.
  ///
  /// - Parameter force: asks although it is not due; never before a `Retry-After`.
  public func isDue(_ schedule: Schedule, now: Timestamp, force: Bool = false) -> Bool {
    if isRetired && !force { return false }
    if schedule.isHeld(until: heldUntil, now: now) { return false }
    guard !force, let due else { return true }
    return schedule.isDue(due, interval: interval ?? schedule.standard, now: now)
  }
}

/// What came of asking a source, as far as it is remembered.
public enum SourceEvent: Sendable, Hashable {
  /// A body came; `from` is the address that gave it, after redirects.
  case body(
    Fingerprint, etag: String?, lastModified: String?, isNews: Bool, movedTo: String?,
    from: String? = nil)
  /// 304; `etag` is a weak entity tag, and `lastModified` a date, that takes the place of the one that
  /// was sent.
  case notModified(movedTo: String?, etag: String? = nil, lastModified: String? = nil)
  case gone
  /// The host wants to be left alone, for so long if it said so, from `at` on; `nil` is the start
  /// of the run.
  case later(Duration?, reason: String, at: Timestamp? = nil)
  case failed(reason: String)
}

extension SourceState {
  /// What is remembered after an event in a run that started at `start`.
  ///
  /// - Parameters:
  ///   - hints: what this answer says of how often to ask; what its document says is remembered,
  ///     so that a 304 or the same body again need not repeat it.
  ///   - spread: 0 to 1, spreads retries; `nil` takes what the address and the count of failures
  ///     make.
  public func after(
    _ event: SourceEvent, schedule: Schedule, hints: Schedule.Hints = .init(), start: Timestamp,
    spread: Double? = nil
  ) -> SourceState {
    var next = self
    next.lastAttempt = start
    switch event {
    case .body(let body, let etag, let lastModified, let isNews, let movedTo, let from):
      if body != self.body || hints.isOfDocument { next.hints = hints.ofDocument }
      next.take(body: body, etag: etag, lastModified: lastModified, from: from, now: start)
      if isNews { next.lastNews = start }
      next.succeed(movedTo: movedTo, schedule: schedule, hints: hints, start: start)
    case .notModified(let movedTo, let etag, let lastModified):
      next.etag = etag ?? next.etag
      next.lastModified = lastModified ?? next.lastModified
      next.succeed(movedTo: movedTo, schedule: schedule, hints: hints, start: start)
    case .gone:
      next.isRetired = true
      next.lastError = "the server says that the source is gone for good (410)"
    case .later(let wait, let reason, let at):
      next.fail(reason, schedule: schedule, start: start, spread: spread)
      if let wait {
        let hold = (at ?? start).adding(min(wait, Schedule.longestHold))
        next.heldUntil = hold
        next.due = max(next.due ?? start, hold)
      }
    case .failed(let reason):
      next.fail(reason, schedule: schedule, start: start, spread: spread)
    }
    return next
  }

  private mutating func take(
    body: Fingerprint, etag: String?, lastModified: String?, from: String?, now: Timestamp
  ) {
    let isSame =
      etag == self.etag && lastModified == self.lastModified && from == validatorsFrom
    let hasSome = etag != nil || lastModified != nil
    if isSame, hasSome, let before = self.body, before != body {
      validatorsLie = true
    } else if !isSame {
      validatorsLie = false
    }
    self.body = body
    self.etag = etag
    self.lastModified = lastModified
    validatorsFrom = from
    bodyAt = now
  }

  private mutating func succeed(
    movedTo: String?, schedule: Schedule, hints: Schedule.Hints, start: Timestamp
  ) {
    lastSuccess = start
    failures = 0
    lastError = nil
    heldUntil = nil
    isRetired = false
    moves = movedTo == nil ? 0 : movedTo == self.movedTo ? moves + 1 : 1
    self.movedTo = movedTo
    var hints = self.hints.with(hints)
    hints.quietSince = lastNews
    let interval = schedule.interval(hints, now: start)
    self.interval = interval
    due = schedule.due(after: start, interval: interval, hints: hints)
  }

  private mutating func fail(
    _ reason: String, schedule: Schedule, start: Timestamp, spread: Double?
  ) {
    failures += 1
    lastError = reason
    let wait = schedule.backoff(
      failures: failures, interval: interval ?? schedule.standard,
      spread: spread ?? SourceState.spread(address, failures))
    due = start.adding(wait)
  }

  /// 0 to 1, the same for the same address and count: sources that failed together come back
  /// apart, and no run depends on chance.
  static func spread(_ address: String, _ failures: Int) -> Double {
    var builder = FingerprintBuilder()
    builder.update(text: address)
    builder.update(text: String(failures))
    return Double(builder.finish().bytes[0]) / 255
  }
}

extension Schedule.Hints {
  /// Whether the document itself says anything.
  fileprivate var isOfDocument: Bool { ofDocument != Schedule.Hints() }

  /// What comes from the document, not from the answer's headers or the archive.
  fileprivate var ofDocument: Schedule.Hints {
    var hints = self
    hints.freshSeconds = nil
    hints.quietSince = nil
    return hints
  }

  /// These, with an answer's own in their place where it has any.
  fileprivate func with(_ answer: Schedule.Hints) -> Schedule.Hints {
    var hints = answer.isOfDocument ? answer : self
    hints.freshSeconds = answer.freshSeconds
    return hints
  }
}
