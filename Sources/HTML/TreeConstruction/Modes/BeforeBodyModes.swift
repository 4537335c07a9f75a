extension TreeBuilder {
  /// The "initial" insertion mode (§13.2.6.4.1)
  mutating func initial() -> Outcome {
    switch token.kind {
    case .characters:
      _ = splitLeadingWhitespace()
      if token.data.count == 0 { return .done }
    case .comment:
      insertComment(at: InsertionPlace(parent: document.root))
      return .done
    case .doctype:
      insertDoctype()
      mode = .beforeHTML
      return .done
    default: break
    }
    document.quirksMode = .quirks
    mode = .beforeHTML
    return .reprocess
  }

  private mutating func insertDoctype() {
    let doctype = tokenizer.doctype
    document.quirksMode = quirksMode(of: doctype)
    document.doctype = Doctype(
      name: doctype.name ?? .empty, publicID: doctype.publicID, systemID: doctype.systemID)
    let id = document.add(Node(kind: .doctype, data: doctype.name ?? .empty))
    document.append(id, to: document.root)
  }

  /// The "before html" insertion mode (§13.2.6.4.2)
  mutating func beforeHTML() -> Outcome {
    switch token.kind {
    case .doctype: return .done
    case .comment:
      insertComment(at: InsertionPlace(parent: document.root))
      return .done
    case .characters:
      _ = splitLeadingWhitespace()
      if token.data.count == 0 { return .done }
    case .startTag where token.name == .html:
      insertRoot(firstAttribute: token.firstAttribute)
      return .done
    case .endTag where !isEndTagThatOpensBody: return .done
    default: break
    }
    insertRoot(firstAttribute: StoredAttribute.end)
    return .reprocess
  }

  private mutating func insertRoot(firstAttribute: UInt32) {
    var node = Node(element: .html, namespace: .html, firstAttribute: firstAttribute)
    node.flags = .isOpen
    let id = document.add(node)
    document.append(id, to: document.root)
    stack.push(OpenElement(node: id, name: .html, namespace: .html, role: .html))
    mode = .beforeHead
  }

  /// `</head>`, `</body>`, `</html>` and `</br>` act like anything else before the body.
  private var isEndTagThatOpensBody: Bool {
    token.name == .head || token.name == .body || token.name == .html || token.name == .br
  }

  /// The "before head" insertion mode (§13.2.6.4.3)
  mutating func beforeHead() -> Outcome {
    switch token.kind {
    case .characters:
      _ = splitLeadingWhitespace()
      if token.data.count == 0 { return .done }
    case .comment:
      insertComment()
      return .done
    case .doctype: return .done
    case .startTag where token.name == .html: return inBody()
    case .startTag where token.name == .head:
      head = insertElement()
      mode = .inHead
      return .done
    case .endTag where !isEndTagThatOpensBody: return .done
    default: break
    }
    head = insertElement(.head)
    mode = .inHead
    return .reprocess
  }

  /// The "in head" insertion mode (§13.2.6.4.4)
  mutating func inHead() -> Outcome {
    switch token.kind {
    case .characters:
      if let blank = splitLeadingWhitespace() { insertCharacters(blank) }
      if token.data.count == 0 { return .done }
    case .comment:
      insertComment()
      return .done
    case .doctype: return .done
    case .startTag:
      if let outcome = inHeadStartTag() { return outcome }
    case .endTag:
      if token.name == .template {
        endTemplate()
        return .done
      }
      if token.name != .head, !isEndTagThatOpensBody { return .done }
    case .null, .endOfFile: break
    }
    pop()
    mode = .afterHead
    return token.kind == .endTag && token.name == .head ? .done : .reprocess
  }

  /// nil for the start tags that end the head.
  private mutating func inHeadStartTag() -> Outcome? {
    switch token.name {
    case .html: return inBody()
    case .base, .basefont, .bgsound, .link, .meta: insertVoidElement()
    case .title: parseText(.rcdata)
    case .noframes, .style: parseText(.rawtext)
    case .script: parseText(.scriptData)
    case .noscript:
      insertElement()
      mode = .inHeadNoscript
    case .template: startTemplate()
    case .head: break
    default: return nil
    }
    return .done
  }

  /// The generic raw text and RCDATA element parsing algorithms (§13.2.6.2), and the script's.
  mutating func parseText(_ state: TokenizerState) {
    insertElement()
    tokenizer.state = state
    originalMode = mode
    mode = .text
  }

  private mutating func startTemplate() {
    insertElement()
    insertMarker()
    framesetIsOK = false
    mode = .inTemplate
    templateModes.append(.inTemplate)
  }

  private mutating func endTemplate() {
    guard stack.lastIndex(of: .template) != nil else { return }
    generateAllImpliedEndTagsThoroughly()
    closeTemplate()
  }

  /// Pops the innermost template and goes back to the mode that its place asks for.
  mutating func closeTemplate() {
    popUntil(.template)
    clearToLastMarker()
    if templateModes.count > 0 { templateModes.removeLast() }
    resetInsertionMode()
  }

  /// The "in head noscript" insertion mode (§13.2.6.4.5)
  mutating func inHeadNoscript() -> Outcome {
    switch token.kind {
    case .doctype: return .done
    case .comment: return inHead()
    case .characters:
      if let blank = splitLeadingWhitespace() { insertCharacters(blank) }
      if token.data.count == 0 { return .done }
    case .startTag:
      switch token.name {
      case .html: return inBody()
      case .basefont, .bgsound, .link, .meta, .noframes, .style: return inHead()
      case .head, .noscript: return .done
      default: break
      }
    case .endTag:
      if token.name == .noscript {
        pop()
        mode = .inHead
        return .done
      }
      if token.name != .br { return .done }
    case .null, .endOfFile: break
    }
    pop()
    mode = .inHead
    return .reprocess
  }

  /// The "after head" insertion mode (§13.2.6.4.6)
  mutating func afterHead() -> Outcome {
    switch token.kind {
    case .characters:
      if let blank = splitLeadingWhitespace() { insertCharacters(blank) }
      if token.data.count == 0 { return .done }
    case .comment:
      insertComment()
      return .done
    case .doctype: return .done
    case .startTag:
      if let outcome = afterHeadStartTag() { return outcome }
    case .endTag:
      if token.name == .template { return inHead() }
      if token.name == .head || !isEndTagThatOpensBody { return .done }
    case .null, .endOfFile: break
    }
    insertElement(.body)
    mode = .inBody
    return .reprocess
  }

  /// nil for the start tags that open the body.
  private mutating func afterHeadStartTag() -> Outcome? {
    switch token.name {
    case .html: return inBody()
    case .body:
      insertElement()
      framesetIsOK = false
      mode = .inBody
    case .frameset:
      insertElement()
      mode = .inFrameset
    case .base, .basefont, .bgsound, .link, .meta, .noframes, .script, .style, .template, .title:
      return inHeadAgain()
    case .head: break
    default: return nil
    }
    return .done
  }

  /// Puts the head back on the stack for one element that belongs into it.
  private mutating func inHeadAgain() -> Outcome {
    document.nodes[head.index].flags.insert(.isOpen)
    stack.push(OpenElement(node: head, name: .head, namespace: .html, role: .html))
    let outcome = inHead()
    if let index = stack.index(of: head) { removeFromStack(at: index) }
    return outcome
  }
}
