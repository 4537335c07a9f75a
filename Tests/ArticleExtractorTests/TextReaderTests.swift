import Testing

@testable import ArticleExtractor

@Suite struct TextReaderTests {
  private func measure(_ text: String) -> TextMeasure {
    var reader = TextReader()
    let vocabulary = Vocabulary(lexicon: Theme.lexicon)
    let bytes = Array(text.utf8)
    reader.read(bytes.span, vocabulary)
    reader.finish(vocabulary)
    return reader.measure
  }

  @Test(arguments: [
    ("Three little words", 3, 0), ("It's one-two, isn't it? Yes.", 6, 2), ("3.5 km", 3, 1),
    ("大桥关闭。", 4, 1), ("ปิด", 3, 0), ("Wörter über Öl", 3, 0), ("a\u{A0}b", 2, 0), ("", 0, 0),
    ("…", 0, 1),
  ])
  func wordsAndSentencesAreCounted(text: String, words: UInt32, sentences: UInt32) {
    let measure = measure(text)
    #expect(measure.words == words)
    #expect(measure.sentences == sentences)
  }

  @Test func aTextInPiecesIsTheSameText() {
    let vocabulary = Vocabulary(lexicon: Theme.lexicon)
    var whole = TextReader()
    var parts = TextReader()
    let bytes = Array("A text in two pieces.".utf8)
    whole.read(bytes.span, vocabulary)
    parts.read(bytes.span.extracting(0..<5), vocabulary)
    parts.read(bytes.span.extracting(5..<bytes.count), vocabulary)
    whole.finish(vocabulary)
    parts.finish(vocabulary)
    #expect(whole.hash == parts.hash)
    #expect(whole.measure.words == parts.measure.words)
  }

  @Test func whitespaceCaseAndPointsMakeNoOtherText() {
    let vocabulary = Vocabulary(lexicon: Theme.lexicon)
    func hash(_ text: String) -> UInt64 {
      var reader = TextReader()
      let bytes = Array(text.utf8)
      reader.read(bytes.span, vocabulary)
      reader.finish(vocabulary)
      return reader.hash
    }
    #expect(hash("Read  this,\nplease!") == hash("read this please"))
    #expect(hash("read this") != hash("this read"))
  }

  @Test(arguments: [
    ("Sign up for our newsletter", Theme.subscription), ("READ MORE: other things", .pointer),
    ("责任编辑：张三", .office), ("Photo by Ann / Reuters", .credit),
  ])
  func themesAreFound(text: String, theme: Theme) {
    #expect(measure(text).themes[theme.rawValue] > 0)
  }
}
