import FeedModel
import FeedReader
import Testing

@testable import Normalizer

/// What somebody sees who reads a feed: beginnings, ends, dates and pictures as publishers write them.
@Suite struct ReaderViewTests {
  private static let line =
    "The committee met on Tuesday to discuss the new budget for the harbour and agreed on most points."
  private static let page = "https://news.example.org/2026/a"

  private func entry(
    _ html: String, title: String = "A title", date: String = "2026-01-05T10:00:00Z",
    summary: String? = nil, attachments: [FeedModel.Attachment] = []
  ) -> NormalizedEntry? {
    var entry = ParsedEntry()
    entry.link = WebAddress(ReaderViewTests.page)
    entry.rawLink = ReaderViewTests.page
    entry.title = Text(.plain, title)
    entry.content = Text(.html, html)
    entry.summary = summary.map { Text(.plain, $0) }
    entry.published = ParsedDate(date)?.timestamp
    entry.attachments = attachments
    return Normalizer().normalized(
      entry: entry, context: NormalizationContext(id: "urn:uuid:0"))
  }

  // MARK: Ways to read more

  static let ways: [String] = [
    "<p><a href=\(page)>Continue reading on Medium »</a></p>",
    "<p><a href=\(page)>Continue reading on  »</a></p>",
    "<p><a href=\(page)>Read the full story at T site</a></p>",
    "<p><a href=\(page)>Read more of this story</a> at Slashdot.</p>",
    "<a href='\(page)#more'>Did You Click to Read the Whole Story?</a>",
    "<p><a href='\(page)#more-123'>What came next</a></p>",
    "<p><a href=\(page)>Lire la suite</a> - <a href=/b rel=directory>En bref</a> / <a href=/e rel=tag>Europe</a></p>",
    "<h2><a href=\(page)>CLICCA QUI PER CONTINUARE A LEGGERE</a></h2>",
    "<a href='\(page)#more'>Läs mer »</a><div class=blogger-post-footer>Annons</div>",
  ]

  @Test("A last link to the entry itself goes, with what it says of the place", arguments: ways)
  func wayGoes(html: String) {
    #expect(
      entry("<p>\(ReaderViewTests.line)</p>" + html)?.content?.html
        == "<p>\(ReaderViewTests.line)</p>")
    #expect(entry("<p>Some words stand here.</p>" + html)?.summary == "Some words stand here.")
  }

  static let links: [String] = [
    "<p>More of it stands in <a href=\"\(page)\">the first part</a> of this text.</p>",
    "<p><a href=\"https://medium.example/other\">Continue reading on Medium »</a></p>",
    "<p>Read more: <a href=\"https://news.example.org/2026/b\">another article</a></p>",
    "<p><a href=\"https://other.example/b\">Read more of this story</a> at Slashdot.</p>",
    "<p><a href=\"\(page)#more\">A jump</a></p><p>And the text behind it, which goes on.</p>",
    "<p>I wrote <a href=\"\(page)#more\">about it</a></p>",
    "<p><a href=\"https://news.example.org/t\" rel=\"tag\">Europe</a></p>",
  ]

  @Test("A link that is part of the text stays", arguments: links)
  func linkStays(html: String) {
    let words = Accounting.text(of: html)
    let text = Accounting.text(
      of: entry("<p>\(ReaderViewTests.line)</p>" + html)?.content?.html ?? "")
    #expect(text.suffix(words.count).elementsEqual(words))
  }

  // MARK: Datelines and captions

  static let datelines: [(String, String)] = [
    ("LONDON (Reuters) - \(line)", line), ("BERLIN, Jan. 5 (AP) — \(line)", line),
    ("MOSCOU, 24 SET (ANSA) - \(line)", line),
    ("（法新社巴黎6日电）纳达尔今天在巴黎赢得了他的第十三个法国网球公开赛冠军。", "纳达尔今天在巴黎赢得了他的第十三个法国网球公开赛冠军。"),
    ("路透12月18日 - 美国总统周五签署了一项关于贸易和关税的行政命令。", "美国总统周五签署了一项关于贸易和关税的行政命令。"),
    ("（中央社記者陳韻聿台北13日電）行政院今天通過明年度中央政府總預算案。", "行政院今天通過明年度中央政府總預算案。"),
    ("【大纪元2020年11月02日讯】美国大选进入最后阶段两位候选人继续拉票。", "美国大选进入最后阶段两位候选人继续拉票。"),
    ("新华社北京1月5日电（记者 王明）国务院今天召开常务会议讨论经济工作。", "国务院今天召开常务会议讨论经济工作。"),
    // No datelines.
    ("PARIS — \(line)", "PARIS — \(line)"), ("VIDÉO - \(line)", "VIDÉO - \(line)"),
    (
      "IN THE CORNER OF A ROOM, an American flag stands - and nobody looks at it at all.",
      "IN THE CORNER OF A ROOM, an American flag stands - and nobody looks at it at all."
    ),
    ("【中国哭墙】人们在网上的一个页面写下他们的心声和思念。", "【中国哭墙】人们在网上的一个页面写下他们的心声和思念。"),
    ("(Update 19-May) \(line)", "(Update 19-May) \(line)"),
    ("I met Ann (my sister) - \(line)", "I met Ann (my sister) - \(line)"),
  ]

  @Test("A summary begins behind the dateline", arguments: datelines)
  func dateline(text: String, summary: String) {
    let entry = entry("<p>\(text)</p>")
    #expect(entry?.summary == summary)
    #expect(entry?.content?.html == "<p>\(text)</p>")
  }

  static let captioned: [(String, String)] = [
    (
      "<div><div><img src=a.jpg width=800 alt='The minister, right, on Monday. Photo: AP'></div><div>The minister, right, on Monday. Photo: AP</div></div><p>\(line)</p>",
      line
    ),
    (
      "<div><img src=a.jpg width=800></div><div>The minister at the harbour | AP</div><h2>A heading</h2><p>\(line)</p>",
      line
    ),
    (
      "<p><img src=a.jpg width=800></p><p>The minister at the harbour</p><p><strong>Text | Ann Other, research fellow at X</strong></p><hr><p>\(line)</p>",
      line
    ),
    // All there is, and a first sentence.
    (
      "<p><img src=a.jpg width=800></p><p>The minister at the harbour</p>",
      "The minister at the harbour"
    ),
    (
      "<p><img src=a.jpg width=800></p><p>The minister came to the harbour.</p><p>\(line)</p>",
      "The minister came to the harbour. \(line)"
    ),
    (
      "<p><img src=a.jpg width=800> The minister at the harbour today</p><p>\(line)</p>",
      "The minister at the harbour today \(line)"
    ),
  ]

  @Test("What stands below a picture is no summary, where there is more", arguments: captioned)
  func caption(html: String, summary: String) {
    #expect(entry(html)?.summary == summary)
  }

  @Test("An address that was escaped twice is mended, and one that holds another is not")
  func escapedTwice() {
    let twice = "<p><a href='https://e.org/a?b=1&amp;amp;c=2&amp;amp;d=3'>a</a></p>"
    #expect(
      entry(twice)?.content?.html == #"<p><a href="https://e.org/a?b=1&amp;c=2&amp;d=3">a</a></p>"#)
    for kept in ["https://e.org/a?amp", "https://e.org/a?b=1&amp;c=2", "https://e.org/a?amp=1"] {
      let html = "<p><a href=\"\(kept)\">a</a></p>"
      #expect(entry(html)?.content?.html == html)
    }
  }

  // MARK: The length of a summary

  @Test("A first sentence stays whole, and none begins that is cut off")
  func sentences() {
    let long =
      String(repeating: "The harbour was rebuilt with new walls and sheds, ", count: 5)
      + "they say."
    #expect(long.count > 250 && long.count < 300)
    #expect(entry("<p>\(long)</p>")?.summary == long)
    let first = "The harbour opened on Monday at last."
    let endless = String(repeating: "and it has new walls and new sheds and cranes ", count: 9)
    #expect(entry("<p>\(first) There it is, \(endless).</p>")?.summary == first)
    let spaced =
      "The harbour opened on Monday with a speech of the mayor of the town . He spoke of \(endless)."
    #expect(
      entry("<p>\(spaced)</p>")?.summary
        == "The harbour opened on Monday with a speech of the mayor of the town .")
  }

  @Test("The publisher's own summary stays, though the content begins with it")
  func ownSummary() {
    let own = "\(ReaderViewTests.line) The mayor says that he is content with that."
    #expect(entry("<p>\(own)</p><p>More of it.</p>", summary: own)?.summary == own)
    let cut = String(own.prefix(120)) + "..."
    let marked = String(own.prefix(90)) + " [...]"
    #expect(entry("<p>\(own)</p><p>More of it.</p>", summary: marked)?.summary != marked)
    #expect(entry("<p>\(own)</p><p>More of it.</p>", summary: cut)?.summary != cut)
  }

  @Test("Lines of a form are parted, and a sentence that leads on is left out")
  func tails() {
    #expect(
      entry(
        "<p>Place: Weiz, Birkfelder Street<br>Alarm: by telephone<br>Vehicles: two engines</p>")?
        .summary == "Place: Weiz, Birkfelder Street; Alarm: by telephone; Vehicles: two engines")
    #expect(
      entry("<p>\(ReaderViewTests.line) Here are the highlights:</p><ul><li>a</li></ul>")?.summary
        == ReaderViewTests.line)
    #expect(
      entry("<p>A sentence that a line<br>break parts in the middle.</p>")?.summary
        == "A sentence that a line break parts in the middle.")
  }

  @Test("The author's own words, not those that they quote")
  func quotations() {
    let quote = "<blockquote>I tried it and it did not work on my machine at all.</blockquote>"
    let own = "<p>Ah, I see, and I thank you for the quick answer.</p>"
    #expect(
      entry("<div><cite>seth wrote:</cite>\(quote)</div>\(own)")?.summary
        == "Ah, I see, and I thank you for the quick answer.")
    #expect(entry(quote)?.summary == "I tried it and it did not work on my machine at all.")
    let row =
      "<ol>"
      + String(
        repeating:
          "<li><a href=/x>Thirty-one new infections were counted in the whole of the country</a> Some Paper</li>",
        count: 4) + "</ol>"
    #expect(entry(row)?.summary == nil)
  }

  // MARK: Heads

  static let heads: [String] = [
    "<div dir=ltr><time datetime=2026-01-05>14 分钟前</time></div>",
    "<time datetime='2026-01-05T09:00:00Z'>2 hours ago</time>",
    "<aside><div><time datetime='2026-01-05T00:00:00Z'>Jan 5th 2026</time><p>by J.U-S | LONDON</p></div></aside>",
    "<header><figure><img src=https://news.example.org/p.jpg></figure><h1>A title</h1></header>",
  ]

  @Test("A date alone at the head goes, and the title behind a picture", arguments: heads)
  func headGoes(html: String) {
    let text = Accounting.text(
      of: entry(html + "<p>\(ReaderViewTests.line)</p>")?.content?.html ?? "")
    #expect(text == Accounting.text(of: ReaderViewTests.line))
  }

  static let noHeads: [String] = [
    "<p>On <time datetime=2026-01-05>Monday</time> it rained on the harbour.</p>",
    "<ul><li><time datetime=2026-01-05>10:00</time> Doors open</li></ul>",
    "<div><time datetime=2019-01-05>7 years ago</time></div>",
    "<aside><time datetime=2026-01-05>Jan 5th 2026</time><p>A concert in the town hall of London.</p></aside>",
    "<p>Text before.</p><h1>A title</h1>",
  ]

  @Test("What is content at the head stays", arguments: noHeads)
  func headStays(html: String) {
    let whole = html + "<p>\(ReaderViewTests.line)</p>"
    #expect(Accounting.text(of: entry(whole)?.content?.html ?? "") == Accounting.text(of: whole))
  }

  // MARK: Files

  @Test("Another size of the shown picture is no file of its own")
  func sizes() throws {
    let address = "https://i.example.org/m/3500.jpg?width="
    let rss = """
      <rss version="2.0" xmlns:media="http://search.yahoo.com/mrss/"><channel><title>F</title>\
      <link>https://news.example.org/</link><item><title>A title</title><link>\(ReaderViewTests.page)</link>\
      <description>\(ReaderViewTests.line)</description>\
      <media:content url="\(address)140&amp;s=a" width="140"/>\
      <media:content url="\(address)460&amp;s=b" width="460"/>\
      <media:content url="https://i.example.org/m/other.jpg" width="460"/></item></channel></rss>
      """
    let feed = try FeedReader().read(SourceDocument(bytes: Array(rss.utf8), name: "a.xml"))
    let entry = Normalizer().normalized(feed, context: NormalizationContext(id: "urn:uuid:0"))
      .entries.first
    #expect(entry?.image?.href == address + "460&s=b")
    #expect(entry?.attachments.map(\.address.href) == ["https://i.example.org/m/other.jpg"])
  }

  // MARK: Platforms

  private static func field(_ name: String, _ text: String) -> String {
    "<span class=\"field field--name-\(name) field--label-hidden\">\(text)</span>\n"
  }

  private static let drupalBody =
    "<div class=\"clearfix field field--name-body field__item\"><p>\(line)</p></div>"

  @Test(
    "Drupal's title, user and date are fields, wherever they stand",
    arguments: [
      field("title", "A title") + field("uid", "ann") + field("created", "Wed, 01/07/2026 - 12:00")
        + drupalBody,
      "A title" + field("uid", "ann")
        + field("created", "<time datetime=\"2026-01-07T12:00:00Z\">today</time>")
        + drupalBody,
      field("title", "A title") + drupalBody + field("uid", "ann") + field("created", "yesterday"),
    ])
  func drupal(html: String) {
    let result = entry(html)
    #expect(result?.content?.html == "<p>\(Self.line)</p>")
    #expect(result?.summary == Self.line)
    #expect(result?.authors.compactMap(\.name) == ["ann"])
  }

  @Test("Other fields of Drupal stay")
  func drupalFields() {
    let html =
      "<div class=\"field field--name-field-image\"><img src=\"https://e.org/a.jpg\"></div>"
      + "<div class=\"field field--name-body\"><p>\(Self.line)</p></div>"
    #expect(entry(html)?.content?.html.contains("a.jpg") == true)
  }

  @Test(
    "Summaries say what the entry says",
    arguments: [
      (
        "<div><img src=\"https://e.org/a.jpg\" width=800>Fatcamera/Getty Images"
          + "<figcaption>Kids</figcaption></div><p>\(line)</p>", line
      ),
      (
        "<p>Published on the Code Blog of the company. Read it at <a href=\"https://e.org/x\">https://e.org/x</a>.</p>",
        "Published on the Code Blog of the company."
      ),
      ("<p>他今天重新公开亮相。</p><p>据彭博社报道，这是第一次。</p>", "他今天重新公开亮相。据彭博社报道，这是第一次。"),
      ("<p>• \(line)</p>", line),
      ("<p>（欢迎点击此处订阅简报，每个工作日发送至您的邮箱。）</p><p>据彭博社报道，这是三个月以来的第一次。</p>", "据彭博社报道，这是三个月以来的第一次。"),
      ("<p>【新闻2021年01月20日讯】（记者方晓综合报导）大陆多地出现新的情况，当局下令严查。</p>", "大陆多地出现新的情况，当局下令严查。"),
    ])
  func summaries(html: String, expected: String) {
    #expect(entry(html)?.summary == expected)
  }

  @Test("A sentence may end with the name of a host, and not within an abbreviation")
  func sentenceEnds() {
    let start = String(repeating: "Words of it ", count: 15)
    let rest =
      " But not to worry, there is more to come for everybody who wants to have some of it."
    #expect(entry("<p>\(start)at Facebook.com.\(rest)</p>")?.summary == "\(start)at Facebook.com.")
    #expect(entry("<p>\(start)at 5 p.m.\(rest)</p>")?.summary?.hasSuffix("p.m.") == false)
  }

  @Test("The title again in bold goes, a bold sentence stays")
  func boldTitle() {
    let html = "<p><b>A title</b></p><p>\(Self.line)</p>"
    #expect(entry(html)?.content?.html == "<p>\(Self.line)</p>")
    #expect(entry(html, title: "Another")?.content?.html == html)
    #expect(entry("<p><b>A title</b></p>")?.content?.html == "<p><b>A title</b></p>")
  }

  @Test("Prose in a block with a plug-in's class is the article's")
  func proseOfPlugins() {
    for name in ["sharedaddy", "jp-relatedposts", "a2a_kit"] {
      let prose = "<div class=\"\(name)\"><p>\(Self.line)</p></div>"
      let html = String(repeating: "<p>\(Self.line)</p>", count: 5)
      #expect(entry(html + prose)?.content?.html == html + "<div><p>\(Self.line)</p></div>")
      let links =
        "<div class=\"\(name)\"><h3>Share this:</h3><a href=\"https://x.com/share?url=a\">X</a></div>"
      #expect(entry(html + links)?.content?.html == html)
    }
  }

  @Test("The picture is the widest of its own list, and the publisher's whatever word its name has")
  func pictures() {
    let list = [75, 640, 1553].map { "https://e.org/a-\($0).jpg \($0)w" }.joined(separator: ", ")
    let html = "<p>\(Self.line)</p><img src=\"https://e.org/a-640.jpg\" srcset=\"\(list)\">"
    #expect(entry(html)?.image?.href == "https://e.org/a-1553.jpg")
    for (name, isTaken) in [
      ("hugo-logo.png", true), ("logo.png", false), ("site-logo-2.png", false),
    ] {
      let file = FeedModel.Attachment(
        address: WebAddress("https://e.org/i/\(name)")!, mediaType: "image/png", bytes: 9)
      let image = entry("<p>\(Self.line)</p>", attachments: [file])?.image?.href
      #expect((image == file.address.href) == isTaken, "\(name)")
    }
  }

  @Test("What podcast hosts write below an episode is no part of a plain summary")
  func podcastNotes() {
    for note in [
      "Learn more about your ad choices. Visit podcastchoices.com/adchoices",
      "Hosted on Acast. See acast.com/privacy for more information.",
      "Become a supporter of this podcast: https://www.spreaker.com/podcast/x--1/support?utm_source=rss.",
    ] {
      let result = entry("<p>Show notes.</p>", summary: "\(Self.line)\n\(note)")
      #expect(result?.summary == Self.line)
    }
    var html = ParsedEntry()
    html.link = WebAddress(Self.page)
    html.content = Text(.html, "<p>Show notes.</p>")
    html.summary = Text(
      .html,
      "Tom &amp; Jerry meet at the harbour.\nHosted on Acast. See acast.com/privacy for more information."
    )
    let context = NormalizationContext(id: "urn:uuid:0")
    #expect(
      Normalizer().normalized(entry: html, context: context)?.summary
        == "Tom & Jerry meet at the harbour.")
    let text = "\(Self.line)\nLearn more about your ad choices in the next episode of it."
    #expect(entry("<p>Show notes.</p>", summary: text)?.summary?.hasSuffix("of it.") == true)
  }
}
