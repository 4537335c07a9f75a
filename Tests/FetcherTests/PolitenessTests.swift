import FeedModel
import ScriptedOrigin
import Testing

@testable import Fetcher

/// How many requests at once, how far apart, how much memory; and cancelling.
@Suite struct PolitenessTests {
  @Test func noMoreRequestsAtOnceThanAllowed() async throws {
    // Each answer waits until as many are being answered as ever will be.
    let gate = Gate(opensAt: 3)
    let origin = ScriptedOrigin { _, connection in
      gate.pass()
      connection.answer()
    }
    defer { origin.stop() }
    let fetcher = Fetcher(policy: quickPolicy { $0.perHost = 3 })
    let wanted = try request(origin.address())
    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<20 { group.addTask { _ = await fetcher.fetch(wanted) } }
    }
    #expect(origin.requests.count == 20)
    #expect(origin.mostAtOnce == 3)
    #expect(origin.connections <= 3)
  }

  @Test func requestsToOneHostKeepTheirGap() async throws {
    let origin = ScriptedOrigin { _, connection in connection.answer() }
    defer { origin.stop() }
    let fetcher = Fetcher(
      policy: quickPolicy {
        $0.gap = .milliseconds(100)
        $0.jitter = 0
      })
    let wanted = try request(origin.address())
    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<5 { group.addTask { _ = await fetcher.fetch(wanted) } }
    }
    let starts = origin.starts
    for (count, start) in starts.enumerated() {
      #expect(starts[0].duration(to: start) > .milliseconds(100 * count - 60))
    }
  }

  @Test func cancellingATaskEndsItsTransfer() async throws {
    let origin = ScriptedOrigin { _, connection in connection.hang(seconds: 20) }
    defer { origin.stop() }
    let fetcher = Fetcher(policy: quickPolicy())
    let wanted = try request(origin.address())
    let task = Task { await fetcher.fetch(wanted) }
    while origin.requests.isEmpty { await Task.yield() }
    task.cancel()
    #expect(await task.value.reason == .cancelled)
  }

  @Test func aWaitingRequestCanBeCancelled() async throws {
    let origin = ScriptedOrigin { _, connection in connection.hang(seconds: 20) }
    defer { origin.stop() }
    let fetcher = Fetcher(policy: quickPolicy { $0.perHost = 1 })
    let wanted = try request(origin.address())
    let tasks = (0..<3).map { _ in Task { await fetcher.fetch(wanted) } }
    while origin.requests.isEmpty { await Task.yield() }
    for task in tasks { task.cancel() }
    for task in tasks { #expect(await task.value.reason == .cancelled) }
    #expect(origin.mostAtOnce == 1)
  }

  @Test func aCancelledTaskAsksNobody() async throws {
    let origin = ScriptedOrigin { _, connection in connection.answer() }
    defer { origin.stop() }
    let fetcher = Fetcher(policy: quickPolicy())
    let wanted = try request(origin.address())
    let task = Task {
      withUnsafeCurrentTask { $0?.cancel() }
      return await fetcher.fetch(wanted)
    }
    #expect(await task.value.reason == .cancelled)
    #expect(origin.requests.isEmpty)
  }

  @Test func aSpentMemoryBudgetDelaysButDoesNotBlock() async throws {
    let body = [UInt8](repeating: 0x41, count: 400_000)
    let origin = ScriptedOrigin { _, connection in connection.answer("200 OK", headers: [], body) }
    defer { origin.stop() }
    let fetcher = Fetcher(policy: quickPolicy { $0.memory = 300_000 })
    let wanted = try request(origin.address())
    let total = await withTaskGroup(of: Int.self) { group in
      for _ in 0..<12 {
        group.addTask {
          guard case .document(let fetched) = await fetcher.fetch(wanted) else { return 0 }
          return fetched.document.bytes.count
        }
      }
      return await group.reduce(0, +)
    }
    #expect(total == 12 * 400_000)
  }

  @Test func hostsTakeTurnsAndKeepTheirLimits() {
    var queue = HostQueue<Int>(perHost: 1, gap: .seconds(1))
    for item in 0..<3 { queue.add(item, host: "a", now: .zero) }
    queue.add(10, host: "b", now: .zero)
    #expect(queue.next(now: .zero) == 0)
    #expect(queue.next(now: .zero) == 10)
    #expect(queue.next(now: .zero) == nil)
    queue.finish(host: "a", now: .milliseconds(10))
    #expect(queue.next(now: .milliseconds(10)) == nil)
    #expect(queue.nextStart == .seconds(1))
    #expect(queue.next(now: .seconds(1)) == 1)
    queue.finish(host: "a", now: .seconds(5))
    #expect(queue.next(now: .seconds(5)) == 2)
    #expect(queue.waitingCount == 0)
  }

  @Test func aQueueOfManyItemsGivesEachOnceInOrder() {
    var queue = HostQueue<Int>(perHost: 2, gap: .zero)
    for item in 0..<1000 { queue.add(item, host: "h\(item % 7)", now: .zero) }
    var seen: [Int] = []
    while let item = queue.next(now: .zero) {
      seen.append(item)
      queue.finish(host: "h\(item % 7)", now: .zero)
    }
    #expect(seen.sorted() == Array(0..<1000))
    for host in 0..<7 {
      let own = seen.filter { $0 % 7 == host }
      #expect(own == own.sorted())
    }
  }
}
