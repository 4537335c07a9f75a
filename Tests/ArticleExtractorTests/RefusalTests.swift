import ArticleExtractor
import Testing

/// Pages that are no articles.
@Suite struct RefusalTests {
  private static func page(_ title: String, _ text: String) -> String {
    """
    <html><head><title>\(title)</title></head><body>\(Pages.navigation)<main><h1>\(title)</h1>
    <p>\(text)</p></main>\(Pages.footer)</body></html>
    """
  }

  @Test(arguments: [
    (
      "Page not found", "The page you are looking for is no longer here. Try the search.",
      Refusal.notFound
    ),
    ("页面不存在", "您访问的页面不存在或已被删除，请返回首页。", .notFound),
    ("Just a moment...", "Enable JavaScript and cookies to continue.", .needsScript),
    (
      "Harbour bridge", "Subscribe to continue reading this story. Already a subscriber? Log in.",
      .loginWall
    ),
    (
      "Before you continue",
      "We value your privacy. We and our partners use cookies. Accept all cookies or choose.",
      .consentPage
    ),
  ])
  func aPageThatIsNoArticleIsRefused(title: String, text: String, refusal: Refusal) {
    #expect(Pages.extracted(Self.page(title, text)).refusal == refusal)
  }

  @Test func anEmptyPageIsRefused() {
    #expect(Pages.extracted("<html><body></body></html>").refusal == .nothingFound)
    #expect(Pages.extracted("").refusal == .nothingFound)
  }

  @Test func anArticleAboutLostPagesIsNone() {
    let content = Pages.paragraphs() + "<p>“Page not found” was all that its website said.</p>"
    #expect(Pages.extracted(Pages.page(content)).refusal == nil)
  }

  @Test func anotherTextThanTheFeedSaysIsRefused() {
    let page = Pages.page(Pages.paragraphs())
    let other = ArticleHints(
      title: "Team wins cup final",
      excerpt: "A late goal by the captain decided the match in front of sixty thousand people "
        + "on Saturday, and the team took the trophy home for the first time.")
    #expect(Pages.extracted(page, other).refusal == .otherText)
    let same = ArticleHints(
      title: "Harbour bridge to close in March", excerpt: String(Pages.paragraphs[0].prefix(120)))
    #expect(Pages.extracted(page, same).refusal == nil)
  }
}
