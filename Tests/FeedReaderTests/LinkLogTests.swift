import FeedModel
import Testing

@testable import FeedReader

/// Entries that link to another site in a feed whose other entries are on its own.
@Suite struct LinkLogTests {
  private func bases(_ links: [String], home: String = "https://log.example/") throws -> [String?] {
    let items = links.enumerated().map {
      "<item><link>\($1)</link><guid isPermaLink='false'>\($0)</guid><description>d</description></item>"
    }
    let feed = try read(
      "<rss><channel><link>\(home)</link>\(items.joined())</channel></rss>")
    return feed.entries.map { $0.base?.href }
  }

  private static let own = ["https://log.example/1", "https://log.example/2"]

  @Test(arguments: ["https://code.example/x", "http://other.example/a/b", "https://c.d.example/"])
  func theirBodiesAreOfTheFeedsSite(link: String) throws {
    #expect(try bases([link] + Self.own) == ["https://log.example/", nil, nil])
  }

  @Test(arguments: [
    own, ["https://www.log.example/3"] + own, ["https://img.log.example/3"] + own,
    ["https://code.example/x", own[0]],
    ["https://code.example/x", "https://code.example/y"] + own,
    ["https://a.example/", "https://b.example/", "https://c.example/"],
  ])
  func allOthersAreOfTheirOwnPage(links: [String]) throws {
    #expect(try bases(links).allSatisfy { $0 == nil })
  }

  @Test func aProxyIsNoSite() throws {
    let links = ["https://code.example/x"] + Self.own
    #expect(
      try bases(links, home: "https://feeds.feedburner.com/log").contains { $0 != nil } == false)
  }
}
