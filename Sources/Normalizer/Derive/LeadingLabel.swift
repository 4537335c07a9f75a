/// A short first paragraph that is no sentence, before one that is: a byline, a credit, a date, a time of
/// reading, a dateline that stands alone, whatever its language.
enum LeadingLabel {
  /// Columns of the longest one.
  private static let longest = 60
  /// Columns of the shortest paragraph that one stands before.
  private static let shortestText = 60
  /// Of several before each other; more are verses.
  private static let most = 3

  /// Whether a paragraph is a label, if a longer one follows.
  static func mayBe(_ text: [UInt8]) -> Bool {
    SummaryJudge.width(of: text.prefix(4 * longest)) <= longest
      && !Sentence.isWhole(withoutUnit(text)) && !SummaryJudge.leadsOn(text)
  }

  /// The paragraph behind the labels that stand first; `first` where there are none.
  ///
  /// - Parameter isPlain: whether a paragraph is a plain one, and neither an item nor a quotation.
  static func skipped(
    from first: Int, of texts: [[UInt8]], _ isPlain: (Int) -> Bool
  ) -> Int {
    var next = first
    var widest = 0
    while next < texts.count, next - first <= most, isPlain(next) {
      guard mayBe(texts[next]) else {
        if next == first { return first }
        let start = texts[next].prefix(2000)
        let isText =
          SummaryJudge.width(of: start) >= max(shortestText, 2 * widest)
          && Sentence.whole(Array(start)) != nil
        return isText ? next : first
      }
      widest = max(widest, SummaryJudge.width(of: texts[next]))
      next += 1
    }
    return first
  }

  /// Without the point of "3 Min.", which ends no sentence.
  private static func withoutUnit(_ text: [UInt8]) -> [UInt8] {
    text.suffix(5).inLowercase().elementsEqual(" min.".utf8) ? Array(text.dropLast()) : text
  }
}
