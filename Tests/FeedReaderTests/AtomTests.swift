import FeedModel
import Testing

@testable import FeedReader

/// Atom's finer points, of 1.0 (RFC 4287) and 0.3.
@Suite struct AtomTests {
  private func atom(_ entry: String, head: String = "") throws -> (feed: ParsedFeed, ParsedEntry) {
    let feed = try read(
      """
      <feed xmlns="http://www.w3.org/2005/Atom"><title>t</title>\(head)
      <entry><id>urn:1</id>\(entry)</entry></feed>
      """)
    return (feed, try #require(feed.entries.first))
  }

  @Test("An entry without an author has its source's (§4.2.1)")
  func sourceAuthors() throws {
    let source = "<source><title>S</title><author><name>Ann</name></author></source>"
    #expect(try atom(source).1.authors == [Person(name: "Ann")])
    let own = try atom(source + "<author><name>Bob</name></author>").1
    #expect(own.authors == [Person(name: "Bob")])
    #expect(own.source?.title == "S")
  }

  @Test("The home page's title and language, and the generator's version")
  func head() throws {
    let (feed, _) = try atom(
      "",
      head: """
        <link href="http://e.example/" title="Home" hreflang="de"/>
        <generator uri="http://g.example/" version="1.2">G</generator>
        """)
    #expect(feed.homepageTitle == "Home")
    #expect(feed.homepageLanguage == "de")
    #expect(feed.generator == "G")
    #expect(feed.generatorVersion == "1.2")
    #expect(feed.generatorAddress?.href == "http://g.example/")
  }

  @Test("Content by every type (§4.1.3.3)")
  func content() throws {
    let table: [(String, Text?)] = [
      ("<content>a &lt; b</content>", Text(.plain, "a < b")),
      ("<content type=\"text\">&lt;b></content>", Text(.plain, "<b>")),
      ("<content type=\"html\">&lt;b>x&lt;/b></content>", Text(.html, "<b>x</b>")),
      ("<content type=\"text/plain\">&lt;b></content>", Text(.plain, "<b>")),
      (
        "<content type=\"application/octet-stream\">PGI+eDwvYj4=</content>",
        Text(.html, "<b>x</b>")
      ),
      ("<content type=\"image/png\">iVBORw0KGgo=</content>", nil),
      ("<content type=\"application/xml\"><f xmlns=\"urn:f\"/></content>", Text(.html, "<f></f>")),
    ]
    for (content, expected) in table {
      #expect(try atom(content).1.content == expected, "\(content)")
    }
    #expect(try atom("<content type=\"image/png\">iVBORw0KGgo=</content>").1.extensions.count == 1)
    let source = try atom("<content src=\"http://e.example/c\" type=\"text/html\"/>").1
    #expect(source.contentSource?.address.href == "http://e.example/c")
    #expect(source.contentSource?.type == "text/html")
  }

  @Test("Atom 0.3's modes and alternatives")
  func modes() throws {
    let table: [(String, Text?)] = [
      ("<content type=\"text/html\" mode=\"escaped\">&lt;p>x</content>", Text(.html, "<p>x")),
      ("<content type=\"text/html\" mode=\"base64\">PHA+eA==</content>", Text(.html, "<p>x")),
      (
        "<content type=\"application/xhtml+xml\" mode=\"xml\"><p>x</p></content>",
        Text(.html, "<p>x</p>")
      ),
      (
        "<content type=\"multipart/alternative\"><content type=\"text/plain\">x</content>"
          + "<content type=\"text/html\" mode=\"escaped\">&lt;p>x</content></content>",
        Text(.html, "<p>x")
      ),
    ]
    for (content, expected) in table {
      let feed = try read(
        "<feed version=\"0.3\" xmlns=\"http://purl.org/atom/ns#\"><entry><id>1</id>\(content)</entry></feed>"
      )
      #expect(feed.dialect == .atom03)
      #expect(feed.entries.first?.content == expected, "\(content)")
    }
  }

  @Test("Bases nest, and markup below another base has its addresses made absolute")
  func bases() throws {
    let feed = try read(
      """
      <feed xmlns="http://www.w3.org/2005/Atom" xml:base="http://e.example/a/"><entry xml:base="b/">
      <id>1</id><link href="p"/><content type="xhtml" xml:base="c/"><div
      xmlns="http://www.w3.org/1999/xhtml"><a href="x">1</a><a href="y" xml:base="d/">2</a></div>
      </content></entry></feed>
      """, address: "http://other.example/")
    let entry = try #require(feed.entries.first)
    #expect(entry.link?.href == "http://e.example/a/b/p")
    #expect(entry.content?.base?.href == "http://e.example/a/b/c/")
    #expect(
      entry.content?.value == "<a href=\"x\">1</a><a href=\"http://e.example/a/b/c/d/y\">2</a>")
  }

  @Test("The wild's spellings of Atom's namespace, and none")
  func namespaces() throws {
    for declaration in [
      "xmlns=\"http://www.w3.org/2005/atom/\"", "xmlns=\"https://www.w3.org/2005/Atom\"", "",
      "xmlns=\"http://purl.org/atom/ns#\" version=\"0.3\"",
    ] {
      let feed = try read("<feed \(declaration)><title>t</title><entry><id>1</id></entry></feed>")
      #expect(feed.title?.value == "t")
      #expect(feed.entries.map(\.id) == ["1"])
    }
  }
}
