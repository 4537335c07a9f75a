import FeedModel
import Testing

@testable import FeedReader

/// Addresses of entries: originals behind counters, escapes, and marks of the feed.
@Suite struct EntryAddressTests {
  private func feed(_ items: [String]) throws -> ParsedFeed {
    try read(
      """
      <rss version="2.0" xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0"
      xmlns:pheedo="http://www.pheedo.com/namespace/pheedo"><channel><title>t</title>
      <link>https://news.example/</link>\(items.map { "<item>\($0)</item>" }.joined())</channel></rss>
      """)
  }

  private func originals(_ items: [(link: String, original: String)]) throws -> [[String]] {
    let feed = try feed(
      items.map {
        "<link>\($0.link)</link><feedburner:origLink>\($0.original)</feedburner:origLink>"
      })
    return feed.entries.map { $0.extensions.map(\.text) }
  }

  @Test func originalsAreKeptBesideTheLink() throws {
    for name in ["feedburner", "pheedo"] {
      let entry = try #require(
        try feed([
          "<link>https://rss.example/s?m=1</link><\(name):origLink>https://news.example/1</\(name):origLink>"
        ]).entries.first)
      #expect(entry.rawLink == "https://rss.example/s?m=1")
      #expect(entry.extensions.map(\.name) == ["origLink"])
      #expect(entry.links.map(\.rel) == ["canonical"])
    }
  }

  @Test func anOriginalOfSeveralEntriesIsNone() throws {
    let home = "https://news.example/"
    #expect(
      try originals([("https://rss.example/1", home), ("https://rss.example/2", home)])
        == [[], []])
    let section = "https://news.example/section"
    #expect(
      try originals([
        ("https://rss.example/1", section), ("https://rss.example/2", section),
        ("https://rss.example/3", "https://news.example/3"),
      ]) == [[], [], ["https://news.example/3"]])
    // The same entry twice.
    #expect(
      try originals([("https://rss.example/1", section), ("https://rss.example/1", section)])
        == [[section], [section]])
    #expect(try originals([("https://rss.example/1", home)]) == [[home]])
  }

  // MARK: Escapes

  @Test(arguments: [
    ("https://x.example/a?d=1&amp;r=2", "https://x.example/a?d=1&r=2"),
    ("https://x.example/a?d=1&amp;r=2&amp;_s=3#f", "https://x.example/a?d=1&r=2&_s=3#f"),
    ("/a?d=1&amp;r=2", "https://news.example/a?d=1&r=2"),
    ("https://x.example/a?amp", "https://x.example/a?amp"),
    ("https://x.example/a?b=1&amp=1", "https://x.example/a?b=1&amp=1"),
    ("https://x.example/a?b=1&amp;", "https://x.example/a?b=1&amp;"),
    ("https://x.example/a&amp;b", "https://x.example/a&amp;b"),
    (
      "https://x.example/r?u=https%3A%2F%2Fy.example%2F%3Fa%26amp%3Bb",
      "https://x.example/r?u=https%3A%2F%2Fy.example%2F%3Fa%26amp%3Bb"
    ),
  ])
  func addressesThatWereEscapedTwiceAreWhatWasMeant(raw: String, link: String) throws {
    let escaped = raw.replacing("&", with: "&amp;")
    let entry = try #require(try feed(["<link>\(escaped)</link>"]).entries.first)
    #expect(entry.link?.href == link)
    #expect(entry.rawLink == raw, "what ids are made of stays")
    let guid = try #require(try feed(["<guid>\(escaped)</guid>"]).entries.first)
    #expect(guid.id == raw)
  }

  // MARK: Marks of the feed

  private func links(_ count: Int, _ mark: String) throws -> [String] {
    try feed((1...count).map { "<link>https://bio.example/c/\($0)v1\(mark)</link>" })
      .entries.compactMap(\.link?.href)
  }

  @Test(arguments: ["?rss", "?rss=1", "?rss=", "?rss=true", "?ref=home7", "?cmp=syndication"])
  func aMarkOnEveryLinkGoes(mark: String) throws {
    #expect(try links(6, mark) == (1...6).map { "https://bio.example/c/\($0)v1" })
    #expect(try links(4, mark).first == "https://bio.example/c/1v1\(mark)")
    #expect(try links(5, "\(mark)&amp;p=2").first == "https://bio.example/c/1v1?p=2")
  }

  @Test(arguments: [
    "?feed=rss2", "?format=rss", "?type=rss", "?rss=atom", "?rss=2024", "?rssid=1", "?lang=en",
    "?view=full", "?ref=", "?reference=a",
  ])
  func whatSelectsStays(mark: String) throws {
    #expect(try links(6, mark).first == "https://bio.example/c/1v1\(mark)")
  }

  @Test func linksThatWouldBeOneStay() throws {
    let items = ["", "&amp;x"].flatMap { rest in
      (1...3).map { "<link>https://bio.example/goto?rss=1\(rest)&amp;id=\($0)</link>" }
    }
    #expect(try feed(items).entries.first?.link?.href == "https://bio.example/goto?id=1")
    let mixed = items + ["<link>https://bio.example/goto?id=1</link>"]
    #expect(try feed(mixed).entries.first?.link?.href == "https://bio.example/goto?rss=1&id=1")
    let raw = try feed(items).entries.map(\.rawLink)
    #expect(raw.first == "https://bio.example/goto?rss=1&id=1")
  }

  // MARK: Labels

  private func tags(_ categories: [[(label: String, term: String)]]) throws -> [[String]] {
    let entries = categories.map { entry in
      "<entry><id>x</id>"
        + entry.map { "<category label='\($0.label)' term='\($0.term)'/>" }.joined() + "</entry>"
    }
    let feed = try read(
      "<feed xmlns='http://www.w3.org/2005/Atom'><title>t</title>\(entries.joined())</feed>")
    return feed.entries.map { $0.categories.map { $0.label ?? $0.term } }
  }

  @Test func aLabelOfSeveralTermsSaysWhatKindTheyAre() throws {
    #expect(
      try tags([
        [("Age", "Past Hour"), ("Magnitude", "Magnitude 2"), ("Contributor", "nc")],
        [
          ("Age", "Past Day"), ("Magnitude", "Magnitude 2"), ("Contributor", "us"),
          ("Author", "us"),
        ],
      ]) == [["Past Hour", "Magnitude 2", "nc"], ["Past Day", "Magnitude 2", "us"]])
    #expect(
      try tags([
        [("Age", "Past Hour"), ("Magnitude", "M"), ("State", "s")], [("Age", "Past Day")],
      ]) == [["Past Hour", "Magnitude", "State"], ["Past Day"]])
    #expect(
      try tags([[("r/Blocks", "Blocks")], [("r/Blocks", "Blocks")]]) == [
        ["r/Blocks"], ["r/Blocks"],
      ])
    // Two categories of one name, as programs number them.
    #expect(try tags([[("News", "12")], [("News", "45")]]) == [["News"], ["News"]])
    #expect(
      try tags([[("Économie", "eco")], [("Économie", "economie")]]) == [["Économie"], ["Économie"]])
  }
}
