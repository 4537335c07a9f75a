import FeedModel
import Foundation
import Testing

@testable import Emitter

/// The words of the owner's pages: all in one place, each in both languages.
@Suite struct PageWordsTests {
  @Test func everyTextIsThereOnceInBothLanguagesWithTheSamePlaces() {
    var seen: Set<String> = []
    for row in PageWords.table {
      #expect(seen.insert(row.key).inserted, "\(row.key)")
      #expect(!row.english.isEmpty && !row.chinese.isEmpty, "\(row.key)")
      for place in 1...5 {
        #expect(
          row.english.contains("%\(place)") == row.chinese.contains("%\(place)"), "\(row.key)")
      }
    }
  }

  private static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  private static func texts(_ folder: String, _ ending: String) throws -> [String] {
    let files = try FileManager.default.contentsOfDirectory(
      at: root.appending(path: folder), includingPropertiesForKeys: nil)
    return try files.filter { $0.lastPathComponent.hasSuffix(ending) }
      .map { try String(contentsOf: $0, encoding: .utf8) }
  }

  /// The keys that are used, and those that begin so.
  @Test func everyKeyThatIsUsedIsThereAndEveryOneThatIsThereIsUsed() throws {
    let code = try Self.texts("Sources/Server/Owner", ".swift").joined()
    let templates = try Self.texts("Templates", ".html").joined()
    var used: Set<String> = []
    for match in templates.matches(of: /\{\{t\.([a-z_]+)\}\}/) { used.insert(String(match.1)) }
    for match in code.matches(of: /text\(\s*"([a-z_]+)"[,)]/) { used.insert(String(match.1)) }
    for match in used where !PageWords.has(match) { Issue.record("there is no text “\(match)”") }
    #expect(used.count > 100)
    for row in PageWords.table where !code.contains("\"\(row.key)\"") && !used.contains(row.key) {
      let start = row.key.prefix { $0 != "_" } + "_"
      #expect(code.contains("\"\(start)\" +"), "“\(row.key)” is used nowhere")
    }
  }

  @Test(arguments: [
    ([("zh-cn", 1000), ("en", 800)], PageWords.Language.chinese),
    ([("en", 1000), ("zh", 900)], .english),
    ([], .english), ([("fr", 1000)], .english), ([("fr", 1000), ("zh-tw", 500)], .chinese),
    ([("zho", 1000)], .english), ([("zh", 0), ("en", 0)], .english),
  ])
  func theLanguageIsTheOneThatIsLikedBest(
    preferred: [(name: String, weight: Int)], language: PageWords.Language
  ) {
    #expect(PageWords(preferred: preferred).language == language)
  }

  @Test(
    arguments: [
      ("zh", PageWords.Language.chinese), ("zh-CN", .chinese), ("ZH-hans", .chinese),
      ("zh-TW", .english),
      ("zh-Hant-HK", .english), ("en", .english), ("zha", .english), (nil, .english),
      ("", .english),
    ] as [(String?, PageWords.Language)])
  func wordsAroundAFeedAreInItsLanguage(tag: String?, language: PageWords.Language) {
    #expect(PageWords(around: tag).language == language)
  }

  @Test func valuesStandInTheirPlacesAndArePutInOnce() {
    let words = PageWords(.english)
    #expect(
      words.text("rewrite_counts", "%2", "b", "c")
        == "Changes %2 addresses in b of the newest c entries.")
    #expect(words.text("share", "2.1") == "Takes 2.1 % of the text.")
    #expect(words.count(1, "one_feed", "many_feeds") == "1 feed")
    #expect(words.text("no such key") == "no such key")
  }
}

/// Pages as templates write them.
@Suite struct PageObjectTests {
  @Test func valuesAreEscapedAndAbsentOnesHideThoseFurtherOut() throws {
    let file = TemplateFile(
      name: "owner-test.html",
      text:
        "{{title}}{{#feeds}}[{{title}}{{#facts}}<{{.}}>{{/facts}}]{{/feeds}}{{t.save}}{{number}}")
    let (emitter, problems) = TemplateEmitter.checked(adding: [file])
    #expect(problems.isEmpty)
    let page: PageObject = [
      "title": "<b>\"'&\u{0}", "number": .number(3),
      "feeds": .list([["title": .none, "facts": .texts(["<i>", ""])], ["title": "x"]]),
    ]
    let bytes = try #require(
      emitter.rendered(page, words: PageWords(.chinese), template: "owner-test.html"))
    #expect(
      String(decoding: bytes, as: UTF8.self)
        == "&lt;b&gt;&quot;&#39;&amp;[<&lt;i&gt;>][x]保存3")
  }

  @Test func theOwnersPagesAreNoFormatsOfFeeds() {
    let documents = FeedDocuments(templates: .builtIn)
    #expect(!documents.knows("owner-feeds.html") && !documents.knows("owner.css"))
    #expect(documents.knows("feed.html"))
  }

  @Test func theStyleSheetIsThatOfThePublishedPagesAndMore() {
    let style = String(decoding: TemplateEmitter.builtIn.ownerStyle(), as: UTF8.self)
    #expect(style.contains("--paper") && style.contains(".outline"))
    #expect(!style.contains("url(") && !style.contains("@import"))
  }
}

/// QR codes; what is expected was read by another program (zbar).
@Suite struct QRCodeTests {
  @Test func aCodeHasTheSizeThatItsTextNeeds() throws {
    for (count, side) in [
      (0, 21), (14, 21), (15, 25), (26, 25), (27, 29), (180, 53), (181, 57), (666, 97),
    ] {
      let code = try #require(QRCode(String(repeating: "a", count: count)), "\(count)")
      #expect(code.side == side, "\(count)")
    }
    #expect(QRCode(String(repeating: "a", count: 667)) == nil)
  }

  @Test func findersStandInThreeCornersAndTheSameTextIsTheSameCode() throws {
    let code = try #require(QRCode("https://feeds.example.org/world.atom"))
    func row(_ y: Int, _ x: Int) -> String {
      (x..<x + 7).map { code.dark[y * code.side + $0] ? "#" : "." }.joined()
    }
    let finder = ["#######", "#.....#", "#.###.#", "#.###.#", "#.###.#", "#.....#", "#######"]
    for (x, y) in [(0, 0), (code.side - 7, 0), (0, code.side - 7)] {
      #expect((0..<7).map { row(y + $0, x) } == finder)
    }
    #expect(code == QRCode("https://feeds.example.org/world.atom"))
    #expect(code != QRCode("https://feeds.example.org/world.json"))
    #expect(code.path.hasPrefix("M4 4h7v1h-7z"))
  }
}

@Suite struct SparklineTests {
  @Test func theHighestBarIsTheGreatestNumber() {
    #expect(Sparkline.path(of: [0, 0]) == "M0 23.5h120")
    #expect(Sparkline.path(of: []) == "M0 23.5h120")
    #expect(Sparkline.path(of: [1, 2]) == "M0 24v-11.5h59v11.5zM60 24v-23h59v23z")
  }
}
