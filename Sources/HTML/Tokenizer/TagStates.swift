// Tags and attributes (§13.2.5.6 to 5.8, 5.32 to 5.40)

extension Tokenizer {
  /// §13.2.5.6, with the `<` at the current position, and 5.7
  mutating func tagOpenState() -> Bool {
    let start = position
    guard let first = byte(at: start + 1) else { return emitEndOfFileAlone() }
    if isASCIIAlpha(first) {
      beginTag(at: start, isEndTag: false)
      position = start + 1
      return tagNameState()
    }
    position = start + 2
    if first == UInt8(ascii: "/") { return endTagOpenState(start) }
    if first == UInt8(ascii: "!") { return markupDeclarationOpenState() }
    position = start + 1
    return bogusCommentState()
  }

  /// §13.2.5.7, behind the `</`
  private mutating func endTagOpenState(_ start: Int) -> Bool {
    guard let byte = current else { return emitEndOfFileAlone() }
    if isASCIIAlpha(byte) {
      beginTag(at: start, isEndTag: true)
      return tagNameState()
    }
    if byte == UInt8(ascii: ">") {
      position += 1
      state = .data
      beginRun(at: position)
      return false
    }
    return bogusCommentState()
  }

  /// §13.2.5.8
  mutating func tagNameState() -> Bool {
    let start = position
    var index = start
    var isPlain = true
    while index < input.count {
      let byte = input[index]
      if endsTagName(byte) { break }
      if byte &- UInt8(ascii: "A") < 26 || byte == 0 { isPlain = false }
      index &+= 1
    }
    guard index < input.count else { return emitEndOfFileAlone() }
    setTagName(from: start, to: index, isPlain: isPlain)
    if input[index] == UInt8(ascii: ">") { return emitTag(endingAt: index &+ 1) }
    position = index &+ 1
    state = input[index] == UInt8(ascii: "/") ? .selfClosingStartTag : .beforeAttributeName
    return false
  }

  @inline(__always)
  private func endsTagName(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: ">") || byte == UInt8(ascii: "/") || isASCIIWhitespace(byte)
  }

  /// §13.2.5.32
  mutating func beforeAttributeNameState() -> Bool {
    skipWhitespace()
    guard let byte = current else { return emitEndOfFileAlone() }
    if byte == UInt8(ascii: ">") { return emitTag(endingAt: position &+ 1) }
    state = byte == UInt8(ascii: "/") ? .afterAttributeName : .attributeName
    return false
  }

  /// §13.2.5.33. An equals sign as the first character is part of the name.
  mutating func attributeNameState() -> Bool {
    let start = position
    var index = start
    var isPlain = true
    while index < input.count {
      let byte = input[index]
      if endsTagName(byte) || byte == UInt8(ascii: "=") && index > start { break }
      if byte &- UInt8(ascii: "A") < 26 || byte == 0 { isPlain = false }
      index &+= 1
    }
    guard index < input.count else { return emitEndOfFileAlone() }
    addAttribute(from: start, to: index, isPlain: isPlain)
    position = index
    if input[index] == UInt8(ascii: "=") {
      position = index &+ 1
      return beforeAttributeValueState()
    }
    state = .afterAttributeName
    return false
  }

  /// §13.2.5.34
  mutating func afterAttributeNameState() -> Bool {
    skipWhitespace()
    guard let byte = current else { return emitEndOfFileAlone() }
    switch byte {
    case UInt8(ascii: "/"):
      position += 1
      state = .selfClosingStartTag
    case UInt8(ascii: "="):
      position += 1
      state = .beforeAttributeValue
    case UInt8(ascii: ">"):
      return emitTag(endingAt: position + 1)
    default:
      state = .attributeName
    }
    return false
  }

  /// §13.2.5.35
  mutating func beforeAttributeValueState() -> Bool {
    skipWhitespace()
    guard let byte = current else { return emitEndOfFileAlone() }
    if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
      position &+= 1
      return attributeValueQuotedState(byte)
    }
    if byte == UInt8(ascii: ">") { return emitTag(endingAt: position + 1) }
    return attributeValueUnquotedState()
  }

  /// §13.2.5.36 and 5.37
  @inline(__always)
  mutating func attributeValueQuotedState(_ quote: UInt8) -> Bool {
    beginRun(at: position)
    while true {
      position = input.index(ofAmpersandNullOr: quote, from: position)
      guard let byte = current else { return emitEndOfFileAlone() }
      if byte == quote {
        setAttributeValue(finishRun(at: position))
        position &+= 1
        return afterAttributeValueQuotedState()
      }
      if byte == 0 { replaceNull() } else { characterReferenceState(inAttribute: true) }
    }
  }

  /// §13.2.5.38
  mutating func attributeValueUnquotedState() -> Bool {
    beginRun(at: position)
    while let byte = current {
      if isASCIIWhitespace(byte) || byte == UInt8(ascii: ">") {
        setAttributeValue(finishRun(at: position))
        if byte == UInt8(ascii: ">") { return emitTag(endingAt: position + 1) }
        position += 1
        state = .beforeAttributeName
        return false
      }
      if byte == UInt8(ascii: "&") {
        characterReferenceState(inAttribute: true)
      } else if byte == 0 {
        replaceNull()
      } else {
        position += 1
      }
    }
    return emitEndOfFileAlone()
  }

  /// §13.2.5.39
  @inline(__always)
  mutating func afterAttributeValueQuotedState() -> Bool {
    guard let byte = current else { return emitEndOfFileAlone() }
    if byte == UInt8(ascii: ">") { return emitTag(endingAt: position &+ 1) }
    if byte == UInt8(ascii: "/") {
      position += 1
      state = .selfClosingStartTag
    } else {
      state = .beforeAttributeName
    }
    return false
  }

  /// §13.2.5.40
  mutating func selfClosingStartTagState() -> Bool {
    guard let byte = current else { return emitEndOfFileAlone() }
    if byte == UInt8(ascii: ">") {
      token.isSelfClosing = true
      return emitTag(endingAt: position + 1)
    }
    state = .beforeAttributeName
    return false
  }
}
