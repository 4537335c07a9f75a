import FeedModel
import Testing

@testable import FeedReader

@Suite struct EntryFileTests {
  static let matter = """
    ---
    layout: post
    title: "A title, \\"quoted\\""
    date: 2020-12-07T02:16:43.000Z
    author: The Paper
    from: https://example.org/other
    tags: [ The Paper, News ]
    categories: [ The Paper ]
    ---

    """

  static func file(
    matter: String = "", epoch: String = "<!--1607307403000-->",
    title: String = "[A title](https://example.org/a)", rule: String = "------",
    body: String = "<p>Body</p>"
  ) -> String {
    [epoch, title, rule, "", body, ""].joined(separator: "\n").replacing(prefix: matter)
  }

  @Test func readsDateTitleLinkAndBody() throws {
    let feed = try read(EntryFileTests.file())
    let entry = try #require(feed.entries.first)
    #expect(feed.dialect == .entryFile)
    #expect(feed.entries.count == 1)
    #expect(entry.title == Text(.plain, "A title"))
    #expect(entry.link?.href == "https://example.org/a")
    #expect(entry.rawLink == "https://example.org/a")
    #expect(entry.published?.milliseconds == 1_607_307_403_000)
    #expect(entry.content == Text(.html, "<p>Body</p>"))
    #expect(feed.diagnostics.isEmpty)
  }

  @Test func splitsTitlesWithBracketsAtTheLastPair() throws {
    let feed = try read(EntryFileTests.file(title: "[[图集](更新) a](https://example.org/b)"))
    #expect(feed.entries.first?.title?.value == "[图集](更新) a")
    #expect(feed.entries.first?.link?.href == "https://example.org/b")
  }

  @Test func takesTitlesWithEntitiesForHTML() throws {
    let feed = try read(EntryFileTests.file(title: "[A &amp; B](https://example.org/b)"))
    #expect(feed.entries.first?.title == Text(.html, "A &amp; B"))
  }

  @Test func unwrapsBodiesInTheArchivesOwnDiv() throws {
    let feed = try read(EntryFileTests.file(body: "<div>\n<p>Body</p>\n</div>"))
    #expect(feed.entries.first?.content?.value == "<p>Body</p>")
  }

  @Test func leavesDivsThatAreTheArticlesOwn() throws {
    let body = "<div><i>a</i></div><p>b</p><div>c</div>"
    #expect(try read(EntryFileTests.file(body: body)).entries.first?.content?.value == body)
  }

  @Test func takesAnAuthorThatIsATagForThePublication() throws {
    let feed = try read(EntryFileTests.file(matter: EntryFileTests.matter))
    let entry = try #require(feed.entries.first)
    #expect(entry.authors.isEmpty)
    #expect(entry.source?.title == "The Paper")
    #expect(entry.categories.map(\.term) == ["News"])
    #expect(entry.published?.milliseconds == 1_607_307_403_000)
    #expect(entry.link?.href == "https://example.org/a")
  }

  @Test func takesTheFrontMattersDateOnlyWithoutAnotherOne() throws {
    let text = EntryFileTests.file(matter: EntryFileTests.matter, epoch: "<!--NaN-->")
    #expect(try read(text).entries.first?.published?.milliseconds == 1_607_307_403_000)
    #expect(try read(EntryFileTests.file(epoch: "<!--NaN-->")).entries.first?.published == nil)
  }

  @Test func C16_readsFilesWithoutADateOrARule() throws {
    let undated = try read("[T](https://example.org/a)\n------\n\nbody\n")
    #expect(undated.entries.first?.content?.value == "body")
    #expect(undated.diagnostics.map(\.code) == ["entry-without-epoch"])
    let unruled = try read("<!--0-->\n[T](https://example.org/a)\nbody\n")
    #expect(unruled.entries.first?.content?.value == "body")
  }

  @Test(arguments: ["-99999999999999999", "99999999999999999", "999999999999999999999999"])
  func C16_leavesOutDatesThatNoCalendarHas(epoch: String) throws {
    let entry = try read(EntryFileTests.file(epoch: "<!--\(epoch)-->")).entries.first
    #expect(entry != nil)
    #expect(entry?.published == nil)
  }

  @Test func C16_readsWindowsLineBreaks() throws {
    let text = EntryFileTests.file(matter: EntryFileTests.matter)
    let feed = try read(text.replacingLineBreaks())
    #expect(feed.entries.first?.title?.value == "A title")
    #expect(feed.entries.first?.content?.value == "<p>Body</p>")
  }

  @Test func C16_keepsSeveralRulesInTheBody() throws {
    let feed = try read(EntryFileTests.file(body: "a\n------\nb"))
    #expect(feed.entries.first?.content?.value == "a\n------\nb")
  }

  @Test func C16_readsFilesOf50MBAndMarkupThatNeverEnds() throws {
    let large = String(repeating: "<p>text 文</p>\n", count: 50_000_000 / 18)
    let feed = try read(EntryFileTests.file(body: large + "<div><b>open"))
    #expect(feed.entries.first?.content?.value.utf8.count == large.utf8.count + 12)
    #expect(feed.diagnostics.isEmpty)
  }

  @Test("A file that is still being written is read or refused, wherever it ends")
  func C16_survivesEveryCut() {
    let bytes = Array(EntryFileTests.file(matter: EntryFileTests.matter).utf8)
    for length in 0...bytes.count {
      do throws(NotAFeed) {
        let feed = try FeedReader().read(
          SourceDocument(bytes: Array(bytes[..<length]), name: "cut"))
        #expect(feed.entries.count == 1)
        #expect(feed.entries.first?.link != nil)
      } catch {
        #expect([.empty, .entryFileWithoutHeader, .plainText].contains(error.reason), "\(length)")
      }
    }
  }

  @Test func C16_refusesFilesWithoutTheHeaderLine() {
    #expect(throws: NotAFeed(.entryFileWithoutHeader, line: 5)) {
      try read("---\nlayout: post\ntitle: T\n---\n<p>Body</p>\n")
    }
  }

  @Test func readsAnEntryWithoutABody() throws {
    let feed = try read(EntryFileTests.file(body: ""))
    #expect(feed.entries.first?.content == nil)
    #expect(feed.entries.first?.link != nil)
  }
}

extension String {
  fileprivate func replacing(prefix: String) -> String { prefix + self }

  fileprivate func replacingLineBreaks() -> String {
    var result = ""
    for scalar in unicodeScalars {
      if scalar == "\n" { result.unicodeScalars.append("\r") }
      result.unicodeScalars.append(scalar)
    }
    return result
  }
}

/// Jekyll's posts: entry files that have front matter alone.
@Suite struct PostTests {
  private func entry(_ matter: String, _ body: String = "<p>Body</p>") throws -> ParsedEntry {
    let feed = try read("---\n\(matter)\n---\n\(body)\n")
    return try #require(feed.entries.first)
  }

  @Test func titleAndDateAreEnough() throws {
    let post = try entry(
      "layout: post\ntitle: \"A: b\"\ndate: 2020-07-12T07:06:37+01:00\nauthor: Ann")
    #expect(post.title?.value == "A: b")
    #expect(post.published == ParsedDate("2020-07-12T06:06:37Z")?.timestamp)
    #expect(post.authors.map(\.name) == ["Ann"])
    #expect(post.content == Text(.html, "<p>Body</p>"))
    #expect(post.link == nil)
  }

  static let links: [(matter: String, link: String?)] = [
    ("from: https://x.example/a", "https://x.example/a"),
    ("link: https://x.example/a", "https://x.example/a"),
    ("permalink: https://x.example/a", "https://x.example/a"),
    ("permalink: /a/\nfrom: https://x.example/b", "https://x.example/b"),
    ("permalink: /a/", nil), ("link: javascript:x", nil), ("from:", nil),
  ]

  @Test(arguments: links) func theAddressIsTheFrontMatters(_ matter: String, _ link: String?) throws
  {
    let post = try entry("title: t\ndate: 2020-07-12\n\(matter)")
    #expect(post.link?.href == link)
    #expect(post.rawLink == link)
  }

  @Test func withoutTitleOrDateItIsRefused() {
    for matter in [
      "title: t", "date: 2020-07-12", "title: t\ndate: soon", "title:\ndate: 2020-07-12",
    ] {
      #expect(throws: NotAFeed.self) { try entry(matter) }
    }
  }

  @Test func aHeaderCountsMore() throws {
    let post = try entry(
      "title: t\ndate: 2020-07-12\nfrom: https://x.example/a",
      "<!--1729841822000-->\n[T](https://x.example/b)\n------\n<p>Body</p>")
    #expect(post.title?.value == "T")
    #expect(post.link?.href == "https://x.example/b")
    #expect(post.published == Timestamp(milliseconds: 1_729_841_822_000))
    #expect(post.content?.value == "<p>Body</p>")
  }
}
