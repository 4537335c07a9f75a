import ArticleExtractor
import FeedModel
import HTML
import Testing

/// What is taken of pages of every make, and what is left.
@Suite struct ExtractionTests {
  private static let isSite = [
    "Related stories", "Ferry timetable", "Subscribe", "All rights", "Sport",
  ]

  private func expectArticle(
    _ text: String, holding parts: [String] = Pages.paragraphs,
    location: SourceLocation = #_sourceLocation
  ) {
    for part in parts {
      #expect(text.contains(part), "\(part) is missing in \(text)", sourceLocation: location)
    }
    for part in Self.isSite {
      #expect(!text.contains(part), "\(part) is in \(text)", sourceLocation: location)
    }
  }

  @Test func theTextIsTakenAndTheSiteIsLeft() {
    expectArticle(Pages.text(Pages.page(Pages.paragraphs())))
  }

  @Test func pagesWithoutParagraphsAreRead() {
    expectArticle(Pages.text(Pages.page(Pages.paragraphs("div"))))
    expectArticle(Pages.text(Pages.page(Pages.paragraphs.joined(separator: "<br><br>\n"))))
  }

  @Test func anOldLayoutOfTablesIsNoTable() {
    let page = """
      <html><head><title>Harbour bridge to close in March</title></head><body><table width="100%"><tr>
      <td colspan="3"><a href="/">Home</a> | <a href="/news">News</a> | <a href="/sport">Sport</a></td>
      </tr><tr><td width="150"><a href="/a">Archive</a><br><a href="/b">Links</a></td><td>
      <font size="5"><b>Harbour bridge to close in March</b></font><br><br>
      \(Pages.paragraphs.joined(separator: "<br><br>"))</td><td width="100"><a href="/ad">Buy</a></td>
      </tr></table></body></html>
      """
    let text = Pages.text(page)
    for paragraph in Pages.paragraphs { #expect(text.contains(paragraph)) }
    #expect(!text.contains("Home | "))
  }

  @Test func picturesCaptionsListsTablesAndCodeAreKept() {
    let content = """
      <p>\(Pages.paragraphs[0])</p><figure class="image"><img src="/bridge.jpg" width="800" height="500"
      alt=""><figcaption>The bridge seen from the north.</figcaption></figure>
      <p>\(Pages.paragraphs[1])</p><h2>What the engineers found</h2>
      <ul><li>Cracks in two of the six piers, below the waterline.</li><li>Rust in the bearings of the
      southern half.</li></ul><p>\(Pages.paragraphs[2])</p>
      <table><tr><th>Design</th><th>Cost</th></tr><tr><td>Bridge</td><td>80 million</td></tr>
      <tr><td>Tunnel</td><td></td></tr></table><p>\(Pages.paragraphs[3])</p>
      <pre><code>let load = 40
      print(load)</code></pre><p>\(Pages.paragraphs[4])</p>
      """
    let html = Pages.extracted(Pages.page(content)).html
    #expect(html.contains("<img src=\"/bridge.jpg\""))
    #expect(html.contains("<figcaption>The bridge seen from the north.</figcaption>"))
    #expect(html.contains("<h2>What the engineers found</h2>"))
    #expect(html.ranges(of: "<li>").count == 2)
    #expect(html.ranges(of: "<td>").count == 4, "an empty cell keeps its column")
    #expect(html.contains("<pre><code>let load = 40"))
  }

  @Test func chineseIsCountedByCharacters() {
    let paragraphs = [
      "港口大桥将于三月一日起禁止汽车通行，市议会在星期二晚上经过近四个小时的辩论后作出了这一决定。",
      "去年秋天，工程师在六个桥墩中的两个发现了裂缝。一月份公布的报告说，维修费用将超过新建一座桥的费用。",
      "市长表示，行人和骑自行车的人仍可使用该桥，渡轮将在早上六点到午夜之间每十分钟开一班。",
      "北岸的店主们担心失去顾客。一家面包店的老板说：“我们经历过一次封闭，一年后半条街都空了。”",
    ]
    let page = """
      <html lang="zh"><head><title>港口大桥三月关闭_港口新闻网</title></head><body>
      <div class="nav"><a href="/">首页</a><a href="/n">新闻</a><a href="/s">体育</a></div>
      <div class="main"><h1>港口大桥三月关闭</h1><div class="info">2026-11-03 来源：港口新闻网</div>
      <div class="article-content">\(paragraphs.map { "<p>　　\($0)</p>" }.joined())
      <p>责任编辑：张三</p></div></div>
      <div class="hot-news"><h3>热门新闻</h3><ul><li><a href="/1">渡轮时刻表再次变更</a></li>
      <li><a href="/2">海底隧道的造价</a></li></ul></div>
      <div class="footer">版权所有 港口新闻网</div></body></html>
      """
    let text = Pages.text(page)
    for paragraph in paragraphs { #expect(text.contains(paragraph)) }
    #expect(!text.contains("热门新闻") && !text.contains("渡轮时刻表再次"))
  }

  @Test func wordsThatAreNotShownAreLeft() {
    let spam = (0..<400).map { "spamword\($0) casino\($0)" }.joined(separator: " ")
    let page = Pages.page(Pages.paragraphs() + "<div style='display: none'><p>\(spam).</p></div>")
    #expect(!Pages.text(page).contains("spamword7"))
  }

  @Test func ofTwoCopiesOneIsTaken() {
    let page = Pages.page(
      "<div class='desktop'>\(Pages.paragraphs())</div><div class='mobile'>\(Pages.paragraphs())</div>"
    )
    let text = Pages.text(page)
    for paragraph in Pages.paragraphs {
      #expect(text.ranges(of: paragraph).count == 1)
    }
  }

  @Test func aShadowRootIsRead() {
    let page = Pages.page(
      "<x-story><template shadowrootmode=open>\(Pages.paragraphs())</template></x-story>")
    expectArticle(Pages.text(page))
    #expect(!Pages.extracted(page).html.contains("<template"))
  }

  @Test func textThatOnlyStandsInDataIsRead() {
    let body = Pages.paragraphs.joined(separator: "\\n\\n").replacing("\"", with: "\\\"")
    let linked = """
      <script type="application/ld+json">{"@type": "NewsArticle", "headline": "Harbour bridge",
      "author": {"@type": "Person", "name": "Ann Example"}, "articleBody": "\(body)"}</script>
      """
    expectArticle(Pages.text("<html><head>\(linked)</head><body><div id=root></div></body></html>"))
    let list = Pages.paragraphs.map { "{\"type\":\"p\",\"text\":\"\($0)\"}" }.joined(separator: ",")
    let state = """
      <html><body><div id="__next"></div><script id="__NEXT_DATA__" type="application/json">
      {"props":{"page":{"blocks":[\(list)]}}}</script></body></html>
      """
    expectArticle(Pages.text(state))
  }

  @Test func whatRecursOnTheSiteIsLeft() {
    let notice =
      "The Harbour Post is read by forty thousand people in the city every single morning."
    let first = Pages.page("<p>\(notice)</p>" + Pages.paragraphs())
    let article = Pages.extracted(
      Pages.page("<p>\(notice)</p><p>Another text stands here, about quite another thing.</p>"))
    var hints = ArticleHints()
    hints.recurring = Set(article.fingerprints)
    let text = Pages.text(first, hints)
    #expect(!text.contains(notice))
    for paragraph in Pages.paragraphs { #expect(text.contains(paragraph)) }
  }

  @Test func theSamePageGivesTheSameArticle() {
    let page = Pages.page(Pages.paragraphs())
    #expect(Pages.extracted(page).html == Pages.extracted(page).html)
  }

  @Test func whatWasLeftIsExplained() throws {
    var extractor = ArticleExtractor()
    extractor.isExplaining = true
    let article = extractor.article(
      of: HTML.Document(parsing: Array(Pages.page(Pages.paragraphs()).utf8)), address: nil)
    let left = try #require(article.blocks.first { $0.text.hasPrefix("Related stories") })
    #expect(!left.isKept)
    #expect(left.path.hasSuffix("aside > h3"))
    #expect(left.evidence.count == ArticleExtractor.evidenceNames.count)
    #expect(article.blocks.filter(\.isKept).count >= Pages.paragraphs.count)
  }

}
