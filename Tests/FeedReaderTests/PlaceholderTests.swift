import FeedModel
import Testing

@testable import FeedReader

/// Fields in which programs say that they have nothing to say.
@Suite struct PlaceholderTests {
  private func entry(_ fields: String) throws -> ParsedEntry {
    let feed = try read(
      "<rss version='2.0' xmlns:dc='http://purl.org/dc/elements/1.1/'><channel><title>t</title>"
        + "<link>https://x.example/</link><item><title>a</title>\(fields)</item></channel></rss>")
    return try #require(feed.entries.first)
  }

  static let nothing = [
    "N/A", "n/a", "null", "NULL", "undefined", "(null)", "None", "nil", "NaN", "[object Object]",
    "{{ post.id }}", "{% uuid %}", "&lt;%= guid %&gt;", "${item.id}", " null ",
  ]

  @Test(arguments: nothing) func isNoGuidAndNoLink(text: String) throws {
    let entry = try entry("<guid isPermaLink='false'>\(text)</guid><link>\(text)</link>")
    #expect(entry.id == nil)
    #expect(entry.link == nil && entry.rawLink == nil)
  }

  @Test(arguments: [
    "null-17", "n/a/17", "0", "NA", "none.html", "nullable", "{{", "a {{ b }}",
    "https://x.example/null",
  ])
  func aGuidThatHoldsMoreIsOne(text: String) throws {
    #expect(try entry("<guid isPermaLink='false'>\(text)</guid>").id == text)
  }

  @Test func aPageUnderSuchANameIsOne() throws {
    #expect(try entry("<link>/null</link>").link?.href == "https://x.example/null")
  }

  @Test func isNoIdOfJSONFeedEither() throws {
    let feed = try read(
      #"{"version": "https://jsonfeed.org/version/1.1", "items": ["#
        + #"{"id": "undefined", "url": "null", "title": "a"}, {"id": "b", "title": "b"}]}"#)
    #expect(feed.entries.map(\.id) == [nil, "b"])
    #expect(feed.entries.map(\.link) == [nil, nil])
  }

  @Test(arguments: ["null", "undefined", "N/A", "NULL", "(null)", "none"])
  func namesNobody(name: String) throws {
    #expect(try entry("<dc:creator>\(name)</dc:creator>").authors == [])
    #expect(
      try entry("<dc:creator>\(name)</dc:creator><author>Kim Orr</author>").authors.map(\.name)
        == ["Kim Orr"])
  }

  @Test(arguments: ["Null", "Jen Null", "Nil", "None of us", "Noone"])
  func peopleMayBeCalledSo(name: String) throws {
    #expect(try entry("<dc:creator>\(name)</dc:creator>").authors.map(\.name) == [name])
  }
}
