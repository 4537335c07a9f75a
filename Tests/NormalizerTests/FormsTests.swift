import FeedModel
import HTML
import Testing

@testable import Normalizer

/// Formulas, styles, hidden text, footnotes and addresses in plain text.
@Suite struct FormsTests {
  private func html(
    _ html: String, kind: Text.Kind = .html, link: String = "https://e.org/2024/post/"
  ) -> String {
    var entry = ParsedEntry()
    entry.link = WebAddress(link)
    entry.content = Text(kind, html)
    let result = Normalizer().normalized(
      entry: entry, context: NormalizationContext(id: "urn:uuid:0"))
    return result?.content?.html ?? ""
  }

  // MARK: Styles

  static let styles: [(String, String)] = [
    ("<p>a <span style='text-decoration:line-through'>b</span></p>", "<p>a <s>b</s></p>"),
    ("<p>a <span style='text-decoration: underline red'>b</span></p>", "<p>a <u>b</u></p>"),
    ("<p>a <span style='font-weight: 700;color:red'>b</span></p>", "<p>a <b>b</b></p>"),
    ("<p>a <span style='FONT-STYLE:ITALIC'>b</span></p>", "<p>a <i>b</i></p>"),
    ("<p>x<span style='vertical-align:super'>2</span></p>", "<p>x<sup>2</sup></p>"),
    ("<p>x<font style='vertical-align:sub'>2</font></p>", "<p>x<sub>2</sub></p>"),
    ("<p style='direction:rtl'>שלום</p>", #"<p dir="rtl">שלום</p>"#),
    ("<p style='white-space:pre-wrap'>a\nb</p>", "<p>a<br>b</p>"),
    ("<div style='white-space:pre'>a\n  b</div><p>c</p>", "<pre>a\n  b</pre><p>c</p>"),
    ("<b style='font-weight:normal'><p>a</p></b>", "<p>a</p>"),
    ("<p><strong style='font-weight: 400'>a</strong></p>", "<p>a</p>"),
    ("<p><b><span style='font-weight:normal'>a</span></b></p>", "<p>a</p>"),
    ("<p><em style='font-style:normal'>a</em></p>", "<p>a</p>"),
    (
      "<pre><code><span style='display:block'>a</span><span style='display:block'>b</span></code></pre>",
      "<pre><code>a\nb</code></pre>"
    ),
    ("<pre><div>a</div><div><br></div><div>b</div></pre>", "<pre>a\n\nb</pre>"),
    (
      "<pre><code><span class=line>a</span><span class=line>b</span></code></pre>",
      "<pre><code>a\nb</code></pre>"
    ),
  ]

  @Test("What styles mean becomes elements", arguments: styles)
  func styled(input: String, expected: String) {
    #expect(html(input) == expected)
    #expect(html(expected) == expected)
  }

  @Test(
    "What styles say and elements need not say",
    arguments: [
      ("<h2><span style='font-weight:bold'>a</span></h2>", "<h2>a</h2>"),
      (
        "<p><a href=/x style='text-decoration:underline'>a</a></p>",
        #"<p><a href="https://e.org/x">a</a></p>"#
      ),
      ("<p><b style='font-weight:bold'>a</b></p>", "<p><b>a</b></p>"),
      ("<div style='font-weight:bold'><p>a</p><p>b</p></div>", "<p>a</p><p>b</p>"),
      ("<p style='white-space:pre-wrap'>a <b>b</b>\n</p><p>c</p>", "<p>a <b>b</b>\n</p><p>c</p>"),
      ("<p><span style='font-weight:400'>a</span></p>", "<p>a</p>"),
      (
        "<pre><code><span class=line>a</span>\n<span class=line>b</span></code></pre>",
        "<pre><code>a\nb</code></pre>"
      ),
      ("<pre>a<br><br>b</pre>", "<pre>a<br><br>b</pre>"),
    ])
  func plain(input: String, expected: String) {
    #expect(html(input) == expected)
  }

  @Test("A whole body in bold is no emphasis")
  func wholeBody() {
    let text = String(repeating: "A sentence of the article. ", count: 40)
    #expect(!html("<p style='font-weight:bold'>\(text)</p><p>b</p>").contains("<b>"))
  }

  // MARK: Formulas

  static let math = "<math><mi>x</mi></math>"

  static let formulas: [(String, String)] = [
    (
      "<p>a <span class=katex><span class=katex-mathml>\(math)</span><span class=katex-html aria-hidden=true>x</span></span> b</p>",
      "<p>a \(math) b</p>"
    ),
    (
      "<p>a <span class=katex><span class=katex-html aria-hidden=true>x</span></span></p>",
      "<p>a x</p>"
    ),
    (
      "<p>a <span class=MathJax_Preview>y</span><script type='math/tex'>x^2</script></p>",
      #"<p>a \(x^2\)</p>"#
    ),
    ("<script type='math/tex; mode=display'>x</script>", #"<p>\[x\]</p>"#),
    (
      "<p>a <span class=MathJax><nobr>x</nobr><span>\(math)</span></span><script type='math/tex'>x</script></p>",
      "<p>a \(math)</p>"
    ),
    (
      "<p>a <span class=MathJax><nobr>x</nobr></span><script type='math/tex'>x</script></p>",
      #"<p>a \(x\)</p>"#
    ),
    (
      "<p><mjx-container><svg viewBox='0 0 1 1'><path d=M0 /></svg><mjx-assistive-mml>\(math)</mjx-assistive-mml></mjx-container></p>",
      "<p>\(math)</p>"
    ),
    (
      "<p><span class=mwe-math-element><span style='display:none'>\(math)</span><img src=https://w.example/m.svg alt='{\\displaystyle x}'></span></p>",
      #"<p><img src="https://w.example/m.svg" alt="{\displaystyle x}"></p>"#
    ),
    (
      #"<div class=latex-rendered data-attrs='{"persistentExpression":"E = mc^2"}'></div>"#,
      #"<p>\[E = mc^2\]</p>"#
    ),
    (
      #"<p>a <img src="data:image/svg+xml,x" alt="\frac{1}{2}"></p>"#, #"<p>a \(\frac{1}{2}\)</p>"#
    ),
    (
      #"<p>a <img src="/tex.png" alt="\frac{1}{2}"></p>"#,
      #"<p>a <img src="https://e.org/tex.png" alt="\frac{1}{2}"></p>"#
    ),
    ("<p>a <code>\\frac</code> <span class=x>x</span></p>", "<p>a <code>\\frac</code> x</p>"),
  ]

  @Test("Each formula once and whole", arguments: formulas)
  func formula(input: String, expected: String) {
    #expect(html(input) == expected)
    #expect(html(expected) == expected)
  }

  // MARK: Hidden text

  static let article = "<p>" + String(repeating: "A sentence of the article. ", count: 20) + "</p>"

  @Test("What something discloses stays")
  func disclosed() {
    let hidden = "<div style='display:none'><p>An answer.</p></div>"
    #expect(
      html("<h3>Q</h3>\(hidden)\(Self.article)").hasPrefix(
        "<details><summary><h3>Q</h3></summary><div><p>An answer.</p></div></details>"))
    #expect(
      html("<button>Q</button>\(hidden)\(Self.article)").hasPrefix(
        "<details><summary>Q</summary>"))
    for markup in [
      "<p><a href='#x'>Show</a></p><div id=x style='display:none'>An answer.</div>",
      "<p aria-controls=x>Show</p><div id=x style='display:none'>An answer.</div>",
      "<dl><dt>Q</dt><dd style='display:none'>An answer.</dd></dl>",
      "<details><summary>Q</summary><div style='display:none'>An answer.</div></details>",
      "<div role=tabpanel style='display:none'>An answer.</div>",
      "<div style='display:none'>\(Self.article)An answer.</div>",
    ] {
      #expect(html(markup + Self.article).contains("An answer."), "\(markup)")
    }
  }

  @Test(
    "Notes that nobody is to see go",
    arguments: [
      "<p style='display: none;'>Hidden note</p>",
      "<div style='display:none;max-height:0;overflow:hidden'>Preview of the mail</div>",
      "<div style='mso-hide:all;font-size:1px;opacity:0'>Preview of the mail</div>",
      "<span class='sr-only'>(opens in a new tab)</span>",
      "<div style='position:absolute;left:-9999px'><a href=https://spam.example/>Cheap things</a></div>",
    ])
  func notes(markup: String) {
    #expect(html(Self.article + markup) == html(Self.article))
  }

  @Test("Off the screen and no advertisement, a label that is all of a link")
  func stays() {
    #expect(
      html("\(Self.article)<div style='left:-9999px'>A note on the text.</div>").contains("note"))
    #expect(
      html("\(Self.article)<p><a href=/x><span class=sr-only>Home</span></a></p>").contains("Home"))
  }

  // MARK: Footnotes and e-mail

  @Test(
    "Footnotes are found whatever the entry's link carries",
    arguments: [
      "https://e.org/post", "http://e.org/post/", "https://www.e.org/post",
      "https://e.org/post/?utm_source=rss&utm_medium=rss", "https://e.org/post#top",
    ])
  func footnotes(link: String) {
    let body = "<p>a<a href='https://e.org/post/#fn1'>1</a></p><p id=fn1>note</p>"
    #expect(html(body, link: link).contains(##"href="#entry-fn1""##))
  }

  @Test("Other pages and places that are not there keep their addresses")
  func noFootnotes() {
    let body = "<p>a<a href='https://e.org/other/#fn1'>1</a></p><p id=fn1>note</p>"
    #expect(html(body, link: "https://e.org/post").contains("https://e.org/other/#fn1"))
    #expect(
      html(
        "<p><a href='https://e.org/post?p=2#fn1'>1</a></p><p id=fn1>n</p>",
        link: "https://e.org/post"
      )
      .contains("https://e.org/post?p=2#fn1"))
    #expect(html("<p><a href='#comments'>1</a></p>").contains("https://e.org/2024/post/#comments"))
  }

  @Test("Cloudflare's e-mail addresses are decoded")
  func emails() {
    // The key, then each byte of `a@b.example` with it.
    let hex =
      "2a"
      + "a@b.example".utf8.map { byte in
        let value = byte ^ 0x2a
        return String(value, radix: 16).count < 2
          ? "0" + String(value, radix: 16) : String(value, radix: 16)
      }.joined()
    let expected = #"<p><a href="mailto:a@b.example">a@b.example</a></p>"#
    #expect(
      html("<p><a href='/cdn-cgi/l/email-protection' data-cfemail=\(hex)>[email protected]</a></p>")
        == expected)
    #expect(
      html(
        "<p><a href='/cdn-cgi/l/email-protection#\(hex)'><span data-cfemail=\(hex)>x</span></a></p>"
      )
        == expected)
    #expect(html("<p><span data-cfemail=zz>[email protected]</span></p>").contains("protected"))
  }

  @Test("The body's wish for no referrer holds for its images")
  func referrer() {
    let image = #"<img src="https://e.org/a.jpg" referrerpolicy="no-referrer">"#
    #expect(html("<meta name=referrer content=no-referrer><img src=/a.jpg>") == image)
    #expect(html("<meta name=referrer content=origin><img src=/a.jpg>").contains("policy") == false)
  }

  // MARK: Addresses in text

  static let texts: [(String, String)] = [
    (
      "See https://a.example/b?c=d&e=f.",
      #"<p>See <a href="https://a.example/b?c=d&amp;e=f">https://a.example/b?c=d&amp;e=f</a>.</p>"#
    ),
    (
      "(http://a.example/b_(c))",
      #"<p>(<a href="http://a.example/b_(c)">http://a.example/b_(c)</a>)</p>"#
    ),
    (
      "见https://a.example/b。完",
      #"<p>见<a href="https://a.example/b">https://a.example/b</a>。完</p>"#
    ),
    (
      "www.a.example", #"<p><a href="http://www.a.example/">www.a.example</a></p>"#
    ),
    ("me@a.example and me@www.a.example", "<p>me@a.example and me@www.a.example</p>"),
    (
      "https:// and http://localhost and xhttps://a.b",
      "<p>https:// and http://localhost and xhttps://a.b</p>"
    ),
    ("https://user@a.example/", "<p>https://user@a.example/</p>"),
  ]

  @Test("Addresses in plain text become links", arguments: texts)
  func addressLinks(text: String, expected: String) {
    #expect(html(text, kind: .plain) == expected)
    #expect(html(expected) == expected)
  }

  @Test("In markup an address stays as it stands")
  func noAddressLinks() {
    #expect(html("<p>See https://a.example/b</p>") == "<p>See https://a.example/b</p>")
  }
}
