import Foundation
import Testing

/// `refeed learn`, and that docs/promos.md is true.
@Suite struct LearnCommandTests {
  private let place: Workplace
  private let document: String

  init() throws {
    place = try Workplace()
    document = try String(
      contentsOf: Command.root.appending(path: "docs/promos.md"), encoding: .utf8)
  }

  /// The block behind a fence of the manual.
  private func block(_ name: String) throws -> String {
    let start = try #require(document.range(of: "```\(name)\n"))
    let end = try #require(document.range(of: "```", range: start.upperBound..<document.endIndex))
    return String(document[start.upperBound..<end.lowerBound])
  }

  /// Twelve entries that end with the manual's block.
  private func writeEntries() throws {
    let promo = try block("html promo")
    for number in 1...12 {
      try place.write(
        Sample.entry(
          number,
          body: "<p>\(String(repeating: "Very ", count: number))much told at length.</p>\n"
            + promo.replacing("12", with: "\(number)")), to: "entries/\(number).md")
    }
  }

  private func object(_ text: String) throws -> [String: Any] {
    try #require(JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  @Test("The manual's example is what the command prints, and its rule what it writes")
  func example() throws {
    try writeEntries()
    try place.write(try block("json before"), to: "config.json")
    #expect(try place.refeed("check").code == 0)
    let listed = try place.refeed("learn", "town")
    #expect(listed.code == 0)
    #expect(try listed.output == block("text"))
    let written = try place.refeed("learn", "town", "--apply")
    #expect(written.code == 0 && written.error.contains("config.json: 1 rule written"))
    #expect(try place.read("config.json") == block("json after"))
    #expect(try place.refeed("check").code == 0)
    let converted = try place.refeed("convert", "entries", "--like", "town", "--to", "json")
    #expect(converted.output.contains("told at length") && !converted.output.contains("newsletter"))
    let again = try place.refeed("learn", "town", "--apply")
    #expect(again.error.contains("nothing to write"))
  }

  @Test("A folder is looked through without a configuration, for scripts too")
  func folder() throws {
    try writeEntries()
    let sources = try object(place.refeed("learn", "entries", "--json").output)["sources"]
    let source = try #require((sources as? [[String: Any]])?.first)
    let candidate = try #require((source["candidates"] as? [[String: Any]])?.first)
    #expect(candidate["verdict"] as? String == "promo" && candidate["count"] as? Int == 12)
    #expect((candidate["rule"] as? String)?.contains("\"repeated\"") == true)
  }

  @Test("A feed that learns shows what went and why, and takes it back")
  func learning() throws {
    try writeEntries()
    let configuration = try block("json before")
      .replacing(#""id": "town","#, with: #""id": "town", "promos": "learn","#)
    try place.write(configuration, to: "config.json")
    #expect(try place.refeed("refresh").code == 0)
    #expect(try !place.read("public/town.json").contains("newsletter"))
    let one = try place.refeed("explain", "entries/3.md", "--like", "town")
    #expect(one.output.contains("promo.learned") && one.output.contains("call to action"))
    #expect(try place.refeed("learn", "town", "--forget").output.contains("took back"))
    #expect(try place.refeed("refresh").code == 0)
    #expect(try place.read("public/town.json").contains("newsletter"))
    let nothing = try place.refeed("learn", "town", "--forget")
    #expect(nothing.code == 2 && nothing.error.contains("nothing was learned"))
  }

  @Test("What can't be done is said in one sentence")
  func refusals() throws {
    try place.write(try block("json before"), to: "config.json")
    for arguments in [["learn", "--forget"], ["learn", "town", "--apply", "--forget"]] {
      #expect(try place.refeed.run(arguments).code == 64)
    }
    let missing = try place.refeed("learn", "nowhere.xml")
    #expect(missing.code == 2 && missing.error.contains("nowhere.xml"))
  }
}
