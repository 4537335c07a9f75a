import FeedModel
import Testing

/// What is a language tag (RFC 5646 §2.1), and what only looks like one.
@Suite struct LanguageTagTests {
  @Test(arguments: [
    "en", "de-AT", "zh-Hans-CN", "es-419", "sl-rozaj-biske", "de-CH-1901", "zh-yue-HK",
    "en-US-u-ca-gregory", "en-x-private", "ast", "pt-br", "en-a-bbb-x-a-ccc", "sr-Latn",
  ])
  func tagsAreValid(_ tag: String) {
    #expect(LanguageTag.isValid(tag))
  }

  @Test(arguments: [
    "de-1", "en-US-US", "de-DE-1901-1901", "cn", "english", "zh_CN", "en-", "-en", "", "en-x",
    "en-a-bb-a-cc", "en-CN-Latn", "en-utf8", "en-a", "a-en",
  ])
  func othersAreNone(_ tag: String) {
    #expect(!LanguageTag.isValid(tag))
  }
}
