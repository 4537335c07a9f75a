/// The months' names of all languages that feeds use, looked up where the common words lack one.
struct MonthTable: Sendable {
  static let shared = MonthTable()

  /// By name in small letters.
  private var months: [String: Int] = [:]
  /// By language and name, where a language means another month than the one listed first does.
  private var exceptions: [String: Int] = [:]

  private init() {
    let bytes = UnsafeBufferPointer(
      start: MonthTable.names.utf8Start, count: MonthTable.names.utf8CodeUnitCount)
    for line in bytes.split(separator: 0x0A) {
      let groups = line.split(separator: 0x3B).map { String(decoding: $0, as: UTF8.self) }
      guard groups.count == 13 else { continue }
      for month in 1...12 { add(groups[month].dropFirst(), month, language: groups[0]) }
    }
  }

  private mutating func add(_ names: Substring, _ month: Int, language: String) {
    for part in names.split(separator: "|") {
      let name = String(part)
      let known = MonthTable.commonMonth(name) ?? months[name]
      if known == nil { months[name] = month }
      if known != nil, known != month { exceptions["\(language) \(name)"] = month }
    }
  }

  /// 1 to 12 for a name or abbreviation; case is ignored.
  func month(_ name: String) -> Int? { months[name.lowercased()] }

  private static func commonMonth(_ name: String) -> Int? {
    var name = name
    let meaning = name.withUTF8 { DateWordTable.shared.meaning(of: $0) }
    if case .month(let month) = meaning { return month }
    return nil
  }

  /// 1 to 12 for a word that means another month in this language than it does elsewhere.
  ///
  /// - Parameter language: a BCP 47 tag.
  static func exception(_ word: UnsafeBufferPointer<UInt8>, language: String) -> Int? {
    let primary = language.utf8.prefix { $0 != 0x2D && $0 != 0x5F }.map { $0 | 0x20 }
    guard exceptional.contains(where: { $0.utf8.elementsEqual(primary) }) else { return nil }
    let name = String(decoding: word, as: UTF8.self).lowercased()
    return shared.exceptions["\(String(decoding: primary, as: UTF8.self)) \(name)"]
  }

  /// The languages that have such words, so that the others need no table to be made.
  static let exceptional = ["hr"]
  /// Whether ``exceptional`` lists them all.
  var listsItsExceptions: Bool {
    exceptions.keys.allSatisfy { key in
      MonthTable.exceptional.contains { key.utf8.starts(with: "\($0) ".utf8) }
    }
  }
}
