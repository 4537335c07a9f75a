import ConfigurationModel
import Foundation
import Testing

@testable import Regenerator

/// What the command after a run (`after`) gets, and what is done when it does not end.
@Suite struct AfterRunTests {
  private let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "after-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  private func command(_ script: String, patience: Duration = .seconds(60)) throws -> AfterRun {
    let text = """
      {"archive": "archive.sqlite", "after": ["sh", "-c", "cd \(folder.path); \(script)"],
       "feeds": [{"id": "a", "sources": ["x"]}]}
      """
    let configuration = try Configuration.read(
      Array(text.utf8), path: folder.path + "/config.json", environment: [:])
    return try #require(AfterRun(configuration, patience: patience))
  }

  private func run(_ after: AfterRun, _ written: [String] = ["a.atom"]) -> String? {
    let owed = after.begin()
    return after.finish(written, owed: owed, all: { ["all"] })
  }

  private func read(_ name: String) -> String {
    (try? String(contentsOf: folder.appending(path: name), encoding: .utf8)) ?? ""
  }

  /// D8: nothing that is open here is open there.
  @Test func itInheritsNoDescriptor() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    var sockets: [Int32] = []
    for _ in 0..<40 { sockets.append(socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)) }
    defer { for descriptor in sockets { close(descriptor) } }
    // The shell's own list is open while it is read.
    let after = try command("ls /proc/self/fd | tr '\\n' ' ' > open")
    #expect(run(after) == nil)
    #expect(
      read("open").split(separator: " ").allSatisfy { ["0", "1", "2", "3"].contains($0) },
      "\(read("open"))")
  }

  @Test func itIsEndedWithAllThatItHasStarted() async throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let after = try command("(sleep 3; echo alive > alive) & wait", patience: .seconds(1))
    let start = ContinuousClock.now
    #expect(run(after)?.contains("did not end within 1 s") == true)
    #expect(ContinuousClock.now - start < .seconds(3))
    try await Task.sleep(for: .seconds(4))
    #expect(read("alive") == "")
  }

  @Test func howItFailedIsSaid() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    #expect(run(try command("exit 7"))?.contains("failed with 7") == true)
    #expect(run(try command("kill -9 $$"))?.contains("signal 9") == true)
  }

  /// Neither what a run before could not tell is lost, nor what one that died has published.
  @Test func whatIsOwedOutlivesARunThatDies() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    #expect(run(try command("false"), ["first"]) != nil)
    // A run that publishes and dies.
    _ = try command("true").begin()
    #expect(run(try command("tr '\\\\0' ' ' > told"), []) == nil)
    #expect(read("told") == "all ")
  }

  @Test func namesAreToldOnceAndInTheirOrder() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    #expect(run(try command("false"), ["a.atom", "b.atom"]) != nil)
    let after = try command("tr '\\\\0' ' ' > told")
    #expect(run(after, ["c.atom", "a.atom"]) == nil)
    #expect(read("told") == "a.atom b.atom c.atom ")
    // A program that does not read them is no trouble, however many they are.
    let many = (0..<100_000).map { "feed-\($0).atom" }
    #expect(run(try command("exit 0"), many) == nil)
  }
}
