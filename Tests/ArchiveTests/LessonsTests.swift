import FeedModel
import History
import Testing

@testable import Archive

/// What an archive remembers of blocks that recur.
@Suite struct LessonsTests {
  private func seen(_ key: UInt64, day: Int32? = 20_000) -> SourceLessons.Seen {
    var lines = SeenLines(key: key)
    lines.day = day
    lines.author = .max
    lines.count = 3
    lines.lines = [
      SeenLines.Line(print: .max, place: 0, facts: 1 << 59),
      SeenLines.Line(print: key, place: 2, facts: 7),
    ]
    return SourceLessons.Seen(lines: lines, raw: Fingerprint("\(key)".utf8))
  }

  private func lessons(_ keys: some Sequence<UInt64>) -> SourceLessons {
    var lessons = SourceLessons()
    lessons.seen = keys.map { seen($0) }
    return lessons
  }

  @Test(
    "What was learned comes back as it went in, each source's for itself",
    arguments: Storage.allCases)
  func roundTrip(_ storage: Storage) throws {
    let archive = try storage.open(TemporaryFolder())
    var lessons = lessons([UInt64.max, 1, 0])
    lessons.texts = [SourceLessons.LineText(print: .max, text: Array("é 订阅".utf8))]
    lessons.promos = [LearnedPromo(id: "aa", lines: ["one", "two"], evidence: "why")]
    let stored = lessons
    let found = try archive.write { session throws(ArchiveError) in
      try session.add(stored, of: "s", in: "f", now: .epoch)
      return (try session.lessons(of: "s", in: "f"), try session.lessons(of: "t", in: "f"))
    }
    #expect(Set(found.0.seen) == Set(stored.seen) && found.0.seen.count == 3)
    #expect(found.0.texts == stored.texts && found.0.promos == stored.promos)
    #expect(found.1 == SourceLessons())
  }

  @Test("The oldest entries leave", arguments: Storage.allCases)
  func bounded(_ storage: Storage) throws {
    let archive = try storage.open(TemporaryFolder())
    let (old, new) = (lessons(0..<900), lessons(900..<1800))
    let count = try archive.write { session throws(ArchiveError) in
      try session.add(old, of: "s", in: "f", now: .epoch)
      try session.add(new, of: "s", in: "f", now: Timestamp(milliseconds: 1000) ?? .epoch)
      return try session.lessons(of: "s", in: "f").seen.map(\.lines.key)
    }
    #expect(count.count == ArchiveSession.mostSeen)
    #expect(Set(count).isSuperset(of: 900..<1800))
  }

  @Test("What was taken back is remembered as that", arguments: Storage.allCases)
  func takingBack(_ storage: Storage) throws {
    let archive = try storage.open(TemporaryFolder())
    var lessons = SourceLessons()
    lessons.promos = ["aa", "bb"].map { LearnedPromo(id: $0, lines: [$0], evidence: "") }
    let stored = lessons
    try archive.write { session throws(ArchiveError) in
      try session.add(stored, of: "s", in: "f", now: .epoch)
      let one = try session.takeBack(["bb", "cc"], in: "f", now: .epoch)
      #expect(one.map(\.promo.id) == ["bb"])
      let rest = try session.takeBack(nil, in: "f", now: .epoch)
      #expect(rest.map(\.promo.id) == ["aa"])
      let all = try session.learnedPromos(of: "f").map(\.promo.state)
      #expect(all == [.forgotten, .forgotten])
    }
  }
}
