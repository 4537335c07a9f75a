import FeedModel
import Testing

@testable import FeedReader

/// Bodies and summaries without elements: which escaped tags mark the text up, and which are words.
@Suite struct TagWordsTests {
  static let words = [
    "Use <nav> for the menu.", "Why <article> is not <section>, and which to take.",
    "A <style> sheet in the middle of a page.", "What <br> does to a poem.",
    "The <i>, the <em> and their friends.", "Close it with </p> at the end.",
    "Write <b> and </b> around a word.", "Two <div>s are one too many.",
    "Put it into \"<br>\" or (<hr>).", "Set a <title>Name</title> in the head.",
    "<main> is there once.", "The pair <b>…</b> is old.", "Load it with <script src='app.js'>.",
    "Give <img src=\"…\"> a text.", "List<String> and Map<K, V>", "a < b and c > d", "",
    "Before <br>, not behind.", "Der <p>-Tag.", "<li>s of all kinds", "„<br>“ steht da",
  ]

  static let markup = [
    "A <b>bold</b> claim", "<p>All of it</p>", "<p>The beginning of a text that was cut…",
    "One.<br>Two.", "One<br />\nTwo", "Один<br>два", "一<br>二", "Text at the end.<br>",
    "See <a href=\"https://x.example/a\">the page and more that was c",
    "<img src=\"https://x.example/a.jpg\"> and a caption",
    "<p>First of two.<p>Second of two.", "First.\n<p>Second", "<div>\n<p>a</p>\n</div>",
    "Of <em>all </em>things", "<ul>\n<li>one\n<li>two\n</ul>", "Before <blockquote>it</blockquote>",
  ]

  @Test(arguments: words) func aLoneTagIsAWord(_ text: String) { #expect(!TagWords.isMarkup(text)) }

  @Test(arguments: markup) func closeTagsAreMarkup(_ text: String) {
    #expect(TagWords.isMarkup(text))
  }

  private func escaped(_ text: String) -> String {
    text.split(separator: "&", omittingEmptySubsequences: false).joined(separator: "&amp;")
      .split(separator: "<", omittingEmptySubsequences: false).joined(separator: "&lt;")
  }

  private func item(_ item: String) throws -> ParsedEntry {
    try #require(
      try read("<rss><channel><item><guid>1</guid>\(item)</item></channel></rss>").entries.first)
  }

  @Test func aBodyThatNamesAnElementKeepsTheWord() throws {
    let html = "Use &lt;nav&gt; for the menu &amp; more."
    #expect(try item("<description><![CDATA[\(html)]]></description>").content?.value == html)
    let over = escaped("<p>A <a href='https://x.example/'>page</a></p>")
    let body = try item("<description><![CDATA[\(over)]]></description>").content
    #expect(body?.kind == .html)
    #expect(body?.value == "<p>A <a href='https://x.example/'>page</a></p>")
  }

  @Test func atomWithoutATypeIsTextUnlessItIsMarkup() throws {
    func content(_ text: String) throws -> Text? {
      try read(
        "<feed xmlns='http://www.w3.org/2005/Atom'><entry><id>a</id><content>\(escaped(text))"
          + "</content></entry></feed>"
      ).entries.first?.content
    }
    #expect(try content("Use <nav> for the menu.")?.kind == .plain)
    #expect(try content("Use <b>it</b> for the menu.")?.kind == .html)
  }

  // MARK: Elements beside escaped markup

  static let mixed: [(inner: String, value: String)] = [
    (
      "<img src='a.png'/><![CDATA[<p>One <i>of</i> two</p>]]>",
      "<img src=\"a.png\"><p>One <i>of</i> two</p>"
    ),
    ("<![CDATA[<p>One</p>]]><br/>&lt;p>Two&lt;/p>", "<p>One</p><br><p>Two</p>"),
    ("A &lt;b>bold&lt;/b> claim<br/>B", "A <b>bold</b> claim<br>B"),
    // A word stays one, and what stands inside the elements stays as it is.
    ("<p>The &lt;b> tag</p>", "<p>The &lt;b&gt; tag</p>"),
    ("The &lt;b> tag<br/>B &amp; C", "The &lt;b&gt; tag<br>B &amp; C"),
    ("<pre>&lt;p>One&lt;/p></pre>", "<pre>&lt;p&gt;One&lt;/p&gt;</pre>"),
  ]

  @Test(arguments: mixed) func elementsMayStandBesideEscapedMarkup(
    _ inner: String, _ value: String
  ) throws {
    let content = try item("<description>\(inner)</description>").content
    #expect(content?.kind == .html)
    #expect(content?.value == value)
  }

  @Test func xhtmlSaysWhatItMeans() throws {
    let feed = try read(
      "<feed xmlns='http://www.w3.org/2005/Atom'><entry><id>a</id><content type='xhtml'>"
        + "<div xmlns='http://www.w3.org/1999/xhtml'>Write &lt;b>it&lt;/b><br/>so</div>"
        + "</content></entry></feed>")
    #expect(feed.entries.first?.content?.value == "Write &lt;b&gt;it&lt;/b&gt;<br>so")
    let html = try read(
      "<feed xmlns='http://www.w3.org/2005/Atom'><entry><id>a</id><content type='html'>"
        + "<p>Real</p>&lt;p>Escaped&lt;/p></content></entry></feed>")
    #expect(html.entries.first?.content?.value == "<p>Real</p><p>Escaped</p>")
  }

  // MARK: References without a semicolon

  @Test(arguments: [
    ("He said &amp;quotNo&amp;quot and left", Text.Kind.html),
    ("He said &quot;No&quot; and left", .plain), ("See /find?a=1&amp;quot=2", .plain),
    ("Quotes &amp; quotations", .plain),
  ])
  func readsOpenReferencesAsHTML(text: String, kind: Text.Kind) throws {
    #expect(try item("<description>\(text)</description>").content?.kind == kind)
  }
}
