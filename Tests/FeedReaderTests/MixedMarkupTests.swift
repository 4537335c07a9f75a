import FeedModel
import Testing

@testable import FeedReader

/// Bodies that hold elements as well as escaped ones, entities that refer to later ones.
@Suite struct MixedMarkupTests {
  private func body(_ content: String) throws -> String? {
    let feed = try read(
      "<feed xmlns='http://www.w3.org/2005/Atom'><title>t</title><entry><id>urn:1</id><title>a</title>"
        + "\(content)</entry></feed>")
    return try #require(feed.entries.first).content?.value
  }

  private func description(_ text: String) throws -> String? {
    let feed = try read(
      "<rss version='2.0'><channel><title>t</title><item><guid>1</guid>"
        + "<description>\(text)</description></item></channel></rss>")
    return try #require(feed.entries.first).content?.value
  }

  static let mixed = [
    (
      "<p>Read &lt;a href=\"https://x.example/\"&gt;this&lt;/a&gt; <em>now</em> &amp; then</p>",
      "<p>Read <a href=\"https://x.example/\">this</a> <em>now</em> &amp; then</p>"
    ),
    (
      "<div><ul><li>One &lt;b&gt;bold&lt;/b&gt; word</li></ul></div>",
      "<div><ul><li>One <b>bold</b> word</li></ul></div>"
    ),
  ]

  @Test(arguments: mixed) func escapedPairsAmongElementsAreMarkup(text: String, html: String) throws
  {
    #expect(try description(text) == html)
    // Of Atom's HTML the outermost `div` may be a wrapper.
    let content = try body("<content type='html'>\(text)</content>")
    #expect(
      content?.contains(html.replacing("<div>", with: "").replacing("</div>", with: "")) == true)
  }

  @Test(arguments: [
    (
      "<p>Use <code>&lt;a href=\"/x\"&gt;x&lt;/a&gt;</code> here</p>",
      "<p>Use <code>&lt;a href=\"/x\"&gt;x&lt;/a&gt;</code> here</p>"
    ),
    (
      "<pre><i>&lt;b&gt;bold&lt;/b&gt;</i></pre>", "<pre><i>&lt;b&gt;bold&lt;/b&gt;</i></pre>"
    ),
    ("<p>The &lt;b&gt; tag <i>is</i> old</p>", "<p>The &lt;b&gt; tag <i>is</i> old</p>"),
    ("<p>a &lt; b <i>and</i> c</p>", "<p>a &lt; b <i>and</i> c</p>"),
  ])
  func codeAndLoneTagsStayText(text: String, html: String) throws {
    #expect(try description(text) == html)
  }

  @Test func xhtmlSaysWhatItMeans() throws {
    let text = "<p>Write &lt;a href=\"/x\"&gt;x&lt;/a&gt; and <em>go</em></p>"
    let expected = "<p>Write &lt;a href=\"/x\"&gt;x&lt;/a&gt; and <em>go</em></p>"
    let xhtml = "http://www.w3.org/1999/xhtml"
    #expect(
      try body("<content type='xhtml'><div xmlns='\(xhtml)'>\(text)</div></content>") == expected)
    #expect(
      try description("<div xmlns='\(xhtml)'>\(text)</div>")?.contains("&lt;a href") == true)
  }

  // MARK: Entities

  private func title(_ subset: String, _ title: String) throws -> String? {
    let feed = try read(
      "<!DOCTYPE rss [\(subset)]><rss version='2.0'><channel><title>t</title><item><guid>1</guid>"
        + "<title>\(title)</title></item></channel></rss>")
    return try #require(feed.entries.first).title?.value
  }

  @Test(arguments: [
    ("<!ENTITY x 'Kim &y;'><!ENTITY y 'Orr'>", "&x;!", "Kim Orr!"),
    ("<!ENTITY x '&y;, &z;'><!ENTITY y '&z;&z;'><!ENTITY z 'Z'>", "&x;", "ZZ, Z"),
    ("<!ENTITY y 'Orr'><!ENTITY x 'Kim &y;'>", "&x;", "Kim Orr"),
    ("<!ENTITY x 'first &y;'><!ENTITY x 'second'><!ENTITY y 'one'>", "&x;", "first one"),
  ])
  func anEntityMayReferToALaterOne(subset: String, text: String, expected: String) throws {
    #expect(try title(subset, text) == expected)
  }

  @Test func whatGoesInACircleOrGrowsSaysNothing() throws {
    #expect(try title("<!ENTITY x '&y;'><!ENTITY y '&x;'>", "a &x; b")?.contains("&x;") == true)
    // Each ten times the one behind it.
    let names = (0..<12).map { "e\($0)" }
    var subset = names.indices.dropLast().map { index in
      "<!ENTITY \(names[index]) '\(String(repeating: "&\(names[index + 1]);", count: 10))'>"
    }.joined()
    subset += "<!ENTITY e11 'lol'>"
    let text = try title(subset, "a &e0; &e10; b")
    #expect((text?.utf8.count ?? 0) < 1_000)
    #expect(text?.contains("lollollol") == true)
  }
}
