import Bytes
import Synchronization

/// Who is logged in to the owner's pages.
final class OwnerSessions: Sendable {
  /// One browser's.
  struct Session: Sendable {
    /// What each of its forms carries.
    let formToken: String
    let began: ContinuousClock.Instant
    var lastSeen: ContinuousClock.Instant
  }

  private let sessions = Mutex<[TokenSet.Digest: Session]>([:])

  /// Without being used, and in all.
  private static let idle: Duration = .seconds(12 * 3600)
  private static let longest: Duration = .seconds(7 * 86_400)
  private static let most = 100

  static let cookieName = "refeed-owner"

  /// Begins one, and gives the value of its cookie.
  func begin(at now: ContinuousClock.Instant = .now) -> String {
    let secret = Chance.token()
    let session = Session(formToken: Chance.token(), began: now, lastSeen: now)
    sessions.withLock { sessions in
      Self.clear(&sessions, now)
      if sessions.count >= Self.most,
        let oldest = sessions.min(by: { $0.value.lastSeen < $1.value.lastSeen })
      {
        sessions[oldest.key] = nil
      }
      sessions[TokenSet.Digest(of: secret.utf8)] = session
    }
    return secret
  }

  /// The session of a cookie, used once more; `nil` where it has ended or never was.
  func session(of cookie: String?, at now: ContinuousClock.Instant = .now) -> Session? {
    guard let cookie else { return nil }
    let key = TokenSet.Digest(of: cookie.utf8)
    return sessions.withLock { sessions in
      Self.clear(&sessions, now)
      sessions[key]?.lastSeen = now
      return sessions[key]
    }
  }

  func end(_ cookie: String?) {
    guard let cookie else { return }
    sessions.withLock { $0[TokenSet.Digest(of: cookie.utf8)] = nil }
  }

  /// Ends all, as another password does.
  func endAll() { sessions.withLock { $0 = [:] } }

  private static func clear(
    _ sessions: inout [TokenSet.Digest: Session], _ now: ContinuousClock.Instant
  ) {
    sessions = sessions.filter { now - $0.value.lastSeen < idle && now - $0.value.began < longest }
  }
}

/// What nobody can guess.
enum Chance {
  /// 256 bits of the system's randomness as base64url.
  static func token() -> String {
    String(decoding: Base64.urlEncoded(bytes(32)), as: UTF8.self)
  }

  static func bytes(_ count: Int) -> [UInt8] {
    var generator = SystemRandomNumberGenerator()
    return (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
  }
}

/// How often somebody may try to log in: a few times in a quarter of an hour from one place, and not
/// without end from all together.
final class LoginAttempts: Sendable {
  private struct State {
    var began: ContinuousClock.Instant
    var failures: [ClientAddress?: Int] = [:]
    var tries = 0
  }

  private let state: Mutex<State>
  private let span: Duration = .seconds(15 * 60)
  private let perClient = 5
  private let inAll = 300

  init(at now: ContinuousClock.Instant = .now) {
    state = Mutex(State(began: now))
  }

  /// Whether a client may try, which counts as a failure until it has come to a good end.
  func begin(_ client: ClientAddress?, at now: ContinuousClock.Instant = .now) -> Bool {
    state.withLock { state in
      if now - state.began >= span { state = State(began: now) }
      guard state.tries < inAll, state.failures[client, default: 0] < perClient else {
        return false
      }
      state.tries += 1
      state.failures[client, default: 0] += 1
      return true
    }
  }

  /// Notes that a client knew the password.
  func succeed(_ client: ClientAddress?) {
    state.withLock { $0.failures[client] = nil }
  }
}
