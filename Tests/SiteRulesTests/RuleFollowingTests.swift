import ArticleExtractor
import FeedModel
import HTML
import Testing

@testable import SiteRules

/// A rule is evidence: it is followed where it agrees with the page or the feed.
@Suite struct RuleFollowingTests {
  private static let paragraphs = (1...5).map { number in
    "The old bridge over the harbour will be closed to cars from month \(number) on, the council "
      + "decided on Tuesday evening after a debate of almost four hours, said speaker \(number)."
  }

  private static func page(_ content: String, rest: String = "") -> String {
    """
    <!doctype html><html><head><title>Bridge to close - Post</title></head><body>
    <nav class="menu"><ul><li><a href="/n">News</a></li><li><a href="/s">Sport</a></li></ul></nav>
    <main><h1>Bridge to close</h1><div class="story">\(content)</div>\(rest)</main>
    <footer class="foot"><p>© The Post. All rights reserved.</p></footer></body></html>
    """
  }

  private static let text = paragraphs.map { "<p>\($0)</p>" }.joined()
  private static let comments =
    #"<div class="talk">"#
    + (1...12).map { number in
      "<p>Somebody writes here that bridges number \(number) were always closed, and that nobody "
        + "who lives in the town had ever been asked what should become of the ferries.</p>"
    }.joined() + "</div>"

  private func extracted(
    _ html: String, _ rule: String, excerpt: String? = nil
  ) -> (text: String, outcome: ChoiceOutcome?, refusal: Refusal?) {
    let document = Document(parsing: Array(html.utf8))
    let rule = SiteFile(Array(rule.utf8), name: "x.txt").rule
    var hints = ArticleHints(title: "Bridge to close", excerpt: excerpt)
    hints.choice = rule.findings(in: document, address: nil).choice
    let article = ArticleExtractor().article(of: document, address: nil, hints: hints)
    let text = MarkdownWriter.text(of: article.content, in: article.document)
    return (text, article.choice, article.refusal)
  }

  @Test func whatAgreesIsTaken() {
    let page = Self.page(
      Self.text + #"<p class="plug">Order the print edition of our paper today, said nobody at "#
        + "all in the town, which has four ferries.</p>")
    let found = extracted(page, "body: //div[@class='story']\nstrip_id_or_class: plug")
    #expect(found.outcome?.taken == 0 && found.outcome?.hasRemoved == true)
    for paragraph in Self.paragraphs { #expect(found.text.contains(paragraph)) }
    #expect(!found.text.contains("print edition"))
  }

  /// Each selects what is not the article, as rules do that are older than the page.
  @Test(arguments: [
    "body: //nav", "body: //footer", "body: //div[@class='story']/p[1]", "body: //h1",
    "body: //div[@class='gone']", "body: //p[contains(., 'nothing')]",
    "strip: //div[@class='story']",
    "strip: //main", "strip: //p", "strip: //body", "body: //nav\nstrip: //body",
  ])
  func whatDoesNotAgreeLeavesThePageAsItIsReadWithout(rule: String) {
    let page = Self.page(Self.text)
    let without = extracted(page, "")
    let found = extracted(page, rule)
    #expect(found.outcome?.taken == nil && found.outcome?.hasRemoved != true)
    #expect(found.text == without.text && found.text.contains(Self.paragraphs[4]))
  }

  @Test func whatHoldsTheFeedsTextIsTakenWhereThePagesOwnEvidenceDoesNot() {
    let short = "<p>\(Self.paragraphs[0])</p>"
    let page = Self.page(short + "<p>\(Self.paragraphs[1])</p>", rest: Self.comments)
    let excerpt = String(Self.paragraphs[0].dropLast(20))
    let found = extracted(page, "body: //div[@class='story']", excerpt: excerpt)
    #expect(found.refusal == nil)
    #expect(found.text.contains(Self.paragraphs[1]))
  }

  @Test func ofSeveralChoicesTheFirstThatAgreesIsTaken() {
    let found = extracted(
      Self.page(Self.text), "body: //nav\nbody: //div[@class='none']\nbody: //main\n")
    #expect(found.outcome?.taken == 1)
    #expect(found.text.contains(Self.paragraphs[4]))
  }

  @Test func removalsAloneAreLaidOverThePagesOwnEvidence() {
    let page = Self.page(
      Self.text.replacing("said speaker 3", with: #"<span class="ad">Buy ferries</span> said"#)
        + #"<p class="plug">\#(Self.paragraphs[0]) Only more so.</p>"#)
    let found = extracted(page, "strip_id_or_class: plug\nstrip: //span[@class='ad']")
    #expect(found.outcome?.hasRemoved == true)
    #expect(!found.text.contains("Only more so") && !found.text.contains("Buy ferries"))
    for index in [0, 1, 3, 4] { #expect(found.text.contains(Self.paragraphs[index])) }
  }

  @Test func aRuleMakesNoArticleOfAPageThatIsNone() {
    let page =
      "<title>Log in</title><body><h1>Log in</h1><div class='story'><p>Please log in to continue "
      + "reading this article.</p></div>"
    let found = extracted(
      page, "body: //div[@class='story']", excerpt: Self.paragraphs[0])
    #expect(found.refusal != nil)
  }
}
