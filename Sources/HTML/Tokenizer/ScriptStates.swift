// Script data (§13.2.5.4, 5.15 to 5.31). All text goes into one run; the states only decide which
// `</script` ends it. A state that reconsumes leaves the position where it is.

extension Tokenizer {
  /// §13.2.5.4
  mutating func scriptDataState() -> Bool {
    while let byte = current {
      if byte == UInt8(ascii: "<") { return go(.scriptDataLessThanSign) }
      if byte == 0 { replaceNull() } else { position += 1 }
    }
    return emitEndOfFile()
  }

  /// Goes on in `next`, a byte further.
  private mutating func go(_ next: TokenizerState) -> Bool {
    position += 1
    state = next
    return false
  }

  private mutating func reconsume(in next: TokenizerState) -> Bool {
    state = next
    return false
  }

  /// Ends the script if the `<` right before the position begins its end tag.
  private mutating func endsScript() -> Bool {
    guard isAppropriateEndTag(at: position - 1) else { return false }
    position -= 1
    return true
  }

  private mutating func emitScript() -> Bool {
    state = .tagOpen
    return emitCharacters(upTo: position)
  }

  /// §13.2.5.15
  mutating func scriptDataLessThanSignState() -> Bool {
    if endsScript() { return emitScript() }
    if current == UInt8(ascii: "!") { return go(.scriptDataEscapeStart) }
    return reconsume(in: .scriptData)
  }

  /// §13.2.5.18
  mutating func scriptDataEscapeStartState() -> Bool {
    if current == UInt8(ascii: "-") { return go(.scriptDataEscapeStartDash) }
    return reconsume(in: .scriptData)
  }

  /// §13.2.5.19
  mutating func scriptDataEscapeStartDashState() -> Bool {
    if current == UInt8(ascii: "-") { return go(.scriptDataEscapedDashDash) }
    return reconsume(in: .scriptData)
  }

  /// §13.2.5.20
  mutating func scriptDataEscapedState() -> Bool {
    while let byte = current {
      switch byte {
      case UInt8(ascii: "-"): return go(.scriptDataEscapedDash)
      case UInt8(ascii: "<"): return go(.scriptDataEscapedLessThanSign)
      case 0: replaceNull()
      default: position += 1
      }
    }
    return emitEndOfFile()
  }

  /// §13.2.5.21
  mutating func scriptDataEscapedDashState() -> Bool {
    if current == UInt8(ascii: "-") { return go(.scriptDataEscapedDashDash) }
    return reconsume(in: .scriptDataEscaped, unless: UInt8(ascii: "<"))
  }

  /// §13.2.5.22
  mutating func scriptDataEscapedDashDashState() -> Bool {
    while current == UInt8(ascii: "-") { position += 1 }
    if current == UInt8(ascii: ">") { return go(.scriptData) }
    return reconsume(in: .scriptDataEscaped, unless: UInt8(ascii: "<"))
  }

  private mutating func reconsume(in next: TokenizerState, unless open: UInt8) -> Bool {
    if current == open { return go(.scriptDataEscapedLessThanSign) }
    return reconsume(in: next)
  }

  /// §13.2.5.23
  mutating func scriptDataEscapedLessThanSignState() -> Bool {
    if endsScript() { return emitScript() }
    if let byte = current, isASCIIAlpha(byte) { return reconsume(in: .scriptDataDoubleEscapeStart) }
    return reconsume(in: .scriptDataEscaped)
  }

  /// §13.2.5.26
  mutating func scriptDataDoubleEscapeStartState() -> Bool {
    reconsume(in: skipsScriptName() ? .scriptDataDoubleEscaped : .scriptDataEscaped)
  }

  /// Skips letters and the blank, `/` or `>` behind them; whether they are `script`.
  private mutating func skipsScriptName() -> Bool {
    let start = position
    while let byte = current, isASCIIAlpha(byte) { position += 1 }
    let end = position
    guard let byte = current,
      isASCIIWhitespace(byte) || byte == UInt8(ascii: "/") || byte == UInt8(ascii: ">")
    else { return false }
    position += 1
    return end - start == 6 && isNext("script", at: start)
  }

  /// §13.2.5.27
  mutating func scriptDataDoubleEscapedState() -> Bool {
    while let byte = current {
      switch byte {
      case UInt8(ascii: "-"): return go(.scriptDataDoubleEscapedDash)
      case UInt8(ascii: "<"): return go(.scriptDataDoubleEscapedLessThanSign)
      case 0: replaceNull()
      default: position += 1
      }
    }
    return emitEndOfFile()
  }

  /// §13.2.5.28
  mutating func scriptDataDoubleEscapedDashState() -> Bool {
    if current == UInt8(ascii: "-") { return go(.scriptDataDoubleEscapedDashDash) }
    if current == UInt8(ascii: "<") { return go(.scriptDataDoubleEscapedLessThanSign) }
    return reconsume(in: .scriptDataDoubleEscaped)
  }

  /// §13.2.5.29
  mutating func scriptDataDoubleEscapedDashDashState() -> Bool {
    while current == UInt8(ascii: "-") { position += 1 }
    if current == UInt8(ascii: ">") { return go(.scriptData) }
    if current == UInt8(ascii: "<") { return go(.scriptDataDoubleEscapedLessThanSign) }
    return reconsume(in: .scriptDataDoubleEscaped)
  }

  /// §13.2.5.30
  mutating func scriptDataDoubleEscapedLessThanSignState() -> Bool {
    if current == UInt8(ascii: "/") { return go(.scriptDataDoubleEscapeEnd) }
    return reconsume(in: .scriptDataDoubleEscaped)
  }

  /// §13.2.5.31
  mutating func scriptDataDoubleEscapeEndState() -> Bool {
    reconsume(in: skipsScriptName() ? .scriptDataEscaped : .scriptDataDoubleEscaped)
  }
}
