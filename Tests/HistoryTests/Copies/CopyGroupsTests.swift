import FeedModel
import Testing

@testable import History

/// Which of the entries that nobody has published yet are published.
@Suite struct CopyGroupsTests {
  private static func article(_ language: String) throws -> CopySamples.Article {
    try #require(CopySamples.articles.first { $0.language == language })
  }

  /// The whole of an article, and one that was cut, by two sources.
  private static func entries() throws -> (cut: NormalizedEntry, whole: NormalizedEntry) {
    let article = try article("en")
    let cut = CopySamples.entry(
      article.headline, CopySamples.html([article.paragraphs[0]]), at: "https://s.example/1")
    return (cut, article.entry)
  }

  @Test("The richest of an article's copies is published, wherever it stands")
  func richest() throws {
    let (cut, whole) = try Self.entries()
    for (entries, original) in [([cut, whole], 1), ([whole, cut], 0)] {
      let copies = CopyGroups(entries, by: .near).copies
      #expect(copies == [.init(place: 1 - original, original: original, likeness: .near)])
    }
  }

  @Test("Of copies that are about as rich the first is published: a promo makes none richer")
  func first() throws {
    let article = try Self.article("en")
    for body in [article.paragraphs, article.paragraphs + [article.promo]] {
      let other = CopySamples.entry(
        article.title, CopySamples.html(body), at: "https://t.example/1")
      let copies = CopyGroups([article.entry, other], by: .near).copies
      #expect(copies.map(\.place) == [1] && copies.map(\.original) == [0])
    }
  }

  @Test("A rule finds what it names and nothing more")
  func rules() throws {
    let (cut, whole) = try Self.entries()
    let same = CopySamples.entry("Other", whole.content?.html ?? "", at: "https://t.example/1")
    let entries = [whole, cut, same]
    #expect(CopyGroups(entries, by: .sameAddress).copies.isEmpty)
    #expect(CopyGroups(entries, by: .sameText).copies.map(\.place) == [2])
    #expect(CopyGroups(entries, by: .near).copies.map(\.place) == [1, 2])
  }

  @Test("Copies of a copy are copies of what is published")
  func chains() throws {
    let (cut, whole) = try Self.entries()
    let more = CopySamples.entry(
      whole.title, (whole.content?.html ?? "") + "<img src=\"https://t.example/1.png\">",
      at: "https://t.example/1")
    let copies = CopyGroups([cut, whole, more], by: .near).copies
    #expect(copies.map(\.place) == [0, 1] && copies.allSatisfy { $0.original == 2 })
  }

  @Test("A copy is listed by its page and its source, once")
  func links() throws {
    var (cut, whole) = try Self.entries()
    #expect(NormalizedEntry.related(cut, of: whole)?.title == "s.example")
    cut.source = EntrySource(title: "The Mirror")
    let link = try #require(NormalizedEntry.related(cut, of: whole))
    #expect(link.rel == "related" && link.title == "The Mirror")
    #expect(link.address.href == "https://s.example/1")
    whole.list([link, link])
    #expect(whole.links == [link])
    cut.link = whole.link
    #expect(NormalizedEntry.related(cut, of: whole) == nil)
  }

  @Test("A thousand entries of one template are compared with a few each")
  func manyOfOneTemplate() {
    let entries = (0..<1000).map { number in
      CopySamples.entry(
        "Report \(number)",
        "<p>Report \(number) of the station: \(number * 7) units, \(number * 13) losses, a "
          + "level of \(number % 17) at the gauge below the old mill.</p>",
        at: "https://a.example/\(number)")
    }
    #expect(CopyGroups(entries, by: .near).copies.isEmpty)
  }
}
