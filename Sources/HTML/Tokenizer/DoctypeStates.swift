// Document type declarations (§13.2.5.53 to 5.68)

extension Tokenizer {
  /// §13.2.5.53, behind `<!DOCTYPE`
  mutating func doctypeState() -> Bool {
    doctype = DoctypeToken()
    return go(.beforeDoctypeName)
  }

  private mutating func go(_ next: TokenizerState) -> Bool {
    state = next
    return false
  }

  /// Emits the declaration, which ends before `end`.
  private mutating func emitDoctype(endingAt end: Int) -> Bool {
    token.kind = .doctype
    position = min(end, input.count)
    state = .data
    return true
  }

  /// Emits a declaration that is wrong in a way that makes for quirks mode.
  private mutating func emitQuirkyDoctype(endingAt end: Int) -> Bool {
    doctype.forcesQuirks = true
    return emitDoctype(endingAt: end)
  }

  private mutating func goQuirky() -> Bool {
    doctype.forcesQuirks = true
    return go(.bogusDoctype)
  }

  /// §13.2.5.54
  mutating func beforeDoctypeNameState() -> Bool {
    skipWhitespace()
    guard let byte = current else { return emitQuirkyDoctype(endingAt: position) }
    if byte == UInt8(ascii: ">") { return emitQuirkyDoctype(endingAt: position + 1) }
    return go(.doctypeName)
  }

  /// §13.2.5.55
  mutating func doctypeNameState() -> Bool {
    beginRun(at: position)
    while let byte = current {
      if isASCIIWhitespace(byte) || byte == UInt8(ascii: ">") {
        doctype.name = finishRun(at: position)
        return go(.afterDoctypeName)
      }
      if byte == 0 {
        replaceNull()
      } else {
        if byte &- UInt8(ascii: "A") < 26 {
          addToRun(UInt32(asciiLowercased(byte)), inPlaceOf: position, upTo: position + 1)
        }
        position += 1
      }
    }
    doctype.name = finishRun(at: position)
    return emitQuirkyDoctype(endingAt: position)
  }

  /// §13.2.5.56
  mutating func afterDoctypeNameState() -> Bool {
    skipWhitespace()
    guard let byte = current else { return emitQuirkyDoctype(endingAt: position) }
    if byte == UInt8(ascii: ">") { return emitDoctype(endingAt: position + 1) }
    if isNext("public", at: position) {
      position += 6
      return go(.afterDoctypePublicKeyword)
    }
    if isNext("system", at: position) {
      position += 6
      return go(.afterDoctypeSystemKeyword)
    }
    return goQuirky()
  }

  /// §13.2.5.57
  mutating func afterDoctypePublicKeywordState() -> Bool {
    beforeDoctypePublicIdentifierState()
  }

  /// §13.2.5.58
  mutating func beforeDoctypePublicIdentifierState() -> Bool {
    skipWhitespace()
    guard let byte = current else { return emitQuirkyDoctype(endingAt: position) }
    switch byte {
    case UInt8(ascii: "\""):
      position += 1
      return go(.doctypePublicIdentifierDoubleQuoted)
    case UInt8(ascii: "'"):
      position += 1
      return go(.doctypePublicIdentifierSingleQuoted)
    case UInt8(ascii: ">"): return emitQuirkyDoctype(endingAt: position + 1)
    default: return goQuirky()
    }
  }

  /// §13.2.5.59 and 5.60
  mutating func doctypePublicIdentifierQuotedState(_ quote: UInt8) -> Bool {
    let (identifier, end) = identifier(endingAt: quote)
    doctype.publicID = identifier
    return afterIdentifier(end, quote, .afterDoctypePublicIdentifier)
  }

  /// Reads up to `quote`, a `>` or the end, whose byte is returned.
  private mutating func identifier(endingAt quote: UInt8) -> (ByteRange, UInt8?) {
    beginRun(at: position)
    while let byte = current, byte != quote, byte != UInt8(ascii: ">") {
      if byte == 0 { replaceNull() } else { position += 1 }
    }
    return (finishRun(at: position), current)
  }

  private mutating func afterIdentifier(
    _ end: UInt8?, _ quote: UInt8, _ next: TokenizerState
  ) -> Bool {
    guard end == quote else { return emitQuirkyDoctype(endingAt: position + 1) }
    position += 1
    return go(next)
  }

  /// §13.2.5.61
  mutating func afterDoctypePublicIdentifierState() -> Bool {
    betweenDoctypePublicAndSystemIdentifiersState()
  }

  /// §13.2.5.62
  mutating func betweenDoctypePublicAndSystemIdentifiersState() -> Bool {
    skipWhitespace()
    if current == UInt8(ascii: ">") { return emitDoctype(endingAt: position + 1) }
    return beforeDoctypeSystemIdentifierState()
  }

  /// §13.2.5.63
  mutating func afterDoctypeSystemKeywordState() -> Bool {
    beforeDoctypeSystemIdentifierState()
  }

  /// §13.2.5.64
  mutating func beforeDoctypeSystemIdentifierState() -> Bool {
    skipWhitespace()
    guard let byte = current else { return emitQuirkyDoctype(endingAt: position) }
    switch byte {
    case UInt8(ascii: "\""):
      position += 1
      return go(.doctypeSystemIdentifierDoubleQuoted)
    case UInt8(ascii: "'"):
      position += 1
      return go(.doctypeSystemIdentifierSingleQuoted)
    case UInt8(ascii: ">"): return emitQuirkyDoctype(endingAt: position + 1)
    default: return goQuirky()
    }
  }

  /// §13.2.5.65 and 5.66
  mutating func doctypeSystemIdentifierQuotedState(_ quote: UInt8) -> Bool {
    let (identifier, end) = identifier(endingAt: quote)
    doctype.systemID = identifier
    return afterIdentifier(end, quote, .afterDoctypeSystemIdentifier)
  }

  /// §13.2.5.67. Anything but the end makes for no quirks.
  mutating func afterDoctypeSystemIdentifierState() -> Bool {
    skipWhitespace()
    guard let byte = current else { return emitQuirkyDoctype(endingAt: position) }
    if byte == UInt8(ascii: ">") { return emitDoctype(endingAt: position + 1) }
    return go(.bogusDoctype)
  }

  /// §13.2.5.68
  mutating func bogusDoctypeState() -> Bool {
    while let byte = current, byte != UInt8(ascii: ">") { position += 1 }
    return emitDoctype(endingAt: position + 1)
  }
}
