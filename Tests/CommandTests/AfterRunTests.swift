import Foundation
import Testing

/// The command that is run when something was published (`after`).
@Suite struct AfterRunTests {
  private func place(_ command: String) throws -> Workplace {
    let place = try Workplace()
    try place.write(Sample.entry(1), to: "entries/1.md")
    try place.write(
      """
      {"after": ["sh", "-c", "\(command)"],
       "feeds": [{"id": "a", "homepage": "https://example.org/", "sources": ["entries"]}]}
      """, to: "config.json")
    return place
  }

  @Test func itIsToldOnceWhatWasPublished() throws {
    let place = try place("tr '\\\\0' ' ' >> told; env > env")
    #expect(try place.refeed("refresh", environment: ["SECRET": "s"]).code == 0)
    #expect(try place.read("told") == "a.atom a.json ")
    #expect(try !place.read("env").contains("SECRET"))
    #expect(try place.refeed("refresh").code == 0)
    #expect(try place.read("told") == "a.atom a.json ")
    #expect(!place.exists("state/archive.sqlite.after"))
  }

  @Test func whatFailedIsToldAgain() throws {
    let place = try place("cat > /dev/null; test -e ready")
    let failed = try place.refeed("refresh")
    #expect(failed.code == 1)
    #expect((failed.output + failed.error).contains("after"))
    try place.write("", to: "ready")
    #expect(try place.refeed("refresh").code == 0)
    #expect(!place.exists("state/archive.sqlite.after"))
  }

  @Test func aRunThatDiedIsMadeGood() throws {
    let place = try place("tr '\\\\0' ' ' >> told")
    #expect(try place.refeed("refresh").code == 0)
    // What a run that was killed between publishing and telling leaves behind.
    try place.write("", to: "state/archive.sqlite.after")
    #expect(try place.refeed("refresh").code == 0)
    #expect(try place.read("told") == "a.atom a.json a.atom a.json ")
  }
}
