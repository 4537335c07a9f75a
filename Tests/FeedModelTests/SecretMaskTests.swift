import FeedModel
import Testing

@Suite struct SecretMaskTests {
  @Test(arguments: [
    ("https://a.example/feed?token=s3cret", "https://a.example/feed?token=…"),
    ("https://a.example/f?user=1&key=abc&n=5", "https://a.example/f?user=1&key=…&n=5"),
    ("https://a.example/f?access_token=abc#top", "https://a.example/f?access_token=…"),
    ("https://a.example/f?X-Amz-Signature=abc", "https://a.example/f?X-Amz-Signature=…"),
    ("https://a.example/f?API_KEY=abc", "https://a.example/f?API_KEY=…"),
    ("https://u:pw@a.example/f", "https://u:…@a.example/f"),
    ("https://u:p@w@a.example/?auth=x", "https://u:…@a.example/?auth=…"),
    (
      "the source redirects to “https://a.example/?sig=1”, which is wrong; look.",
      "the source redirects to “https://a.example/?sig=…”, which is wrong; look."
    ),
    (
      "http://a.example/?token=1 has moved to http://b.example/?token=2.",
      "http://a.example/?token=… has moved to http://b.example/?token=…."
    ),
  ])
  func secretsAreHidden(_ text: String, _ shown: String) {
    #expect(SecretMask.masked(text) == shown)
    #expect(SecretMask.masked(shown) == shown)
  }

  @Test(arguments: [
    "https://a.example/feed?page=2&format=atom", "https://a.example/?keyword=x&author=ann",
    "https://a.example/?token=", "https://a.example/?token=${TOKEN}", "token=1 is no address",
    "mail ann@example.org about a=b", "https://a.example/@ann/feed", "https://ann@a.example/feed",
    "https://a.example/token=1/feed", "", "https://a.example/?monkey=1&tokens=3",
  ])
  func allElseIsLeftAlone(_ text: String) {
    #expect(SecretMask.masked(text) == text)
  }
}
