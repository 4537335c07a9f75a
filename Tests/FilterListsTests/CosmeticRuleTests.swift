import FeedModel
import HTML
import Testing

@testable import FilterLists

/// Which elements cosmetic rules take.
@Suite struct CosmeticRuleTests {
  /// The `title` of every element that is taken.
  private func taken(
    _ rules: String, _ markup: String, of page: String? = "https://www.news.example/story"
  ) -> [String] {
    let lists = CompiledLists(compiling: [Array(rules.utf8)])
    #expect(lists.unsupported.reasons.isEmpty, "\(lists.unsupported.reasons)")
    let document = Document(parsingFragment: Array(markup.utf8))
    let page = ListedPage(page.flatMap { WebAddress($0) })
    return lists.elements(in: document, under: document.root, of: page).map {
      document.attribute(.title, of: $0.node) ?? ""
    }
  }

  private let page = """
    <div class="ad box" title="1"><p title="2">Sponsored content</p></div>
    <div id="ad-slot" title="3"><a href="https://ads.example/x" title="4">Go</a></div>
    <section title="5"><h3 title="6">Anzeige</h3><div title="7"><b title="8">b</b></div></section>
    <div class="article" title="9"><p title="10">Text (of a story)</p></div>
    """

  @Test(
    "A rule takes what it means",
    arguments: [
      ("##.ad", "1"), ("###ad-slot", "3"), ("##.AD", ""), ("##div.ad.box", "1"),
      (#"##a[href^="https://ads.example/"]"#, "4"), (#"##[id^="ad-"]"#, "3"),
      (#"##[class~="ad"]"#, "1"), (#"##[href*="ads.example"]"#, "4"),
      ("news.example##.ad", "1"), ("news.*##.ad", "1"), ("~other.example##.ad", "1"),
      ("other.example,news.example##.ad", "1"), ("*##.ad", "1"),
      ("##.box, #ad-slot", "1 3"),
      ("##div:has(> h3)", ""), ("##section:has(> h3)", "5"), ("##:is(.ad, #ad-slot)", "1 3"),
      ("##div:not(.ad):not(.article):not(#ad-slot)", "7"),
      ("#?#section:-abp-has(h3)", "5"), ("##p:has-text(Sponsored)", "2"),
      ("#?#p:-abp-contains(sponsored)", ""), ("##p:has-text(/sponsored/i)", "2"),
      ("##h3:has-text(/^Anzeige$/)", "6"), ("##h3:has-text(/^Anz|^Wer/):upward(section)", "5"),
      ("##h3:contains(Anzeige):upward(1)", "5"), ("##b:upward(2)", "5"),
      ("##b:nth-ancestor(1)", "7"),
      ("##b:upward(section) > h3", "6"), ("##b:upward(section) b", "8"),
      ("##b:upward(1):not(.x)", "7"), ("##p:has-text(Text (of a story))", "10"),
      ("##.ad:remove()", "1"), ("##.ad {remove: true;}", "1"), ("##.ad:has-text('Sponsored')", "1"),
      ("##section:has(h3:has-text(Anzeige))", "5"),
    ])
  func takes(rule: String, expected: String) {
    #expect(taken(rule, page).joined(separator: " ") == expected)
  }

  @Test(
    "A rule leaves what it does not mean",
    arguments: [
      "other.example##.ad", "~news.example##.ad", "other.*##.ad", "##.ad\n#@#.ad",
      "##.ad\nnews.example#@#.ad", "news.example##.ad\nwww.news.example#@#.ad",
      "##.ad\n@@||news.example^$generichide", "##.ad\n@@||news.example^$elemhide",
      "news.example##.ad\n@@||news.example^$specifichide", "##.ad\n@@||news.example^$document",
      "example,~news.example##.ad", "##b:upward(9)", "##b:upward(.ad)",
      "##p:has-text(/^sponsored/)",
    ])
  func leaves(rule: String) {
    #expect(taken(rule, page).isEmpty)
  }

  @Test func anExceptionForOtherPagesLeavesARuleInForce() {
    #expect(taken("##.ad\nother.example#@#.ad", page) == ["1"])
    #expect(taken("##.ad\n@@||other.example^$generichide", page) == ["1"])
    #expect(taken("news.example##.ad\n@@||news.example^$generichide", page) == ["1"])
  }

  @Test func withoutAPageOnlyRulesForAllPagesApply() {
    #expect(taken("news.example##.ad\n##.box\n~x.example###ad-slot", page, of: nil) == ["1", "3"])
  }

  @Test(
    "Each rule can be found by its key",
    arguments: [
      ("a.b#c > d.e", 1), ("a, b .c", 2), (#"[href^="https://x.example/"] b"#, 1),
      (#"div:is(.a, .b)"#, 1), ("*", 1),
    ])
  func keys(selector: String, count: Int) {
    let bytes = Array(selector.utf8)
    #expect(SelectorKeys.keys(of: bytes.span, 0..<bytes.count).count == count)
  }

  /// What is found by a key must be what a look at every rule finds.
  @Test(
    "Keys lose no element",
    arguments: [
      #"[href^="https://go.example/ad/"]"#, #"[href*="/ad/"]"#, #"[href$="/end"]"#,
      #"[href="https://go.example/ad/end"]"#, #"[data-ad-unit]"#, #"[title|="t"]"#, "a", "*",
      #"[HREF*="GO.example" i]"#, #"a[href^='https://go']"#, #"[class^="adv"]"#,
      #"[class*="vert"]"#,
      #".advert\-x"#, ":not(b)", "i ~ a", "i + a", #"[href^="https://go.example/ad/e"]"#,
    ])
  func complete(selector: String) throws {
    let markup = """
      <i></i><a href="https://go.example/ad/end" data-ad-unit="1" class="advert-x" title="t-1">x</a>
      """
    let document = Document(parsingFragment: Array(markup.utf8))
    let expected = document.select(try Selector(parsing: selector), under: document.root)
    let lists = CompiledLists(compiling: [Array("##\(selector)".utf8)])
    let found = lists.elements(in: document, under: document.root, of: ListedPage(nil))
    #expect(found.map(\.node) == expected)
    #expect(!expected.isEmpty)
  }
}
