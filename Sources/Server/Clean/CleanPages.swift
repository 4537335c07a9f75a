public import ConfigurationModel
public import FeedModel
import NIOCore
import Regenerator
import Synchronization

/// Answers those who want any feed cleaned: who may ask, how often, and what is remembered.
public final class CleanPages: Sendable {
  /// Who asks, as far as limits are concerned.
  private enum Holder: Hashable {
    case token(TokenSet.Digest)
    case client(ClientAddress?)
    /// All who have no token: what one of them got is the others' too.
    case everybody

    var isToken: Bool { if case .token = self { true } else { false } }

    /// For whom answers are kept.
    var keeper: Holder { isToken ? self : .everybody }
  }

  private struct Stored {
    var answer: CleanAnswer
    var until: ContinuousClock.Instant
    var bytes: Int
    /// When it was read.
    var since: ContinuousClock.Instant
  }

  /// What is kept for one holder.
  private struct Account {
    var minute: ContinuousClock.Instant
    var requests = 0
    var stored: [CleanRequest: Stored] = [:]
    /// Oldest first.
    var order: [CleanRequest] = []
    var bytes = 0

    mutating func keep(
      _ answer: CleanAnswer, of wanted: CleanRequest, upTo limit: Int, now: ContinuousClock.Instant
    ) {
      bytes -= stored.removeValue(forKey: wanted)?.bytes ?? 0
      order.removeAll { $0 == wanted }
      var (size, lifetime) = (256, CleanPages.failureLifetime)
      if case .feed(let feed) = answer {
        (size, lifetime) = (feed.count + 256, CleanPages.lifetime)
      }
      guard size <= limit else { return }
      while bytes + size > limit, !order.isEmpty {
        bytes -= stored.removeValue(forKey: order.removeFirst())?.bytes ?? 0
      }
      stored[wanted] = Stored(answer: answer, until: now + lifetime, bytes: size, since: now)
      order.append(wanted)
      bytes += size
    }
  }

  private struct State {
    var accounts: [Holder: Account] = [:]
    var running: [Running: Work] = [:]
    /// All that are not done, those that nobody waits for included.
    var atWork = 0
    var begun = 0
    var isStopped = false

    mutating func end(_ running: Running, _ number: Int) {
      atWork -= 1
      if self.running[running]?.number == number { self.running[running] = nil }
    }
  }

  /// What is wanted, and whether any host may be read for it.
  private struct Running: Hashable {
    var wanted: CleanRequest
    var isKnown: Bool
  }

  private struct Work {
    var key: Running
    var number: Int
    var task: Task<CleanAnswer, Never>
    /// How many wait for it.
    var waiting = 1
  }

  private let cleaner: FeedCleaner
  private let tokens: TokenSet
  private let hosts: [String]
  private let perMinute: Int
  private let cacheBytes: Int
  private let rsshub: WebAddress?
  /// The tokens of feeds that are not for all.
  private let closed: [String: TokenSet]
  private let now: @Sendable () -> Timestamp
  /// Told of what could not be read: the addresses, and why.
  private let tell: @Sendable (_ addresses: String, _ reason: String) -> Void
  /// What lifetimes are counted by.
  private let instant: @Sendable () -> ContinuousClock.Instant
  private let state = Mutex(State())

  /// - Parameters:
  ///   - now: the wall clock.
  ///   - tell: called with the addresses of what could not be read, and why; secrets in them are
  ///     not hidden.
  public convenience init(
    _ configuration: Configuration, now: @escaping @Sendable () -> Timestamp,
    tell: @escaping @Sendable (_ addresses: String, _ reason: String) -> Void = { _, _ in }
  ) {
    self.init(configuration, cleaner: FeedCleaner(configuration), now: now, tell: tell)
  }

  init(
    _ configuration: Configuration, cleaner: FeedCleaner,
    now: @escaping @Sendable () -> Timestamp,
    instant: @escaping @Sendable () -> ContinuousClock.Instant = { .now },
    tell: @escaping @Sendable (_ addresses: String, _ reason: String) -> Void = { _, _ in }
  ) {
    self.cleaner = cleaner
    self.tell = tell
    self.now = now
    self.instant = instant
    let settings = configuration.serve
    tokens = TokenSet(settings.auth.clean)
    hosts = settings.clean.hosts
    perMinute = settings.clean.perMinute
    cacheBytes = settings.clean.cache
    rsshub = settings.rsshub
    closed = Dictionary(
      ServedSite(configuration).feeds.lazy.filter { !$0.isOpen }.map { ($0.id, $0.tokens) },
      uniquingKeysWith: { first, _ in first })
  }

  /// How long an answer is given again.
  fileprivate static let lifetime: Duration = .seconds(600)
  /// What can't be read is not tried again at once.
  fileprivate static let failureLifetime: Duration = .seconds(60)
  /// How long a feed that was read once stands in for one that can't be read any more.
  private static let graceOfFeed: Duration = .seconds(86_400)
  private static let mostAtOnce = 16
  /// What is cleaned for one keeps no thread from those who answer others.
  private static let executor = BackgroundExecutor(
    threads: System.coreCount, name: "clean", nice: 5)
  private static let mostAccounts = 10_000

  /// Whether a token lets its holder ask.
  func opens(_ token: TokenSet.Digest) -> Bool { tokens.opens(token) }

  /// `nil` for what is no such request, and for those who may not ask.
  ///
  /// - Parameter isLast: whether nobody else has an answer, so that a path may be RSSHub's.
  func answer(_ request: PageRequest, isLast: Bool) async -> Message? {
    guard !tokens.isEmpty || !hosts.isEmpty else { return nil }
    let query = RequestQuery(request.query)
    // What is ours, and what only those ask for who look for holes, is no path of another's.
    let hub = isLast && !request.path.hasPrefix("/-/") ? rsshub : nil
    guard let meaning = CleanDialect.meaning(path: request.path, query: query, rsshub: hub) else {
      return nil
    }
    let isKnown = request.presented.map { tokens.opens($0) } ?? false
    guard isKnown || !hosts.isEmpty else { return nil }
    let holder: Holder =
      if isKnown, let token = request.presented {
        .token(token)
      } else {
        .client(request.caller.address?.client)
      }
    switch meaning {
    case .mistaken(let sentence): return Self.message(400, sentence)
    case .request(let wanted):
      guard isKnown || FeedCleaner.asks(wanted, onlyOf: hosts) else { return nil }
      if !isKnown, let feed = wanted.rules.flatMap({ closed[$0] }),
        !(request.presented.map { feed.opens($0) } ?? false)
      {
        return Self.message(.noSuchRules, wanted, request)
      }
      return await answer(wanted, for: holder, request)
    }
  }

  private func answer(
    _ wanted: CleanRequest, for holder: Holder, _ request: PageRequest
  ) async -> Message {
    guard count(holder) else {
      return Self.message(429, "Too many requests; try again in a minute.", [("retry-after", "60")])
    }
    if let known = stored(wanted, for: holder) { return Self.message(known, wanted, request) }
    guard let work = work(wanted, for: holder) else {
      return Self.message(503, "Too much is being cleaned.", [("retry-after", "10")])
    }
    let answer = await withTaskCancellationHandler {
      await work.task.value
    } onCancel: {
      leave(work)
    }
    return Self.message(keep(answer, of: wanted, for: holder), wanted, request)
  }

  // MARK: What is counted and kept

  private func count(_ holder: Holder) -> Bool {
    let now = instant()
    return state.withLock { state in
      if state.accounts.count >= Self.mostAccounts {
        state.accounts = state.accounts.filter {
          $0.key == .everybody || now - $0.value.minute < .seconds(60)
        }
        guard state.accounts.count < Self.mostAccounts || state.accounts[holder] != nil else {
          return false
        }
      }
      var account = state.accounts[holder] ?? Account(minute: now)
      if now - account.minute >= .seconds(60) { (account.minute, account.requests) = (now, 0) }
      account.requests += 1
      state.accounts[holder] = account
      return account.requests <= perMinute
    }
  }

  private func stored(_ wanted: CleanRequest, for holder: Holder) -> CleanAnswer? {
    let now = instant()
    return state.withLock { state in
      guard let stored = state.accounts[holder.keeper]?.stored[wanted],
        stored.until > now
      else { return nil }
      return stored.answer
    }
  }

  // MARK: Work

  /// One task for all who want the same and may have it.
  private func work(_ wanted: CleanRequest, for holder: Holder) -> Work? {
    state.withLock { state in
      let key = Running(wanted: wanted, isKnown: holder.isToken)
      if let running = state.running[key] {
        state.running[key]?.waiting += 1
        return running
      }
      guard !state.isStopped, state.atWork < Self.mostAtOnce else { return nil }
      state.atWork += 1
      state.begun += 1
      let number = state.begun
      let task = Task(executorPreference: Self.executor) { [self] in
        let answer = await cleaner.answer(
          wanted, now: now(), onlyHosts: holder.isToken ? nil : hosts)
        if case .unreadable(let reason) = answer {
          tell(wanted.addresses.map(\.href).joined(separator: " "), reason)
        }
        self.state.withLock { $0.end(key, number) }
        return answer
      }
      let work = Work(key: key, number: number, task: task)
      state.running[key] = work
      return work
    }
  }

  /// Somebody who has waited for it does no more; without any others it ends.
  private func leave(_ work: Work) {
    let isAlone = state.withLock { state in
      guard let running = state.running[work.key], running.number == work.number else {
        return false
      }
      state.running[work.key]?.waiting -= 1
      guard running.waiting == 1 else { return false }
      state.running[work.key] = nil
      return true
    }
    if isAlone { work.task.cancel() }
  }

  /// How many wait for what is at work.
  var waiting: Int { state.withLock { $0.running.values.reduce(0) { $0 + $1.waiting } } }

  /// Ends all that is at work, and begins nothing more: the service stops.
  func stop() {
    let running = state.withLock { state in
      state.isStopped = true
      return state.running.values.map(\.task)
    }
    for task in running { task.cancel() }
  }

  /// Remembers an answer; gives it, or the feed of before where it can't be read now.
  private func keep(
    _ answer: CleanAnswer, of wanted: CleanRequest, for holder: Holder
  ) -> CleanAnswer {
    if case .abandoned = answer { return answer }
    let now = instant()
    return state.withLock { state in
      var account = state.accounts[holder.keeper] ?? Account(minute: now)
      if case .unreadable = answer, let before = account.stored[wanted],
        case .feed = before.answer, now - before.since < Self.graceOfFeed
      {
        state.accounts[holder.keeper]?.stored[wanted]?.until = now + Self.failureLifetime
        return before.answer
      }
      account.keep(answer, of: wanted, upTo: cacheBytes, now: now)
      state.accounts[holder.keeper] = account
      return answer
    }
  }

  // MARK: Answers

  private static func message(
    _ answer: CleanAnswer, _ wanted: CleanRequest, _ request: PageRequest
  ) -> Message {
    switch answer {
    case .mistaken(let sentence): return message(400, sentence)
    case .unreadable: return message(502, "That feed could not be read.")
    case .abandoned: return message(503, "This service stops.", [("retry-after", "10")])
    case .feed(let bytes):
      let page = wanted.format == .html ? SafeHeaders.pagePolicy : nil
      var message = SitePages.conditional(bytes, wanted.format.mediaType, request, policy: page)
      message.fields.removeAll {
        ["access-control-allow-origin", "cache-control"].contains($0.name)
      }
      message.fields += [("cache-control", "private, max-age=600"), ("x-robots-tag", "noindex")]
      return message
    }
  }

  private static func message(
    _ status: Int, _ sentence: String, _ fields: [(name: String, value: String)] = []
  ) -> Message {
    Message(status, sentence, [("x-robots-tag", "noindex")] + fields)
  }
}
