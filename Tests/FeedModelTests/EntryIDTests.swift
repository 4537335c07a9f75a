import FeedModel
import Testing

@Suite struct EntryIDTests {
  @Test func comparesBytesNotCanonicalEquivalents() {
    #expect(EntryID(iri: "urn:x:\u{E9}") != EntryID(iri: "urn:x:e\u{301}"))
    #expect(EntryID(iri: "urn:x:a") < EntryID(iri: "urn:x:b"))
  }

  private func id(_ sourceID: String?, link: String? = nil, content: String = "") -> String {
    let homepage = WebAddress("https://news.example/")
    return EntryID(sourceID: sourceID, rawLink: link, homepage: homepage, content: content).iri
  }

  @Test(arguments: [
    "https://a.example/1", "HTTP://A.example/%7Ex", "tag:a.example,2005:1", "urn:uuid:x",
    "https://a.example/?p=1#c", "http://例え.jp/記事", "http://[::1]:80/", "x:y", "yt:video:abc",
    "http://a:/", "http://u:p@a/", "https://a.example/(1);x=2,3'!*&+$@",
  ])
  func absoluteIRIsPassUnchanged(iri: String) {
    #expect(id(iri) == iri)
  }

  @Test(arguments: [
    "1", "", "/a", "a b:c", "http://a/b c", "http://", "http:///x", "http:a", ":x", "1:2", "a:",
    "http://a/<b>", "http://a/\"", "http://a/{b}", "http://a/|", "http://a/\\", "http://a/^",
    "http://a/`", "http://a/100%", "http://a/%4", "http://a/\n", " http://a/", "http://a/#b#c",
    "http://a/[1]", "http://[x]/", "http://a b/", "http://a/\u{A0}", "http://a/\u{202E}",
    "http://a/\u{E000}", "http://a/\u{FFFE}", "http://a/\0", "http://\u{2100}a/", "mailto:[x]",
    "http://a@b@c/", "https://?x", "http://:80/", "urn:\u{2028}x",
  ])
  func anythingElseBecomesAUUID(text: String) {
    #expect(id(text).hasPrefix("urn:uuid:"))
    #expect(id(text) == id(text) && id(text) != id(text + "x"))
  }

  @Test func theSourcesIDGoesBeforeTheLinkAndTheLinkBeforeTheContent() {
    #expect(id("https://a/", link: "https://b/", content: "c") == "https://a/")
    #expect(id(nil, link: "https://b/", content: "c") == "https://b/")
    #expect(id("7", link: "https://b/") == id("7") && id(nil, link: "/b") == id("/b"))
    // A hash that looks like an address is still no id that the source gave.
    #expect(id(nil, content: "x:y").hasPrefix("urn:uuid:"))
  }

  @Test func oneNumberOnTwoSitesIsTwoIDs() {
    let other = WebAddress("https://other.example/")
    #expect(EntryID(sourceID: "1", rawLink: nil, homepage: other, content: "").iri != id("1"))
    let same = WebAddress("http://news.example/page")
    #expect(EntryID(sourceID: "1", rawLink: nil, homepage: same, content: "").iri == id("1"))
  }

  /// Written down once; a change here would double every entry of every reader.
  @Test func idsNeverChange() {
    #expect(id("1") == "urn:uuid:65ad671d-c8f2-572f-88f8-c4850880e7b1")
    #expect(
      EntryID.feedURN(homepage: "https://cn.nytimes.com/", id: "nytimes-cn")
        == "urn:uuid:5136d8ea-e51c-551b-89f3-50461954028f")
  }

  @Test(arguments: [
    ("http://A.example:80/%7ea/%c3%a9?x=%41#f", "//a.example/~a/%C3%A9?x=A"),
    ("https://a.example/~a/é?x=A", "//a.example/~a/%C3%A9?x=A"),
    ("https://u:p@a.example/", "//a.example/"), ("http://a.example:8080/", "//a.example:8080/"),
    ("https://a.example/%2F%zz%", "//a.example/%2F%zz%"), ("urn:x:%7e#f", "urn:x:~"),
    ("https://a/?", "//a/?"),
  ])
  func aliasKeysJoinSpellingsOfOneAddress(text: String, key: String) {
    #expect(WebAddress(text)?.aliasKey == key)
  }

  @Test(arguments: [
    ("https://a/b", "https://a/B"), ("https://a/", "https://www.a/"),
    ("https://a/b", "https://a/b/"),
    ("https://a/?b&c", "https://a/?c&b"), ("https://a/%2F", "https://a//"),
    ("ftp://a/", "http://a/"),
  ])
  func aliasKeysKeepDifferentPagesApart(one: String, other: String) {
    #expect(WebAddress(one)?.aliasKey != WebAddress(other)?.aliasKey)
  }
}
