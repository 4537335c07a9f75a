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
    ("https://a.example/f?accessKey=S1&n=5", "https://a.example/f?accessKey=…&n=5"),
    ("https://a.example/f?feedkey=S1", "https://a.example/f?feedkey=…"),
    ("https://a.example/f?auth_hash=S1", "https://a.example/f?auth_hash=…"),
    ("https://a.example/f?sign=S1", "https://a.example/f?sign=…"),
    ("https://a.example/f?to%6ben=S1", "https://a.example/f?to%6ben=…"),
    ("https://a.example/f?u=me;token=S1;v=2", "https://a.example/f?u=me;token=…"),
    ("https://a.example/f?token=a;b;c&x=1", "https://a.example/f?token=…&x=1"),
    (
      "https://a.example/t/0123456789abcdefghijAB/world.atom: no feed",
      "https://a.example/t/…/world.atom: no feed"
    ),
    (
      "at https://a.example/x/%74/0123456789abcdefghijAB.",
      "at https://a.example/x/t/…."
    ),
    (
      "https://a.example/clean?url=https%3A%2F%2Fb.example%2F%3Fkey%3DS1&limit=3",
      "https://a.example/clean?url=https://b.example/?key=…&limit=3"
    ),
    (
      "https://a.example/?u=https://b.example/t/0123456789abcdefghijAB/a.atom",
      "https://a.example/?u=https://b.example/t/…/a.atom"
    ),
    (
      "https://a.example/?u=https://b.example/?v=https://c.example/?token=S1",
      "https://a.example/?u=https://b.example/?v=…"
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
    "https://a.example/?country-code=de&design=1&X-Amz-SignedHeaders=host&authorName=ann",
    "https://a.example/t/short/world.atom", "https://a.example/tt/0123456789abcdefghijAB/a",
    "https://forum.example/t/why-the-long-titles-of-topics-matter/12345.rss",
    "https://a.example/?u=https%3A%2F%2Fb.example%2F%3Fpage%3D2",
  ])
  func allElseIsLeftAlone(_ text: String) {
    #expect(SecretMask.masked(text) == text)
  }
}
