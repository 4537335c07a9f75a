import ArticleExtractor
import FeedModel
import HTML
import Testing

/// What stands over, beside and behind an article.
@Suite struct NeighbourTests {
  private static let text = Pages.paragraphs.map { "<p>\($0)</p>" }.joined()
  private static let title = "Harbour bridge closes to cars in March"

  private func extracted(_ content: String) -> String {
    Pages.text(
      """
      <html><head><title>\(Self.title)</title></head><body>\(Pages.navigation)
      <main>\(content)</main>\(Pages.footer)</body></html>
      """)
  }

  private func expectWhole(_ text: String) {
    for paragraph in Pages.paragraphs { #expect(text.contains(paragraph)) }
  }

  @Test(arguments: ["h1", "dt", "div"])
  func theTitleOverTheTextIsLeft(name: String) {
    let text = extracted("<div class=article><\(name)>\(Self.title)</\(name)>\(Self.text)</div>")
    #expect(!text.contains(Self.title))
    expectWhole(text)
  }

  @Test func aParagraphWithTheWordsOfTheTitleStays() {
    let text = extracted("<article><p>\(Self.title)</p>\(Self.text)</article>")
    #expect(text.contains(Self.title))
  }

  @Test func commentsBehindATextAreLeft() {
    let comments = (1...6).map {
      "<li><div class=comment-meta>Reader \($0) on March \($0), 2026 said:</div><p>I have crossed "
        + "that bridge every day for \($0) years, and the council should have asked us first."
        + "</p></li>"
    }
    let text = extracted(
      "<article>\(Self.text)</article><div id=comments><h3>Comments</h3><ul>"
        + "\(comments.joined())</ul></div>"
    )
    #expect(!text.contains("asked us first"))
    expectWhole(text)
  }

  @Test func anAsideBehindTheTextIsLeft() {
    let aside = """
      <aside><h2>A column by Ada</h2><p>Click on the picture to see what she wrote about ferries, tunnels
      and bridges over the years, and what became of them all.</p></aside>
      """
    let text = extracted("<div class=article>\(Self.text)</div>\(aside)")
    #expect(!text.contains("what she wrote"))
    #expect(!text.contains("A column by Ada"))
    expectWhole(text)
  }

  @Test func aListOfBeginningsIsLeftAndOneOfSentencesStays() {
    func list(_ end: String) -> String {
      let items = (1...5).map {
        "<li><a href=/2026/\($0)>What the ferries of year \($0) cost</a> HARBOUR: The ferries of that "
          + "year carried more people than the city had thought, said the council\(end)</li>"
      }
      return "<ul>\(items.joined())</ul>"
    }
    let half = Pages.paragraphs.count / 2
    let (before, behind) = (
      Pages.paragraphs[..<half].map { "<p>\($0)</p>" }.joined(),
      Pages.paragraphs[half...].map { "<p>\($0)</p>" }.joined()
    )
    let left = extracted("<article>\(before)\(list("..."))\(behind)</article>")
    #expect(!left.contains("carried more people"))
    expectWhole(left)
    #expect(
      extracted("<article>\(before)\(list("."))\(behind)</article>").contains("carried more people")
    )
  }

  @Test func linksBehindTheEndAreLeftWithWhatLeadsToThem() {
    let links = (1...4).map {
      "<p><a href=/2026/\($0)>What the ferries of year \($0) cost the city</a></p>"
    }
    let text = extracted(
      "<article>\(Self.text)<p>You may also like…</p>\(links.joined())</article>")
    #expect(!text.contains("cost the city"))
    #expect(!text.contains("You may also like"))
    expectWhole(text)
  }

  @Test func aTitleThatIsTheWholeTextStays() {
    let text = extracted("<div class=entry-content><div>\(Self.title)</div><img src=/a.jpg></div>")
    #expect(text.isEmpty || text.contains(Self.title))
  }

  @Test func aListOfLinksThatTheArticleIsAboutStays() {
    let links = (1...12).map {
      "<p><a href=/recipes/\($0)>Dinner number \($0) with leeks and barley</a></p>"
    }
    let text = extracted("<article>\(Self.text)<p>Our best dinners:</p>\(links.joined())</article>")
    #expect(text.contains("Dinner number 7"))
  }

  @Test(arguments: [
    "(Reporting by Ada Writer; editing by Ben Reader)",
    "Reporting by Ada Writer, Carl Runner, Dora Listener and Emil Asker in Harbourtown, with "
      + "reporting by Fay Caller; editing by Ben Reader",
    "Subscribe to the free newsletter, sent to your inbox every Friday.",
  ])
  func whoHelpedAndWhatIsOfferedBehindTheEndIsLeft(line: String) {
    let text = extracted("<article>\(Self.text)<p>\(line)</p></article>")
    #expect(!text.contains(line))
    expectWhole(text)
  }

  @Test(arguments: [
    "The report was written by engineers of the city, and will be read by all in March.",
    "Whoever wants to say something can do so at <a href=/hearing>the hearing on Monday</a>.",
    "Reporting by the city's engineers was late, said the mayor, who had asked for it in March and "
      + "got nothing before the summer, when the bridge had been closed for weeks.",
    "The editor of the paper resigned on Monday, and so did the deputy editor, who led the inquiry.",
    "The company lost 200,000 subscribers; a subscription costs more than subscribers pay for power.",
    "此事引发公众广泛关注，公众希望当局继续关注后续进展。",
    "这篇文章的作者在接受记者采访时说，他写的时候并没有想到会有这么大的反响。",
  ])
  func aLastSentenceStays(line: String) {
    let text = extracted("<article>\(Self.text)<p>\(line)</p></article>")
    #expect(text.contains(line.prefix(30)))
  }

  @Test func aCaptionStays() {
    func figure(_ caption: String) -> String {
      "<figure><img src=/a.jpg width=600 height=400><figcaption>\(caption)</figcaption></figure>"
    }
    let kept = extracted(
      "<article><p>\(Pages.paragraphs[0])</p>\(figure("The bridge seen from the north."))"
        + "\(Self.text)</article>"
    )
    #expect(kept.contains("The bridge seen from the north."))
  }

  @Test func sourcesUnderAHeadingAreTaken() {
    let sources = (1...5).map {
      "<li><a href=https://report\($0).example/a>Report \($0) on bridges</a></li>"
    }
    let long =
      Self.text + Self.text.replacing("The", with: "A") + Self.text.replacing("a", with: "one")
    let text = extracted(
      "<article>\(long)<h2>Sources and references</h2><ul>\(sources.joined())</ul>"
        + "<p>\(Pages.paragraphs[4])</p></article>"
    )
    #expect(text.contains("Report 3 on bridges"))
  }

  @Test func anElementOfNoStandardAmidASentenceStaysInIt() {
    let text = extracted(
      "<article>\(Self.text)<p>Bridges of that kind last for a hundred years "
        + "(<x-note><a href=/notes/1>1</a></x-note>), as the engineers have found out.</p>"
        + "</article>"
    )
    let characters = text.filter { !$0.isWhitespace }
    #expect(characters.contains("hundredyears(1),astheengineers"))
  }

  @Test(arguments: [("header", false), ("article", true)])
  func aPictureOverTheTextThatLeadsToThePageOfTheSiteIsItsSignInTheHead(
    element: String, isKept: Bool
  ) {
    let sign = "<\(element)><div><a href=/about><img src=/sign.png width=200 height=60></a></div>"
    let html = Pages.extracted(
      isKept
        ? "<body>\(sign)\(Self.text)</article>"
        : "<body><div>\(sign)</header><div>\(Self.text)</div></div>"
    ).html
    #expect(html.contains("sign.png") == isKept)
  }
}
