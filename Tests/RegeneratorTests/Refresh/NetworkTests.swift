import Archive
import FeedModel
import History
import ScriptedOrigin
import Testing

@testable import Regenerator

/// When it is our network that is down, and not theirs.
@Suite struct NetworkTests {
  private static let now = Newsroom.time(minute: 0)

  /// - Parameter days: since the last success; `nil` for none.
  private static func attempts(
    _ hosts: [String], days: [Int64?], answered: Bool = false
  ) -> [NetworkWatch.Attempt] {
    hosts.indices.map { index in
      var state = SourceState(feed: "a", address: hosts[index])
      state.lastSuccess = days[index % days.count].flatMap {
        Timestamp(milliseconds: now.milliseconds - $0 * 86_400_000)
      }
      return .init(
        host: hosts[index], hasAnswered: answered, before: state, schedule: Schedule())
    }
  }

  private static let five = ["a.one.org", "b.one.org", "c.two.org", "d.three.co.uk", "e.four.net"]

  @Test(
    arguments: [
      (five, [1], true), (five, [6, nil, 1, nil, 2], true), (five, [8], false),
      (five, [nil], false),
      (five, [1, nil, nil, nil, 2], false), (Array(five.prefix(4)), [1], false),
      (["a.one.org", "b.one.org", "c.one.org", "d.one.org", "e.two.org"], [1], false),
      (["a.x.co.uk", "b.y.co.uk", "c.z.co.uk", "d.z.co.uk", "e.z.co.uk"], [1], true),
    ] as [([String], [Int64?], Bool)])
  func whenAllAreSilent(_ hosts: [String], _ days: [Int64?], _ isOurs: Bool) {
    let watch = NetworkWatch { true }
    for attempt in Self.attempts(hosts, days: days) { watch.note(attempt) }
    #expect(watch.blameless(now: Self.now).isEmpty == !isOurs)
    watch.note(Self.attempts(["f.org"], days: [1], answered: true)[0])
    #expect(watch.blameless(now: Self.now).isEmpty)
  }

  @Test func withoutARouteOneHostIsEnough() {
    for hasRoute in [true, false] {
      let watch = NetworkWatch { hasRoute }
      #expect(watch.blameless(now: Self.now).isEmpty)
      watch.note(Self.attempts(["a.org"], days: [nil])[0])
      #expect(watch.blameless(now: Self.now).isEmpty == hasRoute)
    }
  }

  @Test("A night without network costs no source anything; the third run tells it")
  func night() async throws {
    let room = try Newsroom()
    let hosts = Self.five
    let sources = hosts.map { "\"http://\($0)/feed\"" }.joined(separator: ", ")
    func configure(proxy: String) throws {
      try room.write(
        """
        {"fetch": {"gap": "0s", "allowPrivateNetworks": true, "proxy": "\(proxy)"},
         "feeds": [{"id": "a", "title": "A", "sources": [\(sources)]}]}
        """, to: "config.json")
    }
    for host in hosts { room.serve("http://\(host)/feed", [Story(host.filter(\.isLetter))]) }
    try configure(proxy: room.origin.address(""))
    let first = try await room.refresh(minute: 0)
    #expect(first.exitCode == 0 && first.feeds[0].newEntries == 5 && first.outage == nil)
    // Nobody listens there.
    try configure(proxy: "http://127.0.0.1:9")
    for run in 1...20 {
      let report = try await room.refresh(minute: Int64(run) * 30)
      #expect(report.outage?.inARow == run)
      #expect(report.feeds[0].sources.allSatisfy { $0.notice == nil })
    }
    try configure(proxy: room.origin.address(""))
    let asked = room.asked.count
    let back = try await room.refresh(minute: 21 * 30)
    #expect(room.asked.count == asked + 5 && back.outage == nil)
    #expect(back.exitCode == 0)
    #expect(back.feeds[0].sources.allSatisfy { $0.notice == nil })
  }
}
