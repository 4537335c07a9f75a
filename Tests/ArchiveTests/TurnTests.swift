import FeedModel
import ScratchPostgres
import Testing

@testable import Archive

/// Whose turn it is where several processes work on one archive.
@Suite struct TurnTests {
  private static let long: Duration = .seconds(600)
  /// Over as soon as it has begun.
  private static let none: Duration = .zero

  private func with<Value>(
    _ storage: Storage, _ body: (Archive) throws -> Value
  ) throws -> Value {
    let folder = TemporaryFolder()
    let archive = try storage.open(folder)
    defer { try? archive.close() }
    return try body(archive)
  }

  private func take(
    _ feed: String, _ owner: String, _ archive: Archive, _ lasting: Duration = Self.long
  ) throws -> FeedTurn? {
    try archive.write { session throws(ArchiveError) in
      try session.takeTurn(of: feed, for: owner, lasting: lasting)
    }
  }

  private func check(_ turn: FeedTurn, _ archive: Archive) throws {
    try archive.write { session throws(ArchiveError) in try session.check(turn) }
  }

  @Test("A feed has one turn at a time; others go on", arguments: Storage.allCases)
  func oneAtATime(_ storage: Storage) throws {
    try with(storage) { archive in
      let first = try #require(try take("a", "one", archive))
      #expect(try take("a", "two", archive) == nil)
      #expect(try take("b", "two", archive) != nil)
      try check(first, archive)
      try archive.write { session throws(ArchiveError) in try session.end(first) }
      #expect(try take("a", "two", archive) != nil)
    }
  }

  @Test("Taking one's own turn again gives it anew", arguments: Storage.allCases)
  func again(_ storage: Storage) throws {
    try with(storage) { archive in
      let first = try #require(try take("a", "one", archive))
      let second = try #require(try take("a", "one", archive))
      #expect(second.token > first.token)
      try check(second, archive)
    }
  }

  @Test(
    "Who was silent for too long can write no more once another is at it",
    arguments: Storage.allCases)
  func lost(_ storage: Storage) throws {
    try with(storage) { archive in
      let dead = try #require(try take("a", "one", archive, Self.none))
      // Nobody has taken it: it is still good for writing, and for renewing.
      try check(dead, archive)
      #expect(
        try archive.write { session throws(ArchiveError) in
          try session.renew(dead, lasting: Self.none)
        })
      let next = try #require(try take("a", "two", archive))
      #expect(next.token > dead.token)
      #expect(throws: ArchiveError.lostTurn(feed: "a")) { try check(dead, archive) }
      let isKept = try archive.write { session throws(ArchiveError) in
        try session.end(dead)
        return try session.renew(dead, lasting: Self.long)
      }
      #expect(!isKept)
      try check(next, archive)
      #expect(try take("a", "one", archive) == nil)
    }
  }

  @Test("A turn that was given back and taken again is another one", arguments: Storage.allCases)
  func tokensDoNotReturn(_ storage: Storage) throws {
    try with(storage) { archive in
      var tokens: [Int] = []
      for owner in ["one", "one", "two", "one"] {
        let turn = try #require(try take("a", owner, archive))
        tokens.append(turn.token)
        try archive.write { session throws(ArchiveError) in try session.end(turn) }
      }
      #expect(tokens == [1, 2, 3, 4])
    }
  }

  @Test(
    "What is behind is known by who has its turn, and for how long", arguments: Storage.allCases)
  func behind(_ storage: Storage) throws {
    try with(storage) { archive in
      try archive.write { session throws(ArchiveError) in
        for key in ["a", "b", "c", "d"] {
          _ = try session.merge(
            [], into: key, head: Chronicler.head(), policy: MergePolicy(rules: "r", sources: []),
            now: .epoch)
        }
        try session.run { database in
          try database.send("UPDATE feed SET generation = 2", [])
          try database.send("UPDATE feed SET published = 2 WHERE key = 'b'", [])
        }
        _ = try session.takeTurn(of: "c", for: "alive", lasting: Self.long)
        _ = try session.takeTurn(of: "d", for: "dead", lasting: Self.none)
      }
      let found = try archive.read { session throws(ArchiveError) in
        try session.behindFeeds(after: "", limit: 10)
      }
      #expect(found.map(\.key) == ["a", "c", "d"])
      #expect(found.map { $0.held > .seconds(300) } == [false, true, false])
      #expect(found.map { $0.held <= .zero } == [true, false, true])
      let rest = try archive.read { session throws(ArchiveError) in
        try session.behindFeeds(after: "a", limit: 1)
      }
      #expect(rest.map(\.key) == ["c"])
    }
  }

  @Test(
    "Many turns are renewed in one go; one that was lost stays lost", arguments: Storage.allCases)
  func manyRenewed(_ storage: Storage) throws {
    try with(storage) { archive in
      let turns = try (0..<300).map { number in
        try #require(try take("f\(number)", "one", archive, Self.none))
      }
      let thief = try #require(try take("f7", "two", archive))
      let left = try archive.write { session throws(ArchiveError) in
        try session.renew(turns, lasting: Self.long)
      }
      #expect(left == [])
      for turn in turns where turn.feed != "f7" {
        #expect(try take(turn.feed, "two", archive) == nil)
      }
      try check(thief, archive)
    }
  }

  @Test("What a lost turn was to write is not written", arguments: Storage.allCases)
  func nothingIsWritten(_ storage: Storage) throws {
    try with(storage) { archive in
      let dead = try #require(try take("a", "one", archive, Self.none))
      _ = try take("a", "two", archive)
      #expect(throws: ArchiveError.self) {
        try archive.write { session throws(ArchiveError) in
          try session.run { database in
            _ = try database.run("INSERT INTO run (started) VALUES (?)", [Int64(7)])
          }
          try session.check(dead)
        }
      }
      let runs: [Int64] = try archive.read { session throws(ArchiveError) in
        try session.run { try $0.values("SELECT started FROM run", []) }
      }
      #expect(runs.isEmpty)
    }
  }

  /// Two processes that give turns back and take some, each in one transaction, would else wait for
  /// each other.
  @Test(
    "Who would take a turn that is just being given back is not kept waiting",
    .enabled(if: Storage.allCases.contains(.postgres), "\(ScratchPostgres.absence)"),
    .timeLimit(.minutes(2)))
  func takingDoesNotWait() throws {
    try with(.postgres) { archive in
      let turn = try #require(try take("a", "one", archive))
      let host = Self.request("1-1")
      try archive.write { session throws(ArchiveError) in
        _ = try session.takeTurn(host)
        try session.end(turn)
      }
      let again = try #require(try take("a", "one", archive))
      try archive.write { session throws(ArchiveError) in
        try session.end(again)
        try session.endTurn(host, sent: nil, hold: nil)
        // On another connection.
        let (feed, answer) = try archive.write { other throws(ArchiveError) in
          (
            try other.takeTurn(of: "a", for: "two", lasting: Self.long),
            try other.takeTurn(Self.request("2-1"))
          )
        }
        #expect(feed == nil && answer == .later(HostTurnRow.pause))
      }
      #expect(try take("a", "two", archive) != nil)
    }
  }

  @Test("A feed that nobody is at can be held off, another can't", arguments: Storage.allCases)
  func holdsOff(_ storage: Storage) throws {
    try with(storage) { archive in
      _ = try take("busy", "one", archive)
      let turn = try #require(try take("free", "one", archive))
      try archive.write { session throws(ArchiveError) in
        try session.end(turn)
        let (free, busy) = (try session.holdsOff("free"), try session.holdsOff("busy"))
        #expect(free && !busy)
      }
    }
  }

  // MARK: Hosts

  private static func request(
    _ token: String, gap: Duration = .zero, perHost: Int = 2, lasting: Duration = Self.long
  ) -> HostTurnRequest {
    HostTurnRequest(
      host: "a.example", token: token, gap: gap, perHost: perHost, lasting: lasting)
  }

  @Test("A host's limits hold for all who ask it", arguments: Storage.allCases)
  func hosts(_ storage: Storage) throws {
    try with(storage) { archive in
      func ask(_ request: HostTurnRequest) throws -> HostTurnAnswer {
        try archive.write { session throws(ArchiveError) in try session.takeTurn(request) }
      }
      func end(_ token: String, hold: Duration? = nil) throws {
        try archive.write { session throws(ArchiveError) in
          try session.endTurn(Self.request(token), sent: .zero, hold: hold)
        }
      }
      #expect(try ask(Self.request("1-1")) == .granted)
      #expect(try ask(Self.request("1-1")) == .granted, "the transaction ran twice")
      #expect(try ask(Self.request("2-1")) == .granted)
      #expect(try ask(Self.request("3-1")) == .later(HostTurnRow.pause))
      try end("2-1")
      #expect(try ask(Self.request("3-1", gap: .seconds(60))) == .granted)
      try end("3-1")
      guard case .later(let wait) = try ask(Self.request("4-1")) else {
        Issue.record("the gap is not kept")
        return
      }
      #expect(wait > .seconds(50) && wait <= .seconds(60))
      try end("1-1", hold: .seconds(900))
      guard case .held(let hold) = try ask(Self.request("4-1")) else {
        Issue.record("the host is not left alone")
        return
      }
      #expect(hold > .seconds(800) && hold <= .seconds(900))
    }
  }

  @Test("What a killed process was asking counts no longer after its time")
  func killed() {
    var row = HostTurnRow(now: 1000)
    #expect(row.take(Self.request("1-1", perHost: 1, lasting: .seconds(35))) == .granted)
    row.now += 34_999
    #expect(row.take(Self.request("2-1", perHost: 1)) == .later(HostTurnRow.pause))
    row.now += 1
    #expect(row.take(Self.request("2-1", perHost: 1)) == .granted)
    #expect(row.pending.map(\.token) == ["2-1"])
  }

  @Test("The gap counts from when a request was sent, where that was later than permitted")
  func gap() {
    var row = HostTurnRow(now: 1000)
    _ = row.take(Self.request("1-1", gap: .seconds(1)))
    #expect(row.next == 2000)
    row.now = 1500
    row.end(Self.request("1-1", gap: .seconds(1)), sent: .milliseconds(100), hold: nil)
    #expect(row.next == 2400)
    row.end(Self.request("1-1", gap: .seconds(1)), sent: nil, hold: nil)
    #expect(row.next == 2400)
  }

  @Test("What stands in a row comes back")
  func stored() {
    var row = HostTurnRow(now: 1000)
    for token in ["ab-1", "ab-2", "c-1"] { _ = row.take(Self.request(token, perHost: 9)) }
    #expect(HostTurnRow.pending(stored: row.storedPending) == row.pending)
    #expect(HostTurnRow.pending(stored: "") == [])
    #expect(HostTurnRow.pending(stored: "x y: :3 z:4").map(\.token) == ["", "z"])
  }
}
