/// Finds all occurrences of a text in another in linear time (Knuth, Morris, Pratt).
struct ByteSearch {
  private let needle: [UInt8]
  private let ignoringCase: Bool
  /// How much of the needle is still there when the byte after so many doesn't fit.
  private let fallbacks: [Int]

  /// `needle` is not empty.
  init(_ needle: [UInt8], ignoringCase: Bool) {
    let needle = ignoringCase ? needle.map(lowercased) : needle
    var fallbacks = [Int](repeating: 0, count: needle.count + 1)
    var length = 0
    for index in needle.indices.dropFirst() {
      while length > 0, needle[index] != needle[length] { length = fallbacks[length] }
      if needle[index] == needle[length] { length += 1 }
      fallbacks[index + 1] = length
    }
    self.needle = needle
    self.ignoringCase = ignoringCase
    self.fallbacks = fallbacks
  }

  /// The offsets of all occurrences, overlapping ones too.
  func occurrences(in text: Span<UInt8>) -> [Int] {
    var found: [Int] = []
    var length = 0
    for index in text.indices {
      let byte = ignoringCase ? lowercased(text[index]) : text[index]
      while length > 0, byte != needle[length] { length = fallbacks[length] }
      if byte == needle[length] { length += 1 }
      if length == needle.count {
        found.append(index + 1 - length)
        length = fallbacks[length]
      }
    }
    return found
  }
}
