import FeedModel
import HTML
import JSON
import Testing

@testable import Normalizer

/// Every change is recorded, under the name of the rule that made it.
@Suite struct RulesRecordTests {
  private func entry(_ html: String, title: String = "T") -> ParsedEntry {
    var entry = ParsedEntry()
    entry.link = WebAddress("https://example.org/a/b")
    entry.rawLink = "https://example.org/a/b"
    entry.title = Text(.plain, title)
    entry.content = Text(.html, html)
    return entry
  }

  private func cleaned(_ html: String, _ rules: Rules = .builtIn) throws -> NormalizedEntry {
    try #require(
      Normalizer(rules: rules).normalized(
        entry: entry(html), context: NormalizationContext(id: "urn:uuid:0", explains: true)))
  }

  @Test(
    "Each kind of repair has its record",
    arguments: [
      ("<p>a</p><p></p>", ["tidy.empty <p></p> "]),
      ("<p>a<b> </b>b</p>", ["tidy.empty <b> </b>  "]),
      ("<p>a<br><br><br><br>b</p>", ["tidy.breaks <br><br><br><br> <br><br>"]),
      ("<hr><p>a</p><hr>", ["tidy.ends <hr> ", "tidy.ends <hr> "]),
      ("<div><p>a</p></div>", [#"repair.wrapper <div> "#]),
      ("<p>a</p><!--c--><p>b</p>", ["sanitizer.comment <!--c--> "]),
      ("<p>a</p><center>b</center>", ["sanitizer.element <center> <div>"]),
      ("<p>a</p><font color=red>b</font>", [#"sanitizer.element <font color="red"> "#]),
      ("<p class=x>a</p>", [#"sanitizer.attribute <p class="x"> <p>"#]),
      ("<p>a</p><script>b</script>", ["sanitizer.element <script>b</script> "]),
      ("<p>a</p><li>b</li>", ["sanitizer.nesting <li> <ul><li>"]),
      (
        "<p>a</p><a href='#x'>b</a><img id=x>",
        [
          "addresses.resolve #x #entry-x", #"sanitizer.attribute <img id="x"> <img id="entry-x">"#,
          #"sanitizer.element <img id="entry-x"> "#, ##"sanitizer.anchor <a href="#entry-x"> "##,
        ]
      ),
      (
        "<p>a</p><video>b</video>",
        [
          #"sanitizer.attribute <video> <video controls="">"#,
          #"sanitizer.element <video controls=""> "#,
        ]
      ),
      (
        "<p>a</p><picture><source srcset=https://e.example/a.png></picture>",
        [#"repair.picture  <img src="https://e.example/a.png">"#]
      ),
      (
        "<p>a</p><amp-img src=https://e.example/a.png></amp-img>",
        [#"repair.amp <amp-img src="https://e.example/a.png"> <img>"#]
      ),
      ("<p>a <a href=/x>b</a></p>", ["addresses.resolve /x https://example.org/x"]),
      (
        "<p>a <img src=https://wx1.sinaimg.cn/a.jpg></p>",
        [#"image-host.no-referrer  referrerpolicy="no-referrer""#]
      ),
      (
        "<h2 id=x>a</h2><a href='#x'>b</a>",
        ["addresses.resolve #x #entry-x", #"sanitizer.attribute <h2 id="x"> <h2 id="entry-x">"#]
      ),
      (
        "<p>a</p><p><a href=https://example.org/en>English version</a></p>",
        ["related.english  https://example.org/en"]
      ),
    ])
  func recorded(html: String, changes: [String]) throws {
    let entry = try cleaned(html)
    #expect(entry.changes.map { "\($0.rule) \($0.before) \($0.after)" } == changes)
    #expect(entry.changes.allSatisfy { !$0.place.isEmpty })
  }

  @Test("Fields beside the body have their records too")
  func fields() throws {
    let json = #"""
      {"rename": [{"text": "T", "with": "U"}],
       "addresses": [{"prefix": "https://example.org/", "with": "https://e.example/"}]}
      """#
    let rules = try Rules(merging: try JSONDocument(parsing: Array(json.utf8)).root)
    var parsed = entry("<p>a</p>")
    parsed.link = WebAddress("https://example.org/a?utm_source=x")
    parsed.authors = [Person(name: "  Ann <b>Other</b> "), Person(name: "Ann <b>Other</b>")]
    parsed.categories = [Category(term: " a&amp;b"), Category(term: "c")]
    parsed.image = WebAddress("https://wsrv.nl/?url=i.example/a.jpg")
    let entry = try #require(
      Normalizer(rules: rules).normalized(
        entry: parsed, context: NormalizationContext(id: "urn:uuid:0", explains: true)))
    #expect(
      entry.changes.map { "\($0.rule) \($0.place) \($0.after)" } == [
        "tracking.utm link https://example.org/a", "addresses link https://e.example/a",
        "rename T title U", "image-proxy.weserv image https://i.example/a.jpg",
        "text.plain authors Ann <b>Other</b>", "text.plain categories a&amp;b, c",
      ])
    #expect(entry.link?.href == "https://e.example/a")
  }

  @Test("Nothing is recorded when nobody asks, and nothing else differs")
  func silence() throws {
    for (name, bytes) in SharedFiles.files(in: "entries", suffix: ".md").prefix(60) {
      guard let file = EntryFile(bytes) else { continue }
      var context = NormalizationContext(id: "urn:uuid:0")
      let silent = try #require(Normalizer().normalized(entry: file.entry, context: context))
      context.explains = true
      var loud = try #require(Normalizer().normalized(entry: file.entry, context: context))
      #expect(silent.changes.isEmpty)
      loud.changes = []
      #expect(loud == silent, "\(name)")
    }
  }

  // MARK: Completeness

  private typealias Step = (
    name: String, apply: @Sendable (inout HTMLDocument, inout EntryWork) -> Void
  )

  private static let steps: [Step] = [
    ("drawings", { Drawings.settle(in: &$0, &$1) }),
    ("formulas", { Formulas.apply(to: &$0, &$1) }),
    ("hidden", { HiddenStep.apply(to: &$0, &$1) }),
    ("emails", { ProtectedEmails.repair(in: &$0, &$1) }),
    ("styles", { StyleMeaning.apply(to: &$0, &$1) }),
    ("code", { CodeLines.repair(in: &$0, &$1) }),
    ("lift", { LiftStep.apply(to: &$0, &$1) }),
    ("promo", { PromoStep.apply(to: &$0, &$1) }),
    ("repair", { RepairStep.apply(to: &$0, &$1) }),
    ("address", { AddressStep.apply(to: &$0, &$1) }),
    ("tracker", { TrackerStep.apply(to: &$0, &$1) }),
    ("sanitize", { _ = SanitizeStep.apply(to: &$0, &$1) }),
    ("tidy", { TidyStep.apply(to: &$0, &$1) }),
  ]

  /// The steps that changed the tree without a word.
  private func silentSteps(_ html: String) -> [String] {
    var document = HTML.Document(parsingFragment: Array(html.utf8))
    var work = EntryWork(
      rules: .builtIn, base: nil, link: WebAddress("https://example.org/a/b"), homepage: nil,
      title: "T", date: nil, explains: true)
    var silent: [String] = []
    for step in RulesRecordTests.steps {
      let before = document.serialized().trimmedSpaces
      let count = work.log.changes.count
      step.apply(&document, &work)
      if work.log.changes.count == count,
        !document.serialized().trimmedSpaces.elementsEqual(before)
      {
        silent.append(step.name)
      }
    }
    return silent
  }

  @Test("No step changes an article without a record")
  func articles() {
    for (name, bytes) in SharedFiles.files(in: "entries", suffix: ".md") {
      guard let file = EntryFile(bytes) else { continue }
      #expect(silentSteps(file.body) == [], "\(name)")
    }
  }

  @Test(
    "No step changes hostile markup without a record",
    arguments: [
      "ammonia", "bleach", "bluemonday", "dompurify", "html5lib-sanitizer", "miniflux-sanitizer",
      "miniflux-rewrite",
    ])
  func attacks(name: String) throws {
    guard let bytes = SharedFiles.bytes("corpus/sanitizer/\(name).json") else { return }
    let tests = try JSONDocument(parsing: bytes, options: .feed).root["tests"]?.elements
    for test in tests.map(Array.init) ?? [] {
      guard let input = test["input"]?.string ?? test["payload"]?.string else { continue }
      #expect(silentSteps(input) == [], "\(input)")
    }
  }
}
