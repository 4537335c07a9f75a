import FeedModel
import Testing

@testable import FeedReader

/// What an entry says of the feed that it was taken from.
@Suite struct SourceTextTests {
  private func source(_ children: String) throws -> EntrySource? {
    try read(
      "<feed xmlns='http://www.w3.org/2005/Atom'><title>t</title><entry><id>urn:x:1</id>"
        + "<source><id>urn:s</id>\(children)</source></entry></feed>"
    ).entries.first?.source
  }

  @Test(arguments: [
    ("<title type='html'>Q &amp;amp; A</title>", "Q & A"),
    ("<title type='html'>&lt;b&gt;Kim&lt;/b&gt;&amp;#8217;s page</title>", "Kim’s page"),
    ("<title type='html'>1 &amp;lt; 2</title>", "1 < 2"),
    (
      "<title type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'>a <i>b</i> &amp; c</div></title>",
      "a b & c"
    ),
    ("<title type='text'>Use &lt;b> &amp;amp; so</title>", "Use <b> &amp; so"),
    ("<title>The &lt;main> part</title>", "The <main> part"), ("<title> </title>", nil),
  ])
  func itsTitleIsPlainText(title: String, expected: String?) throws {
    #expect(try source(title)?.title == expected)
  }

  @Test func itsOtherTextsAreToo() throws {
    let source = try source(
      "<subtitle type='html'>a &lt;i&gt;b&lt;/i&gt;</subtitle><rights type='html'>&amp;copy; Kim</rights>"
    )
    #expect(source?.subtitle == "a b" && source?.rights == "© Kim")
  }

  @Test(arguments: [
    ("A &amp;amp; B", "A & B"), ("AT&amp;T", "AT&T"), ("a &amp;lt;b&amp;gt;", "a &lt;b&gt;"),
  ])
  func thatOfRSSWasEscapedTwice(written: String, expected: String) throws {
    let feed = try read(
      "<rss version='2.0'><channel><item><guid>1</guid><source url='https://x.example/f'>\(written)"
        + "</source></item></channel></rss>")
    #expect(feed.entries.first?.source?.title == expected)
  }
}
