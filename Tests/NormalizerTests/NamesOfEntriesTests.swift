import FeedModel
import Testing

@testable import Normalizer

/// Categories that are lists, authors that are nobody, and addresses that a mirror has broken.
@Suite struct NamesOfEntriesTests {
  static let lists: [(text: String, terms: [String])] = [
    ("Wissen,Heuschrecken,Tiere", ["Wissen", "Heuschrecken", "Tiere"]),
    ("美国，北约，国防部", ["美国", "北约", "国防部"]), ("甲、乙、丙", ["甲", "乙", "丙"]),
    ("ticino\nswitzerland", ["ticino", "switzerland"]),
    ("one\n  two\n\n  a,b,c", ["one", "two", "a", "b", "c"]),
    ("Film, TV and Radio", ["Film, TV and Radio"]), ("a,b, c", ["a,b, c"]), ("a,b", ["a,b"]),
    ("甲，乙", ["甲，乙"]), ("Canal (Brooklyn, NY)", ["Canal (Brooklyn, NY)"]),
    ("News / Q. & A.", ["News / Q. & A."]), ("libinput. wayland", ["libinput. wayland"]),
    ("1,2,3-trimethylbenzene", ["1,2,3-trimethylbenzene"]), ("a,,b", ["a,,b"]),
    ("https://x.example/a,b,c", ["https://x.example/a,b,c"]),
    ("Science\n   and Technology", ["Science and Technology"]),
  ]

  @Test("A list in one category is several", arguments: lists)
  func categories(text: String, terms: [String]) {
    #expect(Categories.normalized([Category(term: text, scheme: "s")]).map(\.term) == terms)
    let labelled = Category(term: text, label: "L")
    #expect(Categories.normalized([labelled]).map(\.label) == ["L"])
    let once = Categories.normalized([Category(term: text)])
    #expect(Categories.normalized(once) == once)
  }

  static let people: [(person: Person, clean: Person?)] = [
    (Person(name: "No reply News.example", email: "no-reply@news.example"), nil),
    (Person(email: "noreply@news.example"), nil), (Person(email: "DoNotReply@news.example"), nil),
    (
      Person(name: "Ann Other", email: "noreply@blogs.example"),
      Person(name: "Ann Other", email: "noreply@blogs.example")
    ),
    (
      Person(name: "No reply", email: "ann@news.example"),
      Person(name: "No reply", email: "ann@news.example")
    ),
    (Person(email: "reply@news.example"), Person(email: "reply@news.example")),
    (Person(name: "Noreply"), Person(name: "Noreply")),
  ]

  @Test("An address that nobody reads is nobody's", arguments: people)
  func nobody(person: Person, clean: Person?) {
    #expect(People.normalized([person], .builtIn) == [clean].compactMap(\.self))
  }

  static let glued: [(address: String, expected: String)] = [
    ("https://www.news.examplemailto:desk@news.example", "mailto:desk@news.example"),
    ("https://www.news.examplehttp//other.example/a", "http://other.example/a"),
    ("https://www.news.examplehttps://other.example/a", "https://other.example/a"),
    (
      "https://www.news.example/http//other.example/a",
      "https://www.news.example/http//other.example/a"
    ),
    ("https://other.examplehttp//news.example/a", "https://other.examplehttp//news.example/a"),
    ("https://www.news.example.com/a", "https://www.news.example.com/a"),
  ]

  @Test("The source's host before a whole address goes", arguments: glued)
  func broken(address: String, expected: String) {
    var entry = ParsedEntry()
    entry.link = WebAddress("https://www.news.example/1")
    entry.content = Text(.html, "<p>See <a href=\"\(address)\">this</a>.</p>")
    let clean = Normalizer().normalized(
      entry: entry, context: NormalizationContext(id: "urn:uuid:0"))
    #expect(clean?.content?.html == "<p>See <a href=\"\(expected)\">this</a>.</p>")
  }

  @Test("Marks of the feed under a name of the paper's own")
  func marks() throws {
    let link = try #require(WebAddress("https://paper.example/a?wprss=rss_health&id=3"))
    #expect(
      Rules.builtIn.cleanedLink(link, ownHosts: [], isFeeds: true)?.address.href
        == "https://paper.example/a?id=3")
    #expect(Rules.builtIn.cleanedLink(link, ownHosts: []) == nil)
  }
}
