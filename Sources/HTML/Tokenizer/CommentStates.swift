// Comments (§13.2.5.41 to 5.52). A comment's text is one stretch of the input, so that the states
// come down to finding where it ends.

extension Tokenizer {
  /// §13.2.5.42, behind the `<!`
  mutating func markupDeclarationOpenState() -> Bool {
    if isNext("--", at: position) {
      position += 2
      return commentStartState()
    }
    if isNext("doctype", at: position) {
      position += 7
      state = .doctype
      return false
    }
    // The bytes are upper case: isNext ignores case, so that they are compared once more.
    if isInForeignContent, isNext("[cdata[", at: position), input[position + 1] == 0x43,
      input[position + 2] == 0x44, input[position + 3] == 0x41, input[position + 4] == 0x54,
      input[position + 5] == 0x41
    {
      position += 7
      state = .cdataSection
      beginRun(at: position)
      return false
    }
    return bogusCommentState()
  }

  /// §13.2.5.41
  mutating func bogusCommentState() -> Bool {
    let start = position
    while let byte = current, byte != UInt8(ascii: ">") { position += 1 }
    return emitComment(from: start, to: position, continuingAt: position + 1)
  }

  /// §13.2.5.43 and 5.44: `<!-->` and `<!--->` are empty comments.
  private mutating func commentStartState() -> Bool {
    let start = position
    if current == UInt8(ascii: ">") {
      return emitComment(from: start, to: start, continuingAt: start + 1)
    }
    if isNext("->", at: start) {
      return emitComment(from: start, to: start, continuingAt: start + 2)
    }
    return commentState()
  }

  /// §13.2.5.45 and 5.50 to 5.52. The comment less-than sign states (5.46 to 5.49) only report errors.
  mutating func commentState() -> Bool {
    let start = position
    var index = start
    while index < input.count {
      guard input[index] == UInt8(ascii: "-") else {
        index += 1
        continue
      }
      // Comment end dash state.
      let dash = index
      index += 1
      guard let next = byte(at: index) else {
        return emitComment(from: start, to: dash, continuingAt: index)
      }
      guard next == UInt8(ascii: "-") else { continue }
      if let end = commentEnd(behind: index + 1) {
        return emitComment(from: start, to: end.text, continuingAt: end.next)
      }
      index = indexBehindCommentEnd(index + 1)
    }
    return emitComment(from: start, to: input.count, continuingAt: input.count)
  }

  /// §13.2.5.51 and 5.52: where the text ends and the input goes on, if the comment ends behind the
  /// two dashes before `index` and any further ones.
  private func commentEnd(behind index: Int) -> (text: Int, next: Int)? {
    var end = index
    while byte(at: end) == UInt8(ascii: "-") { end += 1 }
    guard let byte = byte(at: end) else { return (end - 2, end) }
    if byte == UInt8(ascii: ">") { return (end - 2, end + 1) }
    guard byte == UInt8(ascii: "!") else { return nil }
    guard let last = self.byte(at: end + 1) else { return (end - 2, end + 1) }
    return last == UInt8(ascii: ">") ? (end - 2, end + 2) : nil
  }

  private func indexBehindCommentEnd(_ index: Int) -> Int {
    var end = index
    while byte(at: end) == UInt8(ascii: "-") { end += 1 }
    return byte(at: end) == UInt8(ascii: "!") ? end + 1 : end
  }

  private mutating func emitComment(from start: Int, to end: Int, continuingAt next: Int) -> Bool {
    beginRun(at: start)
    for index in start..<end where input[index] == 0 {
      addToRun(0xFFFD, inPlaceOf: index, upTo: index + 1)
    }
    token.kind = .comment
    token.data = finishRun(at: end)
    position = min(next, input.count)
    state = .data
    return true
  }
}
