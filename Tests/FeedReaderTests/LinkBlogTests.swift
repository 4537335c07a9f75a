import FeedModel
import FeedReader
import Testing

/// Entries that link to pages of other sites, as those of link blogs do.
@Suite struct LinkBlogTests {
  private func base(home: String, link: String, guid: String) throws -> String? {
    let feed = """
      <rss version="2.0"><channel><title>T</title><link>\(home)</link><item><title>A</title>
      <link>\(link)</link><guid>\(guid)</guid><description>d</description></item></channel></rss>
      """
    let read = try FeedReader().read(SourceDocument(bytes: Array(feed.utf8), name: "x"))
    return try #require(read.entries.first).base?.href
  }

  @Test func whatTheirBodiesNameIsOnTheirOwnSite() throws {
    for home in ["https://blog.example/", "https://www.blog.example/"] {
      #expect(
        try base(
          home: home, link: "https://code.example/x/y", guid: "https://blog.example/posts/1")
          == "https://blog.example/posts/1")
    }
  }

  @Test(arguments: [
    // A planet: link and guid are the author's.
    ("https://planet.example/", "https://ann.example/1", "https://ann.example/1"),
    ("https://blog.example/", "https://blog.example/1", "https://blog.example/?p=1"),
    ("https://blog.example/", "https://code.example/x", "tag:blog.example,2026:1"),
    ("https://feeds.feedburner.com/blog", "https://code.example/x", "https://blog.example/1"),
  ])
  func otherEntriesHaveNoBaseOfTheirOwn(home: String, link: String, guid: String) throws {
    #expect(try base(home: home, link: link, guid: guid) == nil)
  }
}
