import FeedModel
import Testing

@testable import Regenerator

@Suite struct ArticleTextTests {
  private let promo = Change(
    rule: "promo.feedx", place: "div", before: "<div>More <a href=x>feeds</a></div>", after: "")

  @Test func markupAndWhiteSpaceAreNotText() {
    #expect(
      ArticleText.changedCharacters(
        before: "<p><b>One</b> two\n</p>", after: "<p>One <i>two</i></p>", changes: []) == 0)
  }

  @Test func aRemovedPromoIsNotTheArticles() {
    let before = "<p>One</p><div>More <a href=x>feeds</a></div>"
    #expect(
      ArticleText.changedCharacters(before: before, after: "<p>One</p>", changes: [promo]) == 0)
    #expect(ArticleText.changedCharacters(before: before, after: "<p>One</p>", changes: []) == 9)
  }

  @Test func aLostWordIsCounted() {
    #expect(
      ArticleText.changedCharacters(
        before: "<p>One two three</p>", after: "<p>One three</p>", changes: [promo]) == 3)
  }
}
