import FeedModel
import Testing

@testable import Normalizer

/// The heads of bodies that carry a byline or a date.
@Suite struct LeadTests {
  private func cleaned(_ html: String, published: String?, zone: Int? = nil) -> NormalizedEntry? {
    var entry = ParsedEntry()
    entry.link = WebAddress("https://site.example/a")
    entry.rawLink = "https://site.example/a"
    entry.published = published.flatMap { ParsedDate($0)?.timestamp }
    entry.content = Text(.html, html)
    var context = NormalizationContext(id: "urn:uuid:0")
    if let zone { context.localTime = { _ in zone } }
    return Normalizer().normalized(entry: entry, context: context)
  }

  static let leads: [(html: String, authors: [String])] = [
    (
      "<address>LI BAI, DU FU</address><time pudate=\"2020-10-15 10:25:43\" datetime=\"2020-10-15 10:25:43\">2020年10月15日</time><p>Li Bai wrote.</p>",
      ["Li Bai", "DU FU"]
    ),
    ("<div><i>2020年 10月 15日</i></div><p>Text.</p>", []),
    ("<div><i>KONEY BAI,KONEY BAI<br>2020-10-15 10:25:43</i></div><p>Text.</p>", ["KONEY BAI"]),
    ("<div><i>null Wang Wei<br>2020-10-15 10:25:43</i></div><p>Text.</p>", ["Wang Wei"]),
    ("<div><i><br>2020-10-15 10:25:43</i></div><p>Text.</p>", []),
    ("<div><i>Thu, 15 Oct 2020 10:25:43 GMT</i></div><img src=/a.jpg><p>Text.</p>", []),
    ("<div>15/10/2020 - 11:41</div><p>Text.</p>", []),
    ("<div><i>2020-10-15T10:25:43Z</i></div><p>Text.</p>", []),
    ("2020.10.15<p>Text.</p>", []),
    ("<div>\n<div><i>A、B<br>2020-10-15 10:25:43</i></div><p>Text.</p>\n</div>", ["A", "B"]),
    ("<div><i>Smith, Jr.<br>2020-10-15 10:25:43</i></div><p>Text.</p>", ["Smith, Jr."]),
  ]

  @Test("A lead is lifted whole", arguments: leads)
  func leadGoes(html: String, authors: [String]) throws {
    let entry = try #require(cleaned(html, published: "2020-10-15T09:00:00Z"))
    let output = entry.content?.html ?? ""
    #expect(!output.contains("2020") && !output.contains("<i>") && !output.contains("<time"))
    #expect(output.contains("Text.</p>") || output.contains("wrote.</p>"))
    #expect(entry.authors.compactMap(\.name) == authors)
    #expect(entry.published == ParsedDate("2020-10-15T09:00:00Z")?.timestamp)
  }

  static let contents: [String] = [
    "<div><i>2019-01-01 10:00:00</i></div><p>Text.</p>",
    "<p>On 2020-10-15 it rained.</p><p>Text.</p>", "<p>Text.</p><div><i>2020-10-15</i></div>",
    "<div><i>Emphasis</i></div><p>Text.</p>", "<address>Main Street 1</address><p>Text.</p>",
    "2020.10.15 was a day.<p>Text.</p>", "<p>2020-10-15, <b>a day</b></p><p>Text.</p>",
    "<div><i>2020-10-15<br>more<br>lines</i></div><p>Text.</p>",
  ]

  @Test("What is no lead, or too far from the entry's date, stays", arguments: contents)
  func contentStays(html: String) throws {
    let entry = try #require(cleaned(html, published: "2020-10-15T09:00:00Z"))
    #expect(Accounting.text(of: entry.content?.html ?? "") == Accounting.text(of: html))
  }

  @Test(
    "A body date dates an entry by the source's zone, with a time of day, where there is no other")
  func bodyDates() throws {
    let html = "<div>15/10/2020 - 11:41</div><p>Text.</p>"
    let paris = cleaned(html, published: nil, zone: 120)
    #expect(paris?.published == ParsedDate("2020-10-15T09:41:00Z")?.timestamp)
    #expect(cleaned(html, published: nil)?.published == nil)
    let day = "<div><i>2020-10-15</i></div><p>Text.</p>"
    #expect(cleaned(day, published: nil, zone: 480)?.published == nil)
    let own = cleaned(html, published: "2020-10-15T07:00:00Z", zone: 120)
    #expect(own?.published == ParsedDate("2020-10-15T07:00:00Z")?.timestamp)
  }
}
