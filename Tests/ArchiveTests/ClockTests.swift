@testable import Archive
import FeedModel
import History
import Testing

/// A run under a wrong clock marks nothing for ever.
@Suite(.onEveryStorage) struct ClockTests {
  static let day: Int64 = 86_400

  /// Begins a run of the chronicler so many days after its start.
  static func begin(_ history: Chronicler, day: Int64) throws -> ClockFinding {
    history.run = day * 24
    let now = history.now
    return try history.archive.write { session throws(ArchiveError) in
      try session.beginRun(at: now)
    }
  }

  static let items = [
    Item("C", id: "3"), Item("B", id: "2"), Item("A", id: "1", at: 1_600_000_000),
  ]

  /// In milliseconds, newest first.
  static func published(_ history: Chronicler) throws -> [Int64?] {
    try (history.feed()?.entries ?? []).map { $0.published?.milliseconds }
  }

  @Test func datesOfAClockThatWasAheadBecomeTheFirstCredibleTimeOnceAndInOrder() throws {
    let folder = TemporaryFolder()
    let history = try Chronicler(path: folder.archive)
    #expect(try Self.begin(history, day: 400) == ClockFinding())
    try history.apply(.serve(Self.items))
    let finding = try Self.begin(history, day: 1)
    #expect(finding.corrected == 2)
    let now = history.now.milliseconds
    #expect(try history.feed()?.entries.map(\.title) == ["C", "B", "A"])
    #expect(try Self.published(history) == [now, now - 1000, 1_600_000_000_000])
    #expect(try history.feed()?.updated.milliseconds == now)
    #expect(try Self.begin(history, day: 2).corrected == 0)
    try history.apply(.serve(Self.items))
    #expect(try Self.published(history) == [now, now - 1000, 1_600_000_000_000])
  }

  @Test func datesOfAClockThatWasBehindAreCorrectedWhereTheServersSaidSo() throws {
    let folder = TemporaryFolder()
    let history = try Chronicler(path: folder.archive)
    // Before the entry's own date, which is not believed then.
    _ = try Self.begin(history, day: -19_000)
    let wrong = history.now
    try history.apply(.serve(Self.items))
    try history.archive.write { session throws(ArchiveError) in
      try session.markClockAsWrong(of: wrong)
    }
    _ = try Self.begin(history, day: 0)
    let now = history.now.milliseconds
    #expect(try Self.published(history) == [now, now - 1000, 1_600_000_000_000])
  }

  /// A machine without a battery begins in 1970: what was right before stays.
  @Test func aClockThatCannotBeRightMovesNothingAndIsPutRight() throws {
    let folder = TemporaryFolder()
    let history = try Chronicler(path: folder.archive)
    _ = try Self.begin(history, day: 0)
    try history.apply(.serve(Self.items))
    let before = try history.feed()
    let finding = try Self.begin(history, day: -19_000)
    #expect(finding.corrected == 0 && finding.hasJumped)
    #expect(try history.feed() == before)
    try history.apply(.serve([Item("D", id: "4")] + Self.items))
    #expect(try Self.begin(history, day: 2).corrected == 1)
    let now = history.now.milliseconds
    let entries = try history.feed()?.entries ?? []
    #expect(entries.first?.title == "D" && entries.first?.published?.milliseconds == now)
    #expect(Array(entries.dropFirst()) == before?.entries)
  }

  @Test func aClockThatIsRightMovesNothing() throws {
    let folder = TemporaryFolder()
    let history = try Chronicler(path: folder.archive)
    for day in [0, 1, 2, 2, 40] as [Int64] {
      #expect(try Self.begin(history, day: day).corrected == 0)
      try history.apply(.serve(Self.items))
    }
    let before = try history.feed()
    // An hour back is no wrong clock.
    #expect(try Self.begin(history, day: 40) == ClockFinding())
    #expect(try history.feed() == before)
  }

  @Test func nothingIsLetGoAfterAJump() throws {
    let folder = TemporaryFolder()
    let history = try Chronicler(path: folder.archive)
    history.policy.retention = Retention(keep: .seconds(Self.day))
    _ = try Self.begin(history, day: 0)
    try history.apply(.serve(Self.items))
    try history.apply(.serve([Item("D", id: "4")]))
    let finding = try Self.begin(history, day: 100)
    #expect(finding.hasJumped)
    history.policy.letsGo = !finding.hasJumped
    try history.apply(.idle)
    #expect(try history.feed()?.entries.count == 4)
    history.policy.letsGo = try !Self.begin(history, day: 101).hasJumped
    try history.apply(.idle)
    #expect(try history.feed()?.entries.map(\.title) == ["D"])
  }

  @Test func whatWasLetGoInThatRunIsNotKeptUntilItsFuture() throws {
    let folder = TemporaryFolder()
    let history = try Chronicler(path: folder.archive)
    history.policy.retention = Retention(keep: .seconds(30 * Self.day))
    _ = try Self.begin(history, day: 0)
    try history.apply(.serve(Self.items))
    _ = try Self.begin(history, day: 400)
    try history.apply(.serve([Item("D", id: "4")]))
    #expect(try Self.begin(history, day: 1).corrected == 1)
    _ = try Self.begin(history, day: 20)
    try history.apply(.idle)
    #expect(try history.feed()?.entries.count == 4)
    _ = try Self.begin(history, day: 45)
    try history.apply(.idle)
    #expect(try history.feed()?.entries.map(\.title) == ["D"])
  }

  @Test func pagesOfTheMonthsThatItDatedAreMarked() throws {
    let folder = TemporaryFolder()
    let history = try Chronicler(path: folder.archive)
    _ = try Self.begin(history, day: 400)
    try history.apply(.serve(Self.items))
    let wrong = history.now.month
    let pages = ["f/\(wrong).atom", "f/\(wrong).json", "f/2020-09.atom", "f.atom"].map {
      PublishedFile(name: $0, bytes: 10, inode: 1, modified: 1, digest: Fingerprint([1]))
    }
    try history.archive.write { session throws(ArchiveError) in try session.note(pages, of: "f") }
    _ = try Self.begin(history, day: 1)
    let marked = try history.archive.read { session throws(ArchiveError) in
      try session.publishedFiles(of: "f").filter(\.isMisdated).map(\.name)
    }
    #expect(marked == ["f/\(wrong).atom", "f/\(wrong).json"])
  }

  @Test func theScheduleOfThatRunIsUndone() throws {
    let folder = TemporaryFolder()
    let history = try Chronicler(path: folder.archive)
    _ = try Self.begin(history, day: 400)
    var state = SourceState(feed: "f", address: "s")
    state = state.after(.gone, schedule: Schedule(), start: history.now)
    state.due = history.now
    try history.archive.write { [state] session throws(ArchiveError) in try session.save(state) }
    _ = try Self.begin(history, day: 1)
    let after = try history.archive.read { session throws(ArchiveError) in
      try session.sourceState("s", of: "f")
    }
    #expect(after.due == nil && !after.isRetired && after.lastAttempt == nil)
  }

  // MARK: What the servers say

  static func time(_ seconds: Int64) -> Timestamp {
    Timestamp(milliseconds: seconds * 1000) ?? .epoch
  }

  @Test(
    arguments: [
      ([0, 5, -5], false), ([day * 2, day * 2, day * 2], true), ([-day * 9, 0, -day * 9], true),
      ([day * 9, 0, 0], false), ([day * 9, day * 9], false), ([], false),
    ] as [([Int64], Bool)])
  func aClockIsWrongByTheMedianOfThreeHosts(_ differences: [Int64], _ isWrong: Bool) {
    var dates: [String: (said: Timestamp, clock: Timestamp)] = [:]
    for (index, difference) in differences.enumerated() {
      dates["h\(index)"] = (Self.time(1_000_000 + difference), Self.time(1_000_000))
    }
    #expect(ClockCheck.isWrong(dates) == isWrong)
  }
}
