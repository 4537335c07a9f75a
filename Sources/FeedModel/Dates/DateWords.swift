/// The words of dates, in the languages that feeds have been seen to use.
enum DateWords {
  enum Meaning: Equatable {
    case month(Int), weekday(Int), zone(Int), americanZone(Int)
    case morning, afternoon, koreanMorning, koreanAfternoon, filler
  }

  struct Unit {
    enum Kind { case year, month, day, hour, minute, second }
    var kind: Kind
    var bytes: Int
    var isKorean: Bool
  }

  /// What a word in UTF-8 means, in whatever case.
  static func meaning(of word: UnsafeBufferPointer<UInt8>) -> Meaning? {
    if let meaning = DateWordTable.shared.meaning(of: word) { return meaning }
    // Odd case or decomposed letters, which most characters of Chinese have not: `String` knows
    // what they equal.
    guard word.contains(where: { $0 >= 0x80 }), !word.contains(where: { 0xE4...0xE9 ~= $0 }) else {
      return nil
    }
    return equalWords[String(decoding: word, as: UTF8.self).lowercased()]
  }

  /// The words with letters beyond ASCII, as `String` compares them. A capital may have two small
  /// forms (`σ`, `ς`), so a word is also found as what its capitals become.
  private static let equalWords: [String: Meaning] = {
    var words: [String: Meaning] = [:]
    for (word, meaning) in DateWordTable.shared.all where !word.utf8.allSatisfy({ $0 < 0x80 }) {
      words[word] = meaning
      let other = word.uppercased().lowercased()
      if words[other] == nil { words[other] = meaning }
    }
    return words
  }()

  /// 1 to 12 for a month's name, whole or cut after three letters or more.
  ///
  /// - Parameter language: decides where languages differ.
  static func month(_ word: UnsafeBufferPointer<UInt8>, language: String?) -> Int? {
    if let language, let month = MonthTable.exception(word, language: language) { return month }
    switch meaning(of: word) {
    case .month(let month): return month
    case nil where word.count >= 2:
      return MonthTable.shared.month(String(decoding: word, as: UTF8.self))
    default: return nil
    }
  }

  /// The Chinese, Japanese or Korean unit that follows a number.
  static func unit(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Unit? {
    guard index + 3 <= bytes.count, bytes[index] >= 0xE4 else { return nil }
    let key =
      UInt32(bytes[index]) << 16 | UInt32(bytes[index + 1]) << 8 | UInt32(bytes[index + 2])
    switch key {
    case 0xE5B9B4: return Unit(kind: .year, bytes: 3, isKorean: false)  // 年
    case 0xE69C88: return Unit(kind: .month, bytes: 3, isKorean: false)  // 月
    case 0xE697A5, 0xE58FB7, 0xE8999F: return Unit(kind: .day, bytes: 3, isKorean: false)  // 日号號
    case 0xE697B6, 0xE69982, 0xE782B9, 0xE9BB9E:  // 时時点點
      return Unit(kind: .hour, bytes: 3, isKorean: false)
    case 0xE58886: return Unit(kind: .minute, bytes: 3, isKorean: false)  // 分
    case 0xE7A792: return Unit(kind: .second, bytes: 3, isKorean: false)  // 秒
    case 0xEB8584: return Unit(kind: .year, bytes: 3, isKorean: true)  // 년
    case 0xEC9B94: return Unit(kind: .month, bytes: 3, isKorean: true)  // 월
    case 0xEC9DBC: return Unit(kind: .day, bytes: 3, isKorean: true)  // 일
    case 0xEC8B9C: return Unit(kind: .hour, bytes: 3, isKorean: true)  // 시
    case 0xEBB684: return Unit(kind: .minute, bytes: 3, isKorean: true)  // 분
    case 0xECB488: return Unit(kind: .second, bytes: 3, isKorean: true)  // 초
    default: return nil
    }
  }

  /// Whether a word names a weekday in some language, or is a part of such a name.
  static func isWeekday(_ word: String) -> Bool { weekdayWords.contains(word.lowercased()) }

  private static let weekdayWords: Set<String> = Set(
    "\(weekdayNames)".split { $0 == " " || $0 == "\n" }.map(String.init))
}
