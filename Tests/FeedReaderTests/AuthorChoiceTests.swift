import FeedModel
import Testing

@testable import FeedReader

/// Authors that several fields name, and what names nobody.
@Suite struct AuthorChoiceTests {
  private func authors(_ fields: String) throws -> [Person] {
    let feed = try read(
      "<rss version='2.0' xmlns:dc='http://purl.org/dc/elements/1.1/' "
        + "xmlns:itunes='http://www.itunes.com/dtds/podcast-1.0.dtd'><channel><title>t</title>"
        + "<item><guid>1</guid>\(fields)</item></channel></rss>")
    return try #require(feed.entries.first).authors
  }

  private static let mail = "<author>kim@x.example</author>"
  private static let name = "<dc:creator>Kim Orr</dc:creator>"
  private static let kim = Person(name: "Kim Orr", email: "kim@x.example")

  @Test(arguments: [
    mail + name, name + mail, mail + "<itunes:author>Kim Orr</itunes:author>",
    "<author>kim@x.example ()</author>" + name,
    "<author>kim@x.example (kim@x.example)</author>" + name,
    "<author>Kim Orr</author><dc:creator>kim@x.example</dc:creator>",
    "<author>kim@x.example</author><dc:creator>kim@x.example</dc:creator>"
      + "<itunes:author>Kim Orr</itunes:author>",
  ])
  func aMailAddressHasTheNameOfAnotherField(fields: String) throws {
    let authors = try authors(fields)
    #expect(authors.map(\.name) == ["Kim Orr"])
    #expect(authors == [Self.kim] || authors.first?.email == nil)
  }

  @Test func asManyMailsAsNamesBelongTogether() throws {
    let fields =
      "<author>kim@x.example</author><author>lu@x.example</author><dc:creator>Kim Orr</dc:creator>"
    #expect(
      try authors(fields + "<dc:creator>Lu May</dc:creator>")
        == [Self.kim, Person(name: "Lu May", email: "lu@x.example")])
    #expect(try authors(fields) == [Person(name: "Kim Orr")])
  }

  @Test(arguments: [
    (mail, [Person(email: "kim@x.example")]),
    ("<author>Ed Roe</author>" + name, [Person(name: "Ed Roe")]),
    (
      "<author>ed@x.example (Ed Roe)</author>" + name,
      [Person(name: "Ed Roe", email: "ed@x.example")]
    ),
    (name + "<itunes:author>The Show</itunes:author>", [Person(name: "Kim Orr")]),
    ("<author>()</author>", []), ("<author> \"\" </author>", []),
    ("<dc:creator>()</dc:creator>", []),
    ("<author>()</author>" + name, [Person(name: "Kim Orr")]),
    ("<author>(Kim)</author>", [Person(name: "(Kim)")]),
    ("<author>.</author>", [Person(name: ".")]),
  ])
  func theFirstFieldWithANameIsTheAuthors(fields: String, expected: [Person]) throws {
    #expect(try authors(fields) == expected)
  }

  private static let media = "<media:content xmlns:media='http://search.yahoo.com/mrss/' "

  @Test func whoMadeAFilmIsTheAuthorWhereNobodyElseIs() throws {
    let film =
      Self.media + "medium='video'><media:credit role='author'>Kim Orr</media:credit>"
      + "</media:content>"
    #expect(try authors(film).map(\.name) == ["Kim Orr"])
    #expect(try authors(film + "<dc:creator>Lu May</dc:creator>").map(\.name) == ["Lu May"])
    let picture =
      Self.media + "medium='image' url='https://x.example/1.jpg'>"
      + "<media:credit role='author'>Kim Orr</media:credit></media:content>"
    #expect(try authors(picture).isEmpty)
    for role in ["role='editor'", ""] {
      let other =
        Self.media + "medium='video'><media:credit \(role)>Kim Orr</media:credit></media:content>"
      #expect(try authors(other).isEmpty)
    }
  }

  @Test(arguments: [
    ("Wei, Y., Wang, X.", ["Wei, Y.", "Wang, X."]),
    ("Van Dam, J. P., Orr-May, Z., Łaz, Ł.-K.", ["Van Dam, J. P.", "Orr-May, Z.", "Łaz, Ł.-K."]),
    ("Wei, Y., and Wang, X.", ["Wei, Y.", "Wang, X."]),
    ("Wei, Y. &amp; Wang, X.", ["Wei, Y.", "Wang, X."]),
    ("Ann Lee, M.D., Bob Ray, M.D.", ["Ann Lee, M.D.", "Bob Ray, M.D."]),
    ("Lee, A.", ["Lee, A."]), ("Ann Lee, Ph.D.", ["Ann Lee, Ph.D."]),
    ("Example, Inc.", ["Example, Inc."]), ("Lee, Ann", ["Lee, Ann"]),
    ("Wei, Y., Wang", ["Wei, Y., Wang"]), ("Wei, Y., 12, X.", ["Wei, Y., 12, X."]),
    ("Orr, May, Lee, Ray", ["Orr, May, Lee, Ray"]),
  ])
  func initialsBehindSurnamesTakeTurns(_ text: String, _ names: [String]) throws {
    #expect(try authors("<dc:creator>\(text)</dc:creator>").map(\.name) == names)
  }
}
