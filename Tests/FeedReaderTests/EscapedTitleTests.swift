import FeedModel
import Testing

@testable import FeedReader

/// JSON Feeds whose template escapes titles for HTML, and titles about what they look like.
@Suite struct EscapedTitleTests {
  private func titles(_ titles: [String], summary: String = "") throws -> [String?] {
    let items = titles.map { #"{"id": "\#($0.utf8.count)", "title": "\#($0)" \#(summary)}"# }
    let feed = try read(
      #"{"version": "https://jsonfeed.org/version/1.1", "items": [\#(items.joined(separator: ","))]}"#
    )
    return feed.entries.map { $0.title?.value }
  }

  @Test(arguments: [
    (["I&#039;m here", "A &amp; B"], ["I'm here", "A & B"]),
    (["&quot;One&quot; more", "Plain"], ["\"One\" more", "Plain"]),
    (["It&#39;s &lt;b&gt;"], ["It's <b>"]),
    (["Fish &amp; chips", "Plain"], ["Fish &amp; chips", "Plain"]),
    (["How &quot; is written", "So \\\"easy\\\""], ["How &quot; is written", "So \"easy\""]),
    (["AT&T;s &quot;plan&quot;"], ["AT&T;s &quot;plan&quot;"]),
    (["&quot;A&quot;", "Q & A"], ["&quot;A&quot;", "Q & A"]),
    (["&quot;A&quot;", "a < b"], ["&quot;A&quot;", "a < b"]),
    (["I&#39;m", "He's"], ["I&#39;m", "He's"]),
  ])
  func titlesThatATemplateEscaped(_ written: [String], _ meant: [String]) throws {
    #expect(try titles(written) == meant)
  }

  @Test func summariesFollowTheTitles() throws {
    let item = #"{"id": "1", "title": "I&#039;m", "summary": "Thick &amp; thin"}"#
    let feed = try read(
      #"{"version": "https://jsonfeed.org/version/1.1", "items": [\#(item)]}"#)
    #expect(feed.entries.first?.summary?.value == "Thick & thin")
  }

  /// Where titles tell nothing, or that they are plain.
  @Test(arguments: [
    (["Thick &amp; thin, it&#039;s"], ["Thick & thin, it's"]),
    (["&quot;A&quot;", "B &amp; C"], ["\"A\"", "B & C"]),
    (["B &amp; C"], ["B &amp; C"]),
    (["Write &lt; as &amp;lt; & be done"], ["Write &lt; as &amp;lt; & be done"]),
    (["&quot;A&quot;", "a < b"], ["&quot;A&quot;", "a < b"]),
    (["I&#39;m", "He's"], ["I&#39;m", "He's"]),
  ])
  func summariesTellOfThemselves(_ written: [String], _ meant: [String]) throws {
    for title in ["F37", "Q & A"] {
      let items = written.map {
        #"{"id": "\#($0.utf8.count)", "title": "\#(title)", "summary": "\#($0)"}"#
      }
      let feed = try read(
        #"{"version": "https://jsonfeed.org/version/1.1", "items": [\#(items.joined(separator: ","))]}"#
      )
      #expect(feed.entries.map { $0.summary?.value } == meant)
      #expect(feed.entries.allSatisfy { $0.title?.value == title })
    }
  }

  @Test(arguments: [
    ("<p>Some <b>old</b> nerd.</p>", Text.Kind.html), ("Where a < b and <p> is a tag.", .plain),
    ("<b> is bold", .plain), ("Plain", .plain), ("<3", .plain),
  ])
  func aDescriptionOfAFeedMayBeMarkup(_ text: String, _ kind: Text.Kind) throws {
    let feed = try read(
      #"{"version": "https://jsonfeed.org/version/1.1", "description": "\#(text)", "items": []}"#)
    #expect(feed.subtitle?.kind == kind)
  }

  @Test func numbersMayBeStrings() throws {
    let files = #"{"url": "https://x.example/a.mp3", "size_in_bytes": "1,234", "#
    for (written, seconds) in [("\"62\"", 62.0), ("\"01:02\"", 62), ("62", 62)] {
      let feed = try read(
        #"{"version": "https://jsonfeed.org/version/1.1", "items": [{"id": "1", "attachments": ["#
          + files + #""duration_in_seconds": \#(written)}]}]}"#)
      let file = try #require(feed.entries.first?.attachments.first)
      #expect(file.seconds == seconds && file.bytes == 1_234)
    }
  }
}
