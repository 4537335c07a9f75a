import Archive
import FeedModel
import Foundation
import ScriptedOrigin
import Synchronization
import Testing

@testable import Regenerator

/// A bucket as output: what is sent, in which order, and what is never replaced.
@Suite struct BucketOutputTests {
  private let room: Newsroom
  private let store = PretendStore()
  private static let day: Int64 = 1440

  init() throws {
    room = try Newsroom()
    try configure(AskingTests.one)
    room.serve("/feed", [Story("A")])
  }

  private func configure(_ feeds: String, extra: String = "") throws {
    try room.configure(feeds, extra: "\"output\": \"\(store.address)\", \(extra)")
  }

  @discardableResult
  private func refresh(
    minute: Int64, _ change: (inout RefreshRequest) -> Void = { _ in }
  ) async throws -> RunReport {
    var request = RefreshRequest()
    change(&request)
    return try await store.regenerator(room).refresh(request, now: Newsroom.time(minute: minute))
  }

  /// The requests that a run makes.
  private func requests(_ run: () async throws -> Void) async rethrows -> [String] {
    let before = store.requests().count
    try await run()
    return store.requests(from: before)
  }

  // MARK: What is sent

  @Test func aFirstRunPutsPagesBeforeDocumentsAndASecondSendsNothing() async throws {
    let first = try await requests { try await refresh(minute: 0) }
    #expect(first.first == "LIST")
    #expect(
      Set(first[1...2]) == ["PUT a/2026-03.atom", "PUT a/2026-03.json"]
        && Set(first[3...]) == ["PUT a.atom", "PUT a.json"])
    let objects = store.objects
    #expect(objects["a.atom"]?.headers["content-type"] == "application/atom+xml; charset=utf-8")
    #expect(objects["a.atom"]?.headers["cache-control"] == "public, max-age=600")
    #expect(objects["a/2026-03.json"]?.headers["cache-control"] == "public, max-age=3600")
    #expect(try await requests { try await refresh(minute: 60) } == ["LIST"])
    #expect(store.objects.mapValues(\.text) == objects.mapValues(\.text))
    #expect(!FileManager.default.fileExists(atPath: room.folder + "/public"))
  }

  @Test func aChangedFeedSendsItsOwnFilesAlone() async throws {
    try configure(
      AskingTests.one + ", {\"id\": \"b\", \"sources\": [\"ORIGIN/other\"]}")
    room.serve("/other", [Story("B")])
    try await refresh(minute: 0)
    room.serve("/other", [Story("B"), Story("C", date: "Tue, 10 Mar 2026 08:00:00 GMT")])
    let sent = try await requests { try await refresh(minute: 60) }
    #expect(
      sent.sorted() == [
        "LIST", "PUT b.atom", "PUT b.json", "PUT b/2026-03.atom", "PUT b/2026-03.json",
      ])
  }

  @Test func whatWasTakenAwayOrChangedIsPutRight() async throws {
    try await refresh(minute: 0)
    let before = store.objects
    store.objects["a.atom"] = nil
    store.put("a.json", "{}", version: nil)
    let sent = try await requests { try await refresh(minute: 1) }
    #expect(
      sent == ["LIST", "HEAD a.json", "PUT a.atom", "PUT a.json"]
        || sent == ["LIST", "PUT a.atom", "HEAD a.json", "PUT a.json"]
        || sent == ["LIST", "HEAD a.json", "PUT a.json", "PUT a.atom"])
    #expect(store.objects.mapValues(\.text) == before.mapValues(\.text))
  }

  @Test func aDryRunSendsNothing() async throws {
    let sent = try await requests { try await refresh(minute: 0) { $0.dryRun = true } }
    #expect(sent == ["LIST"])
  }

  @Test func compressedCopiesArePutBeforeTheirFilesAndGoWhenTheyAreNotWanted() async throws {
    try room.configure(
      AskingTests.one,
      extra: "\"output\": \"\(store.address)\", \"precompress\": true, \"baseURL\": null,")
    let sent = try await requests { try await refresh(minute: 0) }
    #expect(sent.count == 5)
    for name in ["a.atom", "a.json"] {
      let copy = try #require(sent.firstIndex(of: "PUT \(name).gz"))
      #expect(copy < sent.firstIndex(of: "PUT \(name)") ?? 0)
      #expect(store.objects[name + ".gz"]?.headers["content-encoding"] == "gzip")
    }
    try configure(AskingTests.one)
    room.serve("/feed", [Story("A"), Story("B")])
    try await refresh(minute: 60)
    #expect(!store.objects.keys.contains { $0.hasSuffix(".gz") })
  }

  @Test func theSitesPagesArePutThereToo() async throws {
    try configure(
      AskingTests.one, extra: "\"defaults\": {\"formats\": [\"atom\", \"index.html\"]},")
    try await refresh(minute: 0)
    #expect(store.objects["index.html"]?.headers["cache-control"] == "no-cache")
    let again = try await requests { try await refresh(minute: 1) }
    #expect(again == ["LIST", "HEAD index.html"])
  }

  // MARK: Others that write

  @Test func anOlderFileNeverComesOverANewerOne() async throws {
    try await refresh(minute: 0)
    let version = try #require(store.objects["a.atom"]?.headers["x-amz-meta-refeed-version"])
    let mine = try #require(FileVersion(version))
    let newer = "\(mine.began).\(mine.generation + 5)"
    room.serve("/feed", [Story("A"), Story("B")])
    // Between the look and the write, another puts a newer document and an older one.
    let (store, older) = (store, "\(mine.began).0")
    let hasCome = Mutex(false)
    store.react { request in
      if request.path.hasSuffix("/a/2026-03.atom"), hasCome.withLock({ !$0 }) {
        hasCome.withLock { $0 = true }
        store.put("a.atom", "newer", version: newer)
        store.put("a.json", "older", version: older)
      }
      return nil
    }
    let report = try await refresh(minute: 60)
    #expect(store.objects["a.atom"]?.text == "newer")
    #expect(store.objects["a.json"]?.text.contains("This is the text of B") == true)
    #expect(report.exitCode == 0)
    // Nor does it in the next run, which finds it there.
    store.react { _ in nil }
    room.serve("/feed", [Story("A"), Story("B"), Story("C")])
    try await refresh(minute: 120)
    #expect(store.objects["a.atom"]?.text == "newer")
    #expect(store.objects["a.json"]?.text.contains("This is the text of C") == true)
  }

  @Test func whatALaterArchiveHasPutThereStaysAndIsTold() async throws {
    try await refresh(minute: 0)
    let version = try #require(store.objects["a.atom"]?.headers["x-amz-meta-refeed-version"])
    var newer = try #require(FileVersion(version))
    newer.generation += 5
    store.put("a.atom", "newer", version: newer.text)
    room.serve("/feed", [Story("A"), Story("B")])
    let report = try await refresh(minute: 60)
    #expect(store.objects["a.atom"]?.text == "newer")
    #expect(store.objects["a.json"]?.text.contains("This is the text of B") == true)
    #expect(report.problems.count == 1 && report.problems[0].contains("left alone: 1 (a.atom)"))
    // An archive that was made anew is a later one.
    try FileManager.default.removeItem(atPath: room.folder + "/state")
    try await refresh(minute: 120)
    #expect(store.objects["a.atom"]?.text.contains("This is the text of B") == true)
  }

  @Test func aWriteWhoseAnswerWasLostIsKnownAgain() async throws {
    let cuts = Mutex(0)
    store.react { request in
      guard request.text.hasPrefix("PUT"), request.path.hasSuffix("a.atom") else { return nil }
      return cuts.withLock { count in
        count += 1
        return count == 1 ? .cutAfterwards : nil
      }
    }
    let report = try await refresh(minute: 0)
    #expect(report.exitCode == 0 && store.objects["a.atom"] != nil)
    store.react { _ in nil }
    #expect(try await requests { try await refresh(minute: 1) } == ["LIST"])
  }

  @Test func aStoreWithoutConditionsIsWrittenToAndSaidOnce() async throws {
    store.react { request in
      request.header("If-None-Match") != nil || request.header("If-Match") != nil
        ? .refuse("501 Not Implemented", code: "NotImplemented") : nil
    }
    let report = try await refresh(minute: 0)
    #expect(store.objects.count == 4)
    #expect(report.problems.count == 1 && report.problems[0].contains("conditions=no"))
  }

  // MARK: What is read and removed

  @Test func aLostArchiveIsMadeFromWhatIsInTheBucket() async throws {
    room.serve("/feed", [Story("A"), Story("B")])
    try await refresh(minute: 0)
    try FileManager.default.removeItem(atPath: room.folder + "/state")
    room.serve("/feed", [Story("B")])
    try await refresh(minute: 60)
    #expect(store.objects["a.atom"]?.text.contains("This is the text of A") == true)
  }

  @Test func aClosedPageStaysAndIsNotReadToKnowIt() async throws {
    room.serve("/feed", [Story("A", date: "Mon, 09 Mar 2026 08:00:00 GMT")])
    try await refresh(minute: 0)
    let stories = [
      Story("B", date: "Thu, 02 Apr 2026 08:00:00 GMT"),
      Story("A", date: "Mon, 09 Mar 2026 08:00:00 GMT"),
    ]
    room.serve("/feed", stories)
    try await refresh(minute: 24 * Self.day)
    try await refresh(minute: 26 * Self.day)
    #expect(store.objects["a/2026-03.atom"]?.headers["x-amz-meta-refeed-closed"] == "1")
    let closed = store.objects["a/2026-03.atom"]?.text
    room.serve("/feed", [Story("C", date: "Sun, 05 Apr 2026 08:00:00 GMT")] + stories)
    let sent = try await requests { try await refresh(minute: 27 * Self.day) }
    #expect(store.objects["a/2026-03.atom"]?.text == closed)
    #expect(sent.allSatisfy { $0 == "LIST" || $0.hasPrefix("PUT a") } && sent.count == 5)
    // A forgotten entry leaves it all the same.
    _ = try await store.regenerator(room).forget(
      Story("A").link, in: nil, now: Newsroom.time(minute: 28 * Self.day))
    #expect(store.objects.values.allSatisfy { !$0.text.contains("This is the text of A") })
    #expect(store.objects["a.atom"]?.text.contains("This is the text of C") == true)
  }

  @Test func pruningRemovesWhatNobodyOwnsAndNothingElse() async throws {
    let two = AskingTests.one + ", {\"id\": \"b\", \"sources\": [\"ORIGIN/other\"]}"
    try configure(two)
    room.serve("/other", [Story("B")])
    try await refresh(minute: 0)
    store.put("c.atom", "of somebody else", version: nil)
    store.put("notes.txt", "of somebody else", version: nil)
    try configure(AskingTests.one)
    let report = try await refresh(minute: 60)
    #expect(report.unowned == ["b.atom", "b.json", "b/2026-03.atom", "b/2026-03.json"])
    #expect(store.objects["b.atom"] != nil)
    try await refresh(minute: 61) { $0.prune = true }
    #expect(
      store.objects.keys.sorted() == [
        "a.atom", "a.json", "a/2026-03.atom", "a/2026-03.json", "c.atom", "notes.txt",
      ])
  }

  // MARK: What goes wrong

  @Test func aBucketThatMayNotBeListedStopsTheRunBeforeAnythingIsFetched() async throws {
    store.react { _ in .refuse("403 Forbidden", code: "AccessDenied") }
    let error = await #expect(throws: RunError.self) { try await refresh(minute: 0) }
    #expect(error?.exitCode == 2)
    #expect(error?.description.contains("AKIATEST (a test) may not do this") == true)
    #expect(error?.description.contains("hush") == false)
    #expect(room.asked.isEmpty)
  }

  @Test func aFileThatIsRefusedKeepsTheFeedDueAndComesWithTheNextRun() async throws {
    store.react { request in
      request.path.hasSuffix("a.json") ? .refuse("403 Forbidden", code: "AccessDenied") : nil
    }
    let report = try await refresh(minute: 0)
    #expect(report.feeds[0].publication == .failed)
    #expect(report.feeds[0].problems.count == 1)
    store.react { _ in nil }
    let sent = try await requests { try await refresh(minute: 1) }
    #expect(sent.contains("PUT a.json") && !sent.contains("PUT a.atom"))
    #expect(store.objects.count == 4)
  }
}
