/// Tells a list of people from one name.
///
/// `Smith, John` and `Johnson & Johnson` are one; a list is what is divided by a mark that no name
/// holds, an enumeration of full names that ends in “and”, or surnames with initials behind each.
enum NameList {
  /// The names, or the text itself where it may be one name.
  static func split(_ text: String) -> [String] {
    // What divides names is a comma, a semicolon or a mark of another script.
    guard text.utf8.contains(where: { $0 == 0x2C || $0 == 0x3B || $0 > 0x7F }) else {
      return [text]
    }
    let bytes = Array(text.utf8)
    guard bytes.count < 1_000 else { return [text] }
    for mark in marks where bytes.contains(mark[0]) {
      if let names = names(of: parts(bytes, at: mark), minimum: 1) { return names }
    }
    let commas = parts(bytes, at: [0x2C])
    guard commas.count > 1 else { return [text] }
    if commas.allSatisfy({ part in part.count { $0 == 0x40 } == 1 }) {
      return commas.map { String(decoding: $0, as: UTF8.self) }
    }
    return enumeration(commas) ?? surnamesFirst(commas) ?? [text]
  }

  private static let marks = [[0x3B], Array("、".utf8), Array("，".utf8)]

  /// `Wei, Y., Saldierna Guzman, J. P.`, as journals write: surnames and initials take turns.
  private static func surnamesFirst(_ commas: [[UInt8]]) -> [String]? {
    guard commas.count > 2, commas.dropFirst().contains(where: isInitials) else { return nil }
    var parts: [[UInt8]] = []
    for part in commas {
      // A conjunction has a blank behind it.
      guard part.contains(0x20) else {
        parts.append(part)
        continue
      }
      var divided = [part]
      for word in conjunctions {
        if divided.count == 1, divided[0].starts(with: word.leading) {
          divided = [Array(divided[0].dropFirst(word.leading.count))]
        } else if divided.count == 1 {
          divided = self.parts(divided[0], at: word.inside)
        }
      }
      parts += divided
    }
    guard parts.count > 3, parts.count.isMultiple(of: 2), parts.count <= 400 else { return nil }
    var names: [String] = []
    for place in stride(from: 0, to: parts.count, by: 2) {
      let (surname, initials) = (parts[place], parts[place + 1])
      guard isInitials(initials), !isInitials(surname), surname.split(separator: 0x20).count <= 4,
        !surname.contains(where: UTF8Text.isDigit), !holdsForeignMark(surname)
      else { return nil }
      names.append(String(decoding: surname + ", ".utf8 + initials, as: UTF8.self))
    }
    return names
  }

  /// `Y.`, `J. P.`, `J.-P.`, `Ł.`
  private static func isInitials(_ part: [UInt8]) -> Bool {
    guard part.count <= 16, part.last == 0x2E else { return false }
    var isBegun = false
    for byte in part {
      switch byte {
      case 0x2E:
        guard isBegun else { return false }
        isBegun = false
      case 0x20, 0x2D: guard !isBegun else { return false }
      case 0x80...0xBF: guard isBegun else { return false }
      case 0x41...0x5A, 0xC3...0xDF:
        guard !isBegun else { return false }
        isBegun = true
      default: return false
      }
    }
    return true
  }

  /// `Ann Lee, Bob Ray and Cid Orr`: the last comma's part is divided by “and”, or begins with it.
  private static func enumeration(_ commas: [[UInt8]]) -> [String]? {
    guard let last = commas.last else { return nil }
    for word in conjunctions {
      if last.starts(with: word.leading) {
        let rest = Array(last.dropFirst(word.leading.count))
        return names(of: commas.dropLast() + [rest], minimum: 2)
      }
      let pair = parts(last, at: word.inside)
      if pair.count == 2 { return names(of: commas.dropLast() + pair, minimum: 2) }
    }
    return nil
  }

  /// “And”, as it stands before the last name and between two.
  private static let conjunctions = [
    "and", "&", "und", "et", "y", "e", "en", "och", "og", "и",
  ].map { (leading: Array("\($0) ".utf8), inside: Array(" \($0) ".utf8)) }

  /// The parts as names; `nil` when one of them is none.
  ///
  /// - Parameter minimum: How many words a name has at least.
  private static func names(of parts: [[UInt8]], minimum: Int) -> [String]? {
    guard (2...40).contains(parts.count) else { return nil }
    let isName: ([UInt8]) -> Bool = { part in
      let words = part.split(separator: 0x20)
      return (minimum...5).contains(words.count)
        && part.contains { UTF8Text.isLetter($0) || $0 > 0x7F } && !holdsForeignMark(part)
        && (minimum == 1 || words.allSatisfy(isNameWord))
    }
    guard parts.allSatisfy(isName) else { return nil }
    return parts.map { String(decoding: $0, as: UTF8.self) }
  }

  /// Whether it holds what no name does: markup, a query, the end of a sentence, a quotation.
  ///
  /// Brackets and quotes stand beside a mail address (`"Ann" <ann@example.org>`).
  private static func holdsForeignMark(_ part: [UInt8]) -> Bool {
    let isMail = part.contains(0x40)
    for (index, byte) in part.enumerated() {
      switch byte {
      // `?`, `=`, `&`, `/`, `{`, `}`; `<`, `>`, `"`
      case 0x3F, 0x3D, 0x26, 0x2F, 0x7B, 0x7D: return true
      case 0x3C, 0x3E, 0x22: if !isMail { return true }
      default: break
      }
      if byte > 0x7F, wideMarks.contains(where: { part[index...].starts(with: $0) }) { return true }
    }
    return false
  }

  private static let wideMarks = ["。", "！", "？", "“", "”", "„", "«", "»", "「", "」", "『", "』"]
    .map { Array($0.utf8) }

  /// A word with a capital, or one of the small ones that stand in names.
  static func isNameWord(_ word: ArraySlice<UInt8>) -> Bool {
    guard let first = word.first else { return false }
    if first > 0x7F || (first >= 0x41 && first <= 0x5A) { return true }
    return ["de", "da", "di", "van", "von", "der", "den", "la", "le", "el", "bin", "al", "ter"]
      .contains { word.elementsEqual($0.utf8) }
  }

  private static func parts(_ text: [UInt8], at mark: [UInt8]) -> [[UInt8]] {
    var parts: [[UInt8]] = []
    var start = 0
    var index = 0
    while index + mark.count <= text.count {
      if text[index] == mark[0], text[index..<(index + mark.count)].elementsEqual(mark) {
        parts.append(trimmed(text[start..<index]))
        index += mark.count
        start = index
      } else {
        index += 1
      }
    }
    parts.append(trimmed(text[start...]))
    return parts.filter { !$0.isEmpty }
  }

  private static func trimmed(_ text: ArraySlice<UInt8>) -> [UInt8] {
    var text = text
    while let first = text.first, UTF8Text.isSpace(first) { text.removeFirst() }
    while let last = text.last, UTF8Text.isSpace(last) { text.removeLast() }
    return Array(text)
  }
}
