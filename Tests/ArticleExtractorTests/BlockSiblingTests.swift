import HTML
import Testing

@testable import ArticleExtractor

/// What is decided by a block's like and by what stands around it, with weights that know its length
/// alone: of up to seven words it looks unlikely, of more it is the article's.
@Suite struct BlockSiblingTests {
  private static let long = Pages.paragraphs.map { "<p>\($0)</p>" }
  private static let text = long.joined()

  /// - Parameter short: the likelihood's weight of what is short: -0.85 is 0.30, -1.5 is 0.18.
  private func text(
    _ body: String, short: String = "-0.85", weights: String? = nil
  ) -> String {
    let trees = weights ?? "0 0:3 \(short) 3"
    let article = ArticleExtractor(first: trees, second: trees).article(
      of: HTML.Document(parsing: Array("<!doctype html><body>\(body)".utf8)),
      address: Pages.address)
    return article.refusal == nil
      ? MarkdownWriter.text(of: article.content, in: article.document) : ""
  }

  // MARK: Among its like

  @Test func aShortLineBetweenParagraphsOfItsPartIsTaken() {
    #expect(text("<div>\(Self.long[0])<p>“No,” she said.</p>\(Self.text)</div>").contains("“No,”"))
  }

  @Test(arguments: [
    "<div>\(long.joined())<p>Nothing follows here.</p></div>",
    "<div>\(long[0])<p class=plug>Nothing follows here.</p>\(long.joined())</div>",
    "<div>\(long[0])<p><a href=/a>Nothing follows here.</a></p>\(long.joined())</div>",
    "<div>\(long[0])<p>Nothing follows here.</p>\(long[1])</div>",
  ])
  func whatIsAtTheEndOrOfAnotherMakeOrALinkOrAmongFewIsNot(body: String) {
    let text = text(body)
    #expect(text.contains(Pages.paragraphs[0]))
    #expect(!text.contains("Nothing follows"))
  }

  /// Lines in boxes of their own: `long` of them long, 30 short.
  private static func lines(_ long: Int) -> String {
    (0..<long).map { "<div><div>\(Pages.paragraphs[$0])</div></div>" }.joined()
      + (1...30).map { "<div><div>He said number \($0) to her.</div></div>" }.joined()
  }

  @Test func aPageThatIsMadeOfOneSortOfLinesIsTakenWhole() {
    #expect(text("<section>\(Self.lines(4))</section>").contains("He said number 30 to her."))
  }

  @Test func linesBesideAsMuchOfOtherTextAreNot() {
    let text = text("<section>\(Self.lines(2))</section><section>\(Self.text)</section>")
    #expect(text.contains(Pages.paragraphs[0]))
    #expect(!text.contains("He said number 30 to her."))
  }

  // MARK: Code, labels, headings, lists

  private static let links = (1...40).map { "<p><b>Number \($0)</b></p>" }.joined()

  @Test func codeBetweenTextsOfItsPartIsTaken() {
    let code = "<div class=box><div><pre>let a = 1</pre></div></div>"
    let text = text("<div>\(Self.long[0])\(code)\(Self.long[1])</div><div>\(Self.links)</div>")
    #expect(text.contains("let a = 1"))
  }

  @Test func codeBehindTheTextIsNotTakenForIt() {
    let code = "<div class=box><div><pre>let a = 1</pre></div></div>"
    #expect(!text("<div>\(Self.text)\(code)</div>").contains("let a = 1"))
  }

  @Test(arguments: [
    ("<p class=head>Note</p>", true), ("<div>Step 2</div>", true),
    ("<p class=head>Advertisement</p>", false), ("<p class=head>2.</p>", false),
    ("<p class=head><a href=/n>Note</a></p>", false), ("<p>A label of five words</p>", false),
  ])
  func aWordOrTwoOverABoxAmidTheTextIsItsLabel(label: String, isTaken: Bool) {
    let text = text(
      "<main>\(Self.long[0])<div>\(label)<p class=in>\(Pages.paragraphs[1])</p></div>"
        + "\(Self.long[2])</main>")
    let word = String(label.split(separator: ">").dropFirst().joined(separator: ">").prefix(4))
    #expect(text.contains(Pages.paragraphs[1]))
    #expect(text.contains(word.filter { $0 != "<" }) == isTaken, "\(text)")
  }

  @Test(arguments: [
    ("<h2>Why it closes</h2>", true), ("<h2>Read more</h2>", false),
    ("<div><h2>Why it closes</h2></div>", false),
  ])
  func aHeadingRightOverTextOfItsPartThatIsTakenIsTaken(heading: String, isTaken: Bool) {
    let text = text(
      "<article>\(Self.long[0])\(heading)<p>One bridge, two bridges and the third of three</p>"
        + "</article>", short: "-1.5")
    let words = heading.contains("Why") ? "Why it closes" : "Read more"
    #expect(text.contains("the third of three"))
    #expect(text.contains(words) == isTaken)
  }

  /// By the element: paragraphs and headings are likely, items are not.
  private static let byElement = "0 18:4 3 -0.7"
  private static let items = ["ferry", "tunnel"].map {
    "<li><a href=https://\($0).example/>A \($0)</a></li>"
  }.joined()
  private static let list = "<ul>\(items)</ul>"

  @Test func aShortListUnderALikelyHeadingIsTakenWhereTextGoesOnBehindIt() {
    let text = text(
      "<div>\(Self.long[0])<h2>What else</h2>\(Self.list)\(Self.long[1])</div>",
      weights: Self.byElement)
    #expect(text.contains("A tunnel"))
  }

  @Test(arguments: [
    "<div>\(long[0])<h2>Read more</h2>\(list)\(long[1])</div>",
    "<div>\(long[0])<h2>What else</h2>\(list)</div><nav><ul><li>News</li></ul></nav>",
    "<div>\(list)<h2>What else</h2>\(long[1])</div>",
  ])
  func aShortListElsewhereIsNot(body: String) {
    #expect(!text(body, weights: Self.byElement).contains("A tunnel"))
  }

  // MARK: Comments

  private static let comments =
    "<div id=comments><div>\(text.replacing("bridge", with: "ferry"))</div></div>"

  @Test func commentsOutsideOfTheArticleAreLeftHoweverLikelyTheyLook() {
    let text = text("<article>\(Self.text)</article>\(Self.comments)")
    #expect(text.contains("The old bridge over") && !text.contains("The old ferry over"))
  }

  @Test func whatIsCalledCommentsWithinTheArticleOrHoldsItStays() {
    #expect(text("<article>\(Self.text)\(Self.comments)</article>").contains("The old ferry over"))
    #expect(text(Self.comments).contains("The old ferry over"))
  }
}

/// Pages that hold a few words, none of which looks likely.
@Suite struct TinyPageTests {
  private func html(_ body: String) -> String {
    let article = ArticleExtractor(first: "-3", second: "-3").article(
      of: HTML.Document(parsing: Array("<!doctype html><body>\(body)</body>".utf8)),
      address: Pages.address)
    return article.refusal == nil ? article.html : ""
  }

  @Test(arguments: [
    "<p>abc</p><p>def</p>", "<a href=\"javascript:\"><p>abc</p><p>def</p> ghi</a>",
    "<article><h2>The abc</h2><img src=/a.jpg><h2>The def</h2><img src=/b.jpg></article>",
  ])
  func aPageOfAFewWordsAndNothingElseIsItsText(body: String) {
    let html = html(body)
    #expect(html.contains("abc") && html.contains("def"))
    #expect(html.contains("b.jpg") == body.contains("b.jpg"))
  }

  @Test(arguments: [
    "<nav><a href=/n>News</a></nav><p>abc</p>", "<p>abc</p><footer><p>© 2026 def</p></footer>",
    "<p>Go <a href=/next>to the next page</a></p>", "<p>Loading</p>",
    "<p>abc</p><form><p>def</p><input></form>", "<div hidden><p>abc def</p></div>",
    "<p>Please enable JavaScript</p>", "", "<p>\(Pages.paragraphs.joined())</p>",
  ])
  func aPageOfMoreIsNone(body: String) { #expect(html(body).isEmpty) }
}
