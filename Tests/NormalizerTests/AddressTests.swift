import FeedModel
import Testing

@testable import Normalizer

/// Links without redirectors and tracking parameters; every other byte as it was.
@Suite struct AddressTests {
  private func cleaned(_ text: String) -> String {
    guard let address = WebAddress(text) else { return "invalid" }
    let clean = Rules.builtIn.cleanedLink(address, ownHosts: ["www.feed.example"])
    return (clean?.address ?? address).href
  }

  @Test(arguments: [
    (
      "https://www.google.com/url?sa=t&url=https%3A%2F%2Fexample.org%2Fa%3Fb%3D1&ved=x",
      "https://example.org/a?b=1"
    ),
    ("https://www.google.com/url?q=https://example.org/&sa=D", "https://example.org/"),
    ("https://duckduckgo.com/l/?uddg=https%3A%2F%2Fexample.org%2F&rut=x", "https://example.org/"),
    (
      "https://www.bing.com/ck/a?!&&p=1&u=a1aHR0cHM6Ly9leGFtcGxlLm9yZy9h&ntb=1",
      "https://example.org/a"
    ),
    (
      "https://r.search.yahoo.com/_ylt=A/RV=2/RU=https%3a%2f%2fexample.org%2fa/RK=2/RS=x",
      "https://example.org/a"
    ),
    (
      "https://l.facebook.com/l.php?u=https%3A%2F%2Fexample.org%2F%3Ffbclid%3D1&h=AT",
      "https://example.org/"
    ),
    (
      "https://out.reddit.com/t3_x?url=https%3A%2F%2Fexample.org%2F&token=1", "https://example.org/"
    ),
    (
      "https://www.youtube.com/redirect?event=x&q=https%3A%2F%2Fexample.org%2F",
      "https://example.org/"
    ),
    ("https://href.li/?https://example.org/a", "https://example.org/a"),
    ("https://link.zhihu.com/?target=https%3A//example.org/a", "https://example.org/a"),
    ("https://link.juejin.cn/?target=https%3A%2F%2Fexample.org%2F", "https://example.org/"),
    ("https://weibo.cn/sinaurl?u=https%3A%2F%2Fexample.org%2F", "https://example.org/"),
    ("http://jump.bdimg.com/safecheck/index?url=http://example.org/a", "http://example.org/a"),
    (
      "https://www.jianshu.com/go-wild?ac=2&url=https%3A%2F%2Fexample.org%2F",
      "https://example.org/"
    ),
    (
      "https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fexample.org%2F&data=x",
      "https://example.org/"
    ),
    (
      "https://urldefense.proofpoint.com/v2/url?u=https-3A__example.org_a&d=x",
      "https://example.org/a"
    ),
    ("https://urldefense.com/v3/__https://example.org/a__;!!x", "https://example.org/a"),
    ("https://abc.r.awstrack.me/L0/https:%2F%2Fexample.org%2Fa/1/0100/x", "https://example.org/a"),
    (
      "https://example.com/p?id=1&utm_source=a&x=%E4%BD%A0+b&UTM_Medium=c",
      "https://example.com/p?id=1&x=%E4%BD%A0+b"
    ),
    ("https://example.com/p?fbclid=1#s", "https://example.com/p#s"),
    ("https://example.com/p?ref=feed.example", "https://example.com/p"),
    ("https://example.com/p#utm_source=rss&utm_medium=x", "https://example.com/p"),
    (
      "https://www.bilibili.com/video/BV1?spm_id_from=333&p=2",
      "https://www.bilibili.com/video/BV1?p=2"
    ),
  ])
  func addressComesOutClean(pair: (String, String)) {
    #expect(cleaned(pair.0) == pair.1)
  }

  @Test(arguments: [
    "https://www.google.com/search?q=https://example.org/",
    "https://example.com/url?q=https://example.org/",
    "https://link.zhihu.com/?target=javascript%3Aalert(1)",
    "https://link.zhihu.com/?target=http%3A%2F%2F192.168.0.1%2F",
    "https://www.facebook.com/sharer.php?u=https%3A%2F%2Fexample.org%2F",
    "https://web.archive.org/web/2020/https://example.org/",
    "https://example.com/p?from=home&ref=other.example&source=x",
    "https://example.com/p?a=1&&b=2&c",
    "https://example.com/?q=a%20b+c&x=%7E",
    "https://example.com/p#section",
    "https://example.com/p?spm=1",
    "https://example.com/p?author=utm_source",
    "mailto:user@example.org?subject=utm_source",
  ])
  func addressStaysAsItWas(text: String) {
    #expect(cleaned(text) == WebAddress(text)?.href)
  }

  @Test func thereAreAtLeastFortyRedirectors() {
    #expect(Rules.builtIn.redirectors.rules.count >= 40)
  }
}
