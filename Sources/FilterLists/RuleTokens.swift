/// What an address must have in it, as whole runs of letters and digits, for a rule to match it.
enum RuleTokens {
  /// The runs of a pattern that stand between other characters or anchors.
  static func forEach(
    _ bytes: Span<UInt8>, _ rule: NetworkRule, _ body: (Range<Int>) -> Void
  ) {
    if rule.flags.contains(.expression) { return ofExpression(bytes, rule.pattern, body) }
    let isAnchored = !rule.flags.isDisjoint(with: [.host, .start])
    var start = rule.pattern.lowerBound
    while start < rule.pattern.upperBound {
      guard bytes[start].isLetterOrDigit else {
        start += 1
        continue
      }
      var end = start + 1
      while end < rule.pattern.upperBound, bytes[end].isLetterOrDigit { end += 1 }
      let isLeftDone =
        start == rule.pattern.lowerBound ? isAnchored : bytes[start - 1] != UInt8(ascii: "*")
      let isRightDone =
        end == rule.pattern.upperBound
        ? rule.flags.contains(.end) : bytes[end] != UInt8(ascii: "*")
      if isLeftDone, isRightDone { body(start..<end) }
      start = end + 1
    }
  }

  /// The runs of a regular expression that no choice and no repetition touches; none where it has
  /// alternatives or classes of characters beside them that could go on with them.
  ///
  /// Literal characters outside of all parentheses alone are looked at.
  private static func ofExpression(
    _ bytes: Span<UInt8>, _ pattern: Range<Int>, _ body: (Range<Int>) -> Void
  ) {
    var reader = ExpressionReader()
    guard reader.read(bytes, pattern) else { return }
    let literals = reader.items
    var start = 0
    while start < literals.count {
      guard case .character(let byte, _) = literals[start], byte.isLetterOrDigit else {
        start += 1
        continue
      }
      var end = start + 1
      while end < literals.count, case .character(let byte, _) = literals[end],
        byte.isLetterOrDigit
      {
        end += 1
      }
      let isLeftDone = start > 0 && literals[start - 1].isBoundary
      let isRightDone = end < literals.count && literals[end].isBoundary
      if isLeftDone, isRightDone, case .character(_, let from) = literals[start],
        case .character(_, let last) = literals[end - 1]
      {
        body(from..<last + 1)
      }
      start = end
    }
  }
}

/// Reads what a regular expression looks for outside of parentheses.
private struct ExpressionReader {
  enum Item {
    case character(UInt8, Int)
    /// The start or the end of the address.
    case edge
    /// Anything at all.
    case unknown

    var isBoundary: Bool {
      switch self {
      case .character(let byte, _): !byte.isLetterOrDigit
      case .edge: true
      case .unknown: false
      }
    }
  }

  private(set) var items: [Item] = []
  private var depth = 0
  private var isInClass = false

  /// False where there are alternatives outside of parentheses.
  mutating func read(_ bytes: Span<UInt8>, _ pattern: Range<Int>) -> Bool {
    var index = pattern.lowerBound
    while index < pattern.upperBound {
      let byte = bytes[index]
      if byte == UInt8(ascii: "\\") {
        index += 1
        if index < pattern.upperBound { takeEscaped(bytes[index], index) }
      } else if isInClass {
        if byte == UInt8(ascii: "]") { isInClass = false }
      } else if byte == UInt8(ascii: "|"), depth == 0 {
        return false
      } else {
        index = take(byte, index, bytes, pattern.upperBound)
      }
      index += 1
    }
    return true
  }

  private mutating func add(_ item: Item) {
    if depth == 0 { items.append(item) }
  }

  private mutating func takeEscaped(_ byte: UInt8, _ index: Int) {
    guard !isInClass else { return }
    add(byte.isLetterOrDigit ? .unknown : .character(byte, index))
  }

  /// The last byte that it took.
  private mutating func take(
    _ byte: UInt8, _ index: Int, _ bytes: Span<UInt8>, _ end: Int
  ) -> Int {
    var last = index
    switch byte {
    case UInt8(ascii: "["):
      add(.unknown)
      isInClass = true
      // `[]` and `[^]` begin with what would end them.
      if last + 1 < end, bytes[last + 1] == UInt8(ascii: "^") { last += 1 }
      if last + 1 < end, bytes[last + 1] == UInt8(ascii: "]") { last += 1 }
    case UInt8(ascii: "("):
      add(.unknown)
      depth += 1
    case UInt8(ascii: ")"): depth -= 1
    case UInt8(ascii: "?"), UInt8(ascii: "*"), UInt8(ascii: "+"), UInt8(ascii: "{"):
      // What is repeated may not be there, or more often.
      if depth == 0, !items.isEmpty { items[items.count - 1] = .unknown }
      add(.unknown)
      while byte == UInt8(ascii: "{"), last < end, bytes[last] != UInt8(ascii: "}") { last += 1 }
    case UInt8(ascii: "^"), UInt8(ascii: "$"): add(.edge)
    case UInt8(ascii: "."): add(.unknown)
    default: add(.character(byte, index))
    }
    return last
  }
}
