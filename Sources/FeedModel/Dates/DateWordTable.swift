/// The words of dates under their bytes: open addressing, no `String` made to fill it or to look one
/// up, because every process that reads a date fills it.
struct DateWordTable: Sendable {
  static let shared = DateWordTable()

  private struct Word {
    var start: Int
    var count: Int
    /// `nil` for a word that means several things.
    var meaning: DateWords.Meaning?
  }

  /// One more than the index of a word; 0 is free.
  private var slots = [UInt16](repeating: 0, count: mask + 1)
  private var words: [Word] = []
  private var letters: [UInt8] = []
  private static let mask = 4095

  private init() {
    words.reserveCapacity(1_100)
    letters.reserveCapacity(1 << 13)
    for names in DateWords.monthNames { addMonths(names) }
    for (index, names) in DateWords.extraMonths.enumerated() { set(names, .month(index + 1)) }
    for (index, names) in DateWords.weekdays.enumerated() {
      set(names, .weekday(index), replacing: false)
    }
    set(DateWords.ambiguous, nil)
    for (name, minutes) in DateWords.zones { set(name, .zone(minutes)) }
    for (name, minutes) in DateWords.americanZones { set(name, .americanZone(minutes)) }
    set(DateWords.fillers, .filler)
    for (names, meaning) in DateWords.halves { set(names, meaning) }
  }

  /// The meaning of a word whose letters beyond ASCII are small.
  func meaning(of word: UnsafeBufferPointer<UInt8>) -> DateWords.Meaning? {
    let known = Int(slots[slot(of: word)])
    return known == 0 ? nil : words[known - 1].meaning
  }

  /// All words that mean something, for those who compare otherwise than by bytes.
  var all: [(word: String, meaning: DateWords.Meaning)] {
    words.compactMap { word in
      let bytes = letters[word.start..<(word.start + word.count)]
      return word.meaning.map { (String(decoding: bytes, as: UTF8.self), $0) }
    }
  }

  // MARK: - Filling

  /// Every beginning of three letters or more names the month, unless two months of the same
  /// language begin so.
  private mutating func addMonths(_ language: String) {
    var language = language
    language.withUTF8 { bytes in
      let names = bytes.split(separator: 0x20).map(UnsafeBufferPointer.init(rebasing:))
      for (index, name) in names.enumerated() {
        var shared = 0
        for (other, otherName) in names.enumerated() where other != index {
          shared = max(shared, DateWordTable.commonPrefix(name, otherName))
        }
        var characters = 0
        for end in 1...name.count where end == name.count || name[end] & 0xC0 != 0x80 {
          characters += 1
          guard end == name.count || (characters >= 3 && end > shared) else { continue }
          let word = UnsafeBufferPointer(rebasing: name[..<end])
          set(word, .month(index + 1), replacing: false)
        }
      }
    }
  }

  private static func commonPrefix(
    _ a: UnsafeBufferPointer<UInt8>, _ b: UnsafeBufferPointer<UInt8>
  ) -> Int {
    let end = min(a.count, b.count)
    return (0..<end).first { a[$0] != b[$0] } ?? end
  }

  /// - Parameter words: with blanks between them.
  private mutating func set(
    _ words: String, _ meaning: DateWords.Meaning?, replacing: Bool = true
  ) {
    var words = words
    words.withUTF8 { bytes in
      for word in bytes.split(separator: 0x20) {
        set(UnsafeBufferPointer(rebasing: word), meaning, replacing: replacing)
      }
    }
  }

  private mutating func set(
    _ word: UnsafeBufferPointer<UInt8>, _ meaning: DateWords.Meaning?, replacing: Bool
  ) {
    let slot = slot(of: word)
    if slots[slot] != 0 {
      if replacing { words[Int(slots[slot]) - 1].meaning = meaning }
    } else if words.count < DateWordTable.mask / 2 {
      words.append(Word(start: letters.count, count: word.count, meaning: meaning))
      letters += word.lazy.map(DateWordTable.folded)
      slots[slot] = UInt16(words.count)
    }
    // Turkish `ı` is `I` in capitals, which is taken for a small `i`.
    if let dotless = DateWordTable.dotted(word) {
      dotless.withUnsafeBufferPointer { set($0, meaning, replacing: replacing) }
    }
  }

  private static func dotted(_ word: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
    guard let place = word.firstIndex(of: 0xC4), place + 1 < word.count, word[place + 1] == 0xB1
    else { return nil }
    return word[..<place] + [0x69] + word[(place + 2)...]
  }

  // MARK: - Looking up

  /// Where a word is, or would be.
  private func slot(of word: UnsafeBufferPointer<UInt8>) -> Int {
    var hash: UInt32 = 2_166_136_261
    for byte in word { hash = (hash ^ UInt32(DateWordTable.folded(byte))) &* 16_777_619 }
    var slot = Int(truncatingIfNeeded: (hash ^ hash >> 15) & UInt32(DateWordTable.mask))
    while slots[slot] != 0, !isEqual(words[Int(slots[slot]) - 1], word) {
      slot = (slot + 1) & DateWordTable.mask
    }
    return slot
  }

  private func isEqual(_ known: Word, _ word: UnsafeBufferPointer<UInt8>) -> Bool {
    guard known.count == word.count else { return false }
    for i in word.indices where letters[known.start + i] != DateWordTable.folded(word[i]) {
      return false
    }
    return true
  }

  @inline(__always)
  private static func folded(_ byte: UInt8) -> UInt8 {
    byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte
  }
}
