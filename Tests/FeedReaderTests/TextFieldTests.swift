import FeedModel
import Testing

@testable import FeedReader

/// Titles, names and categories: what is markup in them, and what a word.
@Suite struct TextFieldTests {
  private func title(_ markup: String) throws -> Text? {
    try read("<rss><channel><item><guid>1</guid><title>\(markup)</title></item></channel></rss>")
      .entries.first?.title
  }

  /// What stands in the document, and the plain text that is meant.
  @Test(arguments: [
    ("The &lt;details&gt; element", "The <details> element"), ("Vec&lt;T&gt;", "Vec<T>"),
    ("Use &amp;lt;template&amp;gt;", "Use <template>"),
    ("<![CDATA[The <title> tag]]>", "The <title> tag"),
    ("what does &lt;b&gt; do", "what does <b> do"), ("&lt;no subject&gt;", "<no subject>"),
    ("an empty &lt;b&gt;&lt;/b&gt; pair", "an empty <b></b> pair"),
    ("ends with &lt;br&gt;", "ends with <br>"),
    ("a &lt; b and c &gt; d", "a < b and c > d"),
    ("From Ann &lt;ann@example.org&gt;", "From Ann <ann@example.org>"),
    ("Map&lt;I, J&gt; of &lt;i&gt;", "Map<I, J> of <i>"), ("Q&amp;amp;A", "Q&A"),
    ("Fish &amp;#38; chips", "Fish & chips"),
    ("the &amp;amp;nbsp; entity", "the &nbsp; entity"), ("x &lt;/b&gt; y", "x </b> y"),
    ("&lt;![CDATA[ A &amp;amp; B ]]&gt;", "A & B"),
    ("About &lt;![CDATA[ x ]]&gt; in XML", "About <![CDATA[ x ]]> in XML"),
    ("What &lt;!-- notes --&gt; are for", "What <!-- notes --> are for"),
    ("&lt;!-- notes --&gt; in HTML", "<!-- notes --> in HTML"),
    (
      "test &amp;lt;pre&amp;gt; and &amp;lt;b&amp;gt;bold&amp;lt;/b&amp;gt;",
      "test <pre> and <b>bold</b>"
    ),
    ("She said &amp;quotNo&amp;quot to it", "She said \"No\" to it"),
  ])
  func readsATagThatIsAWord(markup: String, expected: String) throws {
    let title = try #require(try title(markup))
    #expect(title.kind == .plain)
    #expect(title.value == expected)
  }

  @Test(arguments: [
    ("A &lt;b&gt;bold&lt;/b&gt; claim", "A <b>bold</b> claim"),
    ("<![CDATA[H<sub>2</sub>O & <T>]]>", "H<sub>2</sub>O &amp; &lt;T&gt;"),
    ("&lt;!--x--&gt;Title", "Title"),
    ("one&lt;br /&gt;two", "one<br />two"), ("A title&lt;!--more--&gt;", "A title"),
    ("A sentence.&lt;br&gt;", "A sentence.<br>"), ("&lt;p&gt;All&lt;/p&gt;", "<p>All</p>"),
    ("&amp;lt;em&amp;gt;x&amp;lt;/em&amp;gt;", "<em>x</em>"),
    (
      "&lt;a href=&quot;/x&quot;&gt;link&lt;/a&gt; and &lt;video&gt;",
      "<a href=\"/x\">link</a> and &lt;video&gt;"
    ),
  ])
  func readsPairsAroundTextAsMarkup(markup: String, expected: String) throws {
    let title = try #require(try title(markup))
    #expect(title.kind == .html)
    #expect(title.value == expected)
  }

  @Test(
    arguments: [
      ("&lt;b&gt;&lt;/b&gt;", nil), ("&lt;p&gt; &lt;b&gt;&lt;/b&gt;&lt;/p&gt;", nil),
      ("&lt;b&gt;", "<b>"), ("a &lt;b&gt;&lt;/b&gt;", "a <b></b>"),
      ("&lt;details&gt;&lt;/details&gt;", "<details></details>"),
    ] as [(String, String?)])
  func takesNoTitleOfAFeedFromEmptyElements(markup: String, expected: String?) throws {
    let feed = try read(
      "<rss><channel><title>\(markup)</title><item><guid>1</guid></item></channel></rss>")
    #expect(feed.title?.value == expected)
    #expect(feed.extensions.isEmpty)
  }

  @Test func keepsPlainTextOfAtomAsItIs() throws {
    let feed = try read(
      "<feed xmlns='http://www.w3.org/2005/Atom'><entry><id>a</id>"
        + "<title type='text'>A &lt;b&gt;bold&lt;/b&gt; &amp;amp; claim</title></entry></feed>")
    #expect(feed.entries.first?.title == Text(.plain, "A <b>bold</b> &amp; claim"))
  }

  @Test(arguments: [
    ("News &amp;amp; Views", "News & Views"), ("&amp;lt;b&amp;gt;", "&lt;b&gt;"),
    ("&amp;amp;copy;", "&amp;copy;"), ("a &amp;lt; b", "a < b"),
  ])
  func resolvesReferencesInCategories(markup: String, expected: String) throws {
    let feed = try read(
      "<rss><channel><item><guid>1</guid><category>\(markup)</category></item></channel></rss>")
    #expect(feed.entries.first?.categories.map(\.term) == [expected])
  }

  @Test func unwrapsEscapedMarkersAroundWholeFields() throws {
    let feed = try read(
      "<rss><channel><item><guid>&lt;![CDATA[g1]]&gt;</guid><link>&lt;![CDATA[https://e.org/1]]&gt;</link>"
        + "<description>&lt;![CDATA[&lt;p&gt;one&lt;/p&gt;]]&gt;</description></item></channel></rss>"
    )
    #expect(feed.entries.first?.id == "g1")
    #expect(feed.entries.first?.link?.href == "https://e.org/1")
    #expect(feed.entries.first?.content?.value == "<p>one</p>")
  }
}

/// What is told of a document that is not as it should be.
@Suite struct WarningTests {
  /// A document, and the line and a word of what is wrong there.
  @Test(arguments: [
    ("<rss><channel>\n<title>A & B</title></channel></rss>", 2, "a bare &"),
    ("<rss><channel>\n\n<title>A</titel></channel></rss>", 3, "an end tag"),
    ("<rss><channel><title>A</title>\n<x a=b/></channel></rss>", 2, "without quotes"),
    ("<rss><channel><title>A ]]> b</title>\n</channel></rss>", 1, "ends no CDATA section"),
  ])
  func saysInWordsWhatIsNotWellFormed(text: String, line: Int, words: String) throws {
    let found = try read(text).diagnostics.filter { $0.code == "xml-not-well-formed" }
    #expect(found.count == 1)
    #expect(found.first?.line == line)
    #expect(found.first?.message.contains(words) == true)
  }

  @Test func saysOnceThatADocumentBrokeOff() throws {
    let feed = try read("<rss><channel>\n<item><title>A</title>")
    #expect(feed.diagnostics.map(\.code).filter { $0.hasPrefix("xml-") } == ["xml-truncated"])
  }
}
