internal import Bytes

/// Lines about the time that a recording or the text itself takes.
enum LineOfTimes {
  /// Columns of the longest one.
  private static let longest = 100

  /// Whether a line is a chapter's mark, "(02:10) The vote", or says how long reading takes.
  static func isOne(_ text: [UInt8]) -> Bool {
    guard text.count <= 3 * longest, SummaryJudge.width(of: text) <= longest else { return false }
    return isChapter(text) || isReadingTime(text) || isDate(text)
  }

  /// "发布时间：2024-05-06 07:12　来源：…": a label of a date first, and no sentence.
  private static func isDate(_ text: [UInt8]) -> Bool {
    guard text.first.map({ $0 >= 0xE3 }) == true, text.contains(where: \.isASCIIDigit) else {
      return false
    }
    return dates.contains { text.starts(with: $0.utf8) } && !Sentence.isWhole(text)
  }

  private static let dates = [
    "发布时间", "发表时间", "更新时间", "发布日期", "发表日期", "发布于", "发表于", "时间：", "日期：", "發布時間",
    "發佈時間", "發表時間", "更新時間", "發布日期", "發佈日期", "時間：", "公開日", "投稿日", "更新日", "掲載日", "配信日",
    "입력 ", "입력:", "등록 ", "등록일",
  ]

  /// A clock's time first, in brackets or not, and no sentence behind it.
  private static func isChapter(_ text: [UInt8]) -> Bool {
    var rest = text[...]
    let isBracketed = rest.first == UInt8(ascii: "(") || rest.first == UInt8(ascii: "[")
    if isBracketed { rest = rest.dropFirst() }
    var parts = 0
    while true {
      let digits = rest.prefix { $0.isASCIIDigit }
      guard (parts == 0 ? 1...3 : 2...2).contains(digits.count) else { return false }
      rest = rest.dropFirst(digits.count)
      parts += 1
      guard rest.first == UInt8(ascii: ":"), parts < 3 else { break }
      rest = rest.dropFirst()
    }
    guard parts > 1 else { return false }
    if isBracketed {
      guard rest.first == UInt8(ascii: ")") || rest.first == UInt8(ascii: "]") else { return false }
      return !Sentence.isWhole(text)
    }
    return (rest.isEmpty || rest.first == 0x20 || rest.first == UInt8(ascii: "-"))
      && !Sentence.isWhole(text)
  }

  /// "この記事は約 5 分で読めます。", "阅读大约需要 6 分钟": such lines are sentences in East Asian languages.
  private static func isReadingTime(_ text: [UInt8]) -> Bool {
    guard text.first.map({ $0 >= 0xE3 }) == true, SummaryJudge.width(of: text) <= 48,
      text.contains(where: \.isASCIIDigit)
    else { return false }
    return ["読", "阅读", "閱讀", "읽"].contains { text.firstRange(ofBytes: Array($0.utf8)) != nil }
      && ["分", "분"].contains { text.firstRange(ofBytes: Array($0.utf8)) != nil }
  }
}
