import FeedModel
import Testing

@testable import FeedReader

/// The three ways of character data: through libxml2, past it, and by the tolerant tokenizer.
@Suite struct TokenizerTests {
  private static let short = "one &amp; two"
  private static let long = String(repeating: "Zeile 行 &lt;b&gt; ", count: 40)

  private static func document(_ body: String, lineBreak: String = "\n") -> String {
    let text = """
      <?xml version="1.0"?><!DOCTYPE rss [<!ENTITY own "abbreviation">]>
      <rss version="2.0"><channel><title>t</title><!-- x -->
      <item><guid>1</guid><category>c</category><description>\(body)</description>
      <author>\(short)</author></item>
      <item><guid>2</guid></item></channel></rss>
      """
    return text.replacing("\n", with: lineBreak)
  }

  static let bodies = [
    short, long, "\(short)\n\(long)\n", "&nbsp;&copy;&#8217;&#x4E2D;&own;", "\(long)&nbsp;\(long)",
    "<![CDATA[a <b> &amp; c]]>", "<![CDATA[\(long)]]>", "\n  <![CDATA[\(long)]]>\n",
    "a<![CDATA[b]]>c",
    "a<![CDATA[\(long)]]>&eacute;<![CDATA[\(short)]]>", "a<!-- b -->c", "<!-- b -->", "a<?b c?>d",
    "\(long)<!-- \(long) --><![CDATA[]]>", "<![CDATA[]]>",
    "a<p title=\"&nbsp;\">b &lt; <i>c</i><br/></p>d", "\(long)<p>\(long)</p><br/>\(long)",
    "<p><![CDATA[\(long)]]></p>", "&#13;\u{1F600}",
  ]

  @Test("Strictly and tolerantly read texts are the same", arguments: bodies)
  func agree(body: String) throws {
    let text = TokenizerTests.document(body)
    let strict = try read(text)
    #expect(strict.diagnostics.isEmpty)
    // A bare ampersand behind the entries turns the document over to the tolerant tokenizer.
    let loose = try read(text.replacing("</channel>", with: "<docs>a & b</docs></channel>"))
    #expect(loose.diagnostics.map(\.code) == ["xml-not-well-formed"])
    #expect(strict.entries == loose.entries)
    #expect(strict.entries.count == 2)
    #expect(strict.entries[0].authors == [Person(name: "one & two")])
  }

  @Test("Line breaks are line feeds, however they are written", arguments: bodies)
  func lineBreaks(body: String) throws {
    let expected = try read(TokenizerTests.document(body))
    for lineBreak in ["\r\n", "\r"] {
      #expect(try read(TokenizerTests.document(body, lineBreak: lineBreak)) == expected)
    }
  }

  @Test("What is not well-formed is found in text that libxml2 never sees")
  func findsBareMarkup() throws {
    for bad in ["a & b", "]]>", "&unknown;", "&#0"] {
      for text in [bad, TokenizerTests.long + bad + TokenizerTests.long] {
        let feed = try read(TokenizerTests.document(text))
        #expect(feed.diagnostics.map(\.code) == ["xml-not-well-formed"], "\(bad)")
        #expect(feed.entries.count == 2)
        #expect(feed.entries[0].content?.value.contains(bad) == true)
      }
    }
  }

  @Test("A problem's line counts what was kept from libxml2")
  func countsLines() throws {
    let feed = try read(
      """
      <rss version="2.0"><channel><!--

      --><item><guid>1</guid><description>&nbsp;

      \(TokenizerTests.long)
      </description></item>
      <item></guid></item></channel></rss>
      """)
    #expect(feed.diagnostics.first?.line == 7)
  }

  @Test("Tags that end with the document are left out: their last attribute may be half of one")
  func cutTags() throws {
    let feed = try read(
      "<rss><channel><item><guid>1</guid><title>t</title><enclosure url=\"http://example.org/a")
    #expect(feed.entries.count == 1)
    #expect(feed.entries[0].attachments.isEmpty)
  }
}
