import FeedModel
import History
import Testing

@testable import Archive

/// What the archive remembers for a hub: who is to be told of what, and whose turn it is.
@Suite struct HubTests {
  static let now = OlderArchiveTests.now
  static let claimTime: Duration = .seconds(60)

  static func subscription(
    _ callback: String, of document: String = "f.atom", until: Duration = .seconds(86_400)
  ) throws -> HubSubscription {
    HubSubscription(
      topic: "https://feeds.example/\(document)", document: document,
      callback: try #require(WebAddress(callback)), secret: nil, expires: now.adding(until))
  }

  static func claim(
    _ owner: String, limit: Int = 100, perHost: Int = 100
  ) -> HubClaim {
    HubClaim(owner: owner, lasting: claimTime, limit: limit, perHost: perHost)
  }

  /// An archive that holds a feed `f`.
  private static func archive(_ folder: TemporaryFolder) throws -> Archive {
    let archive = try Archive(path: folder.archive, now: now)
    try archive.write { session throws(ArchiveError) in
      _ = try session.merge(
        [], into: "f", head: Chronicler.head(), policy: MergePolicy(rules: "r", sources: ["s"]),
        now: now)
    }
    return archive
  }

  private static func file(_ name: String, _ content: String) -> PublishedFile {
    PublishedFile(
      name: name, bytes: content.utf8.count, inode: 1, modified: 1,
      digest: Fingerprint(content.utf8))
  }

  private static func publish(
    _ archive: Archive, _ files: [String: String], hubs: [String] = []
  ) throws {
    let announcement = HubAnnouncement(
      base: "https://feeds.example/", hubs: hubs.compactMap { WebAddress($0) })
    let noted = files.sorted { $0.key < $1.key }.map { file($0.key, $0.value) }
    try archive.write { session throws(ArchiveError) in
      try session.markPublished("f", generation: 1, files: noted, announcement: announcement)
    }
  }

  private static func deliveries(
    _ archive: Archive, _ claim: HubClaim, at time: Timestamp = now
  ) throws -> [HubDelivery] {
    try archive.write { session throws(ArchiveError) in
      try session.claimDeliveries(claim, now: time)
    }
  }

  private static func settle(
    _ archive: Archive, _ outcomes: [(delivery: HubDelivery, outcome: HubOutcome)],
    of owner: String
  ) throws {
    try archive.write { session throws(ArchiveError) in
      try session.settle(outcomes, of: owner)
    }
  }

  private static func subscribe(_ archive: Archive, _ subscription: HubSubscription) throws -> Bool
  {
    try archive.write { session throws(ArchiveError) in
      try session.subscribe(subscription, within: HubCapacity())
    }
  }

  @Test func onlyDocumentsThatHaveChangedAreToldAndPagesNever() throws {
    let archive = try Self.archive(TemporaryFolder())
    for name in ["f.atom", "f.json"] {
      #expect(
        try Self.subscribe(archive, Self.subscription("https://a.example/\(name)", of: name)))
    }
    try Self.publish(archive, ["f.atom": "1", "f.json": "1", "f/2024-10.atom": "1"])
    let first = try Self.deliveries(archive, Self.claim("a"))
    #expect(first.map(\.document) == ["f.atom", "f.json"])
    try Self.settle(archive, first.map { ($0, .told) }, of: "a")
    try Self.publish(archive, ["f.atom": "1", "f.json": "2", "f/2024-10.atom": "2"])
    let second = try Self.deliveries(archive, Self.claim("a"))
    #expect(second.map(\.document) == ["f.json"])
    try Self.settle(archive, second.map { ($0, .told) }, of: "a")
    try Self.publish(archive, ["f.atom": "1", "f.json": "2", "f/2024-10.atom": "3"])
    #expect(try Self.deliveries(archive, Self.claim("a")).isEmpty)
    let isOwed = try archive.read { session throws(ArchiveError) in
      try session.hasDueDeliveries(now: Self.now)
    }
    #expect(!isOwed)
  }

  @Test func aSubscriberIsToldWhatComesNotWhatWasThere() throws {
    let archive = try Self.archive(TemporaryFolder())
    try Self.publish(archive, ["f.atom": "1"])
    _ = try Self.subscribe(archive, Self.subscription("https://a.example/"))
    try Self.publish(archive, ["f.atom": "2"])
    _ = try Self.subscribe(archive, Self.subscription("https://b.example/"))
    #expect(try Self.deliveries(archive, Self.claim("a")).map(\.host) == ["a.example"])
  }

  @Test func whatWasNotKeptIsNotToldEither() throws {
    let archive = try Self.archive(TemporaryFolder())
    _ = try Self.subscribe(archive, Self.subscription("https://a.example/"))
    let files = [Self.file("f.atom", "1")]
    #expect(throws: ArchiveError.self) {
      try archive.write { session throws(ArchiveError) in
        try session.markPublished(
          "f", generation: 1, files: files,
          announcement: HubAnnouncement(base: "https://feeds.example/"))
        throw .busy(path: "")
      }
    }
    #expect(try Self.deliveries(archive, Self.claim("a")).isEmpty)
    try Self.publish(archive, ["f.atom": "1"])
    #expect(try Self.deliveries(archive, Self.claim("a")).count == 1)
  }

  /// Two connections, as two processes have them.
  @Test func oneProcessTellsASubscriberAndAnotherOnlyWhenItsTimeIsOver() throws {
    let folder = TemporaryFolder()
    let first = try Self.archive(folder)
    let second = try Archive(path: folder.archive, now: Self.now)
    for number in 0..<10 {
      _ = try Self.subscribe(first, Self.subscription("https://a.example/\(number)"))
    }
    try Self.publish(first, ["f.atom": "1"])
    let mine = try Self.deliveries(first, Self.claim("one", limit: 4))
    let yours = try Self.deliveries(second, Self.claim("two"))
    #expect(mine.count == 4 && yours.count == 6)
    #expect(Set(mine.map(\.number)).isDisjoint(with: yours.map(\.number)))
    try Self.settle(second, yours.map { ($0, .told) }, of: "two")
    #expect(try Self.deliveries(second, Self.claim("two")).isEmpty)
    // Its own clock, which may be wrong, is not what counts.
    let later = Self.now.adding(.seconds(3600))
    #expect(try Self.deliveries(second, Self.claim("two"), at: later).isEmpty)
    try first.write { session throws(ArchiveError) in
      try session.run { _ = try $0.run("UPDATE hub_subscription SET claimed_until = 1", []) }
    }
    let taken = try Self.deliveries(second, Self.claim("two"))
    #expect(Set(taken.map(\.number)) == Set(mine.map(\.number)))
    // Who comes too late changes nothing of another's.
    try Self.settle(first, mine.map { ($0, .ended) }, of: "one")
    try Self.settle(second, taken.map { ($0, .told) }, of: "two")
    let count = try first.read { session throws(ArchiveError) in try session.subscriptionCount() }
    #expect(count == 10)
  }

  @Test func whatIsPublishedDuringADeliveryIsToldBehindIt() throws {
    let archive = try Self.archive(TemporaryFolder())
    _ = try Self.subscribe(archive, Self.subscription("https://a.example/"))
    try Self.publish(archive, ["f.atom": "1"])
    let first = try Self.deliveries(archive, Self.claim("a"))
    try Self.publish(archive, ["f.atom": "2"])
    #expect(try Self.deliveries(archive, Self.claim("a")).isEmpty)
    try Self.settle(archive, first.map { ($0, .told) }, of: "a")
    #expect(try Self.deliveries(archive, Self.claim("a")).count == 1)
  }

  @Test func aHostThatHasItsFillLeavesRoomForOthers() throws {
    let archive = try Self.archive(TemporaryFolder())
    for number in 0..<30 {
      _ = try Self.subscribe(archive, Self.subscription("https://a.example/\(number)"))
    }
    for host in ["b", "c"] {
      _ = try Self.subscribe(archive, Self.subscription("https://\(host).example/"))
    }
    try Self.publish(archive, ["f.atom": "1"])
    let claimed = try Self.deliveries(archive, Self.claim("x", limit: 10, perHost: 4))
    #expect(claimed.map(\.host).sorted() == ["a", "a", "a", "a", "b", "c"].map { $0 + ".example" })
    var next = Self.claim("x", limit: 10, perHost: 4)
    next.busy = ["a.example": 4]
    #expect(try Self.deliveries(archive, next).isEmpty)
  }

  @Test func thoseWhoFailedAreAskedForApartAndWhenTheyAreDue() throws {
    let archive = try Self.archive(TemporaryFolder())
    _ = try Self.subscribe(archive, Self.subscription("https://a.example/"))
    try Self.publish(archive, ["f.atom": "1"])
    var failed = try #require(try Self.deliveries(archive, Self.claim("x")).first)
    failed.failingSince = Self.now
    let due = Self.now.adding(.seconds(10))
    try Self.settle(archive, [(failed, .again(at: due))], of: "x")
    var claim = Self.claim("x")
    claim.ofFailing = true
    #expect(try Self.deliveries(archive, claim).isEmpty)
    #expect(try Self.deliveries(archive, Self.claim("x"), at: due).isEmpty)
    let again = try Self.deliveries(archive, claim, at: due)
    #expect(again.map(\.failures) == [1] && again.first?.failingSince == Self.now)
  }

  @Test func subscriptionsEndWithTheirTimeAndGoOnWhenTheyAreRenewed() throws {
    let archive = try Self.archive(TemporaryFolder())
    _ = try Self.subscribe(archive, Self.subscription("https://a.example/", until: .seconds(60)))
    _ = try Self.subscribe(archive, Self.subscription("https://b.example/", until: .seconds(60)))
    _ = try Self.subscribe(archive, Self.subscription("https://b.example/", until: .seconds(600)))
    try Self.publish(archive, ["f.atom": "1"])
    let later = Self.now.adding(.seconds(61))
    // Before anybody has looked.
    #expect(
      try Self.deliveries(archive, Self.claim("x"), at: later).map(\.host)
        == ["b.example"])
    let ended = try archive.write { session throws(ArchiveError) in
      try session.endExpiredSubscriptions(now: later)
    }
    #expect(ended == 1)
  }

  @Test func thereAreNoMoreSubscriptionsThanAreGranted() throws {
    let archive = try Self.archive(TemporaryFolder())
    var capacity = HubCapacity()
    (capacity.all, capacity.perHost) = (3, 2)
    let all = ["a.example/1", "a.example/2", "a.example/3", "b.example/", "c.example/"]
    let taken = try archive.write { [capacity] session throws(ArchiveError) in
      var taken: [Bool] = []
      for place in all + ["a.example/1"] {
        guard let callback = WebAddress("https://\(place)") else { continue }
        let subscription = HubSubscription(
          topic: "t", document: "f.atom", callback: callback, secret: nil,
          expires: Self.now.adding(.seconds(60)))
        taken.append(try session.subscribe(subscription, within: capacity))
      }
      return taken
    }
    #expect(taken == [true, true, false, true, false, true])
  }

  @Test func aPingStaysUntilItsHubHasTakenIt() throws {
    let archive = try Self.archive(TemporaryFolder())
    let hub = "https://hub.example/"
    try Self.publish(archive, ["f.atom": "1", "f/2024-10.atom": "1"], hubs: [hub])
    func claimed(_ owner: String, _ time: Timestamp = Self.now) throws -> [HubPing] {
      try archive.write { session throws(ArchiveError) in
        try session.claimPings(Self.claim(owner), now: time)
      }
    }
    func settle(_ ping: HubPing, _ outcome: HubOutcome) throws {
      try archive.write { session throws(ArchiveError) in
        try session.settle([(ping, outcome)], of: "one")
      }
    }
    let ping = try #require(try claimed("one").first)
    #expect(ping.hub.href == hub && ping.topic == "https://feeds.example/f.atom")
    #expect(try claimed("two").isEmpty)
    // It changes while the hub is being told.
    try Self.publish(archive, ["f.atom": "2"], hubs: [hub])
    try settle(ping, .told)
    let again = try #require(try claimed("one").first)
    try settle(again, .again(at: Self.now.adding(.seconds(10))))
    #expect(try claimed("one").isEmpty)
    let last = try #require(try claimed("one", Self.now.adding(.seconds(10))).first)
    #expect(last.failures == 1)
    try settle(last, .told)
    #expect(try claimed("one", Self.now.adding(.seconds(3600))).isEmpty)
  }
}

extension QueryPlanTests {
  /// Everything that concerns hubs.
  static func exerciseHub(_ archive: Archive) throws {
    let now = OlderArchiveTests.now
    let subscription = try HubTests.subscription("https://a.example/")
    let file = PublishedFile(
      name: "f.atom", bytes: 1, inode: 2, modified: 2, digest: Fingerprint([1]))
    try archive.write { session throws(ArchiveError) in
      for _ in 0..<2 { _ = try session.subscribe(subscription, within: HubCapacity()) }
      let hubs = [subscription.callback]
      try session.markPublished(
        "f", generation: 2, files: [file], announcement: HubAnnouncement(base: "b/", hubs: hubs))
      _ = try session.hasDueDeliveries(now: now)
      let outcomes: [HubOutcome] = [.postponed, .again(at: now), .told, .ended]
      for (index, outcome) in outcomes.enumerated() {
        var claim = HubTests.claim("x")
        claim.ofFailing = index == 2
        let deliveries = try session.claimDeliveries(claim, now: now)
        try session.settle(deliveries.map { ($0, outcome) }, of: "x")
        let pings = try session.claimPings(HubTests.claim("x"), now: now)
        try session.settle(pings.map { ($0, outcome) }, of: "x")
      }
      try session.unsubscribe(topic: subscription.topic, callback: subscription.callback)
      _ = try session.subscriptionCount()
      _ = try session.endExpiredSubscriptions(now: now)
    }
  }
}
