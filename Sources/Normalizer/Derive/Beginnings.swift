/// Beginnings of texts, by their first byte.
struct Beginnings: Sendable {
  private var texts: [[[UInt8]]] = Array(repeating: [], count: 256)
  /// In bytes.
  private(set) var longest = 0

  init(_ texts: [[UInt8]]) {
    for text in texts {
      self.texts[Int(text[0])].append(text)
      longest = max(longest, text.count)
    }
  }

  /// Whether one of them begins a text; as words, where no letter follows.
  func begin(_ text: [UInt8], asWords: Bool = false) -> Bool {
    guard let first = text.first else { return false }
    return texts[Int(first)].contains { start in
      guard text.starts(with: start) else { return false }
      guard asWords, let last = start.last, last.isASCIILetter, text.count > start.count else {
        return true
      }
      return !text[start.count].isASCIILetter
    }
  }
}
