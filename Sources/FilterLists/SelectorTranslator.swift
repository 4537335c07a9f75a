/// Makes of a list's selector one that ``ListedSelector`` reads.
///
/// `:has-text(x)`, `:-abp-contains(x)` and `:contains(x)` become `:contains("x")`, also where the
/// text is a regular expression that only lists words; `:-abp-has()` and `:if()` become `:has()`,
/// `:nth-ancestor()` becomes `:upward()`; `:remove()` at the end says what all rules do.
struct SelectorTranslator {
  private let source: [UInt8]
  private(set) var output: [UInt8] = []
  private var index = 0
  private var depth = 0
  /// The depths at which a `:has()` is open.
  private var openHas: [Int] = []

  init(_ line: Span<UInt8>, _ range: Range<Int>) {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(range.count)
    for index in range { bytes.append(line[index]) }
    source = bytes
    output.reserveCapacity(bytes.count + 16)
  }

  private static let plain: Set<[UInt8]> = Set(
    [
      "not", "is", "where", "has", "first-child", "last-child", "only-child", "empty", "root",
      "first-of-type", "last-of-type", "only-of-type", "nth-child", "nth-last-child",
      "nth-of-type", "nth-last-of-type",
    ].map { Array($0.utf8) })

  /// What is not understood, as it is told: `:matches-css()`; `nil` when all is.
  mutating func translate() -> String? {
    while index < source.count {
      let byte = source[index]
      switch byte {
      case UInt8(ascii: "\\"): copy(2)
      case UInt8(ascii: "\""), UInt8(ascii: "'"): copyString(byte)
      case UInt8(ascii: "["): copyAttribute()
      case UInt8(ascii: "("):
        depth += 1
        copy(1)
      case UInt8(ascii: ")"):
        if openHas.last == depth { openHas.removeLast() }
        depth -= 1
        copy(1)
      case UInt8(ascii: "{"):
        guard isRemoval(source[index...]) else { return "{…}" }
        while output.last?.isBlank == true { output.removeLast() }
        return nil
      case UInt8(ascii: ":"):
        if let problem = translatePseudoClass() { return problem }
      default: copy(1)
      }
    }
    return nil
  }

  /// `{remove: true;}`, which says what all rules do; other styles need a page.
  private func isRemoval(_ block: ArraySlice<UInt8>) -> Bool {
    let text = block.filter { !$0.isBlank && $0 != UInt8(ascii: ";") }
    return text.elementsEqual("{remove:true}".utf8)
  }

  private mutating func copy(_ count: Int) {
    let end = min(source.count, index + count)
    output += source[index..<end]
    index = end
  }

  private mutating func copyString(_ quote: UInt8) {
    copy(1)
    while index < source.count, source[index] != quote {
      copy(source[index] == UInt8(ascii: "\\") ? 2 : 1)
    }
    copy(1)
  }

  private mutating func copyAttribute() {
    while index < source.count, source[index] != UInt8(ascii: "]") {
      let byte = source[index]
      if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        copyString(byte)
      } else {
        copy(byte == UInt8(ascii: "\\") ? 2 : 1)
      }
    }
    copy(1)
  }

  // MARK: Pseudo-classes

  private mutating func translatePseudoClass() -> String? {
    let start = index + 1
    if start < source.count, source[start] == UInt8(ascii: ":") { return "pseudo-element" }
    var end = start
    while end < source.count, source[end].isLetterOrDigit || source[end] == UInt8(ascii: "-") {
      end += 1
    }
    let name = source[start..<end].map(\.inLowerCase)
    let hasArguments = end < source.count && source[end] == UInt8(ascii: "(")
    switch String(decoding: name, as: UTF8.self) {
    case "has", "-abp-has", "if": return openHas(argumentsAt: end)
    case "has-text", "-abp-contains", "contains": return translateText(argumentsAt: end)
    case "upward", "nth-ancestor": return copyUpward(argumentsAt: end)
    case "remove" where source[end...].elementsEqual("()".utf8):
      index = source.count
      return nil
    default: break
    }
    guard SelectorTranslator.plain.contains(name) else {
      return ":" + String(decoding: name.prefix(24), as: UTF8.self) + (hasArguments ? "()" : "")
    }
    copy(end - index)
    return nil
  }

  private mutating func openHas(argumentsAt end: Int) -> String? {
    guard openHas.isEmpty else { return ":has() in :has()" }
    output += ":has".utf8
    index = end
    openHas.append(depth + 1)
    return nil
  }

  private mutating func copyUpward(argumentsAt end: Int) -> String? {
    guard depth == 0 else { return ":upward() in parentheses" }
    output += ":upward".utf8
    index = end
    return nil
  }

  private mutating func translateText(argumentsAt start: Int) -> String? {
    guard start < source.count, source[start] == UInt8(ascii: "("),
      let end = endOfText(from: start + 1)
    else { return ":has-text()" }
    var text = source[start + 1..<end]
    while let first = text.first, first.isBlank { text.removeFirst() }
    while let last = text.last, last.isBlank { text.removeLast() }
    index = end + 1
    if let expression = TextExpression(text) { return translate(expression) }
    if let first = text.first, first == UInt8(ascii: "\"") || first == UInt8(ascii: "'"),
      text.count > 2, text.last == first
    {
      text = text.dropFirst().dropLast()
    }
    guard !text.isEmpty else { return ":has-text()" }
    appendContains(Array(text), ignoringCase: false)
    return nil
  }

  private mutating func translate(_ expression: TextExpression) -> String? {
    if let words = expression.words {
      output += ":is(".utf8
      for (number, word) in words.enumerated() {
        if number > 0 { output.append(UInt8(ascii: ",")) }
        appendContains(word, ignoringCase: expression.ignoresCase)
      }
      output.append(UInt8(ascii: ")"))
      return nil
    }
    guard depth == 0 else { return ":has-text(/…/) in parentheses" }
    output += ":has-text(/".utf8
    output += expression.source
    output += expression.ignoresCase ? "/i)".utf8 : "/)".utf8
    return nil
  }

  private mutating func appendContains(_ text: [UInt8], ignoringCase: Bool) {
    output += ":contains(\"".utf8
    for byte in text {
      if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") {
        output.append(UInt8(ascii: "\\"))
      }
      output.append(byte)
    }
    output += ignoringCase ? "\" i)".utf8 : "\")".utf8
  }

  /// Where the parenthesis ends whose text begins at `start`.
  private func endOfText(from start: Int) -> Int? {
    SelectorTranslator.endOfText(source, from: start)
  }

  /// The same of any text: parentheses in it come in pairs, but in a regular expression.
  static func endOfText(_ source: [UInt8], from start: Int) -> Int? {
    var index = start
    if index < source.count, source[index] == UInt8(ascii: "/") {
      index += 1
      while index < source.count, source[index] != UInt8(ascii: "/") {
        index += source[index] == UInt8(ascii: "\\") ? 2 : 1
      }
      while index < source.count, source[index] != UInt8(ascii: ")") { index += 1 }
      return index < source.count ? index : nil
    }
    var depth = 0
    while index < source.count {
      switch source[index] {
      case UInt8(ascii: "\\"): index += 1
      case UInt8(ascii: "("): depth += 1
      case UInt8(ascii: ")"):
        if depth == 0 { return index }
        depth -= 1
      default: break
      }
      index += 1
    }
    return nil
  }
}

/// `/…/` with the flags `i` and `u`, as the text of an element is asked.
struct TextExpression {
  let source: [UInt8]
  let ignoresCase: Bool

  init?(_ text: ArraySlice<UInt8>) {
    guard text.first == UInt8(ascii: "/"), let end = text.lastIndex(of: UInt8(ascii: "/")),
      end > text.startIndex + 1
    else { return nil }
    let flags = text[(end + 1)...]
    guard flags.allSatisfy({ $0 == UInt8(ascii: "i") || $0 == UInt8(ascii: "u") }) else {
      return nil
    }
    source = Array(text[(text.startIndex + 1)..<end])
    ignoresCase = flags.contains(UInt8(ascii: "i"))
  }

  /// What it looks for, where it only lists texts between `|`.
  var words: [[UInt8]]? {
    var words: [[UInt8]] = [[]]
    var index = 0
    while index < source.count {
      let byte = source[index]
      switch byte {
      case UInt8(ascii: "|"): words.append([])
      case UInt8(ascii: "\\"):
        index += 1
        guard index < source.count, !source[index].isLetterOrDigit else { return nil }
        words[words.count - 1].append(source[index])
      case let byte where "^$.*+?()[]{}".utf8.contains(byte): return nil
      case 0x80... where ignoresCase: return nil
      default: words[words.count - 1].append(byte)
      }
      index += 1
    }
    return words.contains([]) ? nil : words
  }
}
