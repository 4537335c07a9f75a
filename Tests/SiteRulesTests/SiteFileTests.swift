import HTML
import Testing

@testable import SiteRules

/// Files in the form of FiveFilters' site configurations.
@Suite struct SiteFileTests {
  static let sample = """
    # The Harbour Post, written for these tests
    title: //h1[@class='headline']
    author: //a[@rel='author']
    date: //time/@datetime
    body: //div[contains(concat(' ', normalize-space(@class), ' '), ' story-text ')]
    body: //article

    strip: //div[@id = 'promo'] | //p[starts-with(., 'Read also')]
    strip_id_or_class: newsletter
    strip_id_or_class: 'share-bar'
    strip_image_src: /pixel/
    single_page_link: //a[contains(@href, '/print/')]
    next_page_link: //a[@class='next-page']/@href
    find_string: <noscript>
    replace_string: <div>
    replace_string(</noscript>): </div>
    http_header(User-Agent): Reader/1.0
    prune: no
    tidy: yes
    test_url: https://harbour.example/1
    test_contains: The bridge
    test_contains: the ferry
    test_url: https://harbour.example/2
    """

  private func read(_ text: String) -> SiteFile { SiteFile(Array(text.utf8), name: "s/x.txt") }

  @Test func allKeysOfThePublishedFormAreUnderstood() {
    let file = read(Self.sample)
    let rule = file.rule
    #expect(rule.keep.count == 2 && rule.title.count == 1 && rule.authors.count == 1)
    #expect(rule.date.count == 1 && rule.next.count == 1 && rule.single.count == 1)
    #expect(rule.remove.map(\.place) == (8...11).map { "s/x.txt:\($0)" })
    #expect(rule.remove[2].pattern == .idOrClass(Array("share-bar".utf8)))
    #expect(rule.replacements.map(\.find) == [Array("</noscript>".utf8), Array("<noscript>".utf8)])
    #expect(rule.headers == [.init(name: "User-Agent", value: "Reader/1.0")])
    #expect(rule.tests.map(\.address) == (1...2).map { "https://harbour.example/\($0)" })
    #expect(rule.tests.map(\.texts) == [["The bridge", "the ferry"], []])
    #expect(rule.tests.map(\.place) == ["s/x.txt:20", "s/x.txt:23"])
    #expect(file.remarks.map(\.kind) == [.ignored("prune"), .ignored("tidy")])
    #expect(file.remarks.first?.place == "s/x.txt:18")
  }

  @Test(arguments: [
    ("just words", "is not of the form"), ("body:", "has no value"),
    ("body //p", "not of the form"),
    ("body: //p[", "no XPath 1.0 expression"), ("body: //p['x]", "closing quotation mark"),
    ("body: re:test(., 'x')", "no function of XPath 1.0"), ("body: document('x')", "no function"),
    ("strip: //p[$x]", "variable"), ("bodies: //p", "is no key"), ("titel: //h1", "is no key"),
    ("http_header: x", "http_header(Name)"), ("http_header(Host): x", "left to Refeed"),
    ("http_header(A B): x", "http_header(Name)"), ("find_string: a", "no \"replace_string\""),
    ("replace_string: a", "no \"find_string\""),
    ("test_contains: a", "before any \"test_url\""), ("replace_string(): a", "no text to be found"),
    ("strip: " + String(repeating: "(", count: 50) + "1", "nested deeper"),
    ("strip: " + String(repeating: "-", count: 60) + "1", "signs"),
    ("strip: //" + String(repeating: "a", count: 5000), "longer than"),
  ])
  func aLineThatCantBeUsedIsToldAndLeavesTheOthers(line: String, problem: String) throws {
    let file = read("title: //h1\n\(line)\nbody: //article\n")
    #expect(file.rule.title.count == 1 && file.rule.keep.count == 1)
    let remark = try #require(file.remarks.first)
    #expect(remark.place == "s/x.txt:2")
    #expect(remark.description.contains(problem), "\(remark)")
    #expect(file.remarks.count == 1)
  }

  @Test(arguments: [
    "", "\n\n", "# body: //p", "  # a comment", "\u{FEFF}# x",
  ])
  func linesWithoutAKeySayNothing(text: String) {
    let file = read(text)
    #expect(file.rule.isEmpty && file.remarks.isEmpty)
  }

  @Test func blanksLineEndsAndCaseDoNotMatter() {
    let file = read("\u{FEFF}Body :  //article \r\n\tSTRIP:\t//aside\r\n")
    #expect(file.rule.keep.first?.pattern == (try? PagePath("//article")).map { .path($0) })
    #expect(file.rule.remove.count == 1 && file.remarks.isEmpty)
  }

  @Test func aFileThatIsTooLargeIsLeftOut() {
    let file = read(String(repeating: "body: //p\n", count: 30_000))
    #expect(file.rule.isEmpty && file.remarks.count == 1)
  }

  @Test func noMoreExpressionsAreTakenThanArePromised() {
    let file = read(String(repeating: "strip: //p\n", count: 300))
    #expect(file.rule.remove.count == 200 && file.remarks.count == 100)
  }

  @Test func aHostsFileComesBeforeThoseForAllBelowANameAndTheOneForAllIsAddedToBoth() throws {
    let book = SiteRuleBook([
      "news.example.org.txt": Array("body: //main".utf8),
      ".example.org.txt": Array("body: //article".utf8),
      "example.net.txt": Array("body: //section".utf8),
      "global.txt": Array("strip: //aside".utf8),
    ])
    func places(_ host: String) -> [String] {
      let rule = book.rule(for: host)
      return ((rule?.keep ?? []) + (rule?.remove ?? [])).map(\.place)
    }
    #expect(places("news.example.org") == ["news.example.org.txt:1", "global.txt:1"])
    #expect(places("www.news.example.org") == ["news.example.org.txt:1", "global.txt:1"])
    #expect(places("blog.example.org") == [".example.org.txt:1", "global.txt:1"])
    #expect(places("a.b.example.org") == [".example.org.txt:1", "global.txt:1"])
    #expect(places("example.org") == ["global.txt:1"])
    #expect(places("myexample.net") == ["global.txt:1"])
    #expect(SiteRuleBook().rule(for: "example.org") == nil)
    let headers = SiteRuleBook([
      "global.txt": Array("http_header(Cookie): a=1\nhttp_header(Referer): x".utf8),
      "a.example.txt": Array("http_header(Cookie): b=2".utf8),
    ])
    #expect(headers.rule(for: "b.example")?.headers.map(\.name) == ["Referer"])
    #expect(headers.rule(for: "a.example")?.headers.map(\.value) == ["b=2", "x"])
  }

  @Test func theBuiltInTableCompilesAndMeansItsHostsAlone() throws {
    let texts = OwnSiteTable.rows.flatMap { $0.keep + $0.remove + $0.next }
    for text in texts { #expect(throws: Never.self) { try Selector(parsing: text) } }
    #expect(OwnSiteTable.rows.count <= 5)
    #expect(OwnSiteTable.rule(for: "a.substack.com") != nil)
    #expect(OwnSiteTable.rule(for: "notsubstack.com") == nil)
    let book = SiteRuleBook(["a.substack.com.txt": Array("body: //article".utf8)])
    #expect(book.rule(for: "a.substack.com")?.remove.isEmpty == true)
    #expect(book.rule(for: "b.substack.com")?.remove.isEmpty == false)
  }
}
