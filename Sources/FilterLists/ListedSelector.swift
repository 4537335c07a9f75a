internal import HTML

/// A selector of a list: CSS, and steps behind it that CSS doesn't have.
struct ListedSelector: Sendable {
  enum Step: Sendable {
    /// Whose text a regular expression is found in.
    case text(ListExpression)
    /// So many levels up.
    case up(Int)
    /// The nearest ancestor that a selector takes.
    case ancestor(Selector)
    /// Which a selector takes as well.
    case filter(Selector)
    case children(Selector), descendants(Selector)
  }

  let css: Selector
  private(set) var steps: [Step] = []

  /// - Parameter text: as ``SelectorTranslator`` writes it.
  init?(_ text: String) {
    let bytes = Array(text.utf8)
    let pieces = ListedSelector.pieces(of: bytes)
    guard let first = pieces.first,
      let css = try? Selector(parsing: String(decoding: bytes[first], as: UTF8.self))
    else { return nil }
    self.css = css
    for piece in pieces.dropFirst() {
      guard let step = ListedSelector.step(bytes[piece]) else { return nil }
      steps.append(step)
    }
  }

  private static let marks: [StaticString] = [":upward(", ":has-text("]

  /// The CSS at the start, each step, and the CSS behind each.
  static func pieces(of bytes: [UInt8]) -> [Range<Int>] {
    var pieces: [Range<Int>] = []
    var start = 0
    var depth = 0
    var quote: UInt8?
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      if byte == UInt8(ascii: "\\") {
        index += 2
        continue
      }
      if let open = quote {
        if byte == open { quote = nil }
        index += 1
        continue
      }
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "'"): quote = byte
      case UInt8(ascii: "("), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: ")"), UInt8(ascii: "]"): depth -= 1
      case UInt8(ascii: ":") where depth == 0:
        guard let mark = marks.first(where: { starts(bytes, index, $0) }) else { break }
        let open = index + mark.utf8CodeUnitCount
        guard let end = SelectorTranslator.endOfText(bytes, from: open) else { break }
        if index > start { pieces.append(start..<index) }
        pieces.append(index..<end + 1)
        start = end + 1
        index = end
      default: break
      }
      index += 1
    }
    if start < bytes.count { pieces.append(start..<bytes.count) }
    return pieces
  }

  private static func starts(_ bytes: [UInt8], _ index: Int, _ text: StaticString) -> Bool {
    text.withUTF8Buffer { bytes[index...].starts(with: $0) }
  }

  private static func step(_ piece: ArraySlice<UInt8>) -> Step? {
    if piece.starts(with: ":upward(".utf8) {
      let text = String(decoding: piece.dropFirst(8).dropLast(), as: UTF8.self)
      if let count = Int(text) { return (1...256).contains(count) ? .up(count) : nil }
      return (try? Selector(parsing: text)).map { .ancestor($0) }
    }
    if piece.starts(with: ":has-text(".utf8) {
      guard let expression = TextExpression(piece.dropFirst(10).dropLast()) else { return nil }
      return ListExpression(
        expression.source, ignoringCase: expression.ignoresCase, isText: true
      ).map { .text($0) }
    }
    return behind(piece)
  }

  /// CSS behind a step: more of the same element, or one inside of it.
  private static func behind(_ piece: ArraySlice<UInt8>) -> Step? {
    var rest = piece
    while let first = rest.first, first.isBlank { rest.removeFirst() }
    let isInside = rest.count < piece.count
    let isChild = rest.first == UInt8(ascii: ">")
    if isChild { rest.removeFirst() }
    guard isSingle(rest),
      let selector = try? Selector(parsing: String(decoding: rest, as: UTF8.self))
    else { return nil }
    if isChild { return .children(selector) }
    return isInside ? .descendants(selector) : .filter(selector)
  }

  /// Whether a selector is one compound: what stands on the left of another would be looked for in
  /// the whole document.
  private static func isSingle(_ text: ArraySlice<UInt8>) -> Bool {
    var depth = 0
    var hasBegun = false
    for byte in text {
      switch byte {
      case UInt8(ascii: "("), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: ")"), UInt8(ascii: "]"): depth -= 1
      case UInt8(ascii: ">"), UInt8(ascii: "+"), UInt8(ascii: "~"), UInt8(ascii: ","):
        if depth == 0 { return false }
      case let byte where byte.isBlank:
        if depth == 0, hasBegun { return false }
      default: hasBegun = true
      }
    }
    return true
  }
}
