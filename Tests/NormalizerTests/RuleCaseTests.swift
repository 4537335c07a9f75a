import FeedModel
import FeedReader
import FilterLists
import Foundation
import JSON
import Testing

@testable import Normalizer

/// Each built-in rule beside what it must not touch: `Fixtures/rules.json`.
///
/// A case is an object: `rule`, the body `in` that it changes into `out`, and `decoy`, which looks like
/// it, with `decoyOut`. `link`, `title`, `summary`, `enclosure`, `extra` (markup of the item), `feedTitle`
/// go into the document beside the body, `plain` makes it an Atom entry's text; `rules` (of a
/// configuration) and `filterList` hold for both; `outLink` and the like are what must come of them. `silent` rules leave no record, and
/// `decoyFires` where the rule may do something to the decoy as well.
@Suite struct RuleCaseTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let number: Int
    let json: JSONValue
    var rule: String { json["rule"]?.string ?? "" }
    var testDescription: String { "\(number) \(rule)" }

    func text(_ key: String, _ isDecoy: Bool) -> String? {
      isDecoy ? json["decoy" + key.prefix(1).uppercased() + key.dropFirst()]?.string : nil
    }

    /// What stands in the document: the decoy's own where it has one.
    func given(_ key: String, _ isDecoy: Bool) -> String? {
      text(key, isDecoy) ?? json[key]?.string
    }

    /// What must come out; `nil` where nothing is said of it.
    func expected(_ key: String, _ isDecoy: Bool) -> JSONValue? {
      isDecoy ? json["decoy" + key.prefix(1).uppercased() + key.dropFirst()] : json[key]
    }
  }

  static let cases: [Case] = {
    let path = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "Fixtures/rules.json")
    guard let data = try? Data(contentsOf: path),
      let root = try? JSONDocument(parsing: Array(data)).root
    else { return [] }
    guard let elements = root.elements else { return [] }
    return elements.enumerated().map { Case(number: $0 + 1, json: $1) }
  }()

  @Test("Every built-in rule has a case")
  func nothingIsMissing() {
    let known = Set(RuleCaseTests.cases.map(\.rule))
    #expect(Rules.builtIn.descriptions.map(\.name).filter { !known.contains($0) } == [])
  }

  @Test("A rule changes what it is for", arguments: cases)
  func rule(_ one: Case) throws {
    let (entry, title) = try cleaned(one, isDecoy: false)
    #expect(entry.content?.html ?? "" == one.json["out"]?.string)
    check(entry, title, one, isDecoy: false)
    if one.json["silent"] == nil {
      #expect(entry.changes.contains { $0.rule.split(separator: " ").contains { $0 == one.rule } })
    }
  }

  @Test("A rule leaves alone what looks like it", arguments: cases)
  func decoy(_ one: Case) throws {
    let (entry, title) = try cleaned(one, isDecoy: true)
    #expect(entry.content?.html ?? "" == one.json["decoyOut"]?.string)
    check(entry, title, one, isDecoy: true)
    if one.json["silent"] == nil, one.json["decoyFires"] == nil {
      #expect(!entry.changes.contains { $0.rule.split(separator: " ").contains { $0 == one.rule } })
    }
  }

  private func check(_ entry: NormalizedEntry, _ feedTitle: String, _ one: Case, isDecoy: Bool) {
    let fields: [(String, String?)] = [
      ("outLink", entry.link?.href), ("outTitle", entry.title), ("outSummary", entry.summary),
      ("outEnclosure", entry.attachments.first?.address.href), ("outFeedTitle", feedTitle),
    ]
    for (key, value) in fields {
      if let expected = one.expected(key, isDecoy) { #expect(value == expected.string, "\(key)") }
    }
  }

  private func cleaned(_ one: Case, isDecoy: Bool) throws -> (NormalizedEntry, String) {
    let document = one.json["plain"] == nil ? rss(one, isDecoy) : atom(one, isDecoy)
    let feed = try FeedReader().read(SourceDocument(bytes: Array(document.utf8), name: "case.xml"))
    var rules = Rules.builtIn
    if let own = one.json["rules"] { rules = try Rules(merging: own) }
    if let list = one.json["filterList"]?.string {
      let lists = CompiledLists(compiling: [Array(list.utf8)])
      rules = rules.filtering(by: lists, named: "case")
    }
    let result = Normalizer(rules: rules).normalized(
      feed, context: NormalizationContext(id: "urn:uuid:0", explains: true))
    return (try #require(result.entries.first), result.title)
  }

  private func rss(_ one: Case, _ isDecoy: Bool) -> String {
    func element(_ name: String, _ text: String?) -> String {
      text.map { "<\(name)>\(escaped($0))</\(name)>" } ?? ""
    }
    let body = one.json[isDecoy ? "decoy" : "in"]?.string ?? ""
    let link = one.given("link", isDecoy) ?? "https://example.org/2026/post/"
    let enclosure = one.given("enclosure", isDecoy).map {
      #"<enclosure url="\#(escaped($0))" type="audio/mpeg" length="1000"/>"#
    }
    let item =
      element("title", one.given("title", isDecoy) ?? "A title") + element("link", link)
      + #"<guid isPermaLink="false">urn:case:1</guid>"#
      + "<pubDate>Mon, 05 Jan 2026 10:00:00 GMT</pubDate>"
      + element("description", one.given("summary", isDecoy)) + (enclosure ?? "")
      + (one.given("extra", isDecoy) ?? "")
      + element("content:encoded", body.isEmpty ? nil : body)
    return """
      <rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" \
      xmlns:media="http://search.yahoo.com/mrss/" xmlns:dc="http://purl.org/dc/elements/1.1/" \
      xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0">\
      <channel>\(element("title", one.given("feedTitle", isDecoy) ?? "A feed"))\
      <link>https://example.org/</link><description>d</description><item>\(item)</item></channel></rss>
      """
  }

  private func atom(_ one: Case, _ isDecoy: Bool) -> String {
    """
    <feed xmlns="http://www.w3.org/2005/Atom"><id>urn:f</id><title>A feed</title>\
    <updated>2026-01-05T10:00:00Z</updated><link href="https://example.org/"/>\
    <entry><id>urn:case:1</id><title>A title</title><updated>2026-01-05T10:00:00Z</updated>\
    <link href="https://example.org/2026/post/"/>\
    <content type="text">\(escaped(one.json[isDecoy ? "decoy" : "in"]?.string ?? ""))</content>\
    </entry></feed>
    """
  }

  private func escaped(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing("\"", with: "&quot;")
  }
}
