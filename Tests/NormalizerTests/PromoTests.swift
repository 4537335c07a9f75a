import FeedModel
import Testing

@testable import Normalizer

/// Every kind of promotion block by its safe rule, and what looks like one and is not.
@Suite struct PromoTests {
  private static let article =
    "<p>\(String(repeating: "A long sentence of the article. ", count: 20))</p>"

  private func cleaned(
    _ html: String, link: String = "https://site.example/2021/01/post/", title: String = "The Title"
  ) -> NormalizedEntry? {
    var entry = ParsedEntry()
    entry.link = WebAddress(link)
    entry.rawLink = link
    entry.title = Text(.plain, title)
    entry.content = Text(.html, html)
    let context = NormalizationContext(
      id: "urn:uuid:0", homepage: WebAddress("https://site.example/"), explains: true)
    return Normalizer().normalized(entry: entry, context: context)
  }

  /// The row of the table, and markup that goes wherever the article stands before it.
  static let promos: [(rule: String, html: String)] = [
    (
      "promo.feedx",
      "<br><hr><div>获取更多RSS：<br><a href=\"https://feedx.net\">https://feedx.net</a> <br><a href='https://feedx.run'>https://feedx.run</a><br></div>"
    ),
    (
      "promo.feedx",
      "<div><div><hr/>获取更多RSS：<br/><a href=\"https://feedx.co\">https://feedx.co</a><br/>"
    ),
    (
      "promo.feedx-guide",
      "<br><font color=\"red\">订阅指南：请使用阅读器</font><br><a href=\"https://feedx.net\">feedx.net</a><br>"
    ),
    (
      "promo.wordpress",
      "<p>The post <a rel=\"nofollow\" href=\"https://site.example/2021/01/post/\">The Title</a> appeared first on <a href=\"https://site.example\">Site</a>.</p>"
    ),
    (
      "promo.wordpress",
      "<p>La entrada <a href=\"https://www.site.example/2021/01/post/?utm_source=rss\">The Title</a> se publicó primero en <a href=\"https://site.example/\">Site</a>.</p>"
    ),
    (
      "promo.wordpress",
      "<div><p>文章 <a href=\"/2021/01/post\">The Title</a> 最先出现在 <a href=\"/\">Site</a>。</p></div>"
    ),
    (
      "promo.jetpack",
      "<div class=\"sharedaddy sd-sharing-enabled\"><a href=/s>Share this</a></div>"
    ),
    ("promo.jetpack", "<div id=\"jp-post-flair\"><span>Like this</span></div>"),
    ("promo.jetpack", "<div id=\"atatags-26942-5\">Advertisement</div>"),
    (
      "promo.feedburner",
      "<div class=\"feedflare\"><a href=\"http://feeds.site.example/~ff/x?a=1\"><img src=\"http://feeds.site.example/~ff/x?d=y\"></a></div>"
    ),
    ("tracker.feedburner", "<img src=\"http://feeds.site.example/~r/site/~4/x\" height=1 width=1>"),
    (
      "promo.medium",
      "<img src=\"https://medium.com/_/stat?event=post.clientViewed&referrerSource=full_rss\" width=1 height=1><hr><p><a href=/x>The Title</a> was originally published in <a href=/y>Y</a> on Medium.</p>"
    ),
    (
      "promo.feed43",
      "<p><sub><i>-- Delivered by <a href=\"http://feed43.com/\">Feed43</a> service</i></sub></p>"
    ),
    (
      "promo.fetchrss",
      "<br><br><i>(Feed generated with <a href=\"https://fetchrss.com\">FetchRSS</a>)</i>"
    ),
    ("promo.fetchrss", "<br>(Feed generated with FetchRSS)"),
    (
      "promo.wechat-hidden",
      "<p style=\"display: none;\"><mp-style-type data-value=\"3\"></mp-style-type>样式</p>"
    ),
    ("promo.disqus", "<div id=\"disqus_thread\">Comments</div>"),
    ("promo.addtoany", "<div class=\"a2a_kit a2a_kit_size_32\"><a href=/f>Facebook</a></div>"),
    ("promo.taboola", "<div id=\"taboola-below-article\">You may like</div>"),
    ("promo.outbrain", "<div class=\"OUTBRAIN\" data-src=\"x\">Recommended</div>"),
    ("tracker.pixel", "<img src=\"https://count.example/x\" width=\"1\" height=\"1\">"),
    ("tracker.pixel", "<img src=\"https://count.example/x\" style=\"width:0;height:0\">"),
    ("tracker.wordpress", "<img src=\"https://pixel.wp.com/b.gif?host=x\">"),
    ("tracker.google", "<img src=\"https://www.google-analytics.com/collect?v=1\">"),
    ("tracker.statcounter", "<img src=\"https://c.statcounter.com/1/0/x/1/\">"),
    ("tracker.baidu", "<img src=\"https://hm.baidu.com/hm.gif?si=x\">"),
    (
      "promo.bbc",
      "<section aria-hidden=\"true\" data-e2e=\"advertisement\"><p>Advertisement</p></section>"
    ),
    ("promo.bbc", "<div class=\"lazyload-placeholder\">Loading</div>"),
    ("promo.ad-slots", "<div class=\"pcBox adslot_infinite\" id=\"adslot_x\"><span></span></div>"),
    ("promo.ad-slots", "<div class=\"o-ads\"></div>"),
    ("promo.ad-slots", "<div class=\"bbccom_advert\"></div>"),
    ("promo.ad-slots", "<div class=\"dfp-ad\"></div>"),
    (
      "sanitizer.element", "<style>.x{}</style><button>Share</button><meta name=x><input type=text>"
    ),
  ]

  @Test("A promotion block goes with its own record and leaves the article", arguments: promos)
  func promoGoes(rule: String, html: String) throws {
    let entry = try #require(cleaned(PromoTests.article + html))
    let plain = try #require(cleaned(PromoTests.article))
    #expect(entry.content == plain.content)
    #expect(entry.changes.contains { $0.rule == rule })
  }

  @Test("Substack's boxes go where the source is Substack, and only there")
  func substack() throws {
    let html =
      PromoTests.article
      + #"<div class="subscription-widget-wrap"><p>Subscribe now</p></div><p class="button-wrapper"><a href="/p/post?action=share">Share</a></p>"#
    let plain = try #require(cleaned(PromoTests.article))
    #expect(cleaned(html, link: "https://x.substack.com/p/post")?.content == plain.content)
    #expect(cleaned(html)?.content?.html.contains("Subscribe now") == true)
    let image =
      #"<a class="image-link" href="https://x.example/i.png"><img src="https://x.example/i.png"></a>"#
    #expect(cleaned(PromoTests.article + image)?.content?.html.contains("<img") == true)
  }

  @Test("Labels for screen readers go")
  func hiddenLabels() throws {
    let html =
      "<figure><img src=https://x.example/a.jpg><figcaption><span class=\"off-screen\">图片版权</span>AFP</figcaption></figure>"
    #expect(
      cleaned(PromoTests.article + html)?.content?.html.contains("<figcaption>AFP</figcaption>")
        == true)
    let text = "<p><span class=\"sr-only\">Important</span></p>"
    #expect(cleaned(PromoTests.article + text)?.content?.html.contains("Important") == false)
  }

  @Test("RSSHub's suffix leaves the feed's title")
  func rsshub() {
    var feed = ParsedFeed(dialect: .rss20)
    feed.title = Text(.plain, "News - Powered by RSSHub")
    feed.subtitle = Text(.plain, "All news - Powered by RSSHub")
    let head = Normalizer().normalizedHead(of: feed, context: NormalizationContext(id: "urn:x:0"))
    #expect(head.title == "News")
    #expect(head.subtitle == "All news")
  }

  @Test("An entry that is nothing but the footer stays, with its link")
  func footerAlone() throws {
    let entry = try #require(
      cleaned("<br><hr><div>获取更多RSS：<br><a href=\"https://feedx.net\">https://feedx.net</a></div>"))
    #expect(entry.content == nil)
    #expect(entry.link?.href == "https://site.example/2021/01/post/")
  }

  /// Markup that must come out with all of its text.
  static let decoys: [String] = [
    "<p>获取更多RSS的办法</p>", "<div>获取更多RSS：<a href=\"https://example.org\">这里</a></div>",
    "<div>获取更多RSS</div>", "<p>订阅指南</p>", "<font color=\"red\">指南</font>",
    "<div>获取更多RSS：<a href=\"https://feedx.net\">https://feedx.net</a> 以及更多文章</div>",
    "<div>获取更多RSS：<p><img src=https://x.example/a.jpg></p><a href=\"https://feedx.net\">x</a></div>",
    "<p>The post <a href=\"/other/\">Another</a> appeared first on <a href=\"/\">Site</a>.</p>",
    "<p>The post <a href=\"/2021/01/post/\">The Title</a> appeared first on <a href=\"https://other.example\">Other</a>.</p>",
    "<p>The post <a href=\"/2021/01/post/\">The Title</a> appeared first on <a href=\"/\">Site</a>.</p><p>And more.</p>",
    "<p>Delivered by <a href=\"https://post.example/\">the post</a> service</p>",
    "<p>Delivered by <a href=\"http://feed43.com/\">Feed43</a> service, said the man</p><p>More.</p>",
    "<p>(Feed generated with FetchRSS) was all it said.</p>",
    "<div class=\"feedflare\"><a href=\"https://x.example/a\">A link</a></div>",
    "<p>It was originally published in 1990.</p>",
    "<p style=\"visibility: hidden\">Hidden article</p>",
    "<p style=\"opacity: 0\">Pale article</p>",
    "<p style=\"display: none\"><img src=https://x.example/a.jpg>A hidden picture</p>",
    "<p>disqus_thread, sharedaddy and a2a_kit</p>", "<div class=\"advert\">Not a slot</div>",
    "<div class=\"o-ads\">An article about ads</div>",
    "<div><p>延伸閱讀</p><ul><li><a href=\"/r\">Related</a></li></ul></div>",
    "<div class=\"reading-list\">Books</div>", "<section data-e2e=\"article\">Section</section>",
    "<p class=\"subscribe-widget\">Elsewhere than at Substack</p>",
  ]

  @Test("What only looks like a promotion stays", arguments: decoys)
  func decoyStays(html: String) throws {
    let entry = try #require(cleaned(PromoTests.article + html))
    let text = Accounting.text(of: entry.content?.html ?? "")
    let expected = Accounting.text(of: PromoTests.article + html)
    #expect(text == expected)
  }

  @Test("A rule by class may not take a fifth of the text nor the only image")
  func guardedRules() throws {
    let large = "<div class=\"sharedaddy\"><a href=/s>Share</a>\(PromoTests.article)</div>"
    let kept = try #require(cleaned(PromoTests.article + large))
    #expect(kept.content?.html.contains("</p></div>") == true)
    #expect(kept.diagnostics.contains { $0.code == "promo-kept" })
    let only = "<div class=\"sharedaddy\"><img src=https://x.example/only.jpg></div>"
    #expect(cleaned(PromoTests.article + only)?.content?.html.contains("only.jpg") == true)
  }
}
