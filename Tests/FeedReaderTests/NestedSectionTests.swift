import FeedModel
import Testing

@testable import FeedReader

/// CDATA sections that stand within others, which XML does not know.
@Suite struct NestedSectionTests {
  private func feed(_ description: String) throws -> ParsedFeed {
    try read(
      "<rss version='2.0'><channel><title>t</title><item><title>A</title><guid>1</guid>"
        + "<description>\(description)</description></item><item><title>B</title><guid>2</guid></item>"
        + "</channel></rss>")
  }

  private func body(_ description: String) throws -> String? {
    let feed = try feed(description)
    #expect(feed.entries.map { $0.title?.value } == ["A", "B"])
    return feed.entries.first?.content?.value
  }

  @Test(arguments: [
    ("<![CDATA[<p>one <![CDATA[two]]> three</p>]]>", "<p>one two three</p>"),
    (
      "<![CDATA[<p>one <![CDATA[two]]> <b>3</b> <![CDATA[four]]> five</p>]]>\n",
      "<p>one two <b>3</b> four five</p>"
    ),
    (
      "<![CDATA[<p>one <![CDATA[two <![CDATA[three]]> four]]> five</p>]]>",
      "<p>one two three four]]> five</p>"
    ),
    ("<![CDATA[<i>a</i> <![CDATA[b]]>", "<i>a</i> b"),
    ("&lt;p&gt;one &lt;![CDATA[two]]&gt; three&lt;/p&gt;", "<p>one two three</p>"),
  ])
  func whatFollowsAnInnerSectionIsOfTheBody(description: String, expected: String) throws {
    #expect(try body(description) == expected)
  }

  @Test func aScriptWithMarksOfItsOwnEndsNoBody() throws {
    let body = try body(
      "<![CDATA[<p>one</p><script>//<![CDATA[\nf(1);\n//]]></script><p>two</p>]]>")
    #expect(body?.hasPrefix("<p>one</p><script>") == true)
    #expect(body?.hasSuffix("</script><p>two</p>") == true)
  }

  @Test(arguments: [
    ("<![CDATA[<p>one]]>two<![CDATA[three</p>]]>", "<p>onetwothree</p>"),
    (
      "<![CDATA[<code>&lt;![CDATA[x]]]]><![CDATA[&gt;</code>]]>", "<code>&lt;![CDATA[x]]&gt;</code>"
    ),
    ("<![CDATA[<p>a[0]]</p>]]>", "<p>a[0]]</p>"),
  ])
  func sectionsThatFollowEachOtherAreReadAsEver(description: String, expected: String) throws {
    #expect(try body(description) == expected)
  }

  @Test func theEndOfAnotherElementIsNotReached() throws {
    let feed = try read(
      "<rss version='2.0'><channel><item><guid>1</guid><title>a & <![CDATA[b <![CDATA[c]]></title>"
        + "<description><![CDATA[<p>d</p>]]></description></item></channel></rss>")
    #expect(feed.entries.first?.content?.value == "<p>d</p>")
  }

  /// Looked at only as far as few ends reach.
  @Test func manyBeginningsTakeLinearSteps() throws {
    let many = String(repeating: "<![CDATA[ <![CDATA[ ]]> x ", count: 20_000)
    #expect(try feed(many + "</b>").entries.count == 2)
  }
}
