import FeedModel
import Testing

@testable import FeedReader

/// Where bodies stand and whether they are markup.
@Suite struct BodyTests {
  private func entry(_ entry: String, head: String = "") throws -> ParsedEntry {
    let feed = try read(
      """
      <feed xmlns="http://www.w3.org/2005/Atom"><title>t</title>\(head)
      <entry><id>urn:a</id><title>e</title>\(entry)</entry></feed>
      """)
    return try #require(feed.entries.first)
  }

  private func item(_ item: String, prolog: String = "") throws -> ParsedEntry {
    let feed = try read(
      """
      \(prolog)<rss version="2.0"><channel><title>t</title><item><title>i</title>\(item)</item>
      </channel></rss>
      """)
    return try #require(feed.entries.first)
  }

  @Test(arguments: [
    ("<fullitem>&lt;p>All&lt;/p></fullitem>", "<p>All</p>"),
    ("<prodlink>https://a.example/p</prodlink>", "https://a.example/p"),
    // An address is the text of an entry that has no other.
    ("<prodlink>https://a.example/p</prodlink><fullitem>&lt;p>All&lt;/p></fullitem>", "<p>All</p>"),
    ("<prodlink>https://a.example/p</prodlink><description>A text</description>", "A text"),
    (
      "<prodlink>https://a.example/p</prodlink><description>A line</description>"
        + "<fullitem>&lt;p>All of it&lt;/p></fullitem>", "<p>All of it</p>"
    ),
  ])
  func elementsOfOldFeedsAreTexts(_ elements: String, _ value: String) throws {
    let entry = try item(elements)
    #expect((entry.content ?? entry.summary)?.value == value)
  }

  static let atom: [(content: String, kind: Text.Kind, value: String)] = [
    ("<content type='text/html; charset=utf-8'>&lt;p>a&lt;/p></content>", .html, "<p>a</p>"),
    ("<content type=' HTML '>&lt;p>a&lt;/p></content>", .html, "<p>a</p>"),
    ("<content type='text/x-html'>&lt;p>a&lt;/p></content>", .html, "<p>a</p>"),
    ("<content type='post'>&lt;p>a&lt;/p></content>", .html, "<p>a</p>"),
    ("<content type='xhtml'>&lt;p>a&lt;/p></content>", .html, "<p>a</p>"),
    ("<content type='xhtml'>&lt;p>a&lt;br/></content>", .html, "<p>a<br/>"),
    (
      "<content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'>&lt;p>a &amp;amp; b&lt;/p>"
        + "</div></content>", .html, "<p>a &amp; b</p>"
    ),
    // What says that it is text, and what only speaks of tags.
    ("<content type='text'>&lt;p>a&lt;/p></content>", .plain, "<p>a</p>"),
    ("<content type='text/plain; charset=utf-8'>&lt;p>a&lt;/p></content>", .plain, "<p>a</p>"),
    ("<content type='post'>a &lt; b</content>", .plain, "a < b"),
    ("<content type='xhtml'>Use &lt;p> for a&lt;/p></content>", .plain, "Use <p> for a</p>"),
    ("<content type='xhtml'>&lt;br></content>", .plain, "<br>"),
    (
      "<content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'>Use &lt;p></div></content>",
      .html, "Use &lt;p&gt;"
    ),
    (
      "<content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'><i>a</i> &lt;p></div>"
        + "</content>", .html, "<i>a</i> &lt;p&gt;"
    ),
  ]

  @Test(arguments: atom) func atomTellsMarkup(
    _ content: String, _ kind: Text.Kind, _ value: String
  ) throws {
    let text = try #require(try entry(content).content)
    #expect(text.kind == kind)
    #expect(text.value == value)
  }

  @Test func aBodyElsewhereIsAPageOrAFile() throws {
    let page = try entry("<content type='text/html' src='https://x.example/a'/>")
    #expect(page.link?.href == "https://x.example/a")
    #expect(page.rawLink == "https://x.example/a")
    let untyped = try entry("<content src='https://x.example/a'/>")
    #expect(untyped.link?.href == "https://x.example/a")
    let related = try entry(
      "<content type='text/html' src='https://x.example/a'/><link href='https://x.example/b'/>")
    #expect(related.link?.href == "https://x.example/b")
    #expect(related.links.map(\.rel) == ["related"])
    let same = try entry(
      "<content type='text/html' src='https://x.example/a'/><link href='https://x.example/a'/>")
    #expect(same.links.isEmpty)
    let file = try entry("<content type='application/pdf' src='https://x.example/a.pdf'/>")
    #expect(file.link == nil)
    #expect(file.attachments.map(\.mediaType) == ["application/pdf"])
    let named = try entry("<content src='https://x.example/a.mp3'/>")
    #expect(named.attachments.map(\.mediaType) == ["audio/mpeg"])
    let local = try entry("<content type='text/html' src='file:///etc/passwd'/>")
    #expect(local.link == nil)
  }

  static let fullTexts = [
    "<yandex:full-text xmlns:yandex='http://news.yandex.ru'>The whole article of more words"
      + "</yandex:full-text>",
    "<yandex:full-text>The whole article of more words</yandex:full-text>",
    "<rambler:fulltext xmlns:rambler='http://news.rambler.ru'>The whole article of more words"
      + "</rambler:fulltext>",
    "<fulltext>The whole article of more words</fulltext>",
    "<full-text>The whole article of more words</full-text>",
    "<turbo:content xmlns:turbo='http://turbo.yandex.ru'><![CDATA[The whole article of more words]]>"
      + "</turbo:content>",
  ]

  @Test(arguments: fullTexts) func theWholeArticleIsTheBody(_ element: String) throws {
    let both = try item("<description>Short</description>\(element)")
    #expect(both.content?.value == "The whole article of more words")
    #expect(both.summary?.value == "Short")
    #expect(both.extensions.isEmpty)
    let alone = try item(element)
    #expect(alone.content?.value == "The whole article of more words")
    #expect(alone.summary == nil)
  }

  @Test func fullTextKeepsLinesAndMarkup() throws {
    let plain = try item("<fulltext>One\n\nTwo</fulltext>")
    #expect(plain.content?.kind == .plain)
    let html = try item("<fulltext>&lt;p>One&lt;/p></fulltext>")
    #expect(html.content?.kind == .html)
    let other = try item(
      "<description>d</description><x:content xmlns:x='http://x.example/'>no body</x:content>")
    #expect(other.content?.value == "d")
    #expect(other.extensions.count == 1)
  }

  static let entities: [(declaration: String, use: String, value: String)] = [
    ("<!ENTITY co \"A &amp; B\">", "&co;", "A & B"),
    ("<!ENTITY co \"A &#38; B\">", "&co;", "A & B"),
    ("<!ENTITY co 'A &#38;#38; B'>", "&co;", "A & B"),
    ("<!ENTITY d \"&#38;#8212;\">", "a &d; b", "a — b"),
    ("<!ENTITY n \"x&nbsp;y\">", "&n;", "x\u{A0}y"),
    ("<!ENTITY a \"A\"><!ENTITY b \"&a;-&a;\">", "&b;", "A-A"),
    ("<!ENTITY my-co.x \"A\">", "&my-co.x;", "A"),
    ("<!ENTITY lt2 \"&#38;#60;\">", "1 &lt2; 2", "1 < 2"),
    ("<!ENTITY b \"&a;\"><!ENTITY a \"A\">", "&b;", "A"),
    // Its own, not declared, or markup: it stays as it is written.
    ("<!ENTITY b \"&c;\"><!ENTITY a \"A\">", "&b;", "&b;"),
    ("<!ENTITY b \"&b;&b;\">", "&b;", "&b;"),
    ("<!ENTITY m \"&#60;i>x\">", "&m;", "&m;"),
  ]

  @Test(arguments: entities) func entitiesMayHoldReferences(
    _ declaration: String, _ use: String, _ value: String
  ) throws {
    let entry = try item(
      "<author>\(use)</author><category domain=\"\(use)\">c</category>",
      prolog: "<!DOCTYPE rss [\(declaration)]>")
    #expect(entry.categories.first?.scheme == value)
  }

  @Test func entitiesStaySmall() throws {
    var declarations = "<!ENTITY a0 \"0123456789\">"
    for index in 1..<20 {
      declarations += "<!ENTITY a\(index) \"&a\(index - 1);&a\(index - 1);&a\(index - 1);\">"
    }
    let entry = try item(
      "<description>&a19;&a2;</description>", prolog: "<!DOCTYPE rss [\(declarations)]>")
    #expect((entry.content?.value.utf8.count ?? 0) < 1_000)
    #expect(entry.content?.value.hasSuffix("0123456789") == true)
  }
}
