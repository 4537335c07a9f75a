import Foundation
import ScriptedOrigin
import Testing

/// What a refresh must survive: another one, a damaged archive, a wrong clock, another place.
@Suite struct SurvivalTests {
  private let place: Workplace
  private var refeed: Command { place.refeed }

  init() throws {
    place = try Workplace()
  }

  private func configure(_ source: String, more: String = "") throws {
    try place.write(
      """
      { "fetch": { "allowPrivateNetworks": true, "gap": "0s" },
        "feeds": [{ "id": "a", "title": "A", "homepage": "https://a.example/",
        "sources": ["\(source)"]\(more) }] }
      """, to: "config.json")
  }

  private func published() throws -> DisturbedRefresh.Files {
    try DisturbedRefresh.published(in: place.folder)
  }

  @Test("a5 Of two refreshes at once one works, the other leaves; a killed one holds no lock")
  func a5TwoAtOnce() throws {
    let origin = ScriptedOrigin { _, connection in connection.hang(seconds: 20) }
    defer { origin.stop() }
    try configure(origin.address())
    let first = Process()
    first.executableURL = Command.binary
    first.arguments = ["refresh"]
    first.currentDirectoryURL = place.folder
    first.standardError = FileHandle.nullDevice
    try first.run()
    for _ in 0..<100 where origin.requests.isEmpty { usleep(50_000) }
    let second = try refeed("refresh")
    #expect(second.code == 75)
    #expect(second.error.contains("another refresh"), "\(second.error)")
    let quiet = try refeed("refresh", "--quiet")
    #expect(quiet.code == 75 && quiet.error == "" && quiet.output == "")
    #expect(origin.requests.count == 1)
    kill(first.processIdentifier, SIGKILL)
    first.waitUntilExit()
    try place.write(Sample.rss, to: "feed.xml")
    try configure("feed.xml")
    #expect(try refeed("refresh").code == 0)
  }

  @Test(
    "a7 A damaged archive is put aside and made again from what was published",
    arguments: ["empty", "half", "zeros", "random", "text", "gigabyte"])
  func a7ADamagedArchive(_ damage: String) throws {
    try place.write(Sample.rss, to: "feed.xml")
    try configure("feed.xml")
    #expect(try refeed("refresh").code == 0)
    let before = try published()
    let file = place.folder.appending(path: "state/archive.sqlite")
    let whole = try Data(contentsOf: file)
    switch damage {
    case "empty": try Data().write(to: file)
    case "half": try whole.prefix(whole.count / 2).write(to: file)
    case "zeros": try Data(count: whole.count).write(to: file)
    case "random":
      try Data((0..<60_000).map { UInt8(truncatingIfNeeded: $0 &* 197 &+ $0 >> 5) }).write(to: file)
    case "text": try Data("no archive".utf8).write(to: file)
    default: #expect(truncate(file.path, 1 << 30) == 0 && truncateStart(of: file))
    }
    let result = try refeed("refresh")
    if damage == "empty" {
      #expect(result.code == 0, "\(result.error)")
    } else {
      #expect(result.code == 1)
      #expect(result.error.contains("put aside as state/archive.sqlite.damaged-"))
    }
    #expect(try published() == before)
    #expect(try refeed("refresh").code == 0)
    #expect(try published() == before)
  }

  /// Zeroes the head of a file that is a gigabyte of nothing otherwise.
  private func truncateStart(of file: URL) -> Bool {
    guard let handle = try? FileHandle(forWritingTo: file) else { return false }
    defer { try? handle.close() }
    return (try? handle.write(contentsOf: Data(count: 4096))) != nil
  }

  @Test("a7 An archive of a newer version is refused and left as it is")
  func a7ANewerArchive() throws {
    try place.write(Sample.rss, to: "feed.xml")
    try configure("feed.xml")
    #expect(try refeed("refresh").code == 0)
    let file = place.folder.appending(path: "state/archive.sqlite")
    var bytes = try Data(contentsOf: file)
    bytes[63] = 99
    try bytes.write(to: file)
    let before = try published()
    let result = try refeed("refresh")
    #expect(result.code == 2)
    #expect(result.error.contains("newer"), "\(result.error)")
    #expect(try Data(contentsOf: file) == bytes)
    #expect(try published() == before)
  }

  @Test("a8 A clock that jumps ten years changes no date, and every run asks once")
  func a8TheClockJumps() throws {
    guard let library = FaultShim.library else { return }
    let origin = ScriptedOrigin { request, connection in
      if request.header("If-None-Match") == nil {
        connection.answer(headers: ["ETag: \"1\""], Array(Sample.rss.utf8))
      } else {
        connection.answer("304 Not Modified", headers: [])
      }
    }
    defer { origin.stop() }
    try configure(origin.address())
    #expect(try refeed("refresh").code == 0)
    let before = try published()
    let decade = 10 * 365 * 86_400
    for (count, shift) in [decade, 0, -decade, 0, -1_900_000_000].enumerated() {
      let result = try refeed(
        "refresh", environment: ["LD_PRELOAD": library, "FAULT_CLOCK": "\(shift)"])
      #expect(result.code == 0, "\(result.error)")
      #expect(try published() == before, "clock off by \(shift) s")
      // Due times from a wrong clock are not waited for, and nothing is asked twice.
      #expect(origin.requests.count == count + 2, "clock off by \(shift) s")
      let again = try refeed(
        "refresh", environment: ["LD_PRELOAD": library, "FAULT_CLOCK": "\(shift)"])
      #expect(again.code == 0 && origin.requests.count == count + 2)
    }
  }

  @Test("a10 Another locale and zone make the same bytes")
  func a10TheSameBytesEverywhere() throws {
    try place.write(Sample.rss, to: "feed.xml")
    try configure("feed.xml")
    var found: [DisturbedRefresh.Files] = []
    for (locale, zone) in [("C", "UTC"), ("tr_TR.UTF-8", "Asia/Kathmandu"), ("ar_EG", "EST5EDT")] {
      for name in ["public", "state"] {
        try? FileManager.default.removeItem(at: place.folder.appending(path: name))
      }
      let result = try refeed(
        "refresh", environment: ["LC_ALL": locale, "LANG": locale, "TZ": zone])
      #expect(result.code == 0)
      found.append(try published())
    }
    #expect(found[0].count == 2 && found[0] == found[1] && found[0] == found[2])
  }
}
