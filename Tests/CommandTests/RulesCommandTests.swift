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

  // MARK: Filter lists

  private static let list = "||ads.example^\n##.ad\n||ads.example^$popup\nx.example##+js(a)\n"

  @Test("rules lists says what is understood of lists, and names what is not")
  func lists() throws {
    try place.write(Self.list, to: "list.txt")
    let told = """
      list.txt
        1 network rules and 1 cosmetic rules in force
        1 rules for what no feed has (pop-up windows)
        1 rules that are not understood:
          1  ##+js()    x.example##+js(a)

      """
    #expect(try place.refeed("rules", "lists", "list.txt").output == told)
    let missing = try place.refeed("rules", "lists", "no.txt")
    #expect(missing.code == 1)
    #expect(missing.output.contains("the filter list no.txt: there is no such file"))
  }

  @Test("check counts what is not understood of the configuration's lists")
  func checkedLists() throws {
    try place.write(Self.list, to: "list.txt")
    try place.write(Sample.entry(1), to: "entry.md")
    try place.write(
      """
      { "filterLists": ["list.txt", "https://lists.example/x.txt"],
        "feeds": [{ "id": "a", "sources": ["entry.md"], "filterLists": ["no.txt"] }] }
      """, to: "config.json")
    let checked = try place.refeed("check")
    #expect(checked.code == 0)
    #expect(checked.error.contains("2 rules in force; 1 are not understood: 1 × ##+js()"))
    #expect(checked.error.contains("x.txt was not fetched yet; refeed refresh does it"))
    #expect(checked.error.contains("no.txt: there is no such file"))
    let listed = try place.refeed("rules", "lists")
    #expect(listed.code == 1)
    #expect(listed.output.contains("1 network rules and 1 cosmetic rules in force"))
  }

  @Test("convert takes filter lists, and one that is not there is an error")
  func convertedByLists() throws {
    let text = String(repeating: "A sentence of the article. ", count: 9)
    try place.write(
      Sample.entry(1, body: "<p>\(text)</p><div class=\"ad\">Buy</div><div class=\"b\">Sell</div>"),
      to: "entry.md")
    try place.write("##.ad", to: "one.txt")
    try place.write("##.b", to: "two.txt")
    let clean = try place.refeed(
      "convert", "entry.md", "--filter-list", "one.txt", "--filter-list", "two.txt")
    #expect(clean.output.contains("article") && !clean.output.contains("Buy"))
    #expect(!clean.output.contains("Sell"))
    let failed = try place.refeed("convert", "entry.md", "--filter-list", "no.txt")
    #expect(failed.code == 2 && failed.output.isEmpty)
    #expect(failed.error.contains("the filter list no.txt: there is no such file"))
  }
}
