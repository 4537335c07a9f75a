import ArticleExtractor
import FeedModel
import HTML

/// Pages made for tests, in the shape of real ones.
enum Pages {
  static let address = WebAddress("https://news.example.org/2026/11/harbour-bridge")

  static let paragraphs = [
    "The old bridge over the harbour will be closed to cars from the first of March, the city "
      + "council decided on Tuesday evening after a debate of almost four hours, in which every "
      + "party spoke.",
    "Engineers had found cracks in two of the six piers last autumn, and a report that was "
      + "published in January said that repairs would cost more than a new bridge, which the city "
      + "cannot pay for alone.",
    "Cyclists and people on foot may still use it, said the mayor, who called the decision “the "
      + "only responsible one”. Ferries will run every ten minutes between six in the morning and "
      + "midnight.",
    "Shopkeepers on the northern side fear for their customers. “We lived through one closure in "
      + "1998, and half of the street was empty a year later,” said the owner of a bakery, who has "
      + "been there for thirty years.",
    "The state's minister of transport promised to decide on money for a new bridge before the "
      + "summer. Until then, a commission is to look at three designs, one of them a tunnel, and to "
      + "hear from everyone who lives near the harbour.",
  ]

  static let navigation = """
    <header class="site-header"><a class="logo" href="/">The Harbour Post</a>
    <nav class="main-nav"><ul><li><a href="/news">News</a></li><li><a href="/sport">Sport</a></li>
    <li><a href="/culture">Culture</a></li><li><a href="/weather">Weather</a></li></ul></nav></header>
    """

  static let surroundings = """
    <div class="share-buttons"><a href="https://facebook.com/s">Facebook</a>
    <a href="https://twitter.com/s">Twitter</a> <a href="mailto:x">Email</a></div>
    <aside class="related"><h3>Related stories</h3><ul>
    <li><a href="/1">Ferry timetable changes again after complaints</a></li>
    <li><a href="/2">What a tunnel under the harbour would cost</a></li>
    <li><a href="/3">Ten bridges that were never built</a></li></ul></aside>
    <div class="newsletter-signup"><h3>Get our newsletter</h3><p>Sign up for the morning briefing in
    your inbox.</p><form><input type="email"><button>Subscribe</button></form></div>
    """

  static let footer = """
    <footer class="site-footer"><p>© 2026 The Harbour Post. All rights reserved.</p>
    <a href="/privacy">Privacy policy</a> <a href="/terms">Terms of use</a></footer>
    """

  /// A page with `content` as its article.
  static func page(
    _ content: String, title: String = "Harbour bridge to close in March", head: String = ""
  ) -> String {
    """
    <!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>\(title) - The Harbour Post</title>
    <meta property="og:title" content="\(title)"><meta property="og:site_name" content="The Harbour Post">
    <meta property="og:type" content="article">\(head)</head><body>\(navigation)
    <main><article class="article"><h1>\(title)</h1>
    <div class="byline">By <a rel="author" href="/a">Ann Example</a> <time>3 November 2026</time></div>
    <div class="article-body">\(content)</div></article>\(surroundings)</main>\(footer)</body></html>
    """
  }

  static func paragraphs(_ tag: String = "p") -> String {
    paragraphs.map { "<\(tag)>\($0)</\(tag)>" }.joined(separator: "\n")
  }

  /// What is extracted of a page, as text.
  static func text(_ html: String, _ hints: ArticleHints = ArticleHints()) -> String {
    let article = extracted(html, hints)
    return article.refusal == nil
      ? MarkdownWriter.text(of: article.content, in: article.document) : ""
  }

  static func extracted(_ html: String, _ hints: ArticleHints = ArticleHints()) -> Article {
    ArticleExtractor().article(
      of: HTML.Document(parsing: Array(html.utf8)), address: address, hints: hints)
  }
}
