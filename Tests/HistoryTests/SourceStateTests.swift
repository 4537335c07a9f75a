import FeedModel
import Testing

@testable import History

/// What is remembered of a source from one run to the next.
@Suite struct SourceStateTests {
  private static let schedule = Schedule()

  private static func time(_ seconds: Int64) -> Timestamp { ScheduleTests.time(seconds) }

  private static func body(_ text: String) -> SourceEvent { ScheduleTests.body(text) }

  private static func state(_ address: String = "https://a.example/feed") -> SourceState {
    SourceState(address: address)
  }

  @Test func whatADocumentSaysOfItsRhythmHoldsUntilTheNextOne() {
    var hints = Schedule.Hints()
    hints.refreshSeconds = 7200
    hints.skipHours = [3]
    var state = Self.state().after(
      Self.body("one"), schedule: Self.schedule, hints: hints, start: Self.time(0))
    #expect(state.interval == .seconds(7200))
    state = state.after(
      .notModified(movedTo: nil), schedule: Self.schedule, start: Self.time(7200))
    #expect(state.interval == .seconds(7200) && state.hints == hints)
    state = state.after(Self.body("one"), schedule: Self.schedule, start: Self.time(14_400))
    #expect(state.interval == .seconds(7200) && state.hints == hints)
    state = state.after(Self.body("two"), schedule: Self.schedule, start: Self.time(21_600))
    #expect(state.interval == .seconds(1800) && state.hints == Schedule.Hints())
  }

  @Test func howLongAnAnswerKeepsIsSaidAnewByEachAnswer() {
    var fresh = Schedule.Hints()
    fresh.freshSeconds = 10_800
    var state = Self.state().after(
      Self.body("one"), schedule: Self.schedule, hints: fresh, start: Self.time(0))
    #expect(state.interval == .seconds(10_800))
    state = state.after(
      .notModified(movedTo: nil), schedule: Self.schedule, start: Self.time(10_800))
    #expect(state.interval == .seconds(1800))
  }

  @Test func retriesAreSpreadAndYetTheSameEachTime() {
    let waits = (0..<50).map { count -> Int64 in
      let failed = Self.state("https://a.example/\(count)").after(
        .failed(reason: "500"), schedule: Self.schedule, start: Self.time(0))
      return (failed.due?.milliseconds ?? 0) - Self.time(0).milliseconds
    }
    #expect(waits.allSatisfy { (1_620_000...1_800_000).contains($0) })
    #expect(Set(waits).count > 25)
    for _ in 0..<3 {
      let again = Self.state("https://a.example/7").after(
        .failed(reason: "500"), schedule: Self.schedule, start: Self.time(0))
      #expect(again.due == Self.time(0).adding(.milliseconds(waits[7])))
    }
  }

  @Test func aServerThatFailsIsAskedEverLessOften() {
    var state = Self.state()
    var runs: [Int] = []
    for run in 0..<200 {
      let now = Self.time(Int64(run) * 1800)
      guard state.isDue(Self.schedule, now: now) else { continue }
      runs.append(run)
      state = state.after(.failed(reason: "500"), schedule: Self.schedule, start: now)
    }
    let gaps = zip(runs, runs.dropFirst()).map { $1 - $0 }
    #expect(gaps.prefix(6) == [1, 2, 4, 8, 16, 31])
    #expect(gaps.dropFirst(6).allSatisfy { (43...48).contains($0) })
    state = state.after(
      .notModified(movedTo: nil), schedule: Self.schedule, start: Self.time(1_000_000))
    #expect(state.due == Self.time(1_001_800))
  }

  @Test func b10RetryAfterCountsFromTheAnswerNotFromTheRun() {
    let state = Self.state().after(
      .later(.seconds(120), reason: "503", at: Self.time(300)), schedule: Self.schedule,
      start: Self.time(0))
    #expect(state.heldUntil == Self.time(420))
    #expect(!state.isDue(Self.schedule, now: Self.time(419), force: true))
    #expect(state.isDue(Self.schedule, now: Self.time(420), force: true))
  }

  @Test func b10WithoutRetryAfterItIsAFailureLikeOthers() {
    let state = Self.state().after(
      .later(nil, reason: "429"), schedule: Self.schedule, start: Self.time(0))
    #expect(state.heldUntil == nil && state.failures == 1)
    #expect(state.isDue(Self.schedule, now: Self.time(1), force: true))
    #expect(!state.isDue(Self.schedule, now: Self.time(900)))
  }

  @Test(arguments: [[22, 23, 0, 1, 2, 3], [12], Array(1...23)])
  func noRunAsksInAForbiddenHour(_ hours: [Int]) {
    var hints = Schedule.Hints()
    hints.skipHours = hours
    var state = Self.state()
    var asked = 0
    for run in 0..<480 {
      let now = Self.time(Int64(run) * 1800 + Int64(run * 7 % 41) - 20)
      guard state.isDue(Self.schedule, now: now) else { continue }
      asked += 1
      let hour = Int(now.milliseconds / 3_600_000 % 24)
      #expect(asked == 1 || !hours.contains(hour), "run \(run) at \(hour)")
      state = state.after(Self.body("x"), schedule: Self.schedule, hints: hints, start: now)
    }
    #expect(asked >= 10)
  }

  @Test func b6AMoveIsFollowedOnlyWhereThatIsWantedAndIsKept() {
    let new = "https://new.example/feed"
    var state = Self.state()
    for run in 0..<3 {
      #expect(state.target(followsMoves: true) == state.address)
      let move = state.move(asked: state.address, permanent: new)
      state = state.after(
        .notModified(movedTo: move), schedule: Self.schedule, start: Self.time(Int64(run)))
    }
    #expect(state.target(followsMoves: false) == state.address)
    for run in 3..<9 {
      let asked = state.target(followsMoves: true)
      #expect(asked == new)
      state = state.after(
        .notModified(movedTo: state.move(asked: asked, permanent: nil)),
        schedule: Self.schedule, start: Self.time(Int64(run)))
    }
    // Asked at its old place, the server says nothing of a move any more.
    let back = state.after(
      .notModified(movedTo: state.move(asked: state.address, permanent: nil)),
      schedule: Self.schedule, start: Self.time(20))
    #expect(back.target(followsMoves: true) == state.address)
  }

  @Test func b6AMoveThatFailsThreeTimesIsDoubted() {
    var state = Self.state()
    for run in 0..<3 {
      state = state.after(
        .notModified(movedTo: "https://new.example/"), schedule: Self.schedule,
        start: Self.time(Int64(run)))
    }
    for count in 0..<3 {
      #expect(state.target(followsMoves: true) == "https://new.example/", "\(count) failures")
      state = state.after(
        .failed(reason: "down"), schedule: Self.schedule, start: Self.time(9))
    }
    #expect(state.target(followsMoves: true) == state.address)
  }

  @Test func aTagFromAnotherAddressTellsNothingOfLies() {
    let tag = "\"1\""
    func event(_ text: String, _ from: String) -> SourceEvent {
      .body(
        Fingerprint(text.utf8), etag: tag, lastModified: nil, isNews: true, movedTo: nil,
        from: from)
    }
    let first = Self.state().after(
      event("one", "https://a.example/"), schedule: Self.schedule, start: Self.time(0))
    #expect(first.validatorsFrom == "https://a.example/")
    let moved = first.after(
      event("two", "https://b.example/"), schedule: Self.schedule, start: Self.time(60))
    #expect(moved.trustsValidators(now: Self.time(120)))
    let lying = moved.after(
      event("three", "https://b.example/"), schedule: Self.schedule, start: Self.time(120))
    #expect(!lying.trustsValidators(now: Self.time(180)))
  }

  @Test func a304RenewsWhatTheNextRequestAsksWith() {
    var state = Self.state().after(
      .body(
        Fingerprint("one".utf8), etag: "\"1\"", lastModified: "Mon", isNews: true, movedTo: nil),
      schedule: Self.schedule, start: Self.time(0))
    for (etag, date, expected) in [
      (nil, nil, ["\"1\"", "Mon"]), (nil, "Tue", ["\"1\"", "Tue"]),
      ("W/\"2\"", nil, ["W/\"2\"", "Tue"]), ("W/\"3\"", "Wed", ["W/\"3\"", "Wed"]),
    ] as [(String?, String?, [String?])] {
      state = state.after(
        .notModified(movedTo: nil, etag: etag, lastModified: date), schedule: Self.schedule,
        start: Self.time(60))
      #expect([state.etag, state.lastModified] == expected)
    }
    #expect(state.body == Fingerprint("one".utf8) && !state.validatorsLie)
  }

  @Test(arguments: [-10, -1, 1, 10])
  func a8AClockThatJumpsYearsCausesNeitherAStormNorSilence(_ years: Int64) {
    let jump = years * 365 * 86_400
    var state = Self.state().after(
      Self.body("x"), schedule: Self.schedule, start: Self.time(0))
    var asked = 0
    for run in 0..<10 {
      let now = Self.time(jump + Int64(run) * 1800)
      guard state.isDue(Self.schedule, now: now) else { continue }
      #expect(!state.trustsValidators(now: now) || run > 0)
      asked += 1
      state = state.after(Self.body("x"), schedule: Self.schedule, start: now)
    }
    #expect(asked == 10)
  }
}
