/// The words of dates, in the languages that feeds have been seen to use.
enum DateWords {
  enum Meaning: Equatable {
    case month(Int), weekday(Int), zone(Int)
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
    // Odd case or decomposed letters: `String` knows what they equal.
    guard word.contains(where: { $0 >= 0x80 }) else { return nil }
    return table[String(decoding: word, as: UTF8.self).lowercased()]
  }

  /// 1 to 12 for a month's name, whole or cut after three letters or more.
  ///
  /// - Parameter language: decides where languages differ.
  static func month(_ word: UnsafeBufferPointer<UInt8>, language: String?) -> Int? {
    if let language, !language.utf8.starts(with: "en".utf8) {
      let name = String(decoding: word, as: UTF8.self)
      if let month = MonthTable.shared.exception(name, language: language) { return month }
    }
    switch meaning(of: word) {
    case .month(let month): return month
    case nil where word.count >= 2:
      return MonthTable.shared.month(String(decoding: word, as: UTF8.self))
    default: return nil
    }
  }

  /// 1 to 12 for a month's name in small letters that the common words have.
  static func commonMonth(_ name: String) -> Int? {
    if case .month(let month) = table[name] { return month }
    return nil
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

  /// Keyed in lower case.
  static let table: [String: Meaning] = {
    var table: [String: Meaning] = [:]
    for language in monthNames { addPrefixes(of: language, to: &table) }
    for (index, names) in extraMonths.enumerated() {
      for name in names.split(separator: " ") { table[String(name)] = .month(index + 1) }
    }
    for (index, names) in weekdays.enumerated() {
      for name in names.split(separator: " ") where table[String(name)] == nil {
        table[String(name)] = .weekday(index)
      }
    }
    for name in ambiguous { table[name] = nil }
    for (name, minutes) in zones { table[name] = .zone(minutes) }
    for name in fillers.split(separator: " ") { table[String(name)] = .filler }
    for name in ["am", "上午", "午前", "凌晨", "早上", "早晨", "清晨", "πμ", "ص"] { table[name] = .morning }
    for name in ["pm", "下午", "午後", "晚上", "傍晚", "中午", "μμ", "م"] { table[name] = .afternoon }
    table["오전"] = .koreanMorning
    table["오후"] = .koreanAfternoon
    return table
  }()

  /// Whether a word names a weekday in some language, or is a part of such a name.
  static func isWeekday(_ word: String) -> Bool { weekdayWords.contains(word.lowercased()) }

  private static let weekdayWords: Set<String> = Set(
    "\(weekdayNames)".split { $0 == " " || $0 == "\n" }.map(String.init))

  /// Every beginning of three letters or more names the month, unless two months of the same
  /// language begin so.
  private static func addPrefixes(of language: String, to table: inout [String: Meaning]) {
    let names = language.split(separator: " ").map(String.init)
    var owners: [String: Int] = [:]
    for (index, name) in names.enumerated() {
      var prefix = ""
      for character in name {
        prefix.append(character)
        guard prefix.count >= 3 else { continue }
        owners[prefix] = owners[prefix] == nil || owners[prefix] == index ? index : -1
      }
    }
    for (index, name) in names.enumerated() { owners[name] = index }
    for (prefix, index) in owners where index >= 0 && table[prefix] == nil {
      table[prefix] = .month(index + 1)
    }
  }
}
