import FeedModel
import Foundation
import GRDB
import History
import Synchronization
import Testing

@testable import Archive

/// No statement walks through a table, or a whole feed, where it wants a few rows.
@Suite struct QueryPlanTests {
  /// Everything that an archive can be asked.
  static func exercise(_ archive: Archive) throws {
    let now = OlderArchiveTests.now
    let items = [
      Item("A", id: "1", link: "https://a.example/1", at: 100),
      Item("B", link: "https://b.example/"),
    ]
    let offers = items.map {
      Offer(
        entry: Item.cleaned($0.parsed, removing: ""), raw: RawEntry($0.parsed), modified: nil)
    }
    var policy = MergePolicy(rules: "r", sources: ["s", "t"])
    policy.retention.keep = .seconds(60)
    try archive.write { session throws(ArchiveError) in
      for (source, count) in [("s", 2), ("t", 2), ("s", 1), ("s", 2)] {
        let some = Array(offers.prefix(count))
        let contribution = Contribution(
          source: source, offers: some, dropped: some.map(\.raw.fingerprint))
        _ = try session.merge(
          [contribution], into: "f", head: Chronicler.head(), policy: policy, now: now)
      }
      policy.sources = ["s"]
      policy.rules = "q"
      _ = try session.merge(
        [Contribution(source: "s", offers: offers)], into: "f", head: Chronicler.head(),
        policy: policy, now: now)
      for stale in try session.staleEntries(of: "f", rules: "x") {
        try session.replace(
          stale, with: Item.cleaned(stale.raw, removing: ""), rules: "x")
        try session.replace(stale, with: nil, rules: "y")
      }
      if let feed = try session.feed("f", retention: Retention()) {
        try session.seed("g", with: feed, now: now)
      }
      _ = try session.feedStates()
      _ = try session.head(of: "f")
      _ = try session.cleaned(offers.map(\.raw.fingerprint), of: "f", rules: "x")
      try session.save(SourceState(feed: "f", address: "s"))
      _ = try session.sourceState("s", of: "f")
      _ = try session.sourceStates()
      _ = try session.unpublishedFeeds()
      _ = try session.behindFeeds(after: "", limit: 5)
      let copy = SharedCopy(name: "c", asked: now, print: Fingerprint([]), note: [])
      try session.share(copy, content: [1])
      try session.share(copy, content: nil)
      _ = (try session.sharedCopy("c"), try session.sharedContent("c"))
      let file = PublishedFile(
        name: "f.atom", bytes: 1, inode: .max, modified: 1, digest: Fingerprint([]))
      try session.markPublished("f", generation: 1, files: [file])
      try session.note([file], of: "f")
      _ = try session.publishedFiles()
      _ = try session.publishedFiles(of: "f")
      try session.markPublished("f", generation: 1)
      _ = try session.entries(of: "f", from: 0, limit: 5)
      _ = try session.doubles(of: 1)
      _ = try session.storedEntry(1)
      _ = try session.publishedPerDay(since: now, of: ["f"])
      _ = try session.rawEntries(of: "f", limit: 5)
      _ = try session.indexForSearch(limit: 5)
      _ = try session.feedState("f")
      _ = try session.pageEntries(of: "f") { _, _ in true }
      _ = try session.entryCounts(of: "f")
      try exerciseCopies(session, now)
      _ = try session.forget("https://a.example/1", in: nil)
      _ = try session.forget("https://b.example/", in: "f")
    }
  }

  /// Everything that concerns copies.
  static func exerciseCopies(
    _ session: borrowing ArchiveSession, _ now: Timestamp
  ) throws(ArchiveError) {
    var policy = MergePolicy(rules: "r", sources: ["s", "t"])
    policy.retention.keep = .seconds(60)
    policy.copies = CopyPolicy(rule: .near, mutualFeeds: ["c", "d"])
    for key in ["c", "d", "c"] {
      for host in ["s", "t"] {
        let item = CopyTests.item("\(host).\(key)").parsed
        let offer = Offer(
          entry: Item.cleaned(item, removing: ""), raw: RawEntry(item), modified: nil)
        for dropped in [[], [offer.raw.fingerprint]] {
          let contribution = Contribution(source: host, offers: [offer], dropped: dropped)
          _ = try session.merge(
            [contribution], into: key, head: Chronicler.head(), policy: policy, now: now)
        }
      }
      _ = try session.copies(in: key, limit: 5)
      _ = try session.copy(EntryID(iri: "https://t.\(key).example/1"), in: key)
      _ = try session.feed(key, retention: Retention())
    }
    policy.copies = CopyPolicy()
    _ = try session.merge([], into: "c", head: Chronicler.head(), policy: policy, now: now)
    _ = try session.forget("https://s.d.example/1", in: "d")
  }

  /// What is asked for is all of a table, or of a feed, and each once in a run at most.
  static let wholes = [
    "FROM source ORDER BY", "FROM feed ORDER BY", "published < generation",
    "FROM feed WHERE ? IS NULL", "FROM forgotten JOIN",
    "FROM published_file JOIN", "SELECT number, key FROM feed", "grams IS NULL",
    "count(*) FROM hub_subscription", "DELETE FROM hub_topic", "failing_since FROM hub_ping",
    "DELETE FROM shared_copy",
  ]
  static let wholeFeeds = ["count(cleaned)", "first_seen FROM entry"]

  @Test func noStatementWalksThroughWhatItDoesNotWant() throws {
    let folder = TemporaryFolder()
    let archive = try Archive(path: folder.archive, now: OlderArchiveTests.now)
    let texts = Mutex<Set<String>>([])
    try archive.queue.writeWithoutTransaction { database in
      database.trace { event in
        if case .statement(let statement) = event {
          texts.withLock { _ = $0.insert(statement.sql) }
        }
      }
    }
    try Self.exercise(archive)
    try Self.exerciseHub(archive)
    let statements = texts.withLock { $0 }.filter { text in
      ["SELECT", "UPDATE", "DELETE", "INSERT"].contains { text.hasPrefix($0) }
    }
    #expect(statements.count >= 40)
    for sql in statements.sorted() {
      let plan = try Self.plan(of: sql, archive)
      let isWhole = Self.wholes.contains { sql.contains($0) }
      let scans = plan.filter { $0.hasPrefix("SCAN") && !$0.contains(" CONSTANT ROW") }
      #expect(scans.isEmpty || isWhole, "\(sql): \(plan)")
      let walks = plan.filter { $0.contains("entry") && $0.hasSuffix("(feed=?)") }
      let isBounded = sql.contains("LIMIT ?") || Self.wholeFeeds.contains { sql.contains($0) }
      #expect(walks.isEmpty || isBounded, "\(sql): \(plan)")
      #expect(!plan.contains { $0.contains("AUTOMATIC") }, "\(sql): \(plan)")
    }
  }

  static func plan(of sql: String, _ archive: Archive) throws -> [String] {
    try archive.queue.writeWithoutTransaction { database in
      let statement = try database.makeStatement(sql: "EXPLAIN QUERY PLAN " + sql)
      try statement.setUncheckedArguments(StatementArguments())
      return try Row.fetchAll(statement).map { $0["detail"] }
    }
  }

  /// With the plans above: a refresh runs so many statements for each offered entry, whatever is
  /// remembered.
  @Test func theNumberOfStatementsIsLinear() throws {
    func statements(_ count: Int) throws -> Int {
      let folder = TemporaryFolder()
      let history = try Chronicler(path: folder.archive)
      var items = (0..<count).map {
        Item("T\($0)", id: "\($0)", link: "https://a.example/p/\($0)", at: Int64($0))
      }
      try history.apply(.serve(items))
      for index in items.indices { items[index].body += "!" }
      let steps = Mutex(0)
      try history.archive.queue.writeWithoutTransaction { database in
        database.trace { _ in steps.withLock { $0 += 1 } }
      }
      try history.apply(.serve(items))
      return steps.withLock { $0 }
    }
    let (small, large) = (try statements(100), try statements(400))
    #expect(small > 300 && large < small * 5, "\(small) then \(large)")
  }
}
