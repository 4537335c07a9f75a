import FeedModel
import Testing

@testable import Normalizer

/// What stands before the first sentence of an entry and is none.
@Suite struct SummaryLabelTests {
  private func summary(_ html: String) -> String? {
    var entry = ParsedEntry()
    entry.link = WebAddress("https://e.org/2024/post/")
    entry.title = Text(.plain, "A title")
    entry.content = Text(.html, html)
    return Normalizer().normalized(
      entry: entry, context: NormalizationContext(id: "urn:uuid:0"))?.summary
  }

  static let sentence = """
    The mayor opened the new bridge over the river on Monday morning, and a crowd of people walked over \
    it before noon.
    """

  static let labels = [
    "Temps de lecture : 4 minutes", "⏱ Lesedauer ca. 3 Min.", "Okuma süresi: 4 dakika",
    "Por Ana López | 6 de marzo de 2024", "Фото: Иван Петров / ТАСС", "文 / 李安 编辑 / 王明",
    "原创 李安 港口报 2024-03-06 10:15", "ann@paper.example.com", "Photography by Bob Ray",
    "LONDON, March 6 (Reuters) -", "この記事は約 5 分で読めます。", "本文共 2300 字，阅读大约需要 6 分钟。",
    "(00:00) Intro<br>(02:10) The vote<br>(10:45) The money",
  ]

  @Test("A short first paragraph that is no sentence, whatever it says", arguments: labels)
  func label(_ label: String) {
    #expect(summary("<p>\(label)</p><p>\(Self.sentence)</p>") == Self.sentence)
  }

  @Test("Several labels before each other")
  func several() {
    let html = "<p>Door Anna de Vries</p><p>Leestijd: 4 minuten</p><p>\(Self.sentence)</p>"
    #expect(summary(html) == Self.sentence)
  }

  static let beginnings = [
    "Oak floats. Stone stays.", "By March the ice had gone.", "12:30 was the hour of the vote.",
    "On Monday the following was decided:", "Der Zug kam nach 4 Minuten an.",
  ]

  @Test("A short sentence begins a summary", arguments: beginnings)
  func beginning(_ text: String) {
    let summary = summary("<p>\(text)</p><p>\(Self.sentence)</p>")
    #expect(summary?.utf8.starts(with: text.utf8) == true)
  }

  @Test("A short beginning stays where nothing longer follows, and verses do")
  func verses() {
    #expect(summary("<p>The pier in the light of winter</p>") == "The pier in the light of winter")
    let verses = (1...6).map { "<p>The ship comes back to harbour \($0)</p>" }.joined()
    let summary = summary("\(verses)<p>\(Self.sentence)</p>")
    #expect(summary?.utf8.starts(with: "The ship comes back".utf8) == true)
  }

  @Test("What is folded is no beginning, unless it is all")
  func folded() {
    let text = "Ann: Hello, and welcome to it."
    let details = "<details><summary>Transcript</summary><p>\(text)</p></details>"
    #expect(summary("\(details)<p>\(Self.sentence)</p>") == Self.sentence)
    #expect(summary(details) == text)
  }

  @Test("The mark of a footnote is no part of a word, an exponent is")
  func footnotes() {
    let note = "<p id=fn1>1. Seven members.</p>"
    for mark in ["<sup><a href='#fn1'>1</a></sup>", "<a href='#fn1'>[1]</a>"] {
      let text = summary("<p>The harbour board\(mark) voted on Tuesday for a new pier.</p>\(note)")
      #expect(text?.utf8.starts(with: "The harbour board voted on Tuesday".utf8) == true)
    }
    #expect(
      summary("<p>It stands in part <a href='#b'>2</a> of it, and not here.</p><p id=b>B</p>")
        == "It stands in part 2 of it, and not here.")
    #expect(
      summary("<p>The hall has 90 m<sup>2</sup> and more rooms than anybody needs.</p>")
        == "The hall has 90 m2 and more rooms than anybody needs.")
  }

  @Test("Brackets around a link to the entry go with it")
  func brackets() {
    func clean(_ text: String) -> String? {
      var entry = ParsedEntry()
      entry.link = WebAddress("https://e.org/2024/post/")
      entry.content = Text(.html, "<p>\(text)</p>")
      return Normalizer().normalized(
        entry: entry, context: NormalizationContext(id: "urn:uuid:0"))?.content?.html
    }
    let link = "<a href=\"https://e.org/2024/post/\">more</a>"
    #expect(clean("The board says yes. [\(link)]") == "<p>The board says yes.</p>")
    #expect(clean("It says yes (see \(link))") == "<p>It says yes (see \(link))</p>")
  }
}
