import FeedModel
import JSON
import Testing

@testable import Normalizer

/// Removals need evidence: each kind that goes stands beside what looks like it and stays.
@Suite struct PromoEvidenceTests {
  private static let article =
    "<p>\(String(repeating: "A long sentence of the article. ", count: 20))</p>"
  private static let link = "https://site.example/2021/01/post/"

  private func cleaned(
    _ html: String, link: String = link, title: String = "The Title", summary: String? = nil
  ) -> NormalizedEntry? {
    var entry = ParsedEntry()
    entry.link = WebAddress(link)
    entry.rawLink = link
    entry.title = Text(.plain, title)
    entry.content = Text(.html, html)
    entry.summary = summary.map { Text(.html, $0) }
    let context = NormalizationContext(
      id: "urn:uuid:0", homepage: WebAddress("https://site.example/"), explains: true)
    return Normalizer().normalized(entry: entry, context: context)
  }

  // MARK: Shares of the entry

  @Test("Blocks of a fifth each don't empty an entry, in whatever order", arguments: 2...8)
  func manyBlocks(count: Int) throws {
    let block =
      "<div class=\"lazyload-placeholder\"><p>A sentence that says something here.</p></div>"
    for position in 0...count {
      let html =
        String(repeating: block, count: position) + "<p>A sentence of the article itself.</p>"
        + String(repeating: block, count: count - position)
      let entry = try #require(cleaned(html))
      #expect(Accounting.text(of: entry.content?.html ?? "") == Accounting.text(of: html))
      #expect(entry.diagnostics.filter { $0.code == "promo-kept" }.count == 1)
    }
  }

  @Test("Pictures one by one are not taken all")
  func allPictures() throws {
    let html = (0..<3).map {
      Self.article
        + "<div class=\"lazyload-placeholder\"><img src=\"https://x.example/\($0).jpg\"></div>"
    }.joined()
    let content = try #require(cleaned(html)?.content?.html)
    for number in 0..<3 { #expect(content.contains("\(number).jpg")) }
  }

  @Test("A user's promos count with the built-in ones")
  func usersPromos() throws {
    var entry = ParsedEntry()
    entry.content = Text(
      .html,
      "<p>Words of the article itself, some of them.</p><p class=mine>Words of a block, few.</p><p class=lazyload-placeholder>Words of a block, few.</p>"
    )
    let rules = try Rules(
      merging: JSONDocument(
        parsing: Array(#"{ "promos": [{ "name": "mine", "classes": ["mine"] }] }"#.utf8)
      ).root)
    let result = Normalizer(rules: rules).normalized(
      entry: entry, context: NormalizationContext(id: "urn:uuid:0"))
    #expect(result?.content?.html.contains("block, few.</p><p>Words of a block") == true)
  }

  @Test(
    "A plug-in's box of links and labels goes from the shortest entry",
    arguments: [
      #"<div class="sharedaddy"><h3>Share this:</h3><ul><li><a href="/2021/01/post/?share=x">Click to share (Opens in new window)</a></li></ul></div>"#,
      #"<div class="sharedaddy"><a href="https://x.example/s"><img src="https://x.example/i.png" width="16" height="16"></a></div>"#,
      #"<div class="sharedaddy"><a href="https://twitter.com/intent/tweet?url=https://site.example/2021/01/post/"><img src="/tw.png"></a></div>"#,
      #"<div id="jp-relatedposts" class="jp-relatedposts"><h3><em>Related</em></h3><a href="/a">Another post</a> <a href="/b">One more</a></div>"#,
      #"<div class="a2a_kit"><a class="a2a_button_x" href="/x"></a><a href="/y">Share</a></div>"#,
      #"<div class="subscription-widget-wrap" data-component-name="SubscribeWidgetToDOM"><p>Thanks for reading! Subscribe for free.</p><form><input type="email"></form></div>"#,
      #"<p class="button-wrapper"><a class="button" href="https://own.example/subscribe?">Subscribe now</a></p>"#,
      #"<p class="button-wrapper"><a class="button" href="https://own.example/p/x?action=share">Share</a></p>"#,
      #"<div class="feedflare"><a href="http://feeds.site.example/~f/Site?a=x"><img src="http://feeds.site.example/~f/Site?d=41"></a></div>"#,
    ])
  func pluginBox(box: String) {
    let photo = #"<p><img src="https://site.example/photo.jpg"></p>"#
    #expect(cleaned(photo + box)?.content?.html == cleaned(photo)?.content?.html)
  }

  @Test(
    "What is more than links and labels stays in a short entry, whatever its class",
    arguments: [
      #"<div class="sharedaddy"><p>\#(String(repeating: "Words of an article. ", count: 20))</p></div>"#,
      #"<div class="sharedaddy"><a href="/big.jpg"><img src="/big.jpg" width="800"></a></div>"#,
      #"<div class="sharedaddy"><figure><img src="/big.jpg"></figure></div>"#,
      #"<div class="jp-relatedposts"><table><tr><td>Figures</td></tr></table></div>"#,
      #"<div class="a2a_kit"><blockquote>A quotation</blockquote></div>"#,
      #"<p class="button-wrapper"><a class="button" href="https://own.example/report.pdf">Read the report</a></p>"#,
      #"<div class="feedflare"><a href="/~ff/">x</a><p>\#(String(repeating: "Words of an article. ", count: 30))</p></div>"#,
    ])
  func notOnlyLinks(html: String) {
    let content = cleaned("<p>Short.</p>" + html)?.content?.html ?? ""
    #expect(Accounting.text(of: content) == Accounting.text(of: "<p>Short.</p>" + html))
    #expect(content.contains("<img") == html.contains("<img"))
  }

  // MARK: Notices and notes

  @Test(
    "Disqus' notice goes, in noscript or not",
    arguments: [
      #"<noscript>Please enable JavaScript to view the <a href="https://disqus.com/?ref_noscript">comments powered by Disqus.</a></noscript>"#,
      #"<p>Please enable JavaScript to view the <a href="http://disqus.com/?ref_noscript=x">comments powered by Disqus.</a></p>"#,
      #"<div id="disqus_thread"></div><a href="https://disqus.com" class="dsq-brlink">blog comments powered by <span class="logo-disqus">Disqus</span></a>"#,
    ])
  func disqus(notice: String) {
    #expect(cleaned(Self.article + notice)?.content == cleaned(Self.article)?.content)
    #expect(cleaned("<p>Short.</p>" + notice)?.content?.html == "<p>Short.</p>")
  }

  @Test(
    "Words and links about comments stay",
    arguments: [
      #"<p>I left <a href="https://disqus.com/">Disqus</a> for another system.</p>"#,
      #"<p>Please enable JavaScript to view the comments powered by Disqus.</p>"#,
      #"<p>The link reads <a href="https://example.org/?ref_noscript">like this</a>.</p>"#,
    ])
  func notDisqus(html: String) {
    let content = cleaned(Self.article + html)?.content?.html ?? ""
    #expect(Accounting.text(of: content) == Accounting.text(of: Self.article + html))
  }

  private static let note =
    #"<p>The post <a href="https://site.example/2021/01/post/">The Title</a> appeared first on <a href="https://site.example">Site</a>.</p>"#

  @Test(
    "WordPress' note goes where the item's link is FeedBurner's",
    arguments: [
      "https://feedproxy.google.com/~r/site/~3/abc/", "http://feeds.feedburner.com/~r/site/~3/abc/",
      "https://feeds.site.example/~r/site/~3/x/post/",
    ])
  func noteOfFeedBurner(link: String) {
    #expect(
      cleaned(Self.article + Self.note, link: link)?.content == cleaned(Self.article)?.content)
  }

  @Test("A credit to another site stays")
  func credit() {
    let content = cleaned(Self.article + Self.note, link: "https://other.example/a")?.content?.html
    #expect(content?.contains("appeared first") == true)
  }

  @Test(
    "Notes and footers leave summaries too",
    arguments: [
      ("<p>A teaser […]</p>\n" + note, "A teaser […]"),
      (
        #"摘要文字在这里。<br><hr><div>获取更多RSS：<br><a href="https://feedx.net">https://feedx.net</a></div>"#,
        "摘要文字在这里。"
      ),
      (
        #"<p>The story of the day … <a href="https://site.example/2021/01/post/">Continue reading <span>→</span></a></p>"#,
        "The story of the day …"
      ),
      (#"The story. <a href="/2021/01/post/#more-12">[Read more]</a>"#, "The story."),
    ])
  func summaries(written: String, expected: String) {
    #expect(
      cleaned("<p>Something else entirely, at length.</p>", summary: written)?.summary == expected)
  }

  // MARK: Links that share

  static let shares = [
    "https://twitter.com/intent/tweet?url=https%3A%2F%2Fsite.example%2F2021%2F01%2Fpost%2F&text=T",
    "https://x.com/share?url=https://www.site.example/2021/01/post/",
    "http://twitter.com/home?status=The+Title+http://site.example/2021/01/post/",
    "https://www.facebook.com/sharer/sharer.php?u=https://site.example/2021/01/post/",
    "https://www.facebook.com/sharer.php?u=x",
    "https://www.linkedin.com/shareArticle?mini=true&url=https://site.example/2021/01/post/",
    "https://pinterest.com/pin/create/button/?url=https://site.example/2021/01/post/&media=https://cdn.example/a.jpg",
    "https://service.weibo.com/share/share.php?url=https://site.example/2021/01/post/",
    "https://wa.me/?text=https://site.example/2021/01/post/",
    "https://www.addtoany.com/add_to/facebook?linkurl=x",
    "https://site.example/2021/01/post/?share=twitter",
  ]

  @Test(
    "A link that shares the entry goes with its label, and leaves its words in a sentence",
    arguments: shares)
  func share(address: String) throws {
    let href = address.replacing("&", with: "&amp;")
    let plain = cleaned(Self.article)?.content
    for html in [
      "<p>Share on: <a href=\"\(href)\">Here</a> | <a href=\"\(href)\"><img src=/i.png></a></p>",
      "<ul><li><a href=\"\(href)\">Share</a></li><li><a href=\"\(href)\">Share</a></li></ul>",
      "<div><a href=\"\(href)\"></a></div>",
    ] {
      #expect(cleaned(Self.article + html)?.content == plain, "\(html)")
    }
    let sentence =
      "<p>If you liked this, please <a href=\"\(href)\">tell your friends</a> about it.</p>"
    #expect(
      cleaned(Self.article + sentence)?.content?.html.hasSuffix(
        "<p>If you liked this, please tell your friends about it.</p>") == true)
    let mixed = "<p><a href=\"\(href)\">Share</a> <a href=\"/more\">Archive</a></p>"
    let content = try #require(cleaned(Self.article + mixed)?.content?.html)
    #expect(content.contains("Archive") && !content.contains("Share"))
  }

  @Test(
    "What only looks like a share link stays",
    arguments: [
      "https://pan.baidu.com/share/init?surl=x", "https://www.facebook.com/share/p/abc/",
      "https://twitter.com/intent/tweet?url=https://other.example/paper",
      "https://twitter.com/intent/tweet?in_reply_to=123", "https://twitter.com/home",
      "https://www.facebook.com/sharer/sharer.php?u=https://other.example/",
      "https://www.reddit.com/r/swift/submit-guide", "https://wa.me/15551234567",
      "https://example.org/intent/tweet?url=https://site.example/2021/01/post/",
      "https://other.example/post/?share=twitter", "https://t.me/site",
    ])
  func noShare(address: String) {
    let html = "<p><a href=\"\(address.replacing("&", with: "&amp;"))\">Link</a></p>"
    #expect(cleaned(Self.article + html)?.content?.html.contains(">Link</a>") == true)
  }

  // MARK: Read more

  @Test(
    "A last link to the entry itself that says read more goes",
    arguments: [
      "Read more", "Continue reading →", "[Read more…]", "Read More »", "Weiterlesen",
      "Lire la suite…",
      "Leer más", "Leggi tutto", "Leia mais", "Lees verder", "Читать далее", "阅读全文", "続きを読む",
      "더 보기", "Continue reading “The Title”", "Devamını oku", "Läs mer", "Czytaj dalej",
    ])
  func readMore(words: String) {
    let plain = cleaned(Self.article)?.content
    for html in [
      "<p><a href=\"\(Self.link)\">\(words)</a></p>",
      "<p>[<a href=\"\(Self.link)#more-1\">\(words)</a>]</p>",
      "<a href=\"/2021/01/post?utm_source=rss\"><b>\(words)</b></a><br>",
    ] {
      #expect(cleaned(Self.article + html)?.content == plain, "\(html)")
    }
  }

  @Test(
    "Other last links stay",
    arguments: [
      "<p><a href=\"https://other.example/\">Read more</a></p>",
      "<p><a href=\"https://site.example/other/\">Read more</a></p>",
      "<p><a href=\"https://site.example/2021/01/post/\">The report of 1990</a></p>",
      "<p><a href=\"https://site.example/2021/01/post/\">Read more</a></p><p>The end.</p>",
      "<p><a href=\"https://site.example/2021/01/post/\">Read more about other things</a></p>",
      "<p>Read more</p>",
    ])
  func noReadMore(html: String) {
    let content = cleaned(Self.article + html)?.content?.html ?? ""
    #expect(Accounting.text(of: content) == Accounting.text(of: Self.article + html))
  }

  // MARK: The title, links to nothing, Reddit

  @Test(
    "The title as first heading goes",
    arguments: [
      "<h1>The Title</h1>", "<div><h2>The Title</h2></div>",
      "<header><h1><b>The  Title</b></h1></header>",
      "<h1><a href=\"https://site.example/2021/01/post/\">The Title</a></h1>",
      "<!-- c --> <h3>“The Title”</h3>",
    ])
  func titleGoes(heading: String) {
    let content = cleaned(heading + Self.article)?.content?.html ?? ""
    #expect(Accounting.text(of: content) == Accounting.text(of: Self.article))
  }

  @Test(
    "Other headings stay",
    arguments: [
      "<h1>Another Title</h1>", "<p>First.</p><h1>The Title</h1>", "<p>The Title</p>",
      "<h1><a href=\"https://other.example/\">The Title</a></h1>", "<h1>The Title, continued</h1>",
    ])
  func headingStays(heading: String) {
    let content = cleaned(heading + Self.article)?.content?.html ?? ""
    #expect(Accounting.text(of: content) == Accounting.text(of: heading + Self.article))
    #expect(cleaned("<h1>The Title</h1>")?.content?.html == "<h1>The Title</h1>")
    #expect(
      cleaned("<h1>The Title<img src=/a.jpg></h1><p>x</p>")?.content?.html.contains("<h1>") == true)
  }

  @Test("Links to nothing are unwrapped, links within the entry are not")
  func linksToNothing() {
    let html =
      ##"<p><a href="#">New window</a> <a href="">x</a> <a href=" # ">y</a> <a href="javascript:void(0)">z</a></p>"##
    #expect(cleaned(html)?.content?.html == "<p>New window x y z</p>")
    let within = ##"<p><a href="#n">1</a></p><p id="n">Note</p>"##
    #expect(cleaned(within)?.content?.html.contains("<a href=\"#") == true)
    #expect(cleaned("<p><a href=\"?page=2\">2</a></p>")?.content?.html.contains("?page=2") == true)
  }

  @Test("Reddit's line is one line, and keeps the comments")
  func reddit() {
    let comments = "https://www.reddit.com/r/y/comments/1/"
    let line =
      #"<div><p>Text.</p></div> &#32; submitted by &#32; <a href="https://www.reddit.com/user/x"> /u/x </a> <br/> <span><a href="https://example.org/a">[link]</a></span> &#32; <span><a href="https://www.reddit.com/r/y/comments/1/">[comments]</a></span>"#
    #expect(
      cleaned(line, link: comments)?.content?.html.hasSuffix(
        #"<p>submitted by <a href="https://www.reddit.com/user/x"> /u/x </a> <a href="https://example.org/a">[link]</a> <a href="https://www.reddit.com/r/y/comments/1/">[comments]</a></p>"#
      ) == true)
    let prose =
      "<p>It was submitted by <a href=\"https://www.reddit.com/user/x\">x</a> <a href=/l>[link]</a> <a href=/c>[comments]</a></p>"
    #expect(
      cleaned(prose, link: comments)?.content?.html.hasPrefix("<p>It was submitted by") == true)
  }

  // MARK: Marks of the feed

  @Test(
    "Marks of the feed leave the entry's own link",
    arguments: [
      ("https://site.example/a?source=rss", "https://site.example/a"),
      ("https://site.example/a?id=1&ref=feed", "https://site.example/a?id=1"),
      ("https://site.example/a?source=rss-b1f3d322dadf------2", "https://site.example/a"),
      ("https://site.example/a?traffic_source=rss", "https://site.example/a"),
      ("https://site.example/a#ref=rss", "https://site.example/a"),
      ("https://site.example/a#tk.rss_all", "https://site.example/a"),
    ])
  func feedMarks(pair: (address: String, expected: String)) {
    #expect(cleaned(Self.article, link: pair.address)?.link?.href == pair.expected)
  }

  @Test(
    "Other parameters stay, and so do the same in the body",
    arguments: [
      "https://site.example/a?format=rss", "https://site.example/a?type=feed",
      "https://site.example/a?q=rss",
      "https://site.example/a?tag=atom", "https://site.example/a?source=newspaper",
      "https://site.example/a?view=feed", "https://site.example/a?feed=rss2",
      "https://site.example/a#rss",
    ])
  func noFeedMarks(address: String) {
    #expect(cleaned(Self.article, link: address)?.link?.href == address)
    let html = "<p><a href=\"https://other.example/a?source=rss\">Link</a></p>"
    #expect(cleaned(html)?.content?.html.contains("?source=rss") == true)
  }

  @Test("The source's home page is cleaned, the configured one is not")
  func homepages() {
    var feed = ParsedFeed(dialect: .rss20)
    feed.homepage = WebAddress("https://site.example/?utm_source=rss&a=1")
    let context = NormalizationContext(id: "urn:x:0")
    let head = Normalizer().normalizedHead(of: feed, context: context)
    #expect(head.homepage?.href == "https://site.example/?a=1")
    var configured = context
    configured.homepage = WebAddress("https://site.example/?utm_source=mine")
    let other = Normalizer().normalizedHead(of: feed, context: configured)
    #expect(other.homepage?.href == "https://site.example/?utm_source=mine")
  }

  @Test("A semicolon with no pair behind it belongs to the value before it")
  func semicolons() {
    let html =
      "<p><a href=\"https://example.org/c?a=1;b=2&amp;utm_source=x;y\">1</a> <a href=\"https://example.org/c?a=1;utm_source=x;b=2\">2</a></p>"
    let content = cleaned(html)?.content?.html ?? ""
    #expect(content.contains("\"https://example.org/c?a=1;b=2\">1"))
    #expect(content.contains("\"https://example.org/c?a=1;b=2\">2"))
  }
}
