import Foundation
import Testing

/// `refeed rules`, and bad rules in `refeed check`.
@Suite struct RulesCommandTests {
  private let place: Workplace

  init() throws {
    place = try Workplace()
  }

  private func object(_ text: String) throws -> [String: Any] {
    try #require(JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  private func configuration(common: String = "{}", feed: String = "{}") -> String {
    """
    {
      "rules": \(common),
      "feeds": [
        { "id": "a", "homepage": "https://example.org/", "sources": ["entry.md"],
          "rules": \(feed) }
      ]
    }
    """
  }

  @Test("The list names every table and rule")
  func list() throws {
    let list = try place.refeed("rules")
    #expect(list.code == 0)
    for text in ["imageProxies\n", "  image-proxy.weserv ", "steps\n", "  tidy.empty "] {
      #expect(list.output.contains(text), "\(text)")
    }
  }

  @Test("What --json prints can stand in a configuration and changes nothing")
  func json() throws {
    let printed = try place.refeed("rules", "--json").output
    try place.write(configuration(common: printed), to: "config.json")
    try place.write(Sample.entry(1), to: "entry.md")
    #expect(try place.refeed("check").code == 0)
    let again = try place.refeed("rules", "--config", "config.json", "--json").output
    #expect(again == printed)
  }

  @Test("--like lays the configuration's and the feed's rules over the built-in ones")
  func like() throws {
    try place.write(
      configuration(
        common: #"{"off": ["promo.*"]}"#,
        feed: #"{"trackers": [{"name": "mine", "hosts": ["t.example"]}]}"#), to: "config.json")
    let list = try place.refeed("rules", "--like", "a").output
    #expect(list.contains("promo.feedx") && list.contains("(off)"))
    #expect(list.contains("  mine (yours)\n"))
    let tested = try place.refeed("rules", "test", "https://t.example/x", "--like", "a").output
    #expect(tested.contains("as an image nothing\n") && tested.contains("  mine\n"))
    let unknown = try place.refeed("rules", "--like", "b")
    #expect(unknown.code == 78)
    #expect(unknown.error.contains("there is no feed b; it has a"))
  }

  @Test("An address is tried as a link, an image and a frame, without fetching it")
  func address() throws {
    let address = "https://wsrv.nl/?url=example.com/a.jpg"
    let original = "https://example.com/a.jpg"
    let tested = try object(place.refeed("rules", "test", address, "--json").output)
    let uses = try #require(tested["uses"] as? [[String: Any]])
    #expect(uses.map { $0["as"] as? String } == ["link", "image", "frame"])
    #expect(uses.allSatisfy { $0["result"] as? String == original })
    #expect(uses[1]["rules"] as? [String] == ["image-proxy.weserv"])
    #expect(uses[2]["isLink"] as? Bool == true)
    #expect(uses[2]["rules"] as? [String] == ["embed.other", "image-proxy.weserv"])
  }

  @Test("A file is cleaned: the rules that did something, and what came out")
  func file() throws {
    try place.write(
      Sample.entry(1, body: "<p>a</p><p></p><script>x</script>"), to: "entry.md")
    let tested = try object(place.refeed("rules", "test", "entry.md", "--json").output)
    let entry = try #require((tested["entries"] as? [[String: Any]])?.first)
    #expect(entry["rules"] as? [String: Int] == ["sanitizer.element": 1, "tidy.empty": 1])
    #expect(entry["html"] as? String == "<p>a</p>")
    let text = try place.refeed("rules", "test", "entry.md").output
    #expect(text == "Entry 1\n  sanitizer.element  1\n  tidy.empty  1\n\n<p>a</p>\n")
    #expect(try place.refeed("rules", "test", "nothing.md").code == 2)
  }

  @Test("A limit counts for the feed, not for each of its sources")
  func limit() throws {
    try place.write(configuration(feed: #"{"limit": 2}"#), to: "config.json")
    for number in 1...3 { try place.write(Sample.entry(number), to: "\(number).md") }
    let converted = try place.refeed(
      "convert", "1.md", "2.md", "3.md", "--like", "a", "--to", "json")
    let items = try object(converted.output)["items"] as? [[String: Any]]
    #expect(items?.map { $0["title"] as? String } == ["Entry 3", "Entry 2"])
  }

  @Test("Commands that take a feed's rules over name the file of a bad one")
  func badRulesOfALikeness() throws {
    try place.write(configuration(feed: #"{"remove": "p["}"#), to: "config.json")
    try place.write(Sample.entry(1), to: "entry.md")
    for arguments in [["convert", "entry.md"], ["explain", "entry.md"], ["rules"]] {
      let result = try place.refeed.run(arguments + ["--like", "a"])
      #expect(result.code == 78)
      #expect(result.error.contains("config.json:5:27: feeds[0].rules.remove: selector, column 3"))
    }
  }

  @Test("check tells every bad rule of all feeds, and of the rest of the file, at once")
  func badRules() throws {
    try place.write(
      """
      {
        "rules": { "remove": ["div..x", "p["], "off": ["nope"] },
        "fetch": { "timeout": "soon" },
        "feeds": [
          { "id": "a", "sources": ["x"], "rules": { "replace": [{ "text": "/(/" }] } },
          { "id": "b", "sources": ["x"], "only": { "titel": "x" },
            "rules": { "embeds": [{ "name": "y", "as": "playre" }], "limit": 0 } }
        ]
      }
      """, to: "config.json")
    let checked = try place.refeed("check")
    #expect(checked.code == 78)
    let places = checked.error.split(separator: "\n").map {
      $0.split(separator: " ")[..<2].joined(separator: " ")
    }
    #expect(
      places == [
        "config.json:2:25: rules.remove[0]:", "config.json:2:35: rules.remove[1]:",
        "config.json:2:50: rules.off[0]:", "config.json:3:25: fetch.timeout:",
        "config.json:5:69: feeds[0].rules.replace[0].text:",
        "config.json:6:46: feeds[1].only.titel:", "config.json:7:29: feeds[1].rules.embeds[0]:",
        "config.json:7:50: feeds[1].rules.embeds[0].as:", "config.json:7:72: feeds[1].rules.limit:",
      ], "\(checked.error)")
  }
}
