import FeedModel
import Testing

@testable import FeedReader

/// JSON Feeds that are nearly JSON, as templates write them that escape nothing.
@Suite struct NearlyJSONTests {
  private func feed(_ items: String) throws -> ParsedFeed {
    try read(
      #"{"version": "https://jsonfeed.org/version/1.1", "title": "t", "items": "# + items + "}")
  }

  private static func item(_ id: Int, _ more: String) -> String {
    #"{"id": "\#(id)", "title": "T\#(id)", \#(more)}"#
  }

  static let flaws: [(flaw: String, items: String)] = [
    (
      "line breaks",
      "[\(item(1, "\"content_html\": \"<p>a\n\nb</p>\"")), \(item(2, "\"url\": null"))]"
    ),
    ("a tab", "[\(item(1, "\"summary\": \"a\tb\"")), \(item(2, "\"url\": null"))]"),
    ("an apostrophe", "[\(item(1, #""summary": "it\'s""#)), \(item(2, "\"url\": null"))]"),
    ("a comma at the end", "[\(item(1, "\"tags\": [\"a\",]")), \(item(2, "\"url\": null,")),]"),
    ("two commas", "[\(item(1, "\"url\": null")),, \(item(2, "\"url\": null"))]"),
    ("no comma", "[\(item(1, "\"url\": null")) \(item(2, "\"url\": null"))]"),
    ("no number", "[\(item(1, "\"_x\": NaN")), \(item(2, "\"url\": null"))]"),
    (
      "no value",
      "[\(item(1, "\"summary\": , \"url\": undefined")), \(item(2, "\"url\": null"))]"
    ),
    (
      "quotes",
      "[\(item(1, "\"summary\": \"say \"so\", then\"")), \(item(2, "\"url\": null"))]"
    ),
    ("a comment", "[ // all\n\(item(1, "\"url\": null")), \(item(2, "\"url\": null"))]"),
  ]

  @Test(arguments: flaws) func aFlawLosesNoItem(flaw: String, items: String) throws {
    let feed = try feed(items)
    #expect(feed.entries.map { $0.title?.value } == ["T1", "T2"], "\(flaw)")
    #expect(!feed.isPartial)
    // Comments are told by nobody: they hide nothing.
    let codes = feed.diagnostics.map(\.code)
    #expect(codes == (flaw == "a comment" ? [] : ["json-repaired"]), "\(flaw)")
  }

  @Test func saysWhereTheFirstFlawIs() throws {
    let feed = try feed("[\(Self.item(1, "\"summary\": \"a\nb\""))]")
    #expect(feed.diagnostics.first?.message.contains("items[0].summary") == true)
  }

  @Test func whatStandsBehindADeeperFlawIsBrokenOff() throws {
    let feed = try feed(
      "[\(Self.item(1, "\"summary\": \"a\nb\"")), \(Self.item(2, #""summary": [1 2]"#)), "
        + "\(Self.item(3, "\"url\": null"))]")
    #expect(feed.entries.map { $0.title?.value } == ["T1", "T2"])
    #expect(feed.isPartial && feed.entries.map(\.isCut) == [false, true])
    #expect(Set(feed.diagnostics.map(\.code)) == ["json-broken", "json-repaired", "entry-cut"])
  }

  @Test func itemsMayBeTheMembersOfAnObject() throws {
    let feed = try feed(
      "{\"b\": \(Self.item(1, "\"url\": null")), \"0\": \(Self.item(2, "\"url\": null"))}")
    #expect(feed.entries.map { $0.title?.value } == ["T1", "T2"])
    #expect(feed.diagnostics.map(\.code) == ["json-item-odd"])
  }

  @Test func oneItemForAListIsThatItem() throws {
    let feed = try feed(Self.item(1, #""author": {"name": "Ann"}"#))
    #expect(feed.entries.map { $0.title?.value } == ["T1"])
    #expect(feed.diagnostics.isEmpty)
  }

  @Test func membersThatBreakOffAreCutAtTheLast() throws {
    let feed = try read(
      #"{"version": "https://jsonfeed.org/version/1.1", "items": {"a": "#
        + Self.item(1, "\"url\": null") + #", "b": {"id": "2", "title": "T2", "summary": "x"#)
    #expect(feed.entries.map(\.isCut) == [false, true])
    #expect(feed.isPartial)
  }
}
