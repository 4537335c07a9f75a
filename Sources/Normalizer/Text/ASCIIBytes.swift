extension UInt8 {
  var isASCIILetter: Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self | 0x20)
  }

  var isASCIIDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }

  var isASCIIUpper: Bool { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(self) }

  /// HTML's ASCII whitespace (Infra §4.6): tab, line feed, form feed, carriage return, space.
  var isHTMLBlank: Bool {
    self == 0x20 || self == 0x0A || self == 0x09 || self == 0x0D || self == 0x0C
  }

  /// ASCII lower case.
  var lowercased: UInt8 { isASCIIUpper ? self | 0x20 : self }
}

extension String {
  /// Whether both are the same bytes; `==` would be canonical equivalence.
  func hasBytes(of other: String) -> Bool {
    let a = utf8.span
    let b = other.utf8.span
    guard a.count == b.count else { return false }
    for index in a.indices where a[index] != b[index] { return false }
    return true
  }
}

extension Collection where Element == UInt8 {
  /// Whether both hold the same bytes, ASCII case ignored.
  func equalsIgnoringCase(_ other: some Collection<UInt8>) -> Bool {
    count == other.count && zip(self, other).allSatisfy { $0.lowercased == $1.lowercased }
  }

  /// Whether the bytes begin with these, ASCII case ignored.
  func startsIgnoringCase(_ prefix: some Collection<UInt8>) -> Bool {
    count >= prefix.count && zip(self, prefix).allSatisfy { $0.lowercased == $1.lowercased }
  }
}

extension RandomAccessCollection where Element == UInt8, Index == Int {
  /// The first place of `needle`, by plain search: needles are short and constant.
  func firstRange(ofBytes needle: [UInt8], from start: Int? = nil) -> Range<Int>? {
    guard let first = needle.first else { return nil }
    let start = start ?? startIndex
    let found = withContiguousStorageIfAvailable { bytes in
      bytes.firstIndex(of: needle, first, from: start - startIndex)
    }
    if let found { return found.map { (startIndex + $0)..<(startIndex + $0 + needle.count) } }
    var index = start
    while index <= endIndex - needle.count {
      if self[index] == first {
        var length = 1
        while length < needle.count, self[index + length] == needle[length] { length += 1 }
        if length == needle.count { return index..<(index + length) }
      }
      index += 1
    }
    return nil
  }

  /// Without HTML's ASCII whitespace at both ends.
  var trimmedBlanks: SubSequence {
    var low = startIndex
    var high = endIndex
    while low < high, self[low].isHTMLBlank { low += 1 }
    while high > low, self[high - 1].isHTMLBlank { high -= 1 }
    return self[low..<high]
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// Where `needle`, which begins with `first`, occurs first.
  fileprivate func firstIndex(of needle: [UInt8], _ first: UInt8, from start: Int) -> Int? {
    let last = count - needle.count
    var index = start
    while index <= last {
      if self[index] == first {
        var length = 1
        while length < needle.count, self[index + length] == needle[length] { length += 1 }
        if length == needle.count { return index }
      }
      index += 1
    }
    return nil
  }
}
