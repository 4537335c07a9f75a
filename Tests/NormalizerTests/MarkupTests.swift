import FeedModel
import Testing

@testable import Normalizer

/// What needs a script becomes plain markup, and what is plain markup already stays.
@Suite struct MarkupTests {
  private func cleaned(_ html: String) -> NormalizedEntry? {
    var entry = ParsedEntry()
    entry.link = WebAddress("https://e.org/a/b")
    entry.content = Text(.html, html)
    return Normalizer().normalized(entry: entry, context: NormalizationContext(id: "urn:uuid:0"))
  }

  private func html(_ html: String) -> String { cleaned(html)?.content?.html ?? "" }

  // MARK: Lazy images

  static let lazyAttributes = [
    "data-src", "data-original", "data-lazy-src", "data-actualsrc", "data-original-src",
    "data-lazyload", "data-ll-src", "data-cfsrc", "data-ezsrc", "data-echo", "data-hi-res-src",
    "data-src-retina", "data-retina-src", "data-delayed-url", "data-li-src", "data-lazy",
    "ng-src", "lazy-src", "real_src", "file", "zoomfile", "data-orig-file", "data-large-file",
    "data-full-url", "data-image", "data-image-src", "data-img-src", "data-url", "data-backsrc",
  ]

  @Test("A late address takes the place of a placeholder", arguments: lazyAttributes)
  func lateAddress(attribute: String) {
    let expected = #"<img src="https://e.org/i/x.jpg">"#
    #expect(html("<img \(attribute)='/i/x.jpg'>") == expected)
    #expect(html("<img src='' \(attribute)='/i/x.jpg'>") == expected)
    #expect(
      html(
        "<img src='data:image/gif;base64,R0lGODlhAQABAAAAACw=' width=1 height=1 \(attribute)='/i/x.jpg'>"
      )
        == expected)
    #expect(html("<img src='/js/spacer.gif' \(attribute)='https://e.org/i/x.jpg'>") == expected)
  }

  @Test("An address that is there already is not lost to an attribute that holds none")
  func presentAddress() {
    let expected = #"<img src="https://e.org/x.jpg">"#
    for attribute in [
      "data-lazy=true", "data-src=''", "data-original='{{x}}'", "data-src='data:x'",
    ] {
      #expect(html("<img src=/x.jpg \(attribute)>") == expected)
    }
    #expect(html("<img src=/x.jpg data-large-file=/large.jpg>") == expected)
  }

  @Test(
    "The copy in noscript takes the place of the image that waits for a script",
    arguments: [
      "<img class=lazy src='data:image/svg+xml,x'><noscript><img src=/x.jpg></noscript>",
      "<noscript><img src=/x.jpg></noscript><img class=lazy src=/blank.gif>",
      "<img data-src=/x.jpg><noscript><img src=/x.jpg></noscript>",
      "<img src=/lazyload.png data-x=/x.jpg><noscript><img src=/x.jpg></noscript>",
      "<span><img src=''></span><noscript><img src=/x.jpg></noscript>",
    ])
  func noscriptCopy(markup: String) {
    #expect(html(markup) == #"<img src="https://e.org/x.jpg">"#)
  }

  @Test("Two different images stay two; a notice goes; text in an open noscript stays")
  func noscriptOthers() {
    #expect(html("<img src=/a.jpg><noscript><img src=/b.jpg></noscript>").components == 2)
    #expect(html("<p>a</p><noscript>Please enable JavaScript.</noscript>") == "<p>a</p>")
    let article = String(repeating: "The rest of the article. ", count: 20)
    #expect(html("<p>a</p><noscript><p>\(article)</p>").contains("The rest of the article."))
  }

  @Test("Pictures behind empty elements become images; behind text they stay away")
  func backgrounds() {
    let image = #"<img src="https://e.org/x.jpg">"#
    #expect(html("<div style='background-image:url(/x.jpg)'></div>") == image)
    #expect(html("<span style='background: #fff url(\"/x.jpg\") no-repeat'></span>") == image)
    #expect(html("<div data-bg='/x.jpg'></div>") == image)
    #expect(
      html("<p>t</p><div style='background:url(/x.jpg)'>text</div>") == "<p>t</p><div>text</div>")
  }

  @Test("Captions in small print become captions")
  func captions() {
    let figure = #"<figure><img src="https://e.org/x.jpg"><figcaption>c</figcaption></figure>"#
    #expect(html("<p><img src=/x.jpg><small>c</small></p>") == figure)
    #expect(html("<img src=/x.jpg><div><small style='color: #999;'>c</small></div>") == figure)
    #expect(html("<p>Text <small>small</small></p>") == "<p>Text <small>small</small></p>")
  }

  // MARK: Players

  static let players: [(html: String, address: String)] = [
    (
      "<iframe src='https://www.youtube.com/embed/abc?autoplay=1&start=9'></iframe>",
      "https://www.youtube-nocookie.com/embed/abc?start=9"
    ),
    ("<iframe src='//youtu.be/abc'></iframe>", "https://www.youtube-nocookie.com/embed/abc"),
    (
      "<embed src='http://www.youtube.com/v/abc&hl=en'>",
      "https://www.youtube-nocookie.com/embed/abc"
    ),
    (
      "<object data='https://www.youtube.com/v/abc'></object>",
      "https://www.youtube-nocookie.com/embed/abc"
    ),
    ("<amp-youtube data-videoid=abc></amp-youtube>", "https://www.youtube-nocookie.com/embed/abc"),
    (
      "<iframe data-src='https://www.youtube.com/embed/abc' src='about:blank'></iframe>",
      "https://www.youtube-nocookie.com/embed/abc"
    ),
    (
      "<iframe src='https://player.vimeo.com/video/1?h=x&autoplay=1'></iframe>",
      "https://player.vimeo.com/video/1?h=x&amp;dnt=1"
    ),
    (
      "<iframe src='//player.bilibili.com/player.html?bvid=BV1&page=1'></iframe>",
      "https://player.bilibili.com/player.html?bvid=BV1&amp;page=1&amp;autoplay=0"
    ),
    (
      "<iframe src='https://www.bilibili.com/blackboard/html5mobileplayer.html?aid=1'></iframe>",
      "https://player.bilibili.com/player.html?aid=1&amp;autoplay=0"
    ),
  ]

  @Test("Players that are known stay, at an address that tracks less", arguments: players)
  func playerStays(markup: String, address: String) {
    let output = html(markup)
    #expect(output.hasPrefix("<iframe") && output.contains("src=\"\(address)\""), "\(output)")
    #expect(output.contains("sandbox=") && html(output) == output)
  }

  @Test("Other frames become links, with their title; advertisers' go")
  func otherFrames() {
    #expect(
      html("<iframe src=https://x.example/map title='A map'></iframe>")
        == #"<p><a href="https://x.example/map">A map</a></p>"#)
    #expect(
      html("<iframe src=/local></iframe>")
        == #"<p><a href="https://e.org/local">e.org</a></p>"#)
    #expect(html("<p>a</p><iframe src=https://ad.doubleclick.net/x></iframe>") == "<p>a</p>")
    #expect(html("<p>a</p><iframe src='javascript:alert(1)'></iframe>") == "<p>a</p>")
  }

  @Test("Sounds and films become attachments too")
  func attachments() {
    let entry = cleaned(
      "<audio src=/a.mp3></audio><video><source src='/v.webm' type='video/webm; codecs=x'></video>")
    #expect(
      entry?.attachments.map(\.address.href) == ["https://e.org/a.mp3", "https://e.org/v.webm"])
    #expect(entry?.attachments.map(\.mediaType) == ["audio/mpeg", "video/webm"])
    #expect(
      entry?.content?.html.contains("<audio src=\"https://e.org/a.mp3\" controls=\"\">") == true)
  }

  @Test("A source outside of a player goes")
  func straySources() {
    #expect(html("<p>a</p><picture><source src=/v.mp4></picture>") == "<p>a</p>")
    #expect(html("<p>a</p><video><source onerror=x>b</video>") == "<p>a</p>b")
  }

  // MARK: What stays

  static let untouched = [
    "<table><caption>c</caption><thead><tr><th scope=\"col\">a</th><th>b</th></tr></thead><tbody><tr><td colspan=\"2\">c</td></tr></tbody></table>",
    "<pre><code>if a &lt; b {\n  x = \"y\"\n}\n</code></pre>",
    "<p>Press <kbd>Ctrl</kbd>+<kbd>C</kbd>, see <code>a  b</code>.</p>",
    "<p>a<sup><a href=\"#entry-fn1\" id=\"entry-r1\">1</a></sup></p><ol><li id=\"entry-fn1\">note <a href=\"#entry-r1\">↩</a></li></ol>",
    "<ruby>漢<rp>(</rp><rt>かん</rt><rp>)</rp>字<rp>(</rp><rt>じ</rt><rp>)</rp></ruby>",
    "<math display=\"block\"><mfrac><mn>1</mn><msqrt><mi>x</mi></msqrt></mfrac></math>",
    "<p dir=\"rtl\" lang=\"he\">שלום <bdi>abc</bdi> <bdo dir=\"ltr\">123</bdo></p>",
    "<blockquote cite=\"https://e.org/q\"><p>q</p></blockquote>",
    "<dl><dt>a</dt><dd>b</dd></dl>", "<details><summary>s</summary><p>d</p></details>",
    "<figure><img src=\"https://e.org/x.jpg\" alt=\"x\" width=\"10\" height=\"20\"><figcaption>c</figcaption></figure>",
    "<ol start=\"3\" reversed=\"\" type=\"a\"><li value=\"7\">x</li></ol>", "<p>a<br>b<wbr>c</p>",
    "<h2 id=\"entry-top\">t</h2><p><del datetime=\"2020\">a</del><ins>b</ins> <mark>c</mark> <abbr title=\"x\">d</abbr></p>",
    "<p>x<sub>1</sub><sup>2</sup> <q>r</q> <cite>s</cite> <time datetime=\"2020-01-01\">t</time></p>",
  ]

  @Test("Plain markup comes out as it was", arguments: untouched)
  func staysAsItWas(markup: String) {
    #expect(html(markup) == markup)
  }
}

extension String {
  /// How many images there are.
  fileprivate var components: Int { split(separator: "<img").count }
}
