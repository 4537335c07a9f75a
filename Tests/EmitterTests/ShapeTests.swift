import FeedModel
import Testing

@testable import Emitter

/// The shapes that strict readers demand of addresses, languages, media types and email.
@Suite struct ShapeTests {
  @Test(arguments: [
    ("https://e.org/a|b", "https://e.org/a%7Cb"),
    ("https://e.org/?a[]=1&b=100%", "https://e.org/?a%5B%5D=1&b=100%25"),
    ("https://e.org/#a#b", "https://e.org/#a%23b"),
    ("https://[::1]:8080/[x]", "https://[::1]:8080/%5Bx%5D"),
    ("mailto:a\\b@e.org", "mailto:a%5Cb@e.org"),
    ("https://e.org/%e6%b3%95?q=%zz", "https://e.org/%e6%b3%95?q=%25zz"),
  ])
  func whatTheRFCForbidsIsEscaped(_ address: String, _ uri: String) {
    #expect(WebAddress(address)?.uri == uri)
    #expect(WebAddress(uri)?.uri == uri)
    #expect(AbsoluteIRI.isValid(uri))
  }

  @Test(arguments: [
    "https://e.org/", "http://e.org:8080/a/b;c=1,2?x=1&y=(2)*~!$@#frag/?", "mailto:a@e.org",
    "magnet:?xt=urn:btih:c12fe1c06bba254a9dc9f519b335aa7c1367a88a", "https://e.org/%7Ea%20b",
  ])
  func aRightAddressStaysAsItIs(_ address: String) {
    #expect(WebAddress(address)?.uri == address)
  }

  @Test(arguments: ["zh", "zh-CN", "en-GB-oed", "de-1996", "EN", "yue", "sr-Latn-RS", "zh-Hant"])
  func aLanguageIsCarried(_ tag: String) {
    #expect(LanguageTag.valid(tag) == tag)
  }

  @Test(arguments: [
    "", "cn", "jp", "english", "e", "en_US", "en-", "-en", "en-abcdefghi", "12", "zh CN",
  ])
  func whatIsNoLanguageIsNot(_ tag: String) {
    #expect(LanguageTag.valid(tag) == nil)
  }

  @Test(arguments: [
    "text/html", "audio/mpeg", "application/atom+xml", "text/html; charset=utf-8", "a/b;c=d",
  ])
  func aMediaTypeIsCarried(_ type: String) {
    #expect(MediaType.valid(type) == type)
  }

  @Test(arguments: [
    "", "html", "a/b/c", "text/", "/x", "te xt/html", "text/html;", "text/ü", "a/b\n",
  ])
  func whatIsNoMediaTypeIsNot(_ type: String) {
    #expect(MediaType.valid(type) == nil)
  }

  @Test(arguments: ["a@e.org", "first.last+tag@mail.e.org", "o'neil@e-x.co"])
  func anEmailAddressIsCarried(_ email: String) {
    #expect(EmailAddress.isValid(email))
  }

  @Test(arguments: [
    "", "a", "@e.org", "a@", "a@e", "a b@e.org", "a@e..org", "a@b@e.org", "ü@e.org",
  ])
  func whatIsNoEmailAddressIsNot(_ email: String) {
    #expect(!EmailAddress.isValid(email))
  }

  @Test(arguments: [
    (Person(name: "Anna", email: "a@e.org"), "Anna"), (Person(email: "a@e.org"), "a@e.org"),
    (Person(name: "a@e.org"), "a@e.org"),
    (Person(address: WebAddress("https://e.org/a|")), "https://e.org/a%7C"),
    (Person(name: " ", address: WebAddress("mailto:b@e.org")), "b@e.org"),
    (Person(email: "odd"), "odd"),
  ])
  func everyPersonHasAName(_ person: Person, _ name: String) {
    #expect(AtomConstructs.name(of: person) == name)
  }

  @Test func linksThatSayNothingTrueOfAnEntryAreLeftOut() {
    let address = SampleFeeds.address("https://e.org/")
    let rels = [
      "self", "next", "prev-archive", "a b", "", "javascript:x y", "related", "https://e.org/rel",
    ]
    let links = rels.map { Link(rel: $0, address: address, title: " ", length: -1) }
    #expect(
      PublishedLinks.of(links + links) == [
        Link(rel: "related", address: address), Link(rel: "https://e.org/rel", address: address),
      ])
  }
}
