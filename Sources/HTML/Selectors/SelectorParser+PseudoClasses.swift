extension SelectorParser {
  /// Reads what follows a colon.
  mutating func readPseudoClass() throws(InvalidSelector) -> [PseudoClass] {
    let start = index
    if at(":") { throw expected("no pseudo-element") }
    let name = try readIdentifier("a pseudo-class")
    let lower = String(decoding: name.utf8.map(lowercased), as: UTF8.self)
    switch lower {
    case "not": return [.not(try readArguments())]
    case "is", "where": return [.any(try readArguments())]
    case "has": return [.has(try readHasArguments(), id: try nextID())]
    case "contains": return [try readContains()]
    case "first-child": return [.firstChild]
    case "last-child": return [.lastChild]
    case "only-child": return [.onlyChild]
    case "empty": return [.empty]
    case "root": return [.root]
    case "first-of-type": return [.nth(try first(.ofType))]
    case "last-of-type": return [.nth(try first(.lastOfType))]
    case "only-of-type": return [.nth(try first(.ofType)), .nth(try first(.lastOfType))]
    case "nth-child": return [try readNth(.child)]
    case "nth-last-child": return [try readNth(.lastChild)]
    case "nth-of-type": return [try readNth(.ofType)]
    case "nth-last-of-type": return [try readNth(.lastOfType)]
    default: throw expected("a pseudo-class that is known", at: start)
    }
  }

  private mutating func first(_ counting: NthTest.Counting) throws(InvalidSelector) -> NthTest {
    NthTest(counting: counting, step: 0, offset: 1, selectors: nil, id: try nextID())
  }

  private mutating func readContains() throws(InvalidSelector) -> PseudoClass {
    let id = try nextID()
    return try readParenthesis { parser throws(InvalidSelector) in
      parser.skipSpace()
      guard parser.at("\"") || parser.at("'") else { throw parser.expected("a string in quotes") }
      let value = try parser.readValue("a string in quotes")
      parser.skipSpace()
      let ignoresCase = parser.at("i") || parser.at("I")
      if ignoresCase { parser.index += 1 }
      return .contains(
        ignoresCase ? value.map(lowercased) : value, ignoringCase: ignoresCase, id: id)
    }
  }

  // MARK: An+B, CSS Syntax 3 §6

  private mutating func readNth(
    _ counting: NthTest.Counting
  ) throws(InvalidSelector) -> PseudoClass {
    let id = try nextID()
    return try readParenthesis { parser throws(InvalidSelector) in
      parser.skipSpace()
      let (step, offset) = try parser.readAnPlusB()
      var test = NthTest(counting: counting, step: step, offset: offset, selectors: nil, id: id)
      if parser.skipSpace(), !counting.isByType, parser.takeWord("of") {
        test.selectors = try parser.readListToParenthesis()
      }
      return .nth(test)
    }
  }

  private mutating func readAnPlusB() throws(InvalidSelector) -> (step: Int, offset: Int) {
    if takeWord("odd") { return (2, 1) }
    if takeWord("even") { return (2, 0) }
    let sign = readSign()
    let number = readDigits()
    guard at("n") || at("N") else {
      guard let number else { throw expected("'odd', 'even', a number or 'an+b'") }
      return (0, (sign ?? 1) * number)
    }
    index += 1
    let step = (sign ?? 1) * (number ?? 1)
    let end = index
    skipSpace()
    guard let offsetSign = readSign() else {
      index = end
      return (step, 0)
    }
    skipSpace()
    guard let offset = readDigits() else { throw expected("a number") }
    return (step, offsetSign * offset)
  }

  private mutating func readSign() -> Int? {
    guard at("+") || at("-") else { return nil }
    defer { index += 1 }
    return at("-") ? -1 : 1
  }

  /// No more than a billion, which no document reaches.
  private mutating func readDigits() -> Int? {
    var value: Int?
    while let byte, (0x30...0x39).contains(byte) {
      value = min((value ?? 0) * 10 + Int(byte - 0x30), 1_000_000_000)
      index += 1
    }
    return value
  }

  /// Takes a word, case ignored, that no name goes on with.
  private mutating func takeWord(_ word: StaticString) -> Bool {
    let end = index + word.utf8CodeUnitCount
    guard end <= bytes.count else { return false }
    let isThere = word.withUTF8Buffer { word in
      bytes[index..<end].lazy.map(lowercased).elementsEqual(word)
    }
    guard isThere else { return false }
    if end < bytes.count, (0x61...0x7A).contains(bytes[end] | 0x20) { return false }
    index = end
    return true
  }
}
