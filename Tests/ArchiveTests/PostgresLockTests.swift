import Dispatch
import FeedModel
import Glibc
import History
import ScratchPostgres
import Synchronization
import Testing

@testable import Archive

/// What waits for a merge into the same feed, on two connections as two processes have them.
@Suite(.enabled(if: ScratchPostgres.isThere, "\(ScratchPostgres.absence)"))
struct PostgresLockTests {
  /// What is done beside a merge that has not ended.
  enum Beside: String, CaseIterable, Sendable {
    case recleaning, publishing, takingBack, notingFiles, merging, forgetting
    /// Reads, which wait for nobody.
    case reading, asking
  }

  private static func merge(
    _ items: [Item], in session: borrowing ArchiveSession, run: Int64
  ) throws(ArchiveError) -> MergeOutcome {
    let offers = items.map {
      Offer(
        entry: Item.cleaned($0.parsed, removing: ""), raw: RawEntry($0.parsed), modified: nil)
    }
    return try session.merge(
      [Contribution(source: "s", offers: offers)], into: "f", head: Chronicler.head(),
      policy: MergePolicy(rules: "r", sources: ["s"]),
      now: Timestamp(milliseconds: 1_700_000_000_000 + run * 3_600_000) ?? .epoch)
  }

  private static func act(
    _ beside: Beside, _ stale: [StaleEntry], in session: borrowing ArchiveSession
  ) throws(ArchiveError) {
    switch beside {
    case .recleaning:
      for entry in stale { try session.replace(entry, with: nil, rules: "other") }
    case .publishing: try session.markPublished("f", generation: 1)
    case .takingBack: _ = try session.takeBack(nil, in: "f", now: .epoch)
    case .notingFiles: try session.note([], of: "f")
    case .merging: _ = try merge([Item("C", id: "3", at: 3)], in: session, run: 2)
    case .forgetting: _ = try session.forget("https://a.example/none", in: "f")
    case .reading: _ = try session.feed("f", retention: Retention())
    case .asking: _ = try session.feedState("f")
    }
  }

  /// Whether something waits until a merge beside it has ended.
  private static func waits(_ beside: Beside) throws -> (waited: Bool, archive: Archive) {
    let server = try #require(ScratchPostgres.shared)
    let address = try server.emptyArchive()
    let first = try Archive(path: address, now: .epoch)
    let name = "beside-\(beside.rawValue)"
    let second = try Archive(path: address + "&application_name=\(name)", now: .epoch)
    let stale = try first.write { session throws(ArchiveError) in
      _ = try merge([Item("A", id: "1", at: 1), Item("B", id: "2", at: 2)], in: session, run: 0)
      return try session.staleEntries(of: "f", rules: "", all: true)
    }
    #expect(stale.count == 2)
    let holds = DispatchSemaphore(value: 0)
    let isDone = Atomic(false)
    let waited = Atomic(false)
    let problems = Mutex<[String]>([])
    let sleeping = """
      SELECT count(*) FROM pg_stat_activity
      WHERE application_name = '\(name)' AND wait_event_type = 'Lock'
      """
    DispatchQueue.concurrentPerform(iterations: 2) { index in
      do {
        if index == 0 {
          try first.write { session throws(ArchiveError) in
            _ = try merge([Item("A edited", id: "1", at: 1)], in: session, run: 1)
            holds.signal()
            while !isDone.load(ordering: .acquiring), !waited.load(ordering: .acquiring) {
              let count = try? server.query(sleeping)
              waited.store(count == "1\n", ordering: .releasing)
              usleep(10_000)
            }
          }
        } else {
          holds.wait()
          defer { isDone.store(true, ordering: .releasing) }
          try second.write { session throws(ArchiveError) in
            try act(beside, stale, in: session)
          }
        }
      } catch {
        problems.withLock { $0.append("\(error)") }
        holds.signal()
      }
    }
    #expect(problems.withLock { $0 } == [])
    return (waited.load(ordering: .acquiring), first)
  }

  @Test(
    "What changes a feed waits for a merge into it; who reads does not", .timeLimit(.minutes(3)),
    arguments: Beside.allCases)
  func waiting(_ beside: Beside) throws {
    let isReading = beside == .reading || beside == .asking
    #expect(try Self.waits(beside).waited == !isReading)
  }

  @Test("An entry that was edited since it was read is not cleaned over", .timeLimit(.minutes(3)))
  func edited() throws {
    let archive = try Self.waits(.recleaning).archive
    let titles = try archive.read { session throws(ArchiveError) in
      try session.feed("f", retention: Retention())?.entries.map(\.title) ?? []
    }
    // The rules drop both; what came meanwhile is for the next run.
    #expect(titles == ["A edited"])
  }

  @Test("Noting an older generation leaves that the newer one is yet to be published")
  func publishedBefore() throws {
    let archive = try Self.waits(.publishing).archive
    let state = try archive.read { session throws(ArchiveError) in try session.feedState("f") }
    #expect(state?.generation == 2 && state?.published == 1)
  }

  // MARK: Turns of hubs

  @Test("Of many that claim at once each delivery and each ping is one's, by the server's clock")
  func claims() throws {
    let address = try #require(ScratchPostgres.shared).emptyArchive()
    let first = try Archive(path: address, now: .epoch)
    let hub = try #require(WebAddress("https://hub.example/"))
    let subscriptions = try (0..<40).map { try HubTests.subscription("https://a.example/\($0)") }
    let file = PublishedFile(
      name: "f.atom", bytes: 1, inode: 1, modified: 1, digest: Fingerprint([1]))
    try first.write { session throws(ArchiveError) in
      _ = try Self.merge([], in: session, run: 0)
      for subscription in subscriptions {
        _ = try session.subscribe(subscription, within: HubCapacity())
      }
      try session.markPublished(
        "f", generation: 1, files: [file],
        announcement: HubAnnouncement(base: "https://feeds.example/", hubs: [hub]))
    }
    let numbers = Mutex<[Int64]>([])
    let pings = Mutex(0)
    DispatchQueue.concurrentPerform(iterations: 4) { index in
      guard let archive = try? Archive(path: address, now: .epoch) else { return }
      // Their own clocks are hours apart.
      let now = HubTests.now.adding(.seconds(index * 3600))
      for _ in 0..<6 {
        let claim = HubTests.claim("owner \(index)", limit: 7)
        let found = try? archive.write { session throws(ArchiveError) in
          (try session.claimDeliveries(claim, now: now), try session.claimPings(claim, now: now))
        }
        numbers.withLock { $0 += found?.0.map(\.number) ?? [] }
        pings.withLock { $0 += found?.1.count ?? 0 }
      }
    }
    let all = numbers.withLock { $0 }
    #expect(all.count == Set(all).count && all.count == 40)
    #expect(pings.withLock { $0 } == 1)
  }
}
