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
    guard let literals = literals(bytes, pattern) else { return }
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

  private enum Item {
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

  /// The items of an expression outside of parentheses; `nil` where it has alternatives there.
  private static func literals(_ bytes: Span<UInt8>, _ pattern: Range<Int>) -> [Item]? {
    var items: [Item] = []
    var depth = 0
    var isInClass = false
    var index = pattern.lowerBound
    while index < pattern.upperBound {
      let byte = bytes[index]
      let isEscaped = byte == UInt8(ascii: "\\")
      if isEscaped { index += 1 }
      defer { index += 1 }
      guard index < pattern.upperBound else { break }
      if isInClass {
        if !isEscaped, byte == UInt8(ascii: "]") { isInClass = false }
        continue
      }
      if isEscaped {
        guard depth == 0 else { continue }
        let isLiteral = !bytes[index].isLetterOrDigit
        items.append(isLiteral ? .character(bytes[index], index) : .unknown)
        continue
      }
      switch byte {
      case UInt8(ascii: "["):
        isInClass = true
        // `[]` and `[^]` begin with what would end them.
        if index + 1 < pattern.upperBound, bytes[index + 1] == UInt8(ascii: "]") { index += 1 }
        items.append(.unknown)
      case UInt8(ascii: "("):
        depth += 1
        items.append(.unknown)
      case UInt8(ascii: ")"): depth -= 1
      case UInt8(ascii: "|"):
        if depth == 0 { return nil }
      case UInt8(ascii: "?"), UInt8(ascii: "*"), UInt8(ascii: "+"), UInt8(ascii: "{"):
        guard depth == 0 else { continue }
        // What is repeated may not be there, or more often.
        if !items.isEmpty { items[items.count - 1] = .unknown }
        items.append(.unknown)
        if byte == UInt8(ascii: "{") {
          while index < pattern.upperBound, bytes[index] != UInt8(ascii: "}") { index += 1 }
        }
      case UInt8(ascii: "^"), UInt8(ascii: "$"):
        if depth == 0 { items.append(.edge) }
      case UInt8(ascii: "."):
        if depth == 0 { items.append(.unknown) }
      default:
        if depth == 0 { items.append(.character(byte, index)) }
      }
    }
    return items
  }
}
