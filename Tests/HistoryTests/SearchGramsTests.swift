import Testing

@testable import History

/// What entries are searched by.
@Suite struct SearchGramsTests {
  private static func holds(_ looked: String, title: String = "", text: String = "") -> Bool {
    let packed = SearchGrams.packed(title: title, text: Array(text.utf8), markup: [])
    let wanted = SearchGrams.wanted(looked)
    return !wanted.isEmpty && SearchGrams.holds(wanted, in: packed)
  }

  private static let article = """
    国家外汇管理局公布,截至2024年9月末,我国外汇储备规模为33164亿美元。 The Bank's reserves rose — Großbritannien, \
    ÉCOLE, мир, 東京タワー, 안녕하세요.
    """

  @Test(arguments: [
    "外汇", "储备", "外汇储备规模", "美元", "bank", "BANK", "reserves rose", "großbritannien", "école", "МИР",
    "東京", "タワー", "안녕", "2024", "外汇 bank",
  ])
  func whatIsThereIsFound(looked: String) {
    #expect(Self.holds(looked, text: Self.article))
    #expect(Self.holds(looked, title: Self.article))
  }

  /// So many that chance alone can't account for none.
  @Test func whatIsNotThereIsSeldomTakenForThere() {
    let packed = SearchGrams.packed(title: "", text: Array(Self.article.utf8), markup: [])
    let hits = (0..<2000).count { number in
      SearchGrams.holds(SearchGrams.wanted("missing\(number)"), in: packed)
    }
    #expect(hits < 20)
    #expect(!Self.holds("美国", text: Self.article) || !Self.holds("汇外 元美", text: Self.article))
  }

  @Test(arguments: ["", " ", "外", "。", "— …", "\u{0}"])
  func whatHasNeitherWordNorPairIsNothing(looked: String) {
    #expect(SearchGrams.wanted(looked).isEmpty)
  }

  @Test func aPackedSetHoldsWhatWasPackedAndNothingElse() {
    var generator = SystemRandomNumberGenerator()
    for count in [0, 1, 2, 3, 50, 1000, 20_000, 65_536] {
      let all = (0...UInt16.max).shuffled(using: &generator)
      let values = Array(all.prefix(count)).sorted()
      let packed = SearchGrams.packed(values)
      for value in values.prefix(300) { #expect(SearchGrams.holds([value], in: packed)) }
      #expect(SearchGrams.holds(values, in: packed))
      for value in all.dropFirst(count).prefix(300) {
        #expect(!SearchGrams.holds([value], in: packed))
      }
    }
    #expect(SearchGrams.packed([0, 65_535]).count < 12)
  }

  @Test func damagedSetsHoldNothingAndEndNothing() {
    for bytes in [
      [], [200], [0], [16], [3, 255, 255], [16] + [UInt8](repeating: 255, count: 5000),
    ] {
      #expect(!SearchGrams.holds([70], in: bytes as [UInt8]))
    }
  }

  @Test func namesOfMarkupAreTagsClassesAndIds() {
    let markup =
      #"<DIV class='share  box' ID=more><p title="class=x">a < b</p><img class=pic></DIV>"#
    let names = MarkupNames.names(in: Array(markup.utf8)).map {
      String(decoding: $0, as: UTF8.self)
    }
    #expect(names.sorted() == ["#more", ".box", ".pic", ".share", "div", "img", "p"])
    let packed = SearchGrams.packed(title: "", text: [], markup: Array(markup.utf8))
    #expect(SearchGrams.holds(SearchGrams.wanted(names: ["div", ".share"]), in: packed))
    #expect(!SearchGrams.holds(SearchGrams.wanted(names: ["div", ".shared"]), in: packed))
    // A word is not taken for a name.
    #expect(!SearchGrams.holds(SearchGrams.wanted("share"), in: packed))
  }

  @Test(arguments: [
    "<", "<<<<<<", "<a", "<a b", "<a b=", "<a b='", "<a class=", "<a class=\"", "<1>", "&", "&amp",
    "<a =b>",
  ])
  func brokenMarkupEnds(markup: String) {
    _ = MarkupNames.names(in: Array(markup.utf8))
    _ = MarkupNames.text(of: Array(markup.utf8))
  }

  @Test func textIsWhatStandsBetweenTags() {
    let text = MarkupNames.text(of: Array("<p>A<b>B</b>C</p><p title=\"x>y\">&amp;D</p>".utf8))
    #expect(String(decoding: text, as: UTF8.self).split(separator: " ") == ["ABC", "&D"])
  }
}
