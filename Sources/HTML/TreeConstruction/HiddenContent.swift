/// What standard parsing would hide behind an element whose content no reader shows: all the rest of a
/// body, where its author closed the element as XML does, or never.
extension TreeBuilder {
  /// Ends the element of the start tag that was just processed, if it would hide what follows.
  mutating func endHiding() {
    let name = token.name
    guard isCurrent(name) else { return }
    switch name {
    case .script, .style:
      if token.isSelfClosing, !endsBehindText(name) { endText() }
    case .iframe, .textarea, .title, .noembed, .noframes:
      if token.isSelfClosing ? !endsBehindText(name) : !hasEnd(name) { endText() }
    case .button, .select, .video, .audio, .canvas:
      if token.isSelfClosing, !isFollowedByPart { pop() }
    case .object:
      guard token.isSelfClosing, !isFollowedByPart else { return }
      pop()
      clearToLastMarker()
    case .template:
      if token.isSelfClosing { closeTemplate() }
    default: break
    }
  }

  /// Makes a start tag a word of the text again, where its author meant one: `git clone <url>`.
  ///
  /// Its name is none that is known, it has no attributes, and nothing ever ends it.
  mutating func readWordInBrackets() {
    guard token.kind == .startTag, !token.isSelfClosing, document.isOwn(token.name),
      token.firstAttribute == StoredAttribute.end, !tokenizer.isInForeignContent,
      isWord(tokenizer.tagStart + 1, tokenizer.position - 1), wordsLookedFor < 16
    else { return }
    let name = token.name
    if !endTags.contains(where: { $0.name == name }) { wordsLookedFor += 1 }
    guard !hasEnd(token.name) else { return }
    token.kind = .characters
    token.data = ByteRange(
      input: tokenizer.tagStart, count: tokenizer.position - tokenizer.tagStart)
  }

  /// Whether there are letters, digits and marks of names alone: prefixes and custom elements are no
  /// words.
  private func isWord(_ start: Int, _ end: Int) -> Bool {
    guard start < end, end - start <= 40 else { return false }
    for index in start..<end {
      let byte = tokenizer.input[index]
      guard
        isASCIIAlpha(byte) || (0x30...0x39).contains(byte) || byte == UInt8(ascii: "_")
          || byte == UInt8(ascii: ".")
      else { return false }
    }
    // What blogs write where an entry is cut for lists of them.
    return !["cut", "more", "readmore"].contains { document.string(token.name) == $0 }
  }

  /// As the end tag of raw text does.
  private mutating func endText() {
    guard mode == .text else { return }
    pop()
    mode = originalMode
    dropsLineFeed = false
    tokenizer.state = .data
  }

  /// Whether nothing but text stands between here and the element's end tag.
  private func endsBehindText(_ name: ElementName) -> Bool {
    let input = tokenizer.input
    var index = tokenizer.position
    while index < input.count {
      if input[index] == UInt8(ascii: "<"), index + 1 < input.count {
        let next = input[index + 1]
        if next == UInt8(ascii: "/") { return isEnd(of: name, at: index) }
        if isASCIIAlpha(next) || next == UInt8(ascii: "!") { return false }
      }
      index += 1
    }
    return false
  }

  /// Whether the element's end tag comes at all; the place is remembered, so that each byte is looked
  /// at once.
  private mutating func hasEnd(_ name: ElementName) -> Bool {
    let start = tokenizer.position
    let known = endTags.firstIndex { $0.name == name }
    if let known, endTags[known].place >= start {
      return endTags[known].place < tokenizer.input.count
    }
    var index = start
    while index < tokenizer.input.count, !isEnd(of: name, at: index) { index += 1 }
    if let known {
      endTags[known].place = index
    } else {
      endTags.append((name, index))
    }
    return index < tokenizer.input.count
  }

  private func isEnd(of name: ElementName, at index: Int) -> Bool {
    tokenizer.input[index] == UInt8(ascii: "<") && startsTag("/" + document.string(name), at: index)
  }

  /// Whether a film, a sound or a list goes on with what only stands in one.
  private var isFollowedByPart: Bool {
    let input = tokenizer.input
    var index = tokenizer.position
    while index < input.count, isASCIIWhitespace(input[index]) { index += 1 }
    return ["source", "track", "param", "option", "optgroup"].contains {
      startsTag($0, at: index)
    }
  }

  private func startsTag(_ name: String, at index: Int) -> Bool {
    let input = tokenizer.input
    guard index + name.utf8.count < input.count, input[index] == UInt8(ascii: "<") else {
      return false
    }
    var place = index + 1
    for byte in name.utf8 {
      guard input[place] | 0x20 == byte | 0x20 else { return false }
      place += 1
    }
    return place == input.count || !isASCIIAlpha(input[place])
  }
}
