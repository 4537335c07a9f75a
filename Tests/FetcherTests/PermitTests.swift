import FeedModel
import ScriptedOrigin
import Synchronization
import Testing

@testable import Fetcher

/// Where others ask the same hosts, nothing is sent before it is permitted.
@Suite struct PermitTests {
  /// Answers as a test says, and notes what it is told.
  private final class Others: HostPermits {
    struct Return: Hashable {
      var permit: String
      var host: String
      var wasSent: Bool
      var hold: Duration?
    }

    let asked = Mutex<[String]>([])
    let returned = Mutex<[Return]>([])
    let waiting = Mutex<[@Sendable (HostPermit) -> Void]>([])
    private let answers: @Sendable (Int) -> HostPermit?

    /// - Parameter answers: by how often it was asked before; `nil` leaves it waiting.
    init(_ answers: @escaping @Sendable (Int) -> HostPermit?) { self.answers = answers }

    func ask(
      for host: String, lasting: Duration, answer: @escaping @Sendable (HostPermit) -> Void
    ) {
      let count = asked.withLock { asked in
        asked.append(host)
        return asked.count - 1
      }
      if let now = answers(count) { answer(now) } else { waiting.withLock { $0.append(answer) } }
    }

    func giveBack(_ permit: String, for host: String, sent: Duration?, hold: Duration?) {
      returned.withLock {
        $0.append(Return(permit: permit, host: host, wasSent: sent != nil, hold: hold))
      }
    }
  }

  private func fetcher(_ others: Others) -> Fetcher {
    Fetcher(policy: quickPolicy { $0.connections = 2 }, permits: others)
  }

  @Test func whatIsGrantedIsSentAndGivenBack() async throws {
    let origin = ScriptedOrigin { _, connection in connection.answer() }
    defer { origin.stop() }
    let others = Others { .granted("p\($0)") }
    let fetcher = fetcher(others)
    let wanted = try request(origin.address())
    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<20 { group.addTask { _ = await fetcher.fetch(wanted) } }
    }
    #expect(origin.requests.count == 20)
    let returned = others.returned.withLock { $0 }
    #expect(returned.count == 20 && returned.allSatisfy { $0.wasSent && $0.host == "127.0.0.1" })
    #expect(Set(returned.map(\.permit)).count == 20)
  }

  @Test func whatMustWaitIsAskedForAgainAndHoldsUpNoOtherHost() async throws {
    let origin = ScriptedOrigin { _, connection in connection.answer() }
    let other = ScriptedOrigin(host: "127.0.0.2") { _, connection in connection.answer() }
    defer {
      origin.stop()
      other.stop()
    }
    // The first host is not to be asked for long; there is one connection too few for it to wait on.
    let others = Others { count in count < 2 ? .later(.seconds(600)) : .granted("p\(count)") }
    let fetcher = fetcher(others)
    let (slow, quick) = (
      try request(origin.address()), try request(other.address(), allowing: ["127.0.0.2"])
    )
    let waiting = (0..<2).map { _ in Task { await fetcher.fetch(slow) } }
    while others.asked.withLock({ $0.count }) < 1 { await Task.yield() }
    for _ in 0..<3 { #expect(await fetcher.fetch(quick).body != nil) }
    for task in waiting { task.cancel() }
    for task in waiting { _ = await task.value }
  }

  @Test func whatWasPutOffStartsInTheEnd() async throws {
    let origin = ScriptedOrigin { _, connection in connection.answer() }
    defer { origin.stop() }
    let others = Others { count in count < 5 ? .later(.milliseconds(5)) : .granted("p") }
    #expect(await fetcher(others).fetch(try request(origin.address())).body != nil)
    #expect(others.asked.withLock { $0.count } == 6)
  }

  @Test func aHostThatWantsToBeLeftAloneIsNotAsked() async throws {
    let origin = ScriptedOrigin { _, connection in connection.answer() }
    defer { origin.stop() }
    let others = Others { _ in .held(.seconds(77)) }
    let outcome = await fetcher(others).fetch(try request(origin.address()))
    guard case .retryLater(let wait, let facts) = outcome else {
      Issue.record("\(outcome)")
      return
    }
    #expect(wait == .seconds(77) && facts.status == nil)
    #expect(origin.requests.isEmpty && others.returned.withLock { $0.isEmpty })
  }

  @Test(arguments: [("120", 120), ("86400", 3600)])
  func whatTheHostSaysIsTold(_ header: String, seconds: Int) async throws {
    let origin = ScriptedOrigin { _, connection in
      connection.answer("429 Too Many Requests", headers: ["Retry-After: \(header)"])
    }
    defer { origin.stop() }
    let others = Others { _ in .granted("p") }
    _ = await fetcher(others).fetch(try request(origin.address()))
    #expect(others.returned.withLock { $0.map(\.hold) } == [.seconds(seconds)])
  }

  @Test func everyRedirectIsAskedForAtItsHost() async throws {
    let other = ScriptedOrigin(host: "127.0.0.2") { _, connection in connection.answer() }
    let target = other.address()
    let origin = ScriptedOrigin { _, connection in
      connection.answer("302 Found", headers: ["Location: \(target)"])
    }
    defer {
      origin.stop()
      other.stop()
    }
    let others = Others { .granted("p\($0)") }
    let wanted = try request(origin.address(), allowing: ["127.0.0.1", "127.0.0.2"])
    #expect(await fetcher(others).fetch(wanted).body != nil)
    #expect(others.asked.withLock { $0 } == ["127.0.0.1", "127.0.0.2"])
    #expect(others.returned.withLock { $0.map(\.host) } == ["127.0.0.1", "127.0.0.2"])
  }

  @Test func whatWasCancelledMeanwhileIsGivenBackUnsent() async throws {
    let origin = ScriptedOrigin { _, connection in connection.answer() }
    defer { origin.stop() }
    let others = Others { _ in nil }
    let fetcher = fetcher(others)
    let wanted = try request(origin.address())
    let task = Task { await fetcher.fetch(wanted) }
    while others.waiting.withLock({ $0.isEmpty }) { await Task.yield() }
    task.cancel()
    #expect(await task.value.reason == .cancelled)
    others.waiting.withLock { $0[0](.granted("late")) }
    while others.returned.withLock({ $0.isEmpty }) { await Task.yield() }
    #expect(others.returned.withLock { $0.map(\.wasSent) } == [false])
    #expect(origin.requests.isEmpty)
  }

  @Test func whereNobodyCanTellNothingIsSent() async throws {
    let origin = ScriptedOrigin { _, connection in connection.answer() }
    defer { origin.stop() }
    let others = Others { _ in .unknown("no database") }
    let outcome = await fetcher(others).fetch(try request(origin.address()))
    #expect(outcome.reason == .notPermitted(host: "127.0.0.1", detail: "no database"))
    #expect(origin.requests.isEmpty)
  }

  @Test func whatIsPutBackIsItsHostsNext() {
    var queue = HostQueue<Int>(perHost: 1, gap: .zero)
    for item in 0..<3 { queue.add(item, host: "a", now: .zero) }
    #expect(queue.next(now: .zero) == 0)
    queue.putBack(0, host: "a", until: .seconds(2), now: .zero)
    #expect(queue.waitingCount == 3)
    #expect(queue.next(now: .seconds(1)) == nil)
    #expect(queue.nextStart == .seconds(2))
    for item in 0..<3 {
      #expect(queue.next(now: .seconds(2)) == item)
      queue.finish(host: "a", now: .seconds(2))
    }
    #expect(queue.waitingCount == 0)
  }
}
