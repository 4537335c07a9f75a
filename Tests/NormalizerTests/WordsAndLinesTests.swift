import FeedModel
import Normalizer
import Testing

/// What bodies mean by lines, words in brackets, letters of one width and captions of their own.
@Suite struct WordsAndLinesTests {
  private func entry(_ html: String) throws -> NormalizedEntry { try CleanedBody.entry(html) }

  private func cleaned(_ html: String) throws -> String { try CleanedBody.html(html) }

  @Test(arguments: [
    ("<p>Run git clone <url>.</p>", "<p>Run git clone &lt;url&gt;.</p>"),
    ("<p><code>#include <stdio.h></code></p>", "<p><code>#include &lt;stdio.h&gt;</code></p>"),
    ("<pre>cp <SRC> <dst></pre>", "<pre>cp &lt;SRC&gt; &lt;dst&gt;</pre>"),
    // Elements that are ended, have prefixes, attributes or the names of custom ones are none.
    ("<p>a<o:p></o:p> <my-note>b</my-note></p>", "<p>a b</p>"),
    ("<p>a<note>b</note></p>", "<p>ab</p>"), ("<p>a<widget id=\"1\">b</p>", "<p>ab</p>"),
    ("<p>a</p><more><p>b</p>", "<p>a</p><p>b</p>"), ("<p>a<o:p>b</p>", "<p>ab</p>"),
  ])
  func wordsInBracketsStayWords(html: String, expected: String) throws {
    #expect(try cleaned(html) == expected)
  }

  @Test(arguments: [
    (
      "<div>Roses</div><div><br></div><div>Sugar</div>",
      "<div>Roses</div><div><br></div><div>Sugar</div>"
    ),
    (
      "<div>Roses</div><div><br></div><div><br></div><div>Sugar</div>",
      "<div>Roses</div><div><br></div><div>Sugar</div>"
    ),
    ("<div><br></div><div>Roses</div><p>Sugar</p><div><br></div>", "<div>Roses</div><p>Sugar</p>"),
    ("<div>Roses</div><div></div><div>Sugar</div>", "<div>Roses</div><div>Sugar</div>"),
    ("<p>One.</p><p><br></p><p>Two.</p>", "<p>One.</p><p>Two.</p>"),
    (
      "<div><p>One.</p></div><div><br></div><div>Two.</div>",
      "<div><p>One.</p></div><div>Two.</div>"
    ),
  ])
  func emptyLinesPartLines(html: String, expected: String) throws {
    #expect(try cleaned(html) == expected)
  }

  @Test(arguments: [
    ("<p><em><em><em>Note</em></em></em></p>", "<p><em>Note</em></p>"),
    ("<p><strong><b>Bold</b></strong> a</p>", "<p><strong>Bold</strong> a</p>"),
    ("<p><em>a <em>b</em> c</em></p>", "<p><em>a <em>b</em> c</em></p>"),
    ("<p>x<sup><sup>2</sup></sup></p>", "<p>x<sup><sup>2</sup></sup></p>"),
  ])
  func twinsBecomeOne(html: String, expected: String) throws {
    #expect(try cleaned(html) == expected)
  }

  @Test(arguments: [
    (
      #"<img src="https://p.example/a.jpg"><figcaption>A quay.</figcaption><p>Text.</p>"#,
      #"<figure><img src="https://p.example/a.jpg"><figcaption>A quay.</figcaption></figure><p>Text.</p>"#
    ),
    (
      #"<p><img src="https://p.example/a.jpg"></p><figcaption>A quay.</figcaption>"#,
      #"<figure><img src="https://p.example/a.jpg"><figcaption>A quay.</figcaption></figure>"#
    ),
    ("<p>Text</p><figcaption>A quay.</figcaption>", "<p>Text</p><p>A quay.</p>"),
  ])
  func captionsWithoutAFigureGetOne(html: String, expected: String) throws {
    #expect(try cleaned(html) == expected)
  }

  private static let prose =
    "<p>The harbour was rebuilt in three years, and the first ships came back in spring.</p>"

  @Test(arguments: [
    (
      #"<div style="font-family: monospace">require "x"<br>go</div>"#,
      #"<div><code>require "x"<br>go</code></div>"#
    ),
    (
      #"<p>Type <span style="font-family:'Courier New'">go</span>.</p>"#,
      "<p>Type <code>go</code>.</p>"
    ),
    (#"<p style="font-family:monospace;text-align:center">* * *</p>"#, "<p>* * *</p>"),
    (#"<p style="font-family: Georgia, serif">Words.</p>"#, "<p>Words.</p>"),
  ])
  func lettersOfOneWidthAreCode(html: String, expected: String) throws {
    #expect(try cleaned(Self.prose + html) == Self.prose + expected)
  }

  @Test func aBodyThatIsAllOfOneWidthIsNoCode() throws {
    let body = #"<p style="font-family: monospace">"# + Self.prose.dropFirst(3)
    #expect(!(try cleaned(String(repeating: body, count: 8))).contains("code"))
  }

  @Test func codeInLinesOfItsOwnIsNoSummary() throws {
    let code =
      "<p><code>my ($key, $prefs, $buffer); if ($ENV{X} eq \"GET\") { read(IN, $b); }</code></p>"
    #expect(try entry("<p>Run this:</p>\(code)<p>Done.</p>").summary?.contains("$key") != true)
    let sentence = "<p>Use <code>M-x load-theme wombat</code> for it, and look at what it does.</p>"
    #expect(try entry(sentence + Self.prose).summary?.contains("load-theme") == true)
  }

  @Test(arguments: [
    ("ann@site.example", "mailto:ann@site.example"),
    ("@ann", "https://site.example/@ann"), ("/@ann@host", "https://site.example/@ann@host"),
    ("a@2x.png", "https://site.example/a@2x.png"), ("x@y", "https://site.example/x@y"),
    ("docs/a@2x.png", "https://site.example/docs/a@2x.png"),
  ])
  func mailAddressesAreLinksToMail(href: String, expected: String) throws {
    let html = try cleaned(#"<p>See <a href="\#(href)">this thing</a> now.</p>"#)
    #expect(html == #"<p>See <a href="\#(expected)">this thing</a> now.</p>"#)
  }

  @Test func anOrnamentIsNotThePictureOfAnEntry() throws {
    let sign = #"<img src="https://p.example/jpg.gif">"#
    let one = #"<img src="https://p.example/1.jpg">"#
    let both = "<p>\(sign) one \(one)</p><p>\(sign) two</p>"
    #expect(try entry(both).image?.href == "https://p.example/1.jpg")
    #expect(try entry("<p>\(one) a</p><p>\(one) b</p>").image?.href == "https://p.example/1.jpg")
  }

  @Test func wordsDoNotStickTogetherWhereALinkGoes() throws {
    let link =
      #"<a href="https://offers.hubspot.com/cs/ci/?pg=1"> <img src="https://no-cache.hubspot.com/cta/default/1/2.png"> </a>"#
    let html = try cleaned("\(Self.prose)<p>In your backlog.\(link)To help you, a list.</p>")
    #expect(html == "\(Self.prose)<p>In your backlog. To help you, a list.</p>")
  }
}
