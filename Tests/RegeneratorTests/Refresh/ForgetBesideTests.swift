import Archive
import FeedModel
import Testing

@testable import Regenerator

/// `forget` beside a refresh that is at work.
@Suite struct ForgetBesideTests {
  @Test func itWaitsAndThenSaysThatNothingWasForgotten() async throws {
    let room = try Newsroom()
    try room.configure(AskingTests.one)
    room.serve("/feed", [Story("A")])
    try await room.refresh(minute: 0)
    let regenerator = try room.regenerator()
    let path = room.folder + "/state/archive.sqlite"
    var lock: RefreshLock? = try RefreshLock(path: path, now: Newsroom.time(minute: 1))
    var hasWaited = false
    do {
      _ = try await regenerator.forget(
        Story("A").link, in: nil, now: Newsroom.time(minute: 2), patience: .milliseconds(200)
      ) { hasWaited = true }
      Issue.record("no error")
    } catch {
      #expect(error.exitCode == 75)
      #expect(error.description.contains("nothing was forgotten"))
    }
    #expect(hasWaited)
    #expect(try room.titles() == ["A"])
    withExtendedLifetime(lock) {}
    lock = nil
    let reports = try await regenerator.forget(
      Story("A").link, in: nil, now: Newsroom.time(minute: 3))
    #expect(reports.map(\.entries.count) == [1])
    #expect(try room.titles().isEmpty)
  }
}
