import FeedModel
import HTML
import Testing

@testable import ArticleExtractor

@Suite struct MetadataTests {
  private func metadata(_ head: String) -> PageMetadata {
    let page = "<html lang=en><head>\(head)</head><body></body></html>"
    return MetadataReader(
      HTML.Document(parsing: Array(page.utf8)), address: WebAddress("https://example.org/a/b")
    ).metadata
  }

  @Test func whatThePageSaysOfItselfIsRead() {
    let found = metadata(
      """
      <title>Bridge closes | Post</title><meta property="og:title" content="Bridge  closes">
      <meta name="author" content="Ann Example"><meta property="og:site_name" content="Post">
      <meta property="article:published_time" content="2026-11-03T10:00:00+01:00">
      <link rel="canonical" href="/bridge"><link rel="amphtml" href="/amp/bridge">
      <link rel="next" href="?page=2"><meta property="og:image" content="/i.jpg">
      """)
    #expect(found.title == "Bridge closes")
    #expect(found.authors == ["Ann Example"])
    #expect(found.siteName == "Post")
    #expect(found.language == "en")
    #expect(found.published?.timestamp.rfc3339 == "2026-11-03T09:00:00Z")
    #expect(found.canonical?.href == "https://example.org/bridge")
    #expect(found.amp?.href == "https://example.org/amp/bridge")
    #expect(found.next?.href == "https://example.org/a/b?page=2")
    #expect(found.image?.href == "https://example.org/i.jpg")
  }

  @Test func linkedDataAreRead() {
    let found = metadata(
      """
      <script type="application/ld+json">{"@graph": [{"@type": "WebSite", "name": "Post"},
      {"@type": "NewsArticle", "headline": "Bridge", "datePublished": "2026-11-03",
       "author": [{"@type": "Person", "name": "Ann"}, {"name": "Bo"}], "publisher": {"name": "Post"}}]}
      </script>
      """)
    #expect(found.title == "Bridge")
    #expect(found.authors == ["Ann", "Bo"])
    #expect(found.siteName == "Post")
    #expect(found.isOfType("newsarticle"))
  }
}
