/// By what an element can be known that a selector may take: for each of its alternatives one name
/// that the element must have.
enum SelectorKeys {
  /// The key of selectors that no name is known of.
  static let none: UInt64 = 0

  private static let common: [StaticString] = ["https", "http", "www", "com", "html"]

  /// One for each alternative.
  static func keys(of selector: Span<UInt8>, _ range: Range<Int>) -> [UInt64] {
    var keys: [UInt64] = []
    var compound = Compound()
    var index = range.lowerBound
    while index < range.upperBound {
      let byte = selector[index]
      switch byte {
      case UInt8(ascii: ","):
        keys.append(compound.key)
        compound = Compound()
      case UInt8(ascii: ">"), UInt8(ascii: "+"), UInt8(ascii: "~"): compound = Compound()
      case let byte where byte.isBlank: compound.hasEnded = true
      case UInt8(ascii: "("):
        index = end(of: index, selector, range)
      case UInt8(ascii: "["):
        let end = end(of: index, selector, range)
        compound.restart()
        compound.take(attribute: selector, index + 1..<end)
        index = end
      default:
        compound.restart()
        index = compound.takeName(selector, index, range.upperBound) - 1
      }
      index += 1
    }
    keys.append(compound.key)
    return keys
  }

  /// The closing sign of what opens at `start`, quotes minded.
  private static func end(of start: Int, _ selector: Span<UInt8>, _ range: Range<Int>) -> Int {
    var depth = 0
    var quote: UInt8?
    var index = start
    while index < range.upperBound {
      let byte = selector[index]
      if byte == UInt8(ascii: "\\") {
        index += 2
        continue
      }
      if let open = quote {
        if byte == open { quote = nil }
      } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        quote = byte
      } else if byte == UInt8(ascii: "(") || byte == UInt8(ascii: "[") {
        depth += 1
      } else if byte == UInt8(ascii: ")") || byte == UInt8(ascii: "]") {
        depth -= 1
        if depth == 0 { return index }
      }
      index += 1
    }
    return range.upperBound
  }

  /// What is known of one compound; the best key wins.
  private struct Compound {
    var name: UInt64?
    var word: (length: Int, hash: UInt64)?
    var start: UInt64?
    var attribute: UInt64?
    var type: UInt64?
    /// Whether a blank followed: what comes next is another compound.
    var hasEnded = false

    var key: UInt64 { name ?? word?.hash ?? start ?? attribute ?? type ?? SelectorKeys.none }

    mutating func restart() {
      if hasEnded { self = Compound() }
    }

    /// Takes a type, `#id`, `.class` or `:name`; where it ends.
    mutating func takeName(_ selector: Span<UInt8>, _ start: Int, _ limit: Int) -> Int {
      let sign = selector[start]
      let isSigned =
        sign == UInt8(ascii: "#") || sign == UInt8(ascii: ".") || sign == UInt8(ascii: ":")
        || sign == UInt8(ascii: "*")
      let first = isSigned ? start + 1 : start
      var end = first
      var isPlain = true
      while end < limit {
        let byte = selector[end]
        if byte == UInt8(ascii: "\\") {
          isPlain = false
          end += 2
          continue
        }
        guard
          byte.isLetterOrDigit || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
            || byte >= 0x80
        else { break }
        end += 1
      }
      end = min(max(end, start + 1), limit)
      guard isPlain, end > first else { return end }
      switch sign {
      case UInt8(ascii: "#"): name = ListHash.lowercased(selector, first..<end, .id)
      case UInt8(ascii: "."):
        name = name ?? ListHash.lowercased(selector, first..<end, .class)
      case UInt8(ascii: ":"), UInt8(ascii: "*"): break
      default: type = ListHash.lowercased(selector, first..<end, .type)
      }
      return end
    }

    /// Takes what is between brackets.
    mutating func take(attribute selector: Span<UInt8>, _ range: Range<Int>) {
      var nameEnd = range.lowerBound
      while nameEnd < range.upperBound,
        selector[nameEnd].isLetterOrDigit || selector[nameEnd] == UInt8(ascii: "-")
          || selector[nameEnd] == UInt8(ascii: "_")
      {
        nameEnd += 1
      }
      guard nameEnd > range.lowerBound else { return }
      let name = ListHash.lowercased(selector, range.lowerBound..<nameEnd, .attribute)
      attribute = attribute ?? name
      guard let value = AttributeValue(selector, nameEnd..<range.upperBound) else { return }
      value.forEachWord(selector) { word in
        let isCommon = SelectorKeys.common.contains { SelectorKeys.equal($0, selector, word) }
        guard !isCommon, word.count > (self.word?.length ?? 1) else { return }
        let hash = ListHash.lowercased(selector, word, .word)
        self.word = (word.count, SelectorKeys.joined(name, hash))
      }
      if value.isAtStart, value.range.count >= SelectorKeys.startBytes {
        let range = value.range.lowerBound..<value.range.lowerBound + SelectorKeys.startBytes
        start = SelectorKeys.joined(name, ListHash.lowercased(selector, range, .start))
      }
    }
  }

  /// How many bytes of a value's start are a key.
  static let startBytes = 6

  /// The key of something in the value of one attribute.
  @inline(__always)
  static func joined(_ attribute: UInt64, _ part: UInt64) -> UInt64 {
    (attribute << 1 | attribute >> 63) ^ part
  }

  private static func equal(
    _ text: StaticString, _ bytes: Span<UInt8>, _ range: Range<Int>
  ) -> Bool {
    range.count == text.utf8CodeUnitCount
      && text.withUTF8Buffer { text in
        for index in text.indices where bytes[range.lowerBound + index].inLowerCase != text[index] {
          return false
        }
        return true
      }
  }
}

/// The value of an attribute's test, and what it says of the ends.
private struct AttributeValue {
  let range: Range<Int>
  let isAtStart: Bool
  let isAtEnd: Bool

  /// - Parameter range: what follows the name: `^="value" i`.
  init?(_ selector: Span<UInt8>, _ range: Range<Int>) {
    guard let first = range.first else { return nil }
    var start = first
    let sign = selector[first]
    if sign != UInt8(ascii: "=") { start += 1 }
    guard start < range.upperBound, selector[start] == UInt8(ascii: "=") else { return nil }
    switch sign {
    case UInt8(ascii: "="): (isAtStart, isAtEnd) = (true, true)
    case UInt8(ascii: "^"): (isAtStart, isAtEnd) = (true, false)
    case UInt8(ascii: "$"): (isAtStart, isAtEnd) = (false, true)
    case UInt8(ascii: "*"): (isAtStart, isAtEnd) = (false, false)
    default: return nil
    }
    start += 1
    guard start + 2 < range.upperBound else { return nil }
    let quote = selector[start]
    guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else {
      // Without quotes it is a name up to the end.
      for index in start..<range.upperBound
      where selector[index].isBlank || selector[index] == UInt8(ascii: "\\") {
        return nil
      }
      self.range = start..<range.upperBound
      return
    }
    var end = start + 1
    while end < range.upperBound, selector[end] != quote {
      if selector[end] == UInt8(ascii: "\\") { return nil }
      end += 1
    }
    self.range = start + 1..<end
  }

  /// Each run of letters and digits that is whole in any value that passes.
  func forEachWord(_ selector: Span<UInt8>, _ body: (Range<Int>) -> Void) {
    var start = range.lowerBound
    while start < range.upperBound {
      guard selector[start].isLetterOrDigit else {
        start += 1
        continue
      }
      var end = start + 1
      while end < range.upperBound, selector[end].isLetterOrDigit { end += 1 }
      if start > range.lowerBound || isAtStart, end < range.upperBound || isAtEnd {
        body(start..<end)
      }
      start = end + 1
    }
  }
}
