import FeedModel
import Testing

@testable import FilterLists

/// What network rules say of addresses.
@Suite struct NetworkRuleTests {
  /// Whether the rules block an address.
  private func blocks(
    _ rules: String, _ address: String, _ kind: RequestKind = .image,
    from page: String? = "https://news.example/story"
  ) throws -> Bool {
    let lists = CompiledLists(compiling: [Array(rules.utf8)])
    #expect(lists.unsupported.reasons.isEmpty, "\(lists.unsupported.reasons)")
    let address = try #require(WebAddress(address))
    return lists.verdict(on: address, as: kind, from: ListedPage(page.flatMap { WebAddress($0) }))
      .isBlocked
  }

  @Test(
    "A pattern blocks what it means",
    arguments: [
      ("||ads.example^", "https://ads.example/a.gif"),
      ("||ads.example^", "https://cdn.ads.example:8443/a.gif"),
      ("||ads.example/banner/", "https://x.ads.example/banner/1.png"),
      ("||ads.", "https://cdn.ads.example/1.png"),
      ("|https://ads.example/", "https://ads.example/1.png"),
      (".gif|", "https://a.example/b.gif"),
      ("/banner/*/img^", "https://a.example/banner/foo/img?x"),
      ("/banner/*/img^", "https://a.example/banner/foo/bar/img"),
      ("&ad_box_", "https://a.example/?x=1&ad_box_=2"),
      ("/Ads/", "https://a.example/ads/1.png"),
      ("/ADS-Box.", "https://a.example/aDs-box.png"),
      ("||ads.example^$image", "https://ads.example/a.gif"),
      ("||ads.example^$~script", "https://ads.example/a.gif"),
      ("||ads.example^$third-party", "https://ads.example/a.gif"),
      ("||ads.example^$3p,image", "https://ads.example/a.gif"),
      ("||news.example/ads/$~third-party", "https://img.news.example/ads/a.gif"),
      ("||news.example/ads/$1p", "https://img.news.example/ads/a.gif"),
      ("/ads/*$domain=news.example|other.example", "https://a.example/ads/b"),
      ("/ads/*$domain=example.org|news.*", "https://a.example/ads/b"),
      ("/ads/*$domain=~other.example", "https://a.example/ads/b"),
      ("$image,domain=news.example", "https://a.example/b"),
      ("*$image,denyallow=good.example,domain=news.example", "https://a.example/b"),
      ("/ads/*$to=a.example", "https://a.example/ads/b"),
      (#"/banner\d+\.(gif|png)/"#, "https://a.example/banner12.png"),
      (#"/^https?:\/\/[a-z]{8,15}\.example\//$image"#, "https://abcdefghij.example/x"),
      ("||ads.example^$all", "https://ads.example/a.gif"),
      ("||ads.example^$redirect=1x1.gif", "https://ads.example/a.gif"),
      ("@@||ads.example^\n||ads.example^$important", "https://ads.example/a.gif"),
      ("||ads.example^\n||ads.example^$image,badfilter", "https://ads.example/a.gif"),
      ("/Foo/$match-case", "https://a.example/Foo/b"),
      ("||bücher.example^", "https://xn--bcher-kva.example/a"),
      ("0.0.0.0 ads.example", "https://ads.example/a.gif"),
    ])
  func matches(rules: String, address: String) throws {
    #expect(try blocks(rules, address))
  }

  @Test(
    "A pattern leaves what it does not mean",
    arguments: [
      ("||ads.example^", "https://ads.example.org/a.gif"),
      ("||ads.example^", "https://badads.example/a.gif"),
      ("||ads.example^", "https://a.example/?u=https://ads.example/"),
      ("|https://ads.example/", "https://a.example/https://ads.example/1.png"),
      (".gif|", "https://a.example/b.gif?x"),
      ("/banner/*/img^", "https://a.example/banner/img"),
      ("/banner/*/img^", "https://a.example/banner/foo/imgraph"),
      ("||ads.example^$script", "https://ads.example/a.gif"),
      ("||ads.example^$~image", "https://ads.example/a.gif"),
      ("||ads.example^$popup", "https://ads.example/a.gif"),
      ("||ads.example^$document", "https://ads.example/a.gif"),
      ("||news.example^$third-party", "https://img.news.example/a.gif"),
      ("||ads.example^$~third-party", "https://ads.example/a.gif"),
      ("/ads/*$domain=other.example", "https://a.example/ads/b"),
      ("/ads/*$domain=~news.example", "https://a.example/ads/b"),
      ("/ads/*$domain=example|~news.example", "https://a.example/ads/b"),
      ("*$image,denyallow=good.example,domain=news.example", "https://cdn.good.example/b"),
      ("/ads/*$to=~a.example", "https://a.example/ads/b"),
      (#"/banner\d+\.(gif|png)/"#, "https://a.example/banner.png"),
      ("||ads.example^\n@@||ads.example/good/", "https://ads.example/good/a.gif"),
      ("||ads.example^\n@@$domain=news.example,image", "https://ads.example/a.gif"),
      ("||ads.example^$image\n||ads.example^$image,badfilter", "https://ads.example/a.gif"),
      ("/Foo/$match-case", "https://a.example/foo/b"),
      ("# a remark\n! another\n[Adblock Plus 2.0]", "https://a.example/remark"),
      ("!#if env_chromium\n||ads.example^\n!#else\n!#endif", "https://a.example/a"),
    ])
  func leaves(rules: String, address: String) throws {
    let lists = CompiledLists(compiling: [Array(rules.utf8)])
    let address = try #require(WebAddress(address))
    let page = ListedPage(WebAddress("https://news.example/story"))
    #expect(!lists.verdict(on: address, as: .image, from: page).isBlocked)
  }

  @Test(
    "Without a page, rules for pages and parties don't apply",
    arguments: [
      "||ads.example^$third-party", "||ads.example^$~third-party", "||ads.example^$strict3p",
      "||ads.example^$domain=news.example", "||ads.example^$domain=news.*",
    ])
  func withoutPage(rule: String) throws {
    #expect(try !blocks(rule, "https://ads.example/a.gif", from: nil))
    #expect(try blocks("||ads.example^", "https://ads.example/a.gif", from: nil))
    #expect(try blocks("||ads.example^$domain=~x.example", "https://ads.example/", from: nil))
  }

  @Test(
    "A site is what somebody registered",
    arguments: [
      ("https://a.bbc.co.uk/", "https://b.bbc.co.uk/", false),
      ("https://a.co.uk/", "https://b.co.uk/", true),
      ("https://me.github.io/", "https://you.github.io/", true),
      ("https://a.example.com/", "https://b.example.com/", false),
      ("https://192.0.2.1/", "https://192.0.2.2/", true),
    ])
  func parties(page: String, address: String, isThird: Bool) throws {
    #expect(try blocks("*$third-party", address, from: page) == isThird)
    #expect(try blocks("*$first-party", address, from: page) == !isThird)
  }

  @Test func aRuleTellsWhetherItIsAboutSomebody() throws {
    let address = try #require(WebAddress("https://ads.example/banner/a.gif"))
    let page = ListedPage(WebAddress("https://news.example/"))
    for (rule, isNamed) in [
      ("||ads.example^", true), ("||ads.example/banner/", true), ("/banner/*", false),
      ("||ads.", false), ("/banner/*$domain=news.example", true),
      ("/banner/*$domain=~x.example", false),
    ] {
      let lists = CompiledLists(compiling: [Array(rule.utf8)])
      let expected = ListVerdict.blocked(by: ListedRule(text: rule, isNamed: isNamed))
      #expect(lists.verdict(on: address, as: .image, from: page) == expected)
    }
  }

  @Test(
    "What is not understood is counted by its name",
    arguments: [
      ("||a.example^$csp=script-src 'self'", "$csp"),
      ("||a.example^$replace=/a/b/", "$replace"),
      ("||a.example^$nonsense", "$nonsense"),
      ("||a.example^$~domain=a.example", "$domain"),
      (#"||a.example^$domain=/x\.example/"#, "$domain"),
      ("/a(b/", "regular expression"),
      ("a.example##+js(nowoif)", "##+js()"),
      ("a.example##^script:has-text(x)", "##^"),
      ("a.example##.x:matches-css(display: block)", ":matches-css()"),
      ("a.example##.x:matches-css-before(content: x)", ":matches-css-before()"),
      ("a.example##.x:xpath(..)", ":xpath()"),
      ("a.example##.x:style(color: red)", ":style()"),
      ("a.example##.x {color: red}", "{…}"),
      ("a.example#$#.x { color: red }", "#$#"),
      ("a.example#%#alert(1)", "#%#"),
      ("a.example$$div[id=\"x\"]", "$$"),
      ("##.x::before", "pseudo-element"),
      ("##.x >", "selector"),
      ("!#if ext_ublock\n||a.example^\n!#endif", "!#if"),
      ("!#include other.txt", "!#include"),
    ])
  func unsupported(rule: String, name: String) {
    let lists = CompiledLists(compiling: [Array(rule.utf8)])
    #expect(lists.unsupported.reasons.map(\.name) == [name])
    #expect(lists.unsupported.count == 1)
    #expect(lists.networkRules == 0)
    #expect(lists.cosmeticRules == 0)
  }

  @Test(
    "Conditions are those of no browser",
    arguments: [
      ("env_firefox", false), ("!env_firefox", true), ("true", true), ("false", false),
      ("!env_mobile && !cap_html_filtering", true), ("env_a || !env_b", true),
      ("(env_a || true) && !(false)", true), ("true && false || true", true),
    ])
  func conditions(text: String, value: Bool) {
    #expect(ListConditions.value(of: Array(text.utf8)[...]) == value)
  }

  @Test(
    "A condition that can't be read has no value",
    arguments: [
      "", "&&", "a b", "(a", "a)", "a & b", "a ||", "()", String(repeating: "(", count: 100_000),
    ])
  func badConditions(text: String) {
    #expect(ListConditions.value(of: Array(text.utf8)[...]) == nil)
  }
}
