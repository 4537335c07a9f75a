import Bytes

extension SelectorParser {
  // MARK: Identifiers and strings, CSS Syntax 3 §4

  /// Whether an identifier starts here.
  var startsIdentifier: Bool {
    guard let byte else { return false }
    if byte == UInt8(ascii: "-"), index + 1 < bytes.count {
      let next = bytes[index + 1]
      return next == UInt8(ascii: "-") || isNameStart(next) || startsEscape(at: index + 1)
    }
    return isNameStart(byte) || startsEscape(at: index)
  }

  private func isNameStart(_ byte: UInt8) -> Bool {
    (0x61...0x7A).contains(byte | 0x20) || byte == UInt8(ascii: "_") || byte >= 0x80
  }

  private func isName(_ byte: UInt8) -> Bool {
    isNameStart(byte) || (0x30...0x39).contains(byte) || byte == UInt8(ascii: "-")
  }

  private func startsEscape(at offset: Int) -> Bool {
    offset + 1 < bytes.count && bytes[offset] == UInt8(ascii: "\\")
      && !isLineBreak(bytes[offset + 1])
  }

  private func isLineBreak(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D || byte == 0x0C }

  mutating func readIdentifier(_ what: String) throws(InvalidSelector) -> String {
    guard startsIdentifier else { throw expected(what) }
    var name: [UInt8] = []
    while let byte {
      if isName(byte) {
        name.append(byte)
        index += 1
      } else if startsEscape(at: index) {
        readEscape(into: &name)
      } else {
        break
      }
    }
    return String(decoding: name, as: UTF8.self)
  }

  /// Reads a backslash and what it escapes: up to six hexadecimal digits and one blank, or the
  /// character after it.
  private mutating func readEscape(into result: inout [UInt8]) {
    index += 1
    var value: UInt32 = 0
    let start = index
    while index < start + 6, let digit = byte.flatMap(Hexadecimal.value) {
      value = value << 4 | UInt32(digit)
      index += 1
    }
    guard index > start else {
      // The rest of a character of several bytes is taken as what it is: part of a name.
      if let byte { result.append(byte) }
      index += 1
      return
    }
    if let byte, isASCIIWhitespace(byte) { index += 1 }
    let scalar = value == 0 ? nil : UnicodeScalar(value)
    result += Array(String(scalar ?? "\u{FFFD}").utf8)
  }

  /// Reads a string in quotes, or an identifier.
  mutating func readValue(_ what: String) throws(InvalidSelector) -> [UInt8] {
    guard let quote = byte, quote == 0x22 || quote == 0x27 else {
      return Array(try readIdentifier(what).utf8)
    }
    let start = index
    index += 1
    var value: [UInt8] = []
    while let byte, byte != quote {
      if isLineBreak(byte) { break }
      if startsEscape(at: index) {
        readEscape(into: &value)
      } else {
        value.append(byte)
        index += 1
      }
    }
    guard byte == quote else { throw expected("a string that is closed", at: start) }
    index += 1
    return value
  }

  // MARK: Attributes, Selectors 4 §6

  mutating func readAttribute() throws(InvalidSelector) -> AttributeTest {
    index += 1
    skipSpace()
    let name = SelectorName(try readIdentifier("an attribute's name"), in: .attributes)
    skipSpace()
    var test = AttributeTest(name: name, operator: try readOperator())
    if test.operator != .exists {
      skipSpace()
      test.value = try readValue("a value")
      try readCaseFlag(of: &test)
    }
    guard at("]") else { throw expected("']'") }
    index += 1
    return test
  }

  private mutating func readOperator() throws(InvalidSelector) -> AttributeTest.Operator {
    let found: AttributeTest.Operator
    switch byte {
    case UInt8(ascii: "]"): return .exists
    case UInt8(ascii: "="): found = .equals
    case UInt8(ascii: "~"): found = .hasWord
    case UInt8(ascii: "|"): found = .hasLanguage
    case UInt8(ascii: "^"): found = .hasPrefix
    case UInt8(ascii: "$"): found = .hasSuffix
    case UInt8(ascii: "*"): found = .contains
    default: throw expected("']', '=', '~=', '|=', '^=', '$=' or '*='")
    }
    if found != .equals { index += 1 }
    guard at("=") else { throw expected("'='") }
    index += 1
    return found
  }

  private mutating func readCaseFlag(of test: inout AttributeTest) throws(InvalidSelector) {
    skipSpace()
    test.ignoresCase = AttributeTest.foldedByHTML.contains(test.name.lower)
    guard let byte, byte != UInt8(ascii: "]") else { return }
    switch byte | 0x20 {
    case UInt8(ascii: "i"): (test.ignoresCase, test.ignoresCaseInForeign) = (true, true)
    case UInt8(ascii: "s"): test.ignoresCase = false
    default: throw expected("']', 'i' or 's'")
    }
    index += 1
    skipSpace()
  }
}

extension AttributeTest {
  /// The attributes whose values compare without case in HTML elements (HTML §4.16.2).
  static let foldedByHTML: Set<String> = [
    "accept", "accept-charset", "align", "alink", "axis", "bgcolor", "charset", "checked", "clear",
    "codetype", "color", "compact", "declare", "defer", "dir", "direction", "disabled", "enctype",
    "face", "frame", "hreflang", "http-equiv", "lang", "language", "link", "media", "method",
    "multiple", "nohref", "noresize", "noshade", "nowrap", "readonly", "rel", "rev", "rules",
    "scope", "scrolling", "selected", "shape", "target", "text", "type", "valign", "valuetype",
    "vlink",
  ]
}
