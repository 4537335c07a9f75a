import FeedModel
import History
import Regenerator
import Synchronization

/// What was sent to a page that takes forms.
struct SentForm: Sendable {
  /// `Content-Type`
  var mediaType: String?
  var content: [UInt8]

  /// Whether the content is what the hub reads.
  var isURLEncoded: Bool {
    let type = (mediaType ?? "").prefix { $0 != ";" }.lowercased()
    return type.filter { $0 != " " } == "application/x-www-form-urlencoded"
  }
}

/// The hub as those meet it who subscribe: `/-/hub`.
final class HubPages: Sendable {
  static let path = "/-/hub"
  /// In bytes.
  static let longestForm = 16 << 10

  private let hub: SubscriptionHub
  private let limit: RequestLimit

  init(_ hub: SubscriptionHub, limit: RequestLimit = RequestLimit()) {
    self.hub = hub
    self.limit = limit
  }

  func answer(_ request: PageRequest) -> Message {
    guard hub.isOn else { return .notFound }
    guard let form = request.sent else {
      return Message(
        200, "This is a WebSub hub for the feeds that are published here; POST subscribes to one.")
    }
    guard form.isURLEncoded else {
      return Message(415, "The hub reads application/x-www-form-urlencoded.")
    }
    let most = hub.perMinute
    guard limit.admits(.client(request.caller.address?.client), most: most) else {
      return Self.tooMany
    }
    let fields = RequestQuery(String(decoding: form.content, as: UTF8.self)).items
    // Strangers, who may name any host, do not use up what a host's own readers are granted so soon.
    let admits = { (host: String) in
      self.limit.admits(.callbacks(of: host), most: most * Self.clientsOfOneHost)
    }
    switch hub.answer(form: fields, admits: admits) {
    case .accepted:
      return Message(202, "The callback will be asked whether this was meant.")
    case .invalid(let problem): return Message(400, problem.description)
    case .unknownTopic, .off: return .notFound
    case .tooMany: return Self.tooMany
    case .busy:
      return Message(503, "The hub is busy; try again soon.", [("retry-after", "10")])
    }
  }

  private static let clientsOfOneHost = 10

  private static let tooMany = Message(
    429, "Too many requests; try again in a minute.", [("retry-after", "60")])
}

/// How many requests are granted in a minute: of one client, about one host, and in all.
final class RequestLimit: Sendable {
  enum Holder: Hashable {
    case client(ClientAddress?)
    case callbacks(of: String)
  }

  private struct Minute {
    var start: ContinuousClock.Instant
    var count = 0
  }

  private struct State {
    var minutes: [Holder: Minute] = [:]
    var all: Minute
  }

  private let state: Mutex<State>
  private let now: @Sendable () -> ContinuousClock.Instant
  private static let factor = 40
  private static let mostHolders = 20_000

  init(now: @escaping @Sendable () -> ContinuousClock.Instant = { .now }) {
    self.now = now
    state = Mutex(State(all: Minute(start: now())))
  }

  /// Counts one more request; `false` where it is one too many.
  ///
  /// - Parameter most: of the holder's; so many times as many are granted to all clients together.
  func admits(_ holder: Holder, most: Int) -> Bool {
    let now = now()
    return state.withLock { state in
      if state.minutes[holder] == nil, state.minutes.count >= Self.mostHolders {
        state.minutes = state.minutes.filter { now - $0.value.start < .seconds(60) }
        guard state.minutes.count < Self.mostHolders else { return false }
      }
      var minute = state.minutes[holder] ?? Minute(start: now)
      let isHolders = Self.count(&minute, now) <= most
      state.minutes[holder] = minute
      guard isHolders, case .client = holder else { return isHolders }
      return Self.count(&state.all, now) <= Self.factor * most
    }
  }

  private static func count(_ minute: inout Minute, _ now: ContinuousClock.Instant) -> Int {
    if now - minute.start >= .seconds(60) { minute = Minute(start: now) }
    minute.count += 1
    return minute.count
  }
}
