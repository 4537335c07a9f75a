import Archive
import ConfigurationModel
import FeedModel
import Fetcher
import History

/// Tells hubs of others which documents have changed (`hubs`).
///
/// At least once: what is to be told was noted together with what was published, and stays until the
/// hub has taken it.
struct HubPings {
  private let archive: Archive
  private let hubs: Set<WebAddress>
  private let fetcher: Fetcher
  private let owner = HubOwner.name()

  /// `nil` where no hub is to be told.
  init?(_ configuration: Configuration, _ archive: Archive) {
    hubs = Set(configuration.feeds.flatMap { configuration.toldHubs(of: $0) })
    guard !hubs.isEmpty else { return nil }
    self.archive = archive
    var policy = FetchPolicy(configuration.fetch)
    policy.gap = .zero
    policy.perHost = Self.perHost
    policy.timeout = min(policy.timeout, Self.patience)
    policy.maxBytes = Self.longestAnswer
    fetcher = Fetcher(policy: policy)
  }

  private static let perHost = 4
  private static let patience: Duration = .seconds(10)
  private static let longestAnswer = 1 << 20
  /// The most that are told at once.
  private static let atOnce = 64
  /// What is left then waits for the next run.
  private static let wholePatience: Duration = .seconds(60)
  private static let claimTime: Duration = .seconds(300)

  /// Tells what is due; gives what went wrong, a sentence for each hub.
  ///
  /// - Parameter now: the wall clock.
  func tell(now: Timestamp) async -> [String] {
    let start = ContinuousClock.now
    var problems: [WebAddress: String] = [:]
    do throws(ArchiveError) {
      while ContinuousClock.now - start < Self.wholePatience {
        let now = now.adding(ContinuousClock.now - start)
        let claim = HubClaim(
          owner: owner, lasting: Self.claimTime, limit: Self.atOnce, perHost: Self.atOnce)
        let pings = try archive.write { session throws(ArchiveError) in
          try session.claimPings(claim, now: now)
        }
        guard !pings.isEmpty else { break }
        let told = await told(pings, now: now)
        for (ping, _, problem) in told {
          if let problem { problems[ping.hub] = problem }
        }
        let owner = owner
        let outcomes = told.map { (ping: $0.ping, outcome: $0.outcome) }
        try archive.write { session throws(ArchiveError) in
          try session.settle(outcomes, of: owner)
        }
      }
    } catch {
      return ["`hubs`: \(error.description)"]
    }
    return problems.map { hub, problem in
      "`hubs`: \(hub.host ?? "") could not be told: \(problem); a later run tries again"
    }.sorted()
  }

  private typealias Told = (ping: HubPing, outcome: HubOutcome, problem: String?)

  private func told(_ pings: [HubPing], now: Timestamp) async -> [Told] {
    await withTaskGroup(of: Told.self) { group in
      for ping in pings {
        // One that is not configured any more.
        guard hubs.contains(ping.hub) else {
          group.addTask { (ping, .ended, nil) }
          continue
        }
        let fetcher = fetcher
        group.addTask { Self.told(ping, await Self.tell(ping, fetcher), now: now) }
      }
      return await group.reduce(into: []) { $0.append($1) }
    }
  }

  private static func tell(_ ping: HubPing, _ fetcher: Fetcher) async -> FetchOutcome {
    var request = FetchRequest(address: ping.hub, name: "hub")
    request.headers = [.init(name: "Accept", value: "*/*")]
    request.content = .init(
      mediaType: "application/x-www-form-urlencoded",
      bytes: Array("hub.mode=publish&hub.url=".utf8) + HubOwner.encoded(ping.topic))
    return await fetcher.fetch(request)
  }

  private static func told(_ ping: HubPing, _ answer: FetchOutcome, now: Timestamp) -> Told {
    guard let problem = answer.deliveryProblem else { return (ping, .told, nil) }
    var ping = ping
    let since = ping.failingSince ?? now
    ping.failingSince = since
    switch HubRetry.step(failures: ping.failures + 1, since: since, now: now) {
    case .again(let due): return (ping, .again(at: due), problem)
    case .giveUp: return (ping, .ended, problem)
    }
  }
}
