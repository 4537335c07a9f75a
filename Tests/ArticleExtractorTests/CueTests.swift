import Testing

@testable import ArticleExtractor

@Suite struct CueTests {
  @Test(arguments: [
    ("article-body", [Cue.article, .content]), ("relatedArticles", [.related, .article]),
    ("wp-caption-text", [.caption, .content]), ("sidebar_right", [.sidebar]),
    ("comments", [.comment]), ("js-xyz 1234", []), ("", []),
  ])
  func wordsOfClassesAreCues(text: String, cues: [Cue]) {
    let bytes = Array(text.utf8)
    let found = CueTable.lookup.cues(in: bytes.span)
    for cue in cues { #expect(found.contains(cue), "\(cue) in \(text)") }
    if cues.isEmpty { #expect(found.rawValue == 0) }
  }

  /// `ad` is a word of its own, and no beginning: `add`, `header`, `shadow` are no advertisements.
  @Test(arguments: ["header", "shadow", "adddress", "download", "loading"])
  func aShortWordIsNoBeginning(text: String) {
    let bytes = Array(text.utf8)
    #expect(!CueTable.lookup.cues(in: bytes.span).contains(.promotion))
  }

  @Test func everyWordOfTheTableIsFound() {
    for (cue, words) in CueTable.words {
      for word in words.description.split(whereSeparator: \.isWhitespace) {
        let bytes = Array(word.utf8.filter { $0 != UInt8(ascii: "*") })
        guard bytes.allSatisfy({ $0 >= 0x61 && $0 <= 0x7A }) else { continue }
        #expect(CueTable.lookup.cues(in: bytes.span).contains(cue), "\(word)")
      }
    }
  }
}
