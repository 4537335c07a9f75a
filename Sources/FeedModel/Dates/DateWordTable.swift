/// The words of dates under their bytes: open addressing, no `String` made to look one up.
struct DateWordTable: Sendable {
  static let shared = DateWordTable(DateWords.table)

  private struct Word {
    var start: Int
    var count: Int
    var meaning: DateWords.Meaning
  }

  /// One more than the index of a word; 0 is free.
  private var slots = [UInt16](repeating: 0, count: mask + 1)
  private var words: [Word] = []
  private var letters: [UInt8] = []
  private static let mask = 8191

  /// - Parameter table: words in lower case; they are found in capitals and with a capital too.
  private init(_ table: [String: DateWords.Meaning]) {
    for (word, meaning) in table {
      add(word, meaning)
      // ASCII's case is ignored when a word is looked up.
      guard !word.utf8.allSatisfy({ $0 < 0x80 }) else { continue }
      add(word.uppercased(), meaning)
      add(word.prefix(1).uppercased() + word.dropFirst(), meaning)
    }
  }

  private mutating func add(_ word: String, _ meaning: DateWords.Meaning) {
    let bytes = word.utf8.map(DateWordTable.folded)
    let isNew = bytes.withUnsafeBufferPointer { self.meaning(of: $0) == nil }
    guard isNew, words.count < DateWordTable.mask / 2 else { return }
    var slot = bytes.withUnsafeBufferPointer(DateWordTable.slot)
    while slots[slot] != 0 { slot = (slot + 1) & DateWordTable.mask }
    words.append(Word(start: letters.count, count: bytes.count, meaning: meaning))
    letters += bytes
    slots[slot] = UInt16(words.count)
  }

  /// The meaning of a word whose letters beyond ASCII are all small, all capital, or small but for
  /// the first.
  func meaning(of word: UnsafeBufferPointer<UInt8>) -> DateWords.Meaning? {
    var slot = DateWordTable.slot(word)
    while slots[slot] != 0 {
      let known = words[Int(slots[slot]) - 1]
      if isEqual(known, word) { return known.meaning }
      slot = (slot + 1) & DateWordTable.mask
    }
    return nil
  }

  private func isEqual(_ known: Word, _ word: UnsafeBufferPointer<UInt8>) -> Bool {
    guard known.count == word.count else { return false }
    for i in word.indices where letters[known.start + i] != DateWordTable.folded(word[i]) {
      return false
    }
    return true
  }

  private static func slot(_ word: UnsafeBufferPointer<UInt8>) -> Int {
    var hash: UInt32 = 2_166_136_261
    for byte in word { hash = (hash ^ UInt32(folded(byte))) &* 16_777_619 }
    return Int(truncatingIfNeeded: (hash ^ hash >> 15) & UInt32(mask))
  }

  @inline(__always)
  private static func folded(_ byte: UInt8) -> UInt8 {
    byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte
  }
}
