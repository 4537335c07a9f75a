import FeedModel
import JSON
import Testing

@testable import Normalizer

/// What a user writes under `rules`.
@Suite struct UserRulesTests {
  private func rules(_ json: String) throws -> Rules {
    try Rules(
      merging: try JSONDocument(parsing: Array(json.utf8), options: .configuration).root)
  }

  private func entry(_ html: String, title: String = "Title") -> ParsedEntry {
    var entry = ParsedEntry()
    entry.link = WebAddress("https://example.org/2024/post")
    entry.rawLink = "https://example.org/2024/post"
    entry.title = Text(.plain, title)
    entry.content = Text(.html, html)
    return entry
  }

  private func cleaned(
    _ html: String, _ json: String, title: String = "Title"
  ) throws
    -> NormalizedEntry?
  {
    Normalizer(rules: try rules(json)).normalized(
      entry: entry(html, title: title),
      context: NormalizationContext(
        id: "urn:uuid:0", now: Timestamp(milliseconds: 10 * 86_400_000), explains: true))
  }

  @Test(arguments: [
    (
      #"{"remove": ["div.share", "aside"]}"#, "<p>a</p><div class=share>b</div><aside>c</aside>",
      "<p>a</p>"
    ),
    (
      #"{"keep": "article"}"#, "<p>a</p><div><article><p>b</p></article></div>",
      "<article><p>b</p></article>"
    ),
    (#"{"keep": "nav"}"#, "<p>a</p>", "<p>a</p>"),
    (#"{"unwrap": "em"}"#, "<p>a <em>b</em></p>", "<p>a b</p>"),
    (
      #"{"replace": [{"text": "foo", "with": "$1bar"}]}"#, "<p title=foo>Foo <b>foo</b></p>",
      #"<p title="foo">$1bar <b>$1bar</b></p>"#
    ),
    (#"{"replace": [{"text": "/(\\d+)元/", "with": "¥$1"}]}"#, "<p>12元</p>", "<p>¥12</p>"),
    (#"{"replace": [{"text": "a", "with": "<script>"}]}"#, "<p>a</p>", "<p>&lt;script&gt;</p>"),
    (
      #"{"addresses": [{"prefix": "https://a.example/", "with": "https://b.example/x/"}]}"#,
      "<a href='https://a.example/1'>l</a>", #"<a href="https://b.example/x/1">l</a>"#
    ),
    (
      #"{"addresses": [{"text": "/-150x150(\\.\\w+)$/", "with": "$1"}]}"#,
      "<img src='https://a.example/i-150x150.jpg'>", #"<img src="https://a.example/i.jpg">"#
    ),
    (
      #"{"images": {"mode": "keep"}}"#,
      "<img src='https://images.weserv.nl/?url=example.com/a.jpg'>",
      #"<img src="https://images.weserv.nl/?url=example.com/a.jpg">"#
    ),
    (
      #"{"images": {"mode": "https://p.example/?url={encoded}"}}"#,
      "<img src='https://images.weserv.nl/?url=example.com/a.jpg'>",
      #"<img src="https://p.example/?url=https%3A%2F%2Fexample.com%2Fa.jpg">"#
    ),
    (
      #"{"images": {"resizers": "original"}}"#,
      "<img src='https://dims.apnews.com/dims4/x/?url=https%3A%2F%2Fexample.com%2Fa.jpg'>",
      #"<img src="https://example.com/a.jpg">"#
    ),
    (
      #"{"images": {"except": ["*.example.com"]}}"#,
      "<img src='https://wsrv.nl/?url=i.example.com/a.jpg'>",
      #"<img src="https://wsrv.nl/?url=i.example.com/a.jpg">"#
    ),
    (
      #"{"imageProxies": [{"name": "mine", "hosts": ["p.example"], "parameters": ["u"]}]}"#,
      "<img src='https://p.example/?u=https%3A%2F%2Fexample.com%2Fa.jpg'>",
      #"<img src="https://example.com/a.jpg">"#
    ),
    (
      #"{"off": ["image-proxy.weserv"]}"#, "<img src='https://wsrv.nl/?url=example.com/a.jpg'>",
      #"<img src="https://wsrv.nl/?url=example.com/a.jpg">"#
    ),
    (
      #"{"promos": [{"name": "mine", "select": "p.promo"}]}"#,
      "<p>A long enough article text.</p><p class=promo>Buy</p>",
      "<p>A long enough article text.</p>"
    ),
    (
      #"{"sanitizer": {"elements": {"div": ["class"]}}}"#, "<div class=x>a</div><p class=y>b</p>",
      #"<div class="x">a</div><p>b</p>"#
    ),
  ])
  func rulesDoWhatTheySay(json: String, html: String, expected: String) throws {
    #expect(try cleaned(html, json)?.content?.html == expected)
  }

  @Test(arguments: [
    (#"{"only": {"title": ["economy", "/金融|股市/i"]}}"#, "The Economy", true),
    (#"{"only": {"title": ["economy", "/金融|股市/i"]}}"#, "今日股市", true),
    (#"{"only": {"title": ["economy"]}}"#, "Sport", false),
    (#"{"only": {"title": ["sport"], "text": ["body"], "match": "all"}}"#, "Sport", true),
    (#"{"only": {"title": ["sport"], "text": ["nothing"], "match": "all"}}"#, "Sport", false),
    (#"{"drop": {"title": ["/^ad:/i"]}}"#, "AD: buy", false),
    (#"{"drop": {"title": ["/^ad:/i"]}}"#, "Read: buy", true),
    (#"{"drop": {"address": ["/2024/"]}}"#, "x", false),
    (#"{"drop": {"age": "5d"}}"#, "x", false),
    (#"{"only": {"age": "20d"}}"#, "x", true),
  ])
  func filtersKeepAndDrop(json: String, title: String, isKept: Bool) throws {
    #expect((try cleaned("<p>body</p>", json, title: title) != nil) == isKept)
  }

  @Test func renameChangesTheTitle() throws {
    let json = #"{"rename": [{"text": "/^\\[[^]]*\\] */", "with": ""}]}"#
    #expect(try cleaned("<p>a</p>", json, title: "[News] Title")?.title == "Title")
  }

  @Test(arguments: [
    (#"{"remvoe": []}"#, "remvoe", "did you mean \"remove\"?"),
    (#"{"remove": ["div..x"]}"#, "remove[0]", "column"),
    (#"{"replace": [{"text": "/(/", "with": ""}]}"#, "replace[0].text", "offset"),
    (#"{"off": ["image-proxy.wesrv"]}"#, "off[0]", "image-proxy.weserv"),
    (#"{"images": {"mode": "orginal"}}"#, "images.mode", "original"),
    (#"{"promos": [{"classes": ["x"]}]}"#, "promos[0]", "name"),
    (#"{"imageProxies": [{"name": "x", "parameters": ["u"]}]}"#, "imageProxies[0]", "hosts"),
    (#"{"sanitizer": {"elements": {"script": []}}}"#, "sanitizer.elements.script", "safe"),
    (#"{"only": {"titel": "x"}}"#, "only.titel", "title"),
    (#"{"drop": {"age": "soon"}}"#, "drop.age", "duration"),
  ])
  func badRuleSaysWhereAndWhy(json: String, path: String, words: String) throws {
    do {
      _ = try rules(json)
      Issue.record("\(json) was accepted")
    } catch let error as InvalidRule {
      #expect(error.path == path)
      #expect(error.description.utf8.contains(words.utf8), "\(error)")
      #expect(error.position.column > 1)
    }
  }

  @Test func expressionThatExplodesIsCutShort() throws {
    let json = #"{"replace": [{"text": "/(a+)+$/", "with": "x"}]}"#
    let text = String(repeating: "a", count: 5000) + "b"
    #expect(try cleaned("<p>\(text)</p>", json)?.content?.html == "<p>\(text)</p>")
  }

  @Test func fingerprintFollowsTheRules() throws {
    let one = try rules(#"{"remove": ["a"]}"#).fingerprint
    #expect(one == (try rules(#"{ "remove" : ["a"] }"#).fingerprint))
    #expect(one != (try rules(#"{"remove": ["b"]}"#).fingerprint))
    #expect(one != Rules.builtIn.fingerprint)
  }
}
