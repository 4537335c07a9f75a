import FeedModel
import HTML
import Testing

@testable import ArticleExtractor

/// Links by which articles of several pages go on, and others that look like them.
@Suite struct NextPageLinkTests {
  private func next(
    _ html: String, at page: String = "https://a.example/news/story", of first: String? = nil
  ) throws -> String? {
    let address = try #require(WebAddress(page))
    return NextPageLink.address(
      in: Document(parsing: Array("<p>text</p>\(html)".utf8)), at: address,
      of: try first.map { try #require(WebAddress($0)) } ?? address)?.href
  }

  @Test(arguments: [
    (#"<a rel="next" href="?page=2">»</a>"#, "/news/story?page=2"),
    (#"<a href="/news/story?page=2">2</a>"#, "/news/story?page=2"),
    (#"<a href="/news/story/2">2</a>"#, "/news/story/2"),
    (#"<a href="/news/story/2/">Next page</a>"#, "/news/story/2/"),
    (#"<a href="/news/story-2">Seite 2</a>"#, "/news/story-2"),
    (#"<a href="/news/story_2.html" title="Page 2">→</a>"#, "/news/story_2.html"),
    (#"<a href="/news/story/p2" title="Page suivante">→</a>"#, "/news/story/p2"),
    (#"<a href="/news/story/page/2">Page 2</a>"#, "/news/story/page/2"),
    (#"<a href="/news/story,2.html">下一页</a>"#, "/news/story,2.html"),
    (#"<a href="/news/story/seite-2" aria-label="Weiter">&gt;</a>"#, "/news/story/seite-2"),
    (#"<a href="/news/story/3">3</a><a href="/news/story/2">2</a>"#, "/news/story/2"),
  ])
  func theNextPageOfAnArticle(html: String, path: String) throws {
    #expect(try next(html) == "https://a.example\(path)")
  }

  @Test func withWhatTheAddressHoldsAlready() throws {
    let page = "https://a.example/read.php?id=7"
    #expect(try next(#"<a href="?id=7&page=2">2</a>"#, at: page) == page + "&page=2")
    #expect(try next(#"<a href="?id=8&page=2">2</a>"#, at: page) == nil)
    let html = "https://a.example/news/story.html"
    #expect(
      try next(#"<a href="story_2.html">2</a>"#, at: html) == "https://a.example/news/story_2.html")
  }

  @Test func fromPageToPage() throws {
    let first = "https://a.example/news/story"
    let html = #"<a href="story">1</a><a href="story-2">2</a><a href="story-3">3</a>"#
    #expect(try next(html, at: first + "-2", of: first) == first + "-3")
    #expect(try next(html, at: first + "-3", of: first) == nil)
  }

  @Test(arguments: [
    // The next article of the site.
    #"<a rel="next" href="/news/another-story">Next</a>"#,
    #"<a rel="next" href="/news/story-of-2">Next</a>"#,
    #"<a rel="next" href="/news/story-2">Next</a>"#, #"<a href="/news/story-2">Story</a>"#,
    // Not the next number, and not a page's.
    #"<a href="/news/story/3">3</a>"#, #"<a href="/news/story?page=2">Comments</a>"#,
    #"<a href="/news/story/comment-page-2">2</a>"#, #"<a href="/news/story?cpage=2">2</a>"#,
    #"<a href="/news/story?replytocom=2">2</a>"#, #"<a href="/news/story#2">2</a>"#,
    #"<a href="/news/story?utm=1&page=2">2</a>"#, #"<a href="/news/story2">2</a>"#,
    #"<a href="/news/story/2024">2024</a>"#, #"<a href="https://b.example/news/story/2">2</a>"#,
    #"<a href="/news/story/gallery/2">2</a>"#, #"<a href="/news?page=2">2</a>"#,
  ])
  func whatOnlyLooksLikeIt(html: String) throws {
    #expect(try next(html) == nil)
  }
}
