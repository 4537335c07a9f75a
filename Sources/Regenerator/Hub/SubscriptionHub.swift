import Archive
public import ConfigurationModel
public import FeedModel
public import History
import Synchronization

/// The hub in `serve` (WebSub): takes subscriptions, asks subscribers whether they meant it, and tells
/// them what was published. docs/websub.md
///
/// What is to be told stands in the archive, so that no restart loses it and several processes share
/// it; ``round()`` is to be called again and again.
public final class SubscriptionHub: Sendable {
  /// What is answered to a request.
  public enum Answer: Sendable, Hashable {
    /// It is looked into; the subscriber will be asked.
    case accepted
    /// It can't be meant.
    case invalid(InvalidSubscriptionRequest)
    /// There is no such document, or not for who asks.
    case unknownTopic
    /// Too much is being looked into for the callback's host.
    case tooMany
    /// Too much is being looked into, or the archive can't be asked.
    case busy
    /// There is no hub.
    case off
  }

  let site = Mutex<HubSite?>(nil)
  let archive = HubArchive()
  let work = Mutex(HubWork())
  let totals = Mutex(HubCounts())
  let now: @Sendable () -> Timestamp
  let executor: (any TaskExecutor)?
  let tell: @Sendable (_ message: String, _ facts: [(name: String, value: String)]) -> Void
  let wake = Mutex<(@Sendable () -> Void)?>(nil)
  let owner = HubOwner.name()

  /// - Parameters:
  ///   - now: the wall clock.
  ///   - executor: where documents are read and signed; `nil` for the common threads.
  ///   - note: is told what whoever runs the service should hear of; never a token or a secret.
  public init(
    now: @escaping @Sendable () -> Timestamp, executor: (any TaskExecutor)? = nil,
    note: @escaping @Sendable (_ message: String, _ facts: [(name: String, value: String)]) -> Void
  ) {
    self.now = now
    self.executor = executor
    tell = note
  }

  /// Takes over a configuration; one without a hub ends all requests, not the subscriptions.
  public func change(_ configuration: Configuration) {
    let new = HubSite(configuration)
    site.withLock { $0 = new }
    if new == nil { archive.close() }
    ring()
  }

  /// Whether there is a hub.
  public var isOn: Bool { site.withLock { $0 != nil } }

  /// How many requests of one client are granted in a minute.
  public var perMinute: Int { site.withLock { $0?.settings.perMinute } ?? 0 }

  /// What has been done so far.
  public var counts: HubCounts {
    var counts = totals.withLock { $0 }
    counts.waiting = work.withLock { $0.running }
    return counts
  }

  /// Whether nothing is at work: no subscriber is asked or told, and what came of it is noted.
  package var isQuiet: Bool { work.withLock { $0.isQuiet } }

  /// Calls something when there is more to do for ``round()``.
  public func whenNews(_ wake: @escaping @Sendable () -> Void) {
    self.wake.withLock { $0 = wake }
  }

  func ring() { wake.withLock { $0 }?() }

  // MARK: Subscriptions

  /// Answers a request at once; what it asks for comes later, if the subscriber says that it meant it.
  ///
  /// - Parameter admits: whether one more request about a host's callbacks is granted.
  public func answer(
    form: [(name: String, value: String)], admits: (_ host: String) -> Bool = { _ in true }
  ) -> Answer {
    guard let site = site.withLock({ $0 }) else { return .off }
    let asked: SubscriptionRequest
    do throws(InvalidSubscriptionRequest) {
      asked = try SubscriptionRequest(form: form) { site.trusts($0) }
    } catch {
      return .invalid(error)
    }
    let place = site.place(of: asked.topic)
    // Who has subscribed to what is there no longer may leave all the same.
    guard asked.mode == .unsubscribe || place.map({ site.isPublished($0.topic) }) ?? false else {
      return .unknownTopic
    }
    let host = asked.callback.host ?? ""
    guard admits(host) else { return .tooMany }
    let wanted = work.withLock { $0.beginVerification(of: host) }
    guard wanted == .accepted else { return wanted }
    Task(executorPreference: executor) { [self] in
      await verify(asked, place?.topic.document, site)
      work.withLock { $0.endVerification(of: host) }
    }
    return .accepted
  }

  private func verify(
    _ asked: SubscriptionRequest, _ document: String?, _ site: HubSite
  ) async {
    guard await site.isMeant(asked) else {
      totals.withLock { $0.refused += 1 }
      return
    }
    do throws(ArchiveError) {
      guard let archive = try archive.archive(site.archive, now: now()) else { return }
      guard asked.mode == .subscribe, let document else {
        try archive.write { session throws(ArchiveError) in
          try session.unsubscribe(topic: asked.topic, callback: asked.callback)
        }
        totals.withLock { $0.unsubscribed += 1 }
        return
      }
      let subscription = HubSubscription(
        topic: asked.topic, document: document, callback: asked.callback, secret: asked.secret,
        expires: now().adding(.seconds(asked.leaseSeconds)))
      let isTaken = try archive.write { session throws(ArchiveError) in
        try session.subscribe(subscription, within: HubCapacity())
      }
      totals.withLock { $0.subscribed += isTaken ? 1 : 0 }
      if !isTaken {
        tell(
          "the hub has as many subscriptions as it takes",
          [("host", subscription.callback.host ?? "")])
      }
    } catch {
      tell("the hub could not note a subscription", [("reason", error.description)])
    }
  }
}

/// What a hub has done since its process began, and what is there now.
public struct HubCounts: Sendable, Hashable {
  /// Subscriptions that were meant, new ones and those that go on.
  public var subscribed = 0
  /// Subscriptions that their readers have ended.
  public var unsubscribed = 0
  /// Requests that the subscriber did not mean.
  public var refused = 0
  /// Deliveries that went well.
  public var told = 0
  /// Deliveries that did not; each time anew.
  public var failed = 0
  /// Subscriptions whose callback said that it is gone.
  public var gone = 0
  /// Those whose callback has failed for too long.
  public var dropped = 0
  /// Those whose topic has gone, or may not be read any more.
  public var denied = 0
  /// Those whose time was over.
  public var expired = 0
  /// Subscriptions that there are, as far as was looked.
  public var subscriptions = 0
  /// Deliveries that are at work.
  public var waiting = 0

  /// Nothing yet.
  public init() {}
}
