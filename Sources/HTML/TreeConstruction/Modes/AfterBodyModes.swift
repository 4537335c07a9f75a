extension TreeBuilder {
  /// The "after body" insertion mode (§13.2.6.4.17)
  mutating func afterBody() -> Outcome {
    switch token.kind {
    case .characters:
      if isBlank(token.data) { return inBody() }
      return inBodyBlankThenReprocess()
    case .comment:
      insertComment(at: InsertionPlace(parent: stack[0].node))
      return .done
    case .doctype, .endOfFile: return .done
    case .startTag where token.name == .html: return inBody()
    case .endTag where token.name == .html:
      if context == nil { mode = .afterAfterBody }
      return .done
    default: break
    }
    mode = .inBody
    return .reprocess
  }

  /// White space in front of other characters goes by "in body" just as they do in the end.
  private mutating func inBodyBlankThenReprocess() -> Outcome {
    mode = .inBody
    return .reprocess
  }

  /// The "in frameset" insertion mode (§13.2.6.4.18)
  mutating func inFrameset() -> Outcome {
    switch token.kind {
    case .characters: insertWhitespaceOnly()
    case .comment: insertComment()
    case .startTag:
      switch token.name {
      case .html: return inBody()
      case .frameset: insertElement()
      case .frame: insertVoidElement()
      case .noframes: return inHead()
      default: break
      }
    case .endTag where token.name == .frameset:
      guard stack.count > 1 else { return .done }
      pop()
      if context == nil, !isCurrent(.frameset) { mode = .afterFrameset }
    default: break
    }
    return .done
  }

  /// Inserts the white space among the token's characters and drops the others.
  private mutating func insertWhitespaceOnly() {
    while token.data.count > 0 {
      if let blank = splitLeadingWhitespace() { insertCharacters(blank) }
      let data = token.data
      let length = document.withBytes(data) { bytes in
        var index = 0
        while index < bytes.count, !isASCIIWhitespace(bytes[index]) { index += 1 }
        return index
      }
      tokenizer.token.data = data.dropping(length)
    }
  }

  /// The "after frameset" insertion mode (§13.2.6.4.19)
  mutating func afterFrameset() -> Outcome {
    switch token.kind {
    case .characters: insertWhitespaceOnly()
    case .comment: insertComment()
    case .startTag:
      if token.name == .html { return inBody() }
      if token.name == .noframes { return inHead() }
    case .endTag where token.name == .html: mode = .afterAfterFrameset
    default: break
    }
    return .done
  }

  /// The "after after body" insertion mode (§13.2.6.4.20)
  mutating func afterAfterBody() -> Outcome {
    switch token.kind {
    case .comment:
      insertComment(at: InsertionPlace(parent: document.root))
      return .done
    case .doctype, .endOfFile: return .done
    case .characters where isBlank(token.data): return inBody()
    case .startTag where token.name == .html: return inBody()
    default:
      mode = .inBody
      return .reprocess
    }
  }

  /// The "after after frameset" insertion mode (§13.2.6.4.21)
  mutating func afterAfterFrameset() -> Outcome {
    switch token.kind {
    case .comment: insertComment(at: InsertionPlace(parent: document.root))
    case .characters: insertWhitespaceInBody()
    case .startTag:
      if token.name == .html { return inBody() }
      if token.name == .noframes { return inHead() }
    default: break
    }
    return .done
  }

  private mutating func insertWhitespaceInBody() {
    reconstructFormatting()
    insertWhitespaceOnly()
  }
}
