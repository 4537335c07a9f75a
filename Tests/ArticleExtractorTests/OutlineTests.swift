import FeedModel
import HTML
import Testing

@testable import ArticleExtractor

/// What is counted of blocks and pages before anything is decided.
@Suite struct OutlineTests {
  private func outline(_ html: String) -> Outline {
    let document = HTML.Document(parsing: Array("<body>\(html)".utf8))
    return OutlineBuilder.outline(
      of: document.root, in: document, Vocabulary(lexicon: Theme.lexicon))
  }

  private func measure(_ text: String) -> TextMeasure {
    outline("<p>\(text)</p>").blocks.first?.measure ?? TextMeasure()
  }

  @Test func wordsThatEndInTheFirstLinkAreCounted() throws {
    let teaser = try #require(
      outline("<li><a href=/a>Just three words</a> and a text").blocks.first)
    #expect(teaser.leadingLinkWords == 2)
    let sentence = try #require(outline("<p>See <a href=/a>just three words</a>.").blocks.first)
    #expect(sentence.leadingLinkWords == 0)
    #expect(sentence.linkWords == 2)
  }

  @Test func linksIntoThePageAreCounted() throws {
    let block = try #require(
      outline("<p><a href='#a'>One</a> <a href='/b'>two</a> <a href='#'>three</a>").blocks.first)
    #expect(block.links == 3)
    #expect(block.ownLinks == 1)
  }

  @Test(
    arguments: [
      ("/b", true), ("b/c?d=e", true), ("?page=2", true), ("//www.example.org/b", true),
      ("https://example.org", true), ("HTTPS://NEWS.EXAMPLE.ORG:8080/b", true),
      ("https://example.com/b", false), ("//another-example.org/b", false),
      ("https://example.org.example.net/", false), ("mailto:a@example.org", false),
      ("javascript:void(0)", false),
    ])
  func linksThatStayOnTheSiteAreTold(link: String, stays: Bool) {
    let bytes = Array(link.utf8)
    let isHeld = PageSite([WebAddress("https://news.example.org/a")]).holds(bytes.span)
    #expect(isHeld == stays)
  }

  @Test func ofAShortSecondLabelThreeMakeASite() {
    let site = PageSite([WebAddress("https://news.example.co.uk/a")])
    let (own, other) = (Array("//www.example.co.uk/".utf8), Array("//other.co.uk/".utf8))
    let isHeld = (own: site.holds(own.span), other: site.holds(other.span))
    #expect(isHeld == (true, false))
  }

  @Test func linksToTheSiteAreCounted() throws {
    let page = "<p><a href=/b>Ferry timetable</a>, <a href='https://example.com/'>others</a>"
    let block = try #require(outline(page).blocks.first)
    #expect(block.links == 2)
    #expect(block.siteLinks == 1)
  }

  @Test func boldAndItalicsAreCounted() throws {
    let block = try #require(outline("<p><b>abc</b> <i>de <em>f</em></i> g").blocks.first)
    #expect(block.boldCharacters == 3)
    #expect(block.italicCharacters == 3)
  }

  @Test(arguments: [
    ("Related: Ferry timetable", Theme.pointer), ("Sign up for our letters", .subscription),
    ("责任编辑：张三", .office),
  ])
  func theFirstWordsSayWhatALineIs(text: String, theme: Theme) {
    #expect(measure(text).startThemes >> UInt16(theme.rawValue) & 1 == 1)
  }

  @Test func wordsFurtherOnDoNot() {
    #expect(measure("The mayor of the town said that newsletters are dull").startThemes == 0)
  }

  @Test func addressesOfMailAreCounted() {
    #expect(measure("Write to ann@example.org or @ann").ats == 2)
    #expect(outline("<p>For example:</p>").blocks.first?.endsWithColon == true)
    #expect(outline("<p>Example: one</p>").blocks.first?.endsWithColon == false)
  }

  @Test(arguments: ["class=tooltip", "hidden", "style='display: none'", "class=sr-only"])
  func whatStandsApartInALineIsABlock(attribute: String) {
    #expect(outline("<p>One <span \(attribute)>two</span> three").blocks.count == 3)
    #expect(outline("<p>One <span class=name>two</span> three").blocks.count == 1)
  }

  @Test func aPageInNoscriptIsThePage() {
    let text = Pages.paragraphs()
    func isNoscript(_ html: String) -> Bool {
      outline(html).regions.contains { $0.surroundings & Surrounding.noscript.bit != 0 }
    }
    #expect(!isNoscript("<div>Loading</div><noscript>\(text)</noscript>"))
    #expect(isNoscript("<div>\(text)</div><noscript><p>Switch scripts on.</p></noscript>"))
  }

  @Test(arguments: [
    ("https://forum.example.org/viewtopic.php?t=1", 1 as Float, 0 as Float),
    ("https://example.org/t/a-question/12", 1, 0),
    ("https://example.org/index.php?topic=12.0", 1, 0),
    ("https://docs.example.org/en/guide/", 0, 1),
    ("https://blog.example.org/2018/09/open-thread/", 0, 0),
    ("https://example.org/news/the-forum-closes", 0, 0),
  ])
  func wordsOfTheAddressSayWhatAPageIs(address: String, forum: Float, documentation: Float) {
    let outline = outline(Pages.paragraphs())
    let facts = PageFacts(outline, Sums(outline), PageMetadata(), WebAddress(address))
    #expect(facts.isForum == forum)
    #expect(facts.isDocumentation == documentation)
  }

  @Test func postsOfSchemaOrgMakeAThread() {
    let post = "<div itemscope itemtype='https://schema.org/Comment'><p>Yes.</p></div>"
    let posts = String(
      repeating: "<article itemscope itemtype='https://schema.org/DiscussionForumPosting'>"
        + "<p itemprop=text>A post of some words.</p></article>", count: 2)
    func kind(_ html: String) -> PageKind {
      let outline = outline(html)
      return PageFacts(outline, Sums(outline), PageMetadata(), nil).kind
    }
    #expect(kind(posts) == .thread)
    #expect(kind("<p>A text.</p>" + post + post) == .article)
  }
}
