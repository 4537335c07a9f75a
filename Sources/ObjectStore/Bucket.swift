internal import Synchronization

/// A bucket of an object store that speaks S3's protocol: every request is signed, made again where
/// that helps, and counted.
package final class Bucket: Sendable {
  /// What has been asked of the store.
  package struct Counts: Sendable, Hashable {
    /// All requests, those that were made again among them.
    package var requests = 0
    package var puts = 0
    package var heads = 0
    package var gets = 0
    package var lists = 0
    package var deletes = 0
    /// Attempts after the first.
    package var retries = 0
  }

  private struct State {
    var counts = Counts()
    var chances: SeededChances
    /// Requests in a row that got no answer after all attempts.
    var lostInARow = 0
  }

  package let place: StorePlace
  private let credentials: StoreCredentials
  private let workers: ExchangeWorkers
  private let retrying: RetryPolicy
  private let pause: @Sendable (Duration) async -> Void
  private let state: Mutex<State>

  /// - Parameters:
  ///   - atOnce: requests that are under way at one time, at most.
  ///   - timeout: of one attempt.
  ///   - seed: of the chances that waits are drawn by.
  ///   - pause: waits.
  package init(
    _ place: StorePlace, as credentials: StoreCredentials, atOnce: Int = 16,
    timeout: Duration = .seconds(60), retrying: RetryPolicy = RetryPolicy(),
    seed: UInt64 = .random(in: .min ... .max),
    pause: @escaping @Sendable (Duration) async -> Void = { try? await Task.sleep(for: $0) }
  ) {
    (self.place, self.credentials, self.retrying, self.pause) = (
      place, credentials, retrying, pause
    )
    let limits = CurlExchange.Limits(connect: min(timeout, .seconds(10)), whole: timeout)
    workers = ExchangeWorkers(
      region: place.region, as: credentials, limits: limits, atOnce: atOnce)
    state = Mutex(State(chances: SeededChances(seed: seed)))
  }

  /// What has been asked so far.
  package var counts: Counts { state.withLock { $0.counts } }

  /// When the store seems to be gone, every further request is made once.
  private static let mostLostInARow = 4

  /// The first answer that is worth looking at.
  func send(_ request: ObjectRequest) async throws(StoreError) -> ObjectAnswer {
    let canonical = CanonicalRequest(request, at: place, token: credentials.token)
    var attempt = 1
    while true {
      count(request, isRetry: attempt > 1)
      let result = await workers.answer(to: canonical)
      let isLast =
        attempt >= retrying.attempts
        || state.withLock { $0.lostInARow >= Self.mostLostInARow }
      guard let asked = Self.retry(after: result), !isLast, asked <= RetryPolicy.mostAsked else {
        return try settled(result, request)
      }
      let part = state.withLock { Double.random(in: 0...1, using: &$0.chances) }
      await pause(
        retrying.wait(before: attempt, part: part, asked: asked == .zero ? nil : asked))
      attempt += 1
    }
  }

  /// How long a store wants to be left alone before a request is made again; `nil` where that is of
  /// no use.
  private static func retry(
    after result: Result<ObjectAnswer, ExchangeFailure>
  ) -> Duration? {
    switch result {
    case .failure(.timedOut), .failure(.unreachable): return .zero
    case .failure: return nil
    case .success(let answer):
      let code = StoreRefusal.code(of: answer)
      guard
        [408, 429, 500, 502, 503, 504].contains(answer.status)
          // Two writers at the same moment; and what stores say of a request that they gave up on.
          || ["ConditionalRequestConflict", "OperationAborted", "RequestTimeout", "SlowDown"]
            .contains(code)
      else { return nil }
      let seconds = answer.headers["retry-after"].flatMap { Int($0) } ?? 0
      return .seconds(min(max(seconds, 0), 86_400))
    }
  }

  private func settled(
    _ result: Result<ObjectAnswer, ExchangeFailure>, _ request: ObjectRequest
  ) throws(StoreError) -> ObjectAnswer {
    switch result {
    case .success(let answer):
      state.withLock { $0.lostInARow = 0 }
      return answer
    case .failure(let failure):
      state.withLock { $0.lostInARow += 1 }
      throw error(StoreError.Reason(failure, limit: request.limit), request)
    }
  }

  /// An answer that is none to what was asked.
  func refusal(_ answer: ObjectAnswer, _ request: ObjectRequest) -> StoreError {
    error(StoreRefusal.reason(of: answer, credentials: credentials), request)
  }

  func error(_ reason: StoreError.Reason, _ request: ObjectRequest) -> StoreError {
    StoreError(
      bucket: place.bucket, host: place.endpoint.authority, reason: reason,
      key: request.key.isEmpty ? nil : request.key)
  }

  private func count(_ request: ObjectRequest, isRetry: Bool) {
    state.withLock { state in
      state.counts.requests += 1
      if isRetry { state.counts.retries += 1 }
      switch request.method {
      case .put: state.counts.puts += 1
      case .head: state.counts.heads += 1
      case .delete: state.counts.deletes += 1
      case .get:
        if request.key.isEmpty { state.counts.lists += 1 } else { state.counts.gets += 1 }
      }
    }
  }
}

extension StoreError.Reason {
  init(_ failure: ExchangeFailure, limit: Int) {
    switch failure {
    case .timedOut: self = .timedOut
    case .unreachable(let detail): self = .unreachable(detail: detail)
    case .tooLarge: self = .tooLarge(limit: limit)
    case .outOfResources: self = .outOfResources
    }
  }
}

/// What a store says that it will not do.
enum StoreRefusal {
  /// The code in an answer's document; one of its status where there is no document, as for `HEAD`.
  static func code(of answer: ObjectAnswer) -> String {
    let known = XMLText(answer.body.prefix(1 << 16)).elements("Error").first?.text("Code")
    if let known, (1...64).contains(known.utf8.count),
      known.utf8.allSatisfy(StoreAddress.isLetterOrDigit)
    {
      return known
    }
    switch answer.status {
    case 403: return "Forbidden"
    case 412: return "PreconditionFailed"
    case 429: return "TooManyRequests"
    case 500: return "InternalError"
    case 501: return "NotImplemented"
    case 503: return "ServiceUnavailable"
    default: return ""
    }
  }

  static func reason(
    of answer: ObjectAnswer, credentials: StoreCredentials
  ) -> StoreError.Reason {
    let code = code(of: answer)
    let region = answer.headers["x-amz-bucket-region"].flatMap {
      StoreAddress.isRegion($0) ? $0 : nil
    }
    if (300..<400).contains(answer.status) || code == "AuthorizationHeaderMalformed"
      || code == "IllegalLocationConstraintException"
    {
      let said = XMLText(answer.body.prefix(1 << 16)).text("Region")
      return .elsewhere(region: region ?? said.flatMap { StoreAddress.isRegion($0) ? $0 : nil })
    }
    guard !code.isEmpty || answer.status == 404 else {
      return .unexpected(status: answer.status)
    }
    return .refused(
      code: code.isEmpty ? "NotFound" : code, status: answer.status,
      credentials: credentials.description)
  }
}
