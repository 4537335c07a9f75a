import FeedModel
import Testing

@testable import History

@Suite struct ScheduleTests {
  static let start: Int64 = 1_700_000_000_000

  static func time(_ seconds: Int64) -> Timestamp {
    Timestamp(milliseconds: start + seconds * 1000) ?? .epoch
  }

  static func body(_ text: String, etag: String? = nil) -> SourceEvent {
    .body(
      Fingerprint(text.utf8), etag: etag, lastModified: nil, isNews: false, movedTo: nil)
  }

  @Test(arguments: [1, 2, 3, 4, 5, 6, 7, 8])
  func fortyEightCronRunsMakeFortyEightFetches(_ seed: UInt64) {
    var random = seed &* 0x9E37_79B9_7F4A_7C15
    var state = SourceState(address: "s")
    let schedule = Schedule()
    var fetches = 0
    for run in 0..<48 {
      random = random &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let shift = Int64(random >> 40) % 41 - 20
      let now = Self.time(Int64(run) * 1800 + shift)
      guard state.isDue(schedule, now: now) else { continue }
      fetches += 1
      state = state.after(.notModified(movedTo: nil), schedule: schedule, start: now)
    }
    #expect(fetches == 48)
  }

  @Test func aRunTooEarlyAsksNobody() {
    let schedule = Schedule()
    let state = SourceState(address: "s").after(
      Self.body("x"), schedule: schedule, start: Self.time(0))
    #expect(!state.isDue(schedule, now: Self.time(900)))
    #expect(!state.isDue(schedule, now: Self.time(1600)))
    #expect(state.isDue(schedule, now: Self.time(1620)))
    #expect(state.isDue(schedule, now: Self.time(900), force: true))
  }

  struct Case: Sendable {
    var hints: @Sendable (inout Schedule.Hints) -> Void
    var seconds: Int64
    init(_ seconds: Int64, _ hints: @escaping @Sendable (inout Schedule.Hints) -> Void) {
      self.seconds = seconds
      self.hints = hints
    }
  }

  @Test(arguments: [
    Case(1800) { _ in }, Case(3600) { $0.refreshSeconds = 3600 },
    Case(600) { $0.refreshSeconds = 60 }, Case(86_400) { $0.refreshSeconds = 10_000_000 },
    Case(7200) { $0.freshSeconds = 7200 }, Case(1800) { $0.freshSeconds = 300 },
    Case(7200) {
      $0.freshSeconds = 7200
      $0.refreshSeconds = 600
    },
    Case(900) { $0.rhythmSeconds = 900 }, Case(600) { $0.rhythmSeconds = 1 },
    Case(1800) { $0.rhythmSeconds = 86_400 }, Case(1800) { $0.rhythmSeconds = 0 },
    Case(3600) { $0.quietSince = ScheduleTests.time(-8 * 86_400) },
    Case(7200) { $0.quietSince = ScheduleTests.time(-31 * 86_400) },
    Case(1800) { $0.quietSince = ScheduleTests.time(86_400) },
    Case(600) { $0.refreshSeconds = -5 }, Case(86_400) { $0.freshSeconds = .max / 2 },
  ])
  func hintsDecideBetweenTheBounds(_ item: Case) {
    var hints = Schedule.Hints()
    item.hints(&hints)
    #expect(Schedule().interval(hints, now: Self.time(0)) == .seconds(item.seconds))
  }

  @Test func failuresWaitTwiceAsLongEachTimeUpToTheMost() {
    let schedule = Schedule()
    let waits = (1...9).map {
      schedule.backoff(failures: $0, interval: .seconds(1800), spread: 0)
    }
    #expect(
      waits.map(\.components.seconds)
        == [1800, 3600, 7200, 14_400, 28_800, 57_600, 86_400, 86_400, 86_400])
    #expect(
      schedule.backoff(failures: .max, interval: .seconds(1800), spread: 1) == .seconds(77_760))
  }

  @Test func b10RetryAfterHoldsEvenAgainstForce() {
    let schedule = Schedule()
    let state = SourceState(address: "s").after(
      .later(.seconds(7200), reason: "429"), schedule: schedule, start: Self.time(0))
    #expect(!state.isDue(schedule, now: Self.time(7100), force: true))
    #expect(state.isDue(schedule, now: Self.time(7200), force: true))
    let endless = SourceState(address: "s").after(
      .later(.seconds(1_000_000_000_000), reason: "429"), schedule: schedule,
      start: Self.time(0))
    #expect(endless.isDue(schedule, now: Self.time(8 * 86_400), force: true))
  }

  @Test func a8AClockThatWasWrongIsNotWaitedFor() {
    let schedule = Schedule()
    let future = SourceState(address: "s").after(
      Self.body("x"), schedule: schedule, start: Self.time(10 * 365 * 86_400))
    #expect(future.isDue(schedule, now: Self.time(0)))
    let held = SourceState(address: "s").after(
      .later(.seconds(600), reason: "429"), schedule: schedule,
      start: Self.time(10 * 365 * 86_400))
    #expect(held.isDue(schedule, now: Self.time(0)))
    let after = future.after(Self.body("x"), schedule: schedule, start: Self.time(0))
    #expect(!after.isDue(schedule, now: Self.time(60)))
  }

  @Test func forbiddenHoursAndDaysAreLeftOut() {
    // 2023-11-14T22:13:20Z, a Tuesday.
    var hints = Schedule.Hints()
    hints.skipHours = [22, 23, 0, 99, -1]
    let due = Schedule().due(after: Self.time(0), interval: .seconds(600), hints: hints)
    // 01:00, and the slack of a minute that does not lead back before it.
    #expect(due.milliseconds == 1_700_010_060_000)
    hints.skipHours = []
    hints.skipDays = [2]
    let wednesday = Schedule().due(after: Self.time(0), interval: .seconds(600), hints: hints)
    #expect(wednesday.milliseconds == 1_700_006_460_000)
    hints.skipDays = Array(0...6)
    #expect(
      Schedule().due(after: Self.time(0), interval: .seconds(600), hints: hints)
        == Self.time(600))
  }

  @Test func validatorsThatLieAreDropped() {
    let schedule = Schedule()
    var state = SourceState(address: "s")
    state = state.after(Self.body("one", etag: "\"1\""), schedule: schedule, start: Self.time(0))
    #expect(state.trustsValidators(now: Self.time(60)))
    #expect(!state.trustsValidators(now: Self.time(9 * 86_400)))
    #expect(!state.trustsValidators(now: Self.time(-60)))
    state = state.after(Self.body("two", etag: "\"1\""), schedule: schedule, start: Self.time(60))
    #expect(!state.trustsValidators(now: Self.time(120)))
    state = state.after(Self.body("two", etag: "\"2\""), schedule: schedule, start: Self.time(90))
    #expect(state.trustsValidators(now: Self.time(120)))
  }

  @Test func b6APermanentRedirectIsLearnedAfterThreeGoodAnswers() {
    let schedule = Schedule()
    var state = SourceState(address: "s")
    for count in 1...3 {
      #expect(state.confirmedMove == nil)
      state = state.after(
        .notModified(movedTo: "https://new.example/"), schedule: schedule,
        start: Self.time(Int64(count)))
    }
    #expect(state.confirmedMove == "https://new.example/")
    let other = state.after(
      .notModified(movedTo: "https://x.example/"), schedule: schedule, start: Self.time(9))
    #expect(other.confirmedMove == nil)
    #expect(
      state.after(.notModified(movedTo: nil), schedule: schedule, start: Self.time(9)).movedTo
        == nil)
    #expect(
      state.after(.failed(reason: "x"), schedule: schedule, start: Self.time(9)).confirmedMove
        != nil)
  }

  @Test func aRetiredSourceIsAskedByForceAlone() {
    let schedule = Schedule()
    let state = SourceState(address: "s").after(.gone, schedule: schedule, start: Self.time(0))
    #expect(!state.isDue(schedule, now: Self.time(999_999)))
    #expect(state.isDue(schedule, now: Self.time(999_999), force: true))
    #expect(
      !state.after(.notModified(movedTo: nil), schedule: schedule, start: Self.time(0)).isRetired)
  }

  @Test func failuresAreCountedAndASuccessEndsThem() {
    let schedule = Schedule()
    var state = SourceState(address: "s")
    for count in 1...5 {
      state = state.after(.failed(reason: "down"), schedule: schedule, start: Self.time(0))
      #expect(state.failures == count)
    }
    #expect(state.lastError == "down")
    state = state.after(.notModified(movedTo: nil), schedule: schedule, start: Self.time(0))
    #expect(state.failures == 0 && state.lastError == nil)
  }
}
