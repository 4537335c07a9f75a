/// Recursive descent over the grammar of Selectors 4, §17; recursion is bounded by ``maxNesting``.
struct SelectorParser {
  /// `:not(:is(…))` is 2.
  private static let maxNesting = 8
  /// Compounds between two commas.
  private static let maxParts = 32
  /// Parts and tests in all.
  private static let maxIDs: UInt16 = 4000

  let text: String
  let bytes: [UInt8]
  var index = 0
  private var nesting = 0
  private var lastID: UInt16 = 0
  private var isInHas = false

  init(_ text: String) {
    self.text = text
    bytes = Array(text.utf8)
  }

  var byte: UInt8? { index < bytes.count ? bytes[index] : nil }

  func at(_ character: UnicodeScalar) -> Bool { byte == UInt8(ascii: character) }

  /// The error that something else than what is at `offset` (else at `index`) should be there.
  func expected(_ what: String, at offset: Int? = nil) -> InvalidSelector {
    let offset = min(offset ?? index, bytes.count)
    let before = String(decoding: bytes[..<offset], as: UTF8.self).unicodeScalars.count
    let found = String(decoding: bytes[offset...].prefix(4), as: UTF8.self).unicodeScalars.first
    return InvalidSelector(selector: text, column: before + 1, expected: what, found: found)
  }

  mutating func nextID() throws(InvalidSelector) -> UInt16 {
    guard lastID < Self.maxIDs else { throw expected("a shorter selector") }
    lastID += 1
    return lastID
  }

  // MARK: Lists

  mutating func parse() throws(InvalidSelector) -> [ComplexSelector] {
    guard bytes.count <= Selector.maxBytes else { throw expected("a shorter selector") }
    let list = try readList(isRelative: false)
    guard byte == nil else { throw expected("',' or the end") }
    return list
  }

  /// Reads up to the end or a closing parenthesis.
  private mutating func readList(isRelative: Bool) throws(InvalidSelector) -> [ComplexSelector] {
    var list = [try readComplex(isRelative: isRelative)]
    while at(",") {
      index += 1
      list.append(try readComplex(isRelative: isRelative))
    }
    return list
  }

  /// Reads `(` list `)`.
  mutating func readArguments() throws(InvalidSelector) -> [ComplexSelector] {
    try readParenthesis { parser throws(InvalidSelector) in
      try parser.readList(isRelative: false)
    }
  }

  mutating func readHasArguments() throws(InvalidSelector) -> [ComplexSelector] {
    guard !isInHas else { throw expected("no ':has()' inside ':has()'") }
    isInHas = true
    defer { isInHas = false }
    return try readParenthesis { parser throws(InvalidSelector) in
      try parser.readList(isRelative: true)
    }
  }

  /// The list after `of` in `:nth-child()`.
  mutating func readListToParenthesis() throws(InvalidSelector) -> [ComplexSelector] {
    try nest { parser throws(InvalidSelector) in try parser.readList(isRelative: false) }
  }

  mutating func readParenthesis<Result>(
    _ read: (inout SelectorParser) throws(InvalidSelector) -> Result
  ) throws(InvalidSelector) -> Result {
    guard at("(") else { throw expected("'('") }
    index += 1
    let result = try nest(read)
    skipSpace()
    guard at(")") else { throw expected("')'") }
    index += 1
    return result
  }

  private mutating func nest<Result>(
    _ read: (inout SelectorParser) throws(InvalidSelector) -> Result
  ) throws(InvalidSelector) -> Result {
    guard nesting < Self.maxNesting else {
      throw expected("no more than \(Self.maxNesting) parentheses in each other")
    }
    nesting += 1
    defer { nesting -= 1 }
    return try read(&self)
  }

  // MARK: Complex selectors

  private mutating func readComplex(isRelative: Bool) throws(InvalidSelector) -> ComplexSelector {
    var parts: [ComplexSelector.Part] = []
    skipSpace()
    var combinator = isRelative ? readCombinator() ?? .descendant : nil
    skipSpace()
    while true {
      let compound = try readCompound()
      guard parts.count < Self.maxParts else {
        throw expected("no more than \(Self.maxParts) compounds")
      }
      let part = ComplexSelector.Part(
        compound: compound, combinator: combinator, id: try nextID())
      parts.append(part)
      let hasSpace = skipSpace()
      if byte == nil || at(",") || at(")") { break }
      let explicit = readCombinator()
      guard let next = explicit ?? (hasSpace ? .descendant : nil) else {
        throw expected("a combinator, ',' or the end")
      }
      combinator = next
      skipSpace()
    }
    return ComplexSelector(parts: parts.reversed())
  }

  private mutating func readCombinator() -> Combinator? {
    let combinator: Combinator? =
      switch byte {
      case UInt8(ascii: ">"): .child
      case UInt8(ascii: "+"): .nextSibling
      case UInt8(ascii: "~"): .subsequentSibling
      default: nil
      }
    if combinator != nil { index += 1 }
    return combinator
  }

  /// Skips white space and comments; whether there was any.
  @discardableResult
  mutating func skipSpace() -> Bool {
    let start = index
    while let byte {
      if isASCIIWhitespace(byte) {
        index += 1
      } else if byte == UInt8(ascii: "/"), bytes[index...].starts(with: "/*".utf8) {
        skipComment()
      } else {
        break
      }
    }
    return index > start
  }

  private mutating func skipComment() {
    index += 2
    while index < bytes.count, !bytes[index...].starts(with: "*/".utf8) { index += 1 }
    index = min(index + 2, bytes.count)
  }

  // MARK: Compounds

  private mutating func readCompound() throws(InvalidSelector) -> CompoundSelector {
    var compound = CompoundSelector()
    let start = index
    if at("*") {
      index += 1
    } else if startsIdentifier {
      compound.type = SelectorName(try readIdentifier("a name"), in: .elements)
    }
    while let byte {
      switch byte {
      case UInt8(ascii: "#"):
        index += 1
        compound.ids.append(Array(try readIdentifier("an id").utf8))
      case UInt8(ascii: "."):
        index += 1
        compound.classes.append(Array(try readIdentifier("a class name").utf8))
      case UInt8(ascii: "["):
        compound.attributes.append(try readAttribute())
      case UInt8(ascii: ":"):
        index += 1
        compound.tests += try readPseudoClass()
      case UInt8(ascii: "|"):
        throw expected("no namespace")
      default:
        guard index > start else { throw expected("a selector") }
        return compound
      }
    }
    guard index > start else { throw expected("a selector") }
    return compound
  }
}
