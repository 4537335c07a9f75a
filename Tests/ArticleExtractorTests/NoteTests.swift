import ArticleExtractor
import FeedModel
import HTML
import Testing

/// Lines that stand in a text and are none of it.
@Suite struct NoteTests {
  private static let chinese = [
    "市政府星期二晚上决定，港口的老桥从三月一日起不再让汽车通过，会议开了将近四个小时，各个党派都发了言，最后以多数通过了这项决定。",
    "工程师去年秋天在六个桥墩中的两个里发现了裂缝，一月公布的一份报告说，修理的费用会比造一座新桥还要多，而市里自己付不起这笔钱。",
    "市长说，行人和骑车的人还可以走这座桥，渡船从早上六点到半夜每十分钟一班，新桥的设计要在夏天以前选定，住在附近的人都可以提意见。",
  ]

  private func chinesePage(_ line: String) -> String {
    Pages.text(
      Pages.page(Self.chinese.map { "<p>\($0)</p>" }.joined() + "<p>\(line)</p>", title: "老桥三月关闭"))
  }

  @Test(arguments: [
    "【责任编辑：张三】", "（来源：港口日报）", "编辑：李四", "原标题：老桥三月一日起不再让汽车通过！市长说这是唯一负责任的决定",
  ])
  func aLineThatNamesAnEditorOrASourceIsLeft(line: String) {
    let text = chinesePage(line)
    #expect(text.contains(Self.chinese[2]))
    #expect(!text.contains(line))
  }

  @Test func aDeclarationOfThePublisherIsLeft() {
    let line = "声明：本文仅代表作者个人观点，与本站立场无关，不构成任何投资建议，请读者自行判断。"
    #expect(!chinesePage(line).contains(line))
  }

  @Test(arguments: [
    "记者从港口管理局得到的消息说，新桥的造价还没有定下来，要等三个设计都看过以后才能知道，最快也要到秋天。",
    "市长在声明里请大家在新桥造好以前尽量坐渡船，并感谢住在港口附近的人这几个月来的耐心。",
  ])
  func aSentenceThatSpeaksOfThemStays(line: String) {
    #expect(chinesePage(line).contains(line))
  }

  @Test func theTitleOverEachAnswerOfAThreadIsLeft() throws {
    let title = "Which way round the harbour by bicycle"
    let posts = Pages.paragraphs.enumerated().map { number, text in
      "<div class=post><h3>\(number == 0 ? "" : "Re: ")\(title)</h3><p class=author>by Rider\(number)</p>"
        + "<div class=content><p>\(text)</p></div></div>"
    }
    let page = """
      <html><head><meta name=generator content=phpBB><title>\(title)</title></head><body>
      <div id=page-body class=viewtopic>
      <h2>\(title)</h2>\(posts.joined())</div></body></html>
      """
    let article = ArticleExtractor().article(
      of: HTML.Document(parsing: Array(page.utf8)),
      address: WebAddress("https://forum.example.org/viewtopic.php?t=7"))
    let text = MarkdownWriter.text(of: article.content, in: article.document)
    #expect(article.kind == .thread)
    #expect(!text.contains("Re: "))
    for paragraph in Pages.paragraphs { #expect(text.contains(paragraph)) }
  }

  private func page(_ part: String) -> String {
    Pages.page(
      "<p>\(Pages.paragraphs[0])</p><p>\(Pages.paragraphs[1])</p>\(part)"
        + Pages.paragraphs[2...].map { "<p>\($0)</p>" }.joined())
  }

  @Test func aLinkInCapitalsAmidTheTextIsLeft() {
    let line = "FERRY TIMETABLE CHANGES AGAIN AFTER COMPLAINTS"
    #expect(!Pages.text(page("<p><a href='/2026/ferry'>\(line)</a></p>")).contains(line))
  }

  @Test(arguments: ["Related: ", "Read more: ", "Also read: "])
  func aLinkToAnotherPageThatIsIntroducedIsLeft(words: String) {
    let line = "Ferry timetable changes again after complaints"
    #expect(!Pages.text(page("<p>\(words)<a href='/2026/ferry'>\(line)</a></p>")).contains(line))
  }

  @Test(arguments: [
    "<p>See also: the <a href='/r'>four volumes of the report on the bridge</a> are in the library.</p>",
    "<p>Related: <a href='https://museum.example.com/'>the museum's exhibition on bridges</a></p>",
  ])
  func aSentenceOrALinkToAnotherSiteStays(part: String) {
    let text = Pages.text(page(part))
    #expect(text.contains("report on the bridge") || text.contains("exhibition on bridges"))
  }

  @Test(arguments: [
    "<p>THE BRIDGE STAYS OPEN, SAYS THE MAYOR.</p>",
    "<p>The council's <a href='/r'>FIRST REPORT</a> spoke of four cracks, the second of six.</p>",
  ])
  func otherCapitalsStay(part: String) {
    let text = Pages.text(page(part))
    #expect(text.contains("STAYS OPEN") || text.contains("FIRST REPORT"))
  }

  @Test func aLinkWithAnArrowBehindTheLastSentenceIsTakenOut() {
    let last = "Nobody in the hall said a word against it, and the meeting was closed at midnight."
    let html = Pages.extracted(
      Pages.page(Pages.paragraphs() + "<p>\(last)<a href='/'>To the first page &gt;&gt;</a></p>")
    ).html
    #expect(html.contains(last))
    #expect(!html.contains("To the first page"))
  }

  @Test func otherLinksBehindTheLastSentenceStay() {
    let last = "Nobody said a word against it (<a href='/minutes'>the minutes of the meeting</a>)."
    let html = Pages.extracted(Pages.page(Pages.paragraphs() + "<p>\(last)</p>")).html
    #expect(html.contains("the minutes of the meeting"))
  }
}
