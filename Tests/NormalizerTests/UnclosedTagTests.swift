import FeedModel
import Testing

@testable import Normalizer

/// Tags that were left open before the next, and bodies of which nothing is left.
@Suite struct UnclosedTagTests {
  @Test(arguments: [
    (#"<a href="/a"<img src="/b.gif"></a>"#, #"<a href="/a"><img src="/b.gif"></a>"#),
    (#"<p class="x"<b>bold</b>"#, #"<p class="x"><b>bold</b>"#),
    (#"<a href="/a" title="x"<span>y</span></a>"#, #"<a href="/a" title="x"><span>y</span></a>"#),
  ])
  func anElementIsNoAttribute(_ html: String, _ closed: String) {
    #expect(UnclosedTags.closed(html) == closed)
  }

  @Test(arguments: [
    #"<p>He said "<em>no</em>" twice</p>"#, #"<a title="a <b> c" href="/a">x</a>"#,
    #"<p>a < b "<i>c</i>"</p>"#, #"<img alt="5" 6"<b" src="/a.png">"#, #""<img src=/a>"#,
    #"<a href="/a"<1>"#, #"<a href="/a"></a>"#, #"<a title="<b>">x</a>"#, "\"<", "<", "\"",
  ])
  func allElseIsAsItStands(_ html: String) { #expect(UnclosedTags.closed(html) == html) }

  @Test func theSummaryIsTheBodyWhereTheRulesLeaveNothing() {
    var entry = ParsedEntry()
    entry.title = Text(.plain, "Rain")
    entry.link = WebAddress("https://blog.example/rain")
    entry.content = Text(
      .html, #"<img src="https://blog.example/i.gif" width="1" height="1"><script>x()</script>"#)
    entry.summary = Text(.html, #"It <a href="https://x.example/">rains</a>."#)
    let clean = Normalizer().normalized(
      entry: entry, context: NormalizationContext(id: "urn:uuid:0"))
    #expect(clean?.content?.html.contains("https://x.example/") == true)
  }
}
