import ArticleExtractor
import FeedModel
import HTML
import Testing

@testable import SiteRules

/// What rules take of pages.
@Suite struct RuleFindingsTests {
  static let page = """
    <!doctype html><html><head><title>The bridge - The Harbour Post</title></head><body>
    <nav class="menu"><a href="/1">One</a></nav>
    <h1 class="headline">The bridge</h1><a rel="author" href="/ann">Ann
    Example</a><time datetime="2026-03-01T10:00:00Z">1 March</time>
    <article id="story"><p>First <b>words</b>.</p><div class="x newsletter-box">Subscribe</div>
    <img src="https://t.example/pixel/1.gif"><img src="/bridge.jpg"><svg><path d="M0"/></svg>
    <p>Second.</p></article>
    <a class="next-page" href="?page=2">Next</a><a href="/print/1">Print</a></body></html>
    """

  private func findings(_ text: String, _ html: String = page) -> RuleFindings {
    SiteFile(Array(text.utf8), name: "x.txt").rule.findings(
      in: Document(parsing: Array(html.utf8)),
      address: WebAddress("https://harbour.example/1"))
  }

  private static func tree(_ html: String) -> PageTree? {
    PageTree(Document(parsing: Array(html.utf8)))
  }

  /// The names of the elements that an expression takes.
  private func names(_ expression: String, _ html: String = page) throws -> [String] {
    let document = Document(parsing: Array(html.utf8))
    let made = PageTree(document)
    let tree = try #require(made)
    guard case .nodes(let nodes) = try tree.value(of: PagePath(expression)) else { return [] }
    return nodes.map { node in
      node.attribute.map { "@\($0)" }
        ?? (document.isElement(node.node)
          ? document.string(document.name(of: node.node)) : document.text(of: node.node))
    }
  }

  @Test(arguments: [
    ("//article", ["article"]), ("id('story')", ["article"]),
    ("//article/p | //h1", ["h1", "p", "p"]),
    ("//img[contains(@src, 'pixel')]/@src", ["@https://t.example/pixel/1.gif"]),
    ("//p[1]/text()", ["First ", "."]), ("//p[last()]", ["p"]), ("//svg/path", ["path"]),
    ("//p[contains(., 'words')]/b/..", ["p"]), ("//nothing", []), ("//ARTICLE", []),
    ("//div[contains(concat(' ',normalize-space(@class),' '),' newsletter-box ')]", ["div"]),
    ("//p[string-length(.) > 8]", ["p"]), ("/html/body/article/preceding-sibling::h1", ["h1"]),
  ])
  func nodesOfAnExpressionAreThoseOfThePage(expression: String, expected: [String]) throws {
    #expect(try names(expression) == expected)
  }

  @Test func anExpressionMayGiveAText() throws {
    let tree = try #require(Self.tree(Self.page))
    for (expression, text) in [
      (
        "concat('https://x.example', substring-after(//a[@rel]/@href, '/'))", "https://x.exampleann"
      ),
      ("string(//h1)", "The bridge"), ("count(//p)", "2"), ("true()", "true"),
    ] {
      guard case .text(let found) = try tree.value(of: PagePath(expression)) else {
        Issue.record("\(expression) gives nodes")
        continue
      }
      #expect(found == text)
    }
  }

  @Test(arguments: ["//x:p", "//p[unknown:f(.)]"])
  func whatCantBeAskedIsToldWithItsPlace(expression: String) {
    let found = findings("body: \(expression)\ntitle: //h1")
    #expect(found.choice.keep.isEmpty && found.title == "The bridge")
    #expect(found.problems.allSatisfy { $0.hasPrefix("x.txt:1: ") })
  }

  @Test func metadataLinksAndWhatGoesAreFound() {
    let found = findings(SiteFileTests.sample)
    #expect(found.title == "The bridge" && found.authors == ["Ann Example"])
    #expect(found.published?.timestamp.rfc3339 == "2026-03-01T10:00:00Z")
    #expect(found.next?.href == "https://harbour.example/1?page=2")
    #expect(found.single?.href == "https://harbour.example/print/1")
    #expect(found.choice.keep.count == 1 && found.places == ["x.txt:6"])
    #expect(found.choice.remove.count == 2 && found.removingPlace == "x.txt:9")
  }

  @Test func replacementsAreMadeBeforeThePageIsParsed() {
    let rule = SiteFile(
      Array("find_string: <b>\nreplace_string: <i>\nreplace_string(</b>): </i>\n".utf8), name: "x"
    ).rule
    #expect(rule.replaced(Array("a<b>c</b><b>".utf8)) == Array("a<i>c</i><i>".utf8))
    #expect(rule.replaced(Array("nothing".utf8)) == Array("nothing".utf8))
    let growing = SiteFile(
      Array("replace_string(a): \(String(repeating: "a", count: 4000))".utf8), name: "x"
    ).rule
    let page = [UInt8](repeating: UInt8(ascii: "a"), count: 10_000)
    #expect(growing.replaced(page) == page)
  }

  // MARK: Bounds

  private static func longPage(_ count: Int) -> String {
    "<body>" + String(repeating: "<div><p>word word word</p></div>", count: count)
  }

  private static func isSpent(by expression: String, _ tree: PageTree) -> Bool {
    guard let path = try? PagePath(expression) else { return false }
    do throws(PageTree.Failure) {
      _ = try tree.value(of: path)
      return false
    } catch {
      return error == .spent
    }
  }

  /// Each of them would read the whole page again for every element of it.
  @Test(arguments: [
    "//*[contains(//body, 'nothing')]", "//*[contains(/html, 'nothing')]",
    "//*[count(//*[count(//*) > 1]) > 1]", "//p[following::p[following::p[following::p]]]",
    "//*[string-length(ancestor::body) = 3]", "//*[translate(/, 'w', 'v') = '']",
  ])
  func anExpressionThatReadsThePageForEachElementEndsByItsSteps(expression: String) throws {
    let nodes = Document(parsing: Array(Self.longPage(8000).utf8)).nodeCount
    let tree = try #require(Self.tree(Self.longPage(8000)))
    #expect(Self.isSpent(by: expression, tree))
    #expect(tree.steps <= 200_000 + 400 * nodes)
    // And so do those that come behind it.
    #expect(Self.isSpent(by: "//p", tree))
  }

  @Test(arguments: [
    "//*[/html = 'word']", "//p[//a > 3]", "//p['x' = ../..]", "//p[a/b != 'x']",
    "//p[3 < ancestor::div]",
  ])
  func textsAreComparedOnPagesOfOrdinarySizeAlone(expression: String) throws {
    let path = try PagePath(expression)
    #expect(path.comparesTexts)
    let (small, large) = (try #require(Self.tree(Self.page)), Self.tree(Self.longPage(8000)))
    #expect(throws: Never.self) { _ = try small.value(of: path) }
    #expect(throws: PageTree.Failure.tooLarge) { _ = try large?.value(of: path) }
  }

  @Test(arguments: [
    "//p[@class='x']", "//p[.='x']", "//p[text() = \"a > b\"]", "//a[count(//b) > 3]", "//p[2 < 3]",
    "//img[@width<10]", "//p[position() != last()]", "//p[contains(., 'a=b')]", "//p",
  ])
  func otherComparisonsAreMadeOnEveryPage(expression: String) throws {
    #expect(try !PagePath(expression).comparesTexts)
  }

  @Test func stepsOfOrdinaryExpressionsGrowWithThePage() throws {
    func steps(_ count: Int) throws -> Int {
      let tree = try #require(Self.tree(Self.longPage(count)))
      for expression in ["//p", "//div[contains(@class, 'x')]", "//p[contains(., 'word')]"] {
        _ = try tree.value(of: PagePath(expression))
      }
      return tree.steps
    }
    let (small, large) = (try steps(1000), try steps(8000))
    #expect(large < 9 * small, "\(small) \(large)")
    #expect(large < 8000 * 60)
  }

  @Test func whatIsSpentIsToldOnce() {
    let found = findings(
      "body: //*[contains(/html, 'x')]\nstrip: //p\nstrip: //b\n", Self.longPage(8000))
    #expect(found.problems.count == 1)
    #expect(found.problems.first?.hasPrefix("x.txt:1: takes too many steps") == true)
  }

  @Test func aDeepPageAndOddNamesAreRead() throws {
    let deep = String(repeating: "<div>", count: 2000) + "x"
    #expect(try names("//div[not(div)]", deep).contains("div"))
    #expect(try names("//a[@b]", "<a <b=1 b=2 xml:lang=x @c=3>y</a>") == ["a"])
    #expect(try names("//p", "") == [])
  }

  /// Whatever becomes of a file, it is read, asked and bounded.
  @Test func tenThousandMutationsOfAFileAreHarmless() {
    var random = Mutations(seed: 20_260_310)
    let samples = [
      SiteFileTests.sample,
      "body: //div[@id='a']//p[position() > 1 and not(contains(., 'x'))]\nstrip: //*[@a=//b]\n"
        + "next_page_link: concat('a', string(//a[last()]/@href))\nstrip_id_or_class: n\n",
    ].map { Array($0.utf8) }
    let page = Array(Self.page.utf8)
    var understood = 0
    for round in 0..<10_000 {
      let file = SiteFile(random.mutated(samples[round % samples.count]), name: "f")
      #expect(file.remarks.count < 200)
      guard round % 4 == 0 else { continue }
      let document = Document(parsing: file.rule.replaced(page))
      let bound = 200_000 + 400 * document.nodeCount
      let found = file.rule.findings(in: document, address: nil)
      understood += found.choice.keep.count + found.choice.remove.count
      for part in file.rule.keep + file.rule.remove {
        guard case .path(let path) = part.pattern, let tree = PageTree(document) else { continue }
        _ = try? tree.value(of: path)
        #expect(tree.steps <= bound)
      }
    }
    #expect(understood > 1000)
  }
}

/// Changes of bytes that are the same in every run.
struct Mutations {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next(_ bound: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int((state >> 33) % UInt64(bound))
  }

  private static let pieces = [
    "//", "[", "]", "(", ")", "'", "\"", "*", "::", "@", "|", "ancestor::", "count(", " and ", "$",
    "1e9", "\u{0}", "\n", ": ", "strip: ", "body: //*[", "..", "-", "é", "\r", "div ", "<", "=",
  ].map { Array($0.utf8) }

  mutating func mutated(_ bytes: [UInt8]) -> [UInt8] {
    var bytes = bytes
    for _ in 0...next(4) {
      let place = next(bytes.count)
      switch next(4) {
      case 0: bytes.remove(at: place)
      case 1: bytes[place] = UInt8(next(256))
      case 2: bytes.insert(contentsOf: Self.pieces[next(Self.pieces.count)], at: place)
      default:
        let end = min(bytes.count, place + next(30))
        bytes.insert(contentsOf: bytes[place..<end], at: next(bytes.count))
      }
      if bytes.isEmpty { bytes = [0x23] }
    }
    return bytes
  }
}
