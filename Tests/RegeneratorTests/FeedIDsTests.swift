import FeedModel
import Testing

@testable import Regenerator

@Suite struct FeedIDsTests {
  @Test(
    "Ids are made of the title, else of the path, else of the host",
    arguments: [
      ("Le Café du Coin", "https://cafe.example/feed.xml", "le-cafe-du-coin"),
      ("纽约时报中文网", "https://mirror.example/rss/nytimes.xml", "nytimes"),
      ("德国之声", "https://mirror.example/rss/dw.xml", "dw"),
      ("德国之声 DW", "https://mirror.example/rss/3.xml", "dw"),
      ("早报 · 每日", "https://mirror.example/rss/daily-brief/feed/", "daily-brief"),
      ("法广", "https://www.rfi.example/rss", "rfi-example"),
      ("法广", "https://www.rfi.example/", "rfi-example"),
      ("RSS", "https://a.example/index.xml", "a-example"),
      ("News", "https://a.example/posts/index.rdf", "a-example"),
      ("2024年", "https://a.example/world.atom", "world"),
      ("报", "https://a.example/%E4%B8%96%E7%95%8C/rss", "a-example"),
      ("T", "https://a.example/2024/10/feed", "a-example"),
      ("Metrics", "https://a.example/feed", "metrics-2"),
    ])
  func names(_ title: String, _ address: String, _ id: String) throws {
    var ids = FeedIDs()
    let made = ids.next(title: title, address: try #require(WebAddress(address)))
    #expect(made == id)
  }

  @Test func eachIsGivenOnce() throws {
    var ids = FeedIDs()
    let address = try #require(WebAddress("https://a.example/feed"))
    let long = String(repeating: "x", count: 80)
    let made =
      (0..<3).map { _ in ids.next(title: "One", address: address) }
      + (0..<2).map { _ in ids.next(title: long, address: address) }
    #expect(made.prefix(3) == ["one", "one-2", "one-3"])
    #expect(Set(made).count == 5)
    #expect(made.allSatisfy { $0.utf8.count <= 64 })
  }
}
