import FeedModel
import Testing

@Suite struct WebAddressTests {
  @Test(arguments: [
    ("HTTP://Example.ORG", "http://example.org/"), ("https://a.b:443/x", "https://a.b/x"),
    ("http:a/b", "http://a/b"), ("http:\\\\a\\b", "http://a/b"), (" http://a/\tb\n", "http://a/b"),
    ("http://a/b c?d e#f g", "http://a/b%20c?d%20e#f%20g"),
    ("http://a/../b/./c/%2E%2e/d", "http://a/b/d"),
    ("http://u:p@a:8080/?q#f", "http://u:p@a:8080/?q#f"),
    ("http://例え.テスト/", "http://xn--r8jz45g.xn--zckzah/"),
    ("http://BÜCHER.de/ü", "http://xn--bcher-kva.de/%C3%BC"),
    ("http://bu\u{308}cher.de/", "http://xn--bcher-kva.de/"),
    ("http://ＧＯ.ｃｏｍ/", "http://go.com/"), ("http://ｱﾊﾞ.jp/", "http://xn--cckye.jp/"),
    ("mailto:a@b.c?x", "mailto:a@b.c?x"), ("data:text/plain,a b", "data:text/plain,a b"),
    ("file:///C|/x/../..", "file:///C:/"), ("urn:uuid:1", "urn:uuid:1"),
    ("magnet:?xt=urn:btih:x", "magnet:?xt=urn:btih:x"),
    ("https://a_b.c-d.e/", "https://a_b.c-d.e/"), ("https://a.b-c.d", "https://a.b-c.d/"),
    ("https://1.2", "https://1.0.0.2/"), ("https://a.b/%E4%BD%A0/%zz", "https://a.b/%E4%BD%A0/%zz"),
    ("https://a.b/c/%2e%2E/%2f/%2E", "https://a.b/%2f/"), ("https://a.b/%2", "https://a.b/%2"),
  ])
  func isSerializedInNormalForm(text: String, expected: String) {
    #expect(WebAddress(text)?.href == expected)
  }

  /// The spellings of reliability.md B7.
  @Test(arguments: [
    "http://2130706433/", "http://0x7f000001/", "http://0x7f.1/", "http://127.1/",
    "http://0177.0.0.1/", "http://①②⑦.⓪.⓪.①/", "http://127。0。0。1/", "HTTP:///127.0.0.1/",
    "http://127.0.0.1./", "http://%31%32%37.1/", "http://１２７．１/", "http://𝟏𝟐𝟕.𝟎.𝟎.𝟏/",
    "http://₁²⁷.1/",
  ])
  func everySpellingOfLoopbackIsSeen(text: String) {
    #expect(WebAddress(text)?.href == "http://127.0.0.1/")
  }

  @Test(arguments: [
    ("http://[::1]/", "[::1]"), ("http://[::ffff:127.0.0.1]/", "[::ffff:7f00:1]"),
    ("http://[::]/", "[::]"), ("http://[1:0:0:2:0:0:0:3]/", "[1:0:0:2::3]"),
    ("http://[1:0:0:2:0:0:3:4]/", "[1::2:0:0:3:4]"),
    ("http://[0:0:1:2:3:4:5:6]/", "[::1:2:3:4:5:6]"),
    ("http://[1:0:2:3:4:5:6:7]/", "[1:0:2:3:4:5:6:7]"),
    ("http://[1:2:3:4:5:6:0:0]/", "[1:2:3:4:5:6::]"),
    ("http://0/", "0.0.0.0"), ("http://0x/", "0.0.0.0"),
  ])
  func numericHostsAreCanonical(text: String, host: String) {
    #expect(WebAddress(text)?.host == host)
  }

  @Test(arguments: [
    "", "x", "/x", "//x", "http://", "http:///", "http://@/", "http://a:99999/", "http://a:x/",
    "http://a b/", "http://a%00/", "http://a%2Fb/", "http://[::1/", "http://[1::2::3]/",
    "http://[::g]/",
    "http://256.1.1.1/", "http://1.2.3.4.5/", "http://0x100000000/", "http://08.1/", "http://xn--/",
    "http://xn--a/", "http://\u{AD}/", "http://a\u{E000}/", "http://a\u{3000}b/", "http://⒈com/",
    "http://\u{301}a/", "http://%zz/", "http://a<b/", "http://é%/", "http://[1:2:3:4:5:6:7]/",
    "http://[1:2:3:4:5:6:7:8:9]/", "http://[::1.2.3]/", "http://[::01.2.3.4]/",
    "http://[1:2:3:4:5:6:7:1.2.3.4]/", "http://[]/", "http://[:1]/",
  ])
  func whatIsNoAddressIsRefused(text: String) {
    #expect(WebAddress(text) == nil)
  }

  @Test(arguments: [
    ("", "http://a/b/c?q"), ("#f", "http://a/b/c?q#f"), ("?x", "http://a/b/c?x"),
    ("d", "http://a/b/d"), ("../d", "http://a/d"), ("../../../d", "http://a/d"),
    ("/d", "http://a/d"),
    ("//d", "http://d/"), ("\\\\d\\e", "http://d/e"), ("http:d", "http://a/b/d"),
    ("https:d", "https://d/"),
    (".", "http://a/b/"), ("d/..", "http://a/b/"), (";x=1", "http://a/b/;x=1"),
    ("mailto:x", "mailto:x"),
    ("d:e", "d:e"), ("./d:e", "http://a/b/d:e"),
  ])
  func relativeAddressesAreResolved(text: String, expected: String) throws {
    let base = try #require(WebAddress("http://a/b/c?q#z"))
    #expect(WebAddress(text, base: base)?.href == expected)
  }

  @Test func componentsAreFoundByTheirOffsets() throws {
    let address = try #require(WebAddress("https://u:p@example.org:8443/a/b?c=d#e"))
    #expect(address.scheme == "https" && address.username == "u" && address.password == "p")
    #expect(address.host == "example.org" && address.port == 8443 && address.path == "/a/b")
    #expect(address.query == "c=d" && address.fragment == "e" && address.isHTTP)
    #expect(address.origin == "https://example.org:8443" && address.hasCredentials)
    let short = try #require(WebAddress("https://example.org/"))
    #expect(short.port == nil && short.effectivePort == 443 && short.query == nil)
    #expect(short.fragment == nil && !short.hasCredentials && short.username == "")
    let empty = try #require(WebAddress("http://a/?#"))
    #expect(empty.query == "" && empty.fragment == "")
    let mail = try #require(WebAddress("mailto:x"))
    #expect(mail.host == nil && mail.port == nil && mail.path == "x" && mail.hasOpaquePath)
    #expect(WebAddress("foo:/..//p")?.href == "foo:/.//p")
    #expect(WebAddress("foo:/..//p")?.path == "//p")
    #expect(WebAddress("blob:https://a.b/c")?.origin == "https://a.b")
  }

  @Test func oneComponentChangesAndTheRestStays() throws {
    let address = try #require(WebAddress("https://u@a.example:81/p%41th/?a=%20&b#f%41"))
    #expect(address.removingFragment.href == "https://u@a.example:81/p%41th/?a=%20&b")
    #expect(address.removingCredentials.href == "https://a.example:81/p%41th/?a=%20&b#f%41")
    #expect(address.with(scheme: "http")?.href == "http://u@a.example:81/p%41th/?a=%20&b#f%41")
    #expect(address.with(host: "B.example")?.href == "https://u@b.example/p%41th/?a=%20&b#f%41")
    #expect(address.with(path: "x?y#z")?.href == "https://u@a.example:81/x%3Fy%23z?a=%20&b#f%41")
    #expect(address.with(query: nil).href == "https://u@a.example:81/p%41th/#f%41")
    #expect(address.with(query: "x#y z").href == "https://u@a.example:81/p%41th/?x%23y%20z#f%41")
    #expect(address.with(fragment: "g").href == "https://u@a.example:81/p%41th/?a=%20&b#g")
    #expect(address.with(host: "a/b") == nil && address.with(scheme: "1") == nil)
    #expect(WebAddress("http://a:443/")?.with(scheme: "https")?.href == "https://a/")
  }

  @Test(arguments: [
    ("http://a/?utm_source=x&b=1", "http://a/?b=1"), ("http://a/?utm%5Fsource=x", "http://a/"),
    ("http://a/?b&&c=%20+&utm_source", "http://a/?b&&c=%20+"),
    ("http://a/?b=utm_source", "http://a/?b=utm_source"),
    ("http://a/?", "http://a/?"), ("http://a/?utm_source=x#f", "http://a/#f"),
  ])
  func parametersAreRemovedAndTheOthersStay(text: String, expected: String) {
    let address = WebAddress(text)?.removingParameters { $0 == "utm_source" }
    #expect(address?.href == expected)
  }

  @Test func parametersAreReadDecoded() {
    let address = WebAddress("http://a/?url=http%3A%2F%2Fb%2F&empty&x=1=2+3")
    #expect(address?.parameter("url") == "http://b/" && address?.parameter("empty") == "")
    #expect(address?.parameter("x") == "1=2+3" && address?.parameter("y") == nil)
  }

  @Test func aDomainHasItsSubdomains() {
    let address = WebAddress("https://www.feedx.net/")
    #expect(address?.isWithin("feedx.net") == true && address?.isWithin("www.feedx.net") == true)
    #expect(address?.isWithin("eedx.net") == false && address?.isWithin("a.www.feedx.net") == false)
  }

  /// A leading blank keeps the quick way from being taken.
  @Test(arguments: [
    "https://example.org/a/b.html?c=d&e=%20#f", "http://a.b/", "http://a/?'", "https://a.b/%2e/x",
    "http://a/.b", "http://a/b/..", "http://1.2/", "http://a.1/", "http://a.0x1/", "http://a/b\\c",
    "http://a/^", "http://xn--a/", "http://a--b/", "http://ax--b/", "https://a/|?|#|", "http://a/#",
    "http://a./", "http://.a/", "http://a..b/", "http://a/;=@:!$&()*+,~", "http://a/?a`{}",
    "http://a-/",
    "https://a/b#c#d", "http://_/", "http://-/",
  ])
  func theQuickWayGivesTheSame(text: String) {
    let (quick, slow) = (WebAddress(text), WebAddress(" " + text))
    #expect(quick == slow)
    #expect(quick?.path == slow?.path && quick?.query == slow?.query && quick?.host == slow?.host)
    #expect(quick?.fragment == slow?.fragment && quick?.port == slow?.port)
  }

  @Test func longAddressesTakeLinearTime() {
    let long = String(repeating: "a/../", count: 20_000)
    #expect(WebAddress("http://a/" + long)?.href == "http://a/")
    #expect(WebAddress("http://" + String(repeating: "a.", count: 50_000) + "/")?.isHTTP == true)
    #expect(WebAddress("http://" + String(repeating: "é", count: 50_000) + "/") == nil)
    #expect(
      WebAddress(String(repeating: "@", count: 50_000), base: WebAddress("http://a/")) != nil)
    #expect(WebAddress("http://" + String(repeating: "@", count: 100_000) + "a/")?.host == "a")
  }
}
