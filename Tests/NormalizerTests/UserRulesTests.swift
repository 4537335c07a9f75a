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

  private func json(_ text: String) throws -> JSONValue {
    try JSONDocument(parsing: Array(text.utf8), options: .configuration).root
  }

  private func cleaned(
    _ html: String, _ json: String, title: String = "Title"
  ) throws -> NormalizedEntry? {
    try cleaned(html, try rules(json), title: title)
  }

  private func cleaned(
    _ html: String, _ rules: Rules, title: String = "Title"
  ) throws -> NormalizedEntry? {
    Normalizer(rules: rules).normalized(
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

  @Test(
    "Filters look at every field that they name",
    arguments: [
      (#"{"only": {"author": "ann"}}"#, true), (#"{"only": {"author": "bob"}}"#, false),
      (#"{"drop": {"author": ["bob", "/^Ann/"]}}"#, false),
      (#"{"only": {"category": "/^world$/i"}}"#, true), (#"{"drop": {"category": "sport"}}"#, true),
      (#"{"only": {"text": "visible"}}"#, true), (#"{"only": {"text": "hidden"}}"#, false),
      (#"{"only": {"address": "/\/2024\//"}}"#, true), (#"{"drop": {"address": "/2023/"}}"#, true),
      (#"{"only": [{"title": "x"}, {"author": "ann"}]}"#, true),
      (#"{"only": {"title": "x", "author": "ann"}}"#, true),
      (#"{"only": {"title": "x", "author": "ann", "match": "all"}}"#, false),
      (#"{"drop": {"title": "title", "author": "ann", "match": "all"}}"#, false),
      (#"{"only": {"title": "title"}, "drop": {"author": "ann"}}"#, false),
    ])
  func filterFields(json: String, isKept: Bool) throws {
    var entry = entry("<p>Visible</p><script>hidden</script>")
    entry.authors = [Person(name: "Ann Other")]
    entry.categories = [Category(term: "w", label: "World")]
    let clean = Normalizer(rules: try rules(json)).normalized(
      entry: entry, context: NormalizationContext(id: "urn:uuid:0"))
    #expect((clean != nil) == isKept)
  }

  @Test("A limit leaves the newest entries")
  func limit() throws {
    var feed = ParsedFeed(dialect: .rss20)
    feed.entries = (1...5).map { number in
      var entry = entry("<p>\(number)</p>", title: "\(number)")
      entry.id = "urn:x:\(number)"
      entry.published = Timestamp(milliseconds: Int64(number) * 1000)
      return entry
    }
    let clean = Normalizer(rules: try rules(#"{"limit": 2}"#)).normalized(
      feed, context: NormalizationContext(id: "urn:uuid:0"))
    #expect(clean.entries.map(\.title) == ["5", "4"])
  }

  @Test("Address rewrites reach candidates, attachments and links beside the body")
  func rewritesReachEverything() throws {
    let json = #"{"addresses": {"prefix": "http://old.example/", "with": "https://new.example/"}}"#
    var entry = entry(
      "<img src='http://old.example/a.png' srcset='http://old.example/b.png 2x'>"
        + "<video src='http://old.example/c.mp4' poster='http://old.example/d.png'></video>")
    entry.links = [Link(rel: "via", address: try #require(WebAddress("http://old.example/e")))]
    let clean = try #require(
      Normalizer(rules: try rules(json)).normalized(
        entry: entry, context: NormalizationContext(id: "urn:uuid:0")))
    let html = try #require(clean.content?.html)
    #expect(!html.contains("old.example"))
    #expect(html.contains("https://new.example/b.png 2x"))
    #expect(clean.attachments.map(\.address.href) == ["https://new.example/c.mp4"])
    #expect(clean.links.map(\.address.href) == ["https://new.example/e"])
  }

  @Test("Text that a pattern puts in place stays text, however it looks")
  func replacementsStayText() throws {
    let json = #"{"replace": {"text": "/(x)/", "with": "<img src=x onerror=alert($1)>&amp;"}}"#
    #expect(
      try cleaned("<p>x</p>", json)?.content?.html
        == "<p>&lt;img src=x onerror=alert(x)&gt;&amp;amp;</p>")
  }

  @Test("A replacement that would grow a text without end changes nothing")
  func growthIsBounded() throws {
    let json = #"{"replace": {"text": "/a/", "with": "\#(String(repeating: "b", count: 9000))"}}"#
    let text = String(repeating: "a", count: 9000)
    let entry = try cleaned("<p>\(text)</p>", json)
    #expect(entry?.content?.html == "<p>\(text)</p>")
    #expect(entry?.diagnostics.last?.code == "pattern-too-slow")
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
    (#"{"drop": {"match": "all"}}"#, "drop", "title"),
    (#"{"drop": {"title": "x", "match": "some"}}"#, "drop.match", "any, all"),
    (#"{"drop": {"title": ""}}"#, "drop.title", "empty"),
    (#"{"only": {"text": ["/(?<=a+)b/"]}}"#, "only.text[0]", "lookbehind"),
    (#"{"limit": 0}"#, "limit", "above 0"),
    (#"{"keep": 3}"#, "keep", "list of strings"),
    (#"{"replace": [{"with": "x"}]}"#, "replace[0]", "text"),
    (#"{"replace": [{"text": "/(a)/", "with": "$2"}]}"#, "replace[0].with", "no group 2"),
    (#"{"replace": [{"text": "/(a)/", "with": "${1"}]}"#, "replace[0].with", "replacement"),
    (#"{"rename": [{"text": "a", "whit": "x"}]}"#, "rename[0].whit", "with"),
    (#"{"addresses": [{"with": "x"}]}"#, "addresses[0]", "prefix"),
    (#"{"addresses": [{"prefix": "a", "text": "b"}]}"#, "addresses[0]", "not both"),
    (
      #"{"trackers": [{"name": "a", "hosts": "b"}, {"name": "a", "hosts": "c"}]}"#,
      "trackers[1]", "already"
    ),
    (#"{"trackers": [{"name": "a"}]}"#, "trackers[0]", "hosts"),
    (#"{"steps": [{"name": "sanitizer.element", "on": false}]}"#, "steps[0]", "can't"),
    (#"{"steps": [{"name": "tidy.emtpy"}]}"#, "steps[0]", "tidy.empty"),
    (#"{"off": ["sanitizer.*"]}"#, "off[0]", "can't"),
    (
      #"{"sanitizer": {"schemes": {"link": ["javascript"]}}}"#,
      "sanitizer.schemes.link[0]", "safe"
    ),
    (#"{"sanitizer": {"schemes": {"image": ["data"]}}}"#, "sanitizer.schemes.image[0]", "safe"),
    (#"{"sanitizer": {"global": ["onclick"]}}"#, "sanitizer.global[0]", "safe"),
    (#"{"sanitizer": {"elements": {"a": {"ping": true}}}}"#, "sanitizer.elements.a.ping", "safe"),
    (#"{"sanitizer": {"elements": {"p": ["style"]}}}"#, "sanitizer.elements.p[0]", "safe"),
    (#"{"sanitizer": {"rename": {"b": "script"}}}"#, "sanitizer.rename.b", "safe"),
    (#"{"sanitizer": {"math": ["annotation-xml"]}}"#, "sanitizer.math[0]", "safe"),
    (#"{"sanitizer": {"dataImages": ["svg+xml"]}}"#, "sanitizer.dataImages[0]", "png"),
    (#"{"sanitizer": {"idPrefix": ""}}"#, "sanitizer.idPrefix", "word"),
  ])
  func badRuleSaysWhereAndWhy(json: String, path: String, words: String) throws {
    do {
      _ = try rules(json)
      Issue.record("\(json) was accepted")
    } catch let errors as InvalidRules {
      let error = try #require(errors.problems.first)
      #expect(errors.problems.count == 1)
      #expect(error.path == path)
      #expect(error.description.utf8.contains(words.utf8), "\(error)")
      #expect(error.position.column > 1)
    }
  }

  @Test("Every mistake is told at once, in the order of the document")
  func allMistakesAreTold() throws {
    let json = """
      {
        "remove": ["div..x", "p", "["],
        "promos": [{"name": "x", "classes": 3, "when": {}}],
        "embeds": [{"name": "y", "as": "playre", "to": 1}],
        "sanitizer": {"elements": {"script": [], "p": ["style"]}},
        "off": ["nope"]
      }
      """
    let errors = #expect(throws: InvalidRules.self) { try rules(json) }
    #expect(
      try #require(errors).problems.map { "\($0.path) \($0.position.line)" } == [
        "remove[0] 2", "remove[2] 2", "promos[0].classes 3", "promos[0].when 3", "embeds[0] 4",
        "embeds[0].as 4", "embeds[0].to 4", "sanitizer.elements.script 5",
        "sanitizer.elements.p[0] 5", "off[0] 6",
      ])
  }

  @Test("A rule is changed key by key, switched off and on again, layer by layer")
  func layersOverride() throws {
    let image = "<img src='https://wsrv.nl/?url=example.com/a.jpg'>"
    let proxied = #"<img src="https://wsrv.nl/?url=example.com/a.jpg">"#
    let original = #"<img src="https://example.com/a.jpg">"#
    let off = try rules(#"{"off": ["image-proxy.*"]}"#)
    #expect(try cleaned(image, off)?.content?.html == proxied)
    let on = try off.overlaid(
      with: json(#"{"imageProxies": [{"name": "image-proxy.weserv", "on": true}]}"#))
    #expect(try cleaned(image, on)?.content?.html == original)
    let moved = try on.overlaid(
      with: json(#"{"imageProxies": [{"name": "image-proxy.weserv", "hosts": ["w.example"]}]}"#))
    #expect(try cleaned(image, moved)?.content?.html == proxied)
    let other = image.replacing("wsrv.nl", with: Array("w.example".utf8))
    #expect(try cleaned(other, moved)?.content?.html == original)
  }

  @Test("Filters of several layers must all let an entry through")
  func layersNarrow() throws {
    let common = try rules(#"{"only": {"title": ["news"]}}"#)
    let feed = try common.overlaid(with: nil, only: json(#"{"title": "sport"}"#))
    #expect(try cleaned("<p>a</p>", feed, title: "Sport news") != nil)
    #expect(try cleaned("<p>a</p>", feed, title: "News") == nil)
    #expect(try cleaned("<p>a</p>", feed, title: "Sport") == nil)
  }

  @Test("Every step that may be off leaves its work when it is")
  func stepsSwitchOff() throws {
    let cases = [
      ("tracker.pixel", "<p>a<img src='https://e.example/x' width=1 height=1></p>", "<img"),
      ("lead.byline", "<address>Ann</address><time>2024-10-25</time><p>a</p>", "Ann"),
    ]
    for (name, html, left) in cases {
      let on = try #require(try cleaned(html, "{}")?.content?.html)
      let off = try #require(try cleaned(html, #"{"off": ["\#(name)"]}"#)?.content?.html)
      #expect(!on.contains(left), "\(name)")
      #expect(off.contains(left), "\(name)")
    }
  }

  @Test("The user's steps come after the built-in ones and before the sanitizer, in their order")
  func order() throws {
    // `remove` before `keep`, `keep` before `unwrap`, `replace` after both, on resolved addresses.
    let json = #"""
      {"remove": ["nav", "img[src^='https://example.org/']"], "keep": ["div.a"], "unwrap": ["div.a"],
       "replace": [{"text": "one", "with": "two"}, {"text": "two", "with": "three"}],
       "addresses": [{"prefix": "https://example.org/", "with": "https://a.example/"},
                     {"text": "/^https:..a[.]example/", "with": "javascript:alert(1)//"}]}
      """#
    let html =
      "<p>x</p><div class=a><nav>n</nav><p>one</p><img src=/i.png><a href=/x>l</a></div>"
    #expect(try cleaned(html, json)?.content?.html == "<p>three</p>l")
  }

  /// C13
  @Test func expressionThatExplodesIsCutShort() throws {
    let json = #"{"replace": [{"text": "/(a+)+$/", "with": "x"}]}"#
    let text = String(repeating: "a", count: 5000) + "b"
    let entry = try cleaned("<p>\(text)</p>", json)
    #expect(entry?.content?.html == "<p>\(text)</p>")
    #expect(entry?.diagnostics.map(\.code).last == "pattern-too-slow")
  }

  /// C13
  @Test("A pattern is bounded over the whole entry, not only from one place or in one text")
  func manyPlacesAreBoundedTogether() throws {
    let pattern = try Pattern("/(a+)+$/")
    // Each group alone is too little for a limit that counts from one place.
    let text = String(repeating: String(repeating: "a", count: 12) + "b", count: 20_000)
    var runs = PatternRuns(bytes: text.utf8.count)
    #expect(runs.found(pattern, in: Array(text.utf8)) == nil)
    #expect(runs.found(try Pattern("/a{3,}b/"), in: Array(text.utf8)) == true)
    #expect(runs.found(try Pattern("/[^b]+c/"), in: Array(text.utf8)) == false)
    #expect(runs.slow.map(\.text) == ["/(a+)+$/"])
  }

  /// C13
  @Test("Many short texts share a pattern's budget")
  func shortTextsShareABudget() throws {
    let piece = "<b>\(String(repeating: "a", count: 14))b</b>"
    let entry = try cleaned(
      String(repeating: piece, count: 2000), #"{"replace": {"text": "/(a+)+$/", "with": ""}}"#)
    #expect(entry?.diagnostics.last?.code == "pattern-too-slow")
  }

  @Test("An entry that a slow pattern can't decide on is kept, with a diagnostic")
  func undecidedEntriesAreKept() throws {
    let title = String(repeating: "a", count: 200) + "b"
    for key in ["only", "drop"] {
      let entry = try cleaned("<p>a</p>", #"{"\#(key)": {"title": "/(a+)+$/"}}"#, title: title)
      #expect(entry?.diagnostics.map(\.code).last == "pattern-too-slow", "\(key)")
    }
  }

  @Test func fingerprintFollowsTheRules() throws {
    let one = try rules(#"{"remove": ["a"]}"#).fingerprint
    #expect(one == (try rules(#"{ "remove" : ["a"] }"#).fingerprint))
    #expect(one != (try rules(#"{"remove": ["b"]}"#).fingerprint))
    #expect(one != Rules.builtIn.fingerprint)
  }
}
