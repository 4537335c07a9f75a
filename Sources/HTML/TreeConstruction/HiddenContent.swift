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
    case .button, .select, .datalist:
      if token.isSelfClosing ? !isFollowedByPart : !hasEnd(name) { pop() }
    case .video, .audio, .canvas:
      if token.isSelfClosing, !isFollowedByPart { pop() }
    case .object:
      guard token.isSelfClosing, !isFollowedByPart else { return }
      pop()
      clearToLastMarker()
    case .template:
      if token.isSelfClosing || !hasEnd(name) { closeTemplate() }
    default: break
    }
  }

  /// Keeps the words of cells apart whose table is missing: their tags are nothing to HTML.
  mutating func partCell() {
    let start = document.side.count
    document.side.append(0x20)
    insertCharacters(ByteRange(side: start, count: 1))
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
  mutating func hasEnd(_ name: ElementName) -> Bool {
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
