internal import Dispatch
internal import Synchronization

/// Makes requests on threads of its own, so many at once at most; connections are kept between them.
final class ExchangeWorkers: Sendable {
  private struct Job: Sendable {
    var request: CanonicalRequest
    var finish: @Sendable (Result<ObjectAnswer, ExchangeFailure>) -> Void
  }

  private struct State {
    var waiting: [Job] = []
    /// Index of the first that still waits.
    var first = 0
    var working = 0
    /// Handles that nobody uses, the last used first.
    var handles: [CurlExchange] = []

    mutating func next() -> Job? {
      guard first < waiting.count else { return nil }
      defer {
        first += 1
        if first == waiting.count { (waiting, first) = ([], 0) }
      }
      return waiting[first]
    }
  }

  private let region: String
  private let credentials: StoreCredentials
  private let limits: CurlExchange.Limits
  private let atOnce: Int
  private let state = Mutex(State())
  private let queue = DispatchQueue(label: "object store", attributes: .concurrent)

  init(region: String, as credentials: StoreCredentials, limits: CurlExchange.Limits, atOnce: Int) {
    (self.region, self.credentials, self.limits) = (region, credentials, limits)
    self.atOnce = max(1, atOnce)
  }

  /// Makes a request, once.
  func answer(to request: CanonicalRequest) async -> Result<ObjectAnswer, ExchangeFailure> {
    await withCheckedContinuation { continuation in
      let job = Job(request: request) { continuation.resume(returning: $0) }
      let mustStart = state.withLock { state in
        state.waiting.append(job)
        guard state.working < atOnce else { return false }
        state.working += 1
        return true
      }
      if mustStart { queue.async { PipeSignal.blocked { self.work() } } }
    }
  }

  private func work() {
    let handle = state.withLock { $0.handles.popLast() } ?? CurlExchange()
    while let job = nextJob(givingBack: handle) {
      guard let handle else {
        job.finish(.failure(.outOfResources))
        continue
      }
      let result: Result<ObjectAnswer, ExchangeFailure>
      do throws(ExchangeFailure) {
        result = .success(
          try handle.answer(
            to: job.request, region: region, as: credentials, limits: limits))
      } catch {
        result = .failure(error)
      }
      job.finish(result)
    }
  }

  /// `nil` when nothing waits: the worker is done, and its handle is the next one's.
  private func nextJob(givingBack handle: CurlExchange?) -> Job? {
    state.withLock { state in
      if let job = state.next() { return job }
      state.working -= 1
      if let handle { state.handles.append(handle) }
      return nil
    }
  }
}
