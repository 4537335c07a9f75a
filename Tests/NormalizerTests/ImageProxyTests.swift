import FeedModel
import JSON
import Testing

@testable import Normalizer

@Suite struct ImageProxyTests {
  private let proxies = Rules.builtIn.imageProxies

  private func original(_ text: String) -> String {
    let absolute = text.hasPrefix("//") ? "https:" + text : text
    guard let address = WebAddress(absolute) else { return "invalid" }
    return (proxies.unwrapped(address)?.address ?? address).href
  }

  @Test func everyPairOfTheSharedTableComesOutAsItSays() throws {
    guard let bytes = SharedFiles.bytes("data/image-proxies.json") else { return }
    let pairs = try JSONDocument(parsing: bytes).root.elements.map(Array.init) ?? []
    #expect(!pairs.isEmpty)
    for pair in pairs {
      let input = try #require(pair["in"]?.string)
      let output = try #require(pair["out"]?.string)
      #expect(original(input) == output, "\(pair["note"]?.string ?? "")")
    }
  }

  @Test func everyRealWeservAddressIsUnwrapped() throws {
    guard let bytes = SharedFiles.bytes("data/weserv-urls.txt") else { return }
    for line in bytes.split(separator: 0x0A) {
      let input = String(decoding: line, as: UTF8.self)
      let value = try #require(input.split(separator: "url=", maxSplits: 1).last)
      #expect(original(input) == "https://" + value)
    }
  }

  @Test(arguments: [
    (
      "https://images.weserv.nl/?url=https%253A%252F%252Fexample.com%252Fa.jpg",
      "https://example.com/a.jpg"
    ),
    ("https://images.weserv.nl/?url=//example.com/a.jpg", "https://example.com/a.jpg"),
    ("https://images.weserv.nl/?url=ssl%3Aexample.com%2Fa.jpg", "https://example.com/a.jpg"),
    ("http://images.weserv.nl?url=http://example.com/a.jpg", "http://example.com/a.jpg"),
    ("https://wsrv.nl/?url=example.com/a.jpg&w=10&h=20", "https://example.com/a.jpg"),
    ("https://wsrv.nl/?url=wsrv.nl/?url=example.com/a.jpg", "https://example.com/a.jpg"),
    (
      "https://a.example.com/_next/image?url=https%3A%2F%2Fexample.com%2Fa.jpg&w=1",
      "https://example.com/a.jpg"
    ),
    ("https://zone.com/cdn-cgi/image/width=80/uploads/a.jpg", "https://zone.com/uploads/a.jpg"),
    (
      "https://res.cloudinary.com/x/image/fetch/w_400,f_auto/https://example.com/a.jpg",
      "https://example.com/a.jpg"
    ),
    (
      "https://substackcdn.com/image/fetch/w_1456,c_limit,f_auto/https%3A%2F%2Fexample.com%2Fa%2Fb.jpg",
      "https://example.com/a/b.jpg"
    ),
    (
      "https://imgproxy.example.net/insecure/rs:fit/plain/https://example.com/a.jpg@webp",
      "https://example.com/a.jpg"
    ),
    (
      "https://nitter.net/pic/media%2FEabc.jpg%3Fname%3Dsmall",
      "https://pbs.twimg.com/media/Eabc.jpg?name=small"
    ),
    (
      "https://mirror.example.net/img-proxy/?k=1234&u=https%3A%2F%2Fmmbiz.qpic.cn%2Fa",
      "https://mmbiz.qpic.cn/a"
    ),
    (
      "https://imageproxy.pimg.tw/resize?url=https://pic.pimg.tw/a.jpg", "https://pic.pimg.tw/a.jpg"
    ),
    (
      "https://www.washingtonpost.com/wp-apps/imrs.php?src=https://arc-anglerfish.s3.amazonaws.com/a.jpg&w=1",
      "https://arc-anglerfish.s3.amazonaws.com/a.jpg"
    ),
  ])
  func formsBesideTheTableAreUnwrapped(pair: (String, String)) {
    #expect(original(pair.0) == pair.1)
  }

  @Test(arguments: [
    "https://images.weserv.nl/?url=javascript:alert(1)",
    "https://images.weserv.nl/?url=127.0.0.1/a.jpg",
    "https://images.weserv.nl/?url=https://10.0.0.1/a.jpg",
    "https://images.weserv.nl/?url=http://[::1]/a.jpg",
    "https://images.weserv.nl/?url=router.local/a.jpg",
    "https://images.weserv.nl/?url=http://user:pass@example.com/a.jpg",
    "https://images.weserv.nl/?url=data:image/png;base64,AAAA",
    "https://images.weserv.nl/?url=ftp://example.com/a.jpg",
    "https://images.weserv.nl/?url=/a.jpg",
    "https://images.weserv.nl/?url=%",
    "https://images.weserv.nl/quota?url=example.com/a.jpg",
    "https://weserv.nl.example.com/?url=example.com/a.jpg",
    "https://i0.wp.com/",
    "https://i0.wp.com/a.jpg",
    "https://example.com/cdn-cgi/image/uploads/a.jpg",
    "https://example.com/unsafe/300x200/a.jpg",
    "https://example.com/plain/a.jpg",
    "https://example.com/proxy/a.jpg",
    "https://example.com/pic/1.jpg",
    "https://site.com/_next/image?w=640",
    "https://i.ytimg.com/vi/abc/hqdefault.jpg",
    "https://encrypted-tbn0.gstatic.com/images?q=tbn:ANd9GcQ",
    "https://miro.medium.com/max/552/1*aJ9.jpeg",
    // Pictures where they are at home, and addresses that only carry another one.
    "https://upload.wikimedia.org/wikipedia/commons/thumb/a/ab/X.jpg/640px-X.jpg",
    "https://mmbiz.qpic.cn/mmbiz_jpg/abc/640?wx_fmt=jpeg",
    "https://pbs.twimg.com/media/Eabc.jpg?name=small",
    "https://static01.nyt.com/images/2020/01/a.jpg?quality=75&auto=webp",
    "https://lh3.googleusercontent.com/abc=w640-h400",
    "https://cdn.shopify.com/s/files/1/0001/a.jpg?v=1600000000",
    "https://images.unsplash.com/photo-1?w=640&q=80",
    "https://pic1.zhimg.com/v2-abc_b.jpg",
    "https://wx1.sinaimg.cn/large/abc.jpg",
    "https://res.cloudinary.com/demo/image/upload/w_400/sample.jpg",
    "https://secure.gravatar.com/avatar/abc?s=96&d=https%3A%2F%2Fexample.com%2Fd.png",
    "https://www.example.com/wp-content/uploads/2020/01/a-300x200.jpg",
    "https://s.w.org/images/core/emoji/13.0.1/svg/1f600.svg",
    "https://media.giphy.com/media/abc/giphy.gif",
    "https://example.com/watch?url=https%3A%2F%2Fexample.org%2Fa.jpg",
    "https://example.com/search?q=https://images.weserv.nl/?url=example.org/a.jpg",
    "https://www.facebook.com/tr?id=1&ev=PageView",
    "https://maps.googleapis.com/maps/api/staticmap?center=1,2&zoom=3&size=1x1",
    "https://chart.googleapis.com/chart?cht=tx&chl=x%5E2",
    "https://quickchart.io/chart?c=%7Btype%3A%27bar%27%7D",
    "https://img.shields.io/badge/a-b-green.svg?link=https://example.com",
    "https://latex.codecogs.com/svg.latex?x%5E2",
    "https://archive.org/download/abc/a.jpg",
    "https://example.com/images/https-everywhere.png",
    "https://example.com/a.jpg?redirect=https://example.org/b.jpg",
    "https://example.com/2020/01/i0.wp.com/a.jpg",
    "https://notwsrv.nl/?url=example.com/a.jpg",
    "https://wsrv.nl/",
    "https://substackcdn.com/image/upload/w_1456/a.jpg",
    "https://example.com/",
  ])
  func otherAddressesStay(input: String) {
    #expect(original(input) == WebAddress(input)?.href)
  }
}
