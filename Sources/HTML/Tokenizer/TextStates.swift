// The states that read text (§13.2.5.1 to 5.14, 5.69). What they collect is a run of the input.

extension Tokenizer {
  /// §13.2.5.1
  mutating func dataState() -> Bool {
    while true {
      position = input.index(ofAmpersandNullOr: UInt8(ascii: "<"), from: position)
      guard let byte = current else { return emitEndOfFile() }
      if byte == UInt8(ascii: "<") {
        if opensMarkup(at: position) {
          state = .tagOpen
          return emitCharacters(upTo: position)
        }
        position += 1
      } else if byte == UInt8(ascii: "&") {
        characterReferenceState(inAttribute: false)
      } else {
        return emitNull()
      }
    }
  }

  /// Whether the `<` at `index` begins a tag, comment or declaration, by the rules of the tag open
  /// and the end tag open state (§13.2.5.6, 5.7); if not, it is text.
  @inline(__always)
  private func opensMarkup(at index: Int) -> Bool {
    guard let next = byte(at: index &+ 1) else { return false }
    if isASCIIAlpha(next) || next == UInt8(ascii: "!") || next == UInt8(ascii: "?") { return true }
    return next == UInt8(ascii: "/") && index &+ 2 < input.count
  }

  /// Emits the U+0000 at the current position, after what was collected before it.
  private mutating func emitNull() -> Bool {
    if emitCharacters(upTo: position) { return true }
    position += 1
    token.kind = .null
    return true
  }

  /// §13.2.5.2
  mutating func rcdataState() -> Bool {
    while true {
      position = input.index(ofAmpersandNullOr: UInt8(ascii: "<"), from: position)
      guard let byte = current else { return emitEndOfFile() }
      if byte == UInt8(ascii: "&") {
        characterReferenceState(inAttribute: false)
      } else if byte == 0 {
        replaceNull()
      } else if isAppropriateEndTag(at: position) {
        state = .tagOpen
        return emitCharacters(upTo: position)
      } else {
        position += 1
      }
    }
  }

  /// §13.2.5.3
  mutating func rawtextState() -> Bool {
    while let byte = current {
      if byte == 0 {
        replaceNull()
      } else if byte == UInt8(ascii: "<"), isAppropriateEndTag(at: position) {
        state = .tagOpen
        return emitCharacters(upTo: position)
      } else {
        position += 1
      }
    }
    return emitEndOfFile()
  }

  /// §13.2.5.5
  mutating func plaintextState() -> Bool {
    while let byte = current {
      if byte == 0 { replaceNull() } else { position += 1 }
    }
    return emitEndOfFile()
  }

  /// §13.2.5.69 to 5.71
  mutating func cdataSectionState() -> Bool {
    while let byte = current {
      if byte == 0 { return emitNull() }
      if byte == UInt8(ascii: "]"), isNext("]]>", at: position) {
        state = .data
        let hasText = emitCharacters(upTo: position)
        position += 3
        beginRun(at: position)
        return hasText
      }
      position += 1
    }
    return emitEndOfFile()
  }

  /// Collects U+FFFD in place of the U+0000 at the current position.
  mutating func replaceNull() {
    addToRun(0xFFFD, inPlaceOf: position, upTo: position + 1)
    position += 1
  }

  /// Whether the `<` at `index` begins an appropriate end tag (§13.2.5): the end tag open and end tag
  /// name states of RCDATA, RAWTEXT and script data (5.10, 5.11, 5.13, 5.14, 5.16, 5.17, 5.24, 5.25).
  func isAppropriateEndTag(at index: Int) -> Bool {
    guard byte(at: index + 1) == UInt8(ascii: "/") else { return false }
    let start = index + 2
    let length = document.elementNames.withText(of: lastStartTag.rawValue) { name in
      for offset in name.indices {
        guard let byte = byte(at: start + offset), asciiLowercased(byte) == name[offset] else {
          return 0
        }
      }
      return name.count
    }
    guard length > 0, let end = byte(at: start + length) else { return false }
    return isASCIIWhitespace(end) || end == UInt8(ascii: "/") || end == UInt8(ascii: ">")
  }
}
