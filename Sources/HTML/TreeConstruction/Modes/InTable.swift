extension TreeBuilder {
  /// The "in table" insertion mode (§13.2.6.4.9)
  mutating func inTable() -> Outcome {
    switch token.kind {
    case .characters, .null:
      guard stack.last.namespace == .html, stack.last.name.holdsTableText else { break }
      pendingTableText.removeAll()
      pendingTableTextIsBlank = true
      originalMode = mode
      mode = .inTableText
      return .reprocess
    case .comment:
      insertComment()
      return .done
    case .doctype: return .done
    case .startTag:
      if let outcome = inTableStartTag() { return outcome }
    case .endTag:
      if let outcome = inTableEndTag() { return outcome }
    case .endOfFile: return inBody()
    }
    return inTableAnythingElse()
  }

  /// Anything else: by the rules of "in body", with foster parenting.
  private mutating func inTableAnythingElse() -> Outcome {
    isFosterParenting = true
    defer { isFosterParenting = false }
    return inBody()
  }

  private mutating func inTableStartTag() -> Outcome? {
    switch token.name {
    case .caption:
      clearStack { $0 == .table }
      insertMarker()
      insertElement()
      mode = .inCaption
    case .colgroup: openInTable(token.name, token.firstAttribute, .inColumnGroup)
    case .col:
      openInTable(.colgroup, StoredAttribute.end, .inColumnGroup)
      return .reprocess
    case .tbody, .tfoot, .thead: openInTable(token.name, token.firstAttribute, .inTableBody)
    case .td, .th, .tr:
      openInTable(.tbody, StoredAttribute.end, .inTableBody)
      return .reprocess
    case .table:
      guard closeTable() else { return .done }
      return .reprocess
    case .style, .script, .template: return inHead()
    case .input:
      guard isHiddenInput else { return nil }
      insertVoidElement()
    case .form:
      guard form == .none, stack.lastIndex(of: .template) == nil else { return .done }
      form = insertElement()
      pop()
    default: return nil
    }
    return .done
  }

  private mutating func openInTable(
    _ name: ElementName, _ firstAttribute: UInt32, _ next: InsertionMode
  ) {
    clearStack { $0 == .table }
    insertElement(name, firstAttribute: firstAttribute)
    mode = next
  }

  private mutating func inTableEndTag() -> Outcome? {
    switch token.name {
    case .table:
      closeTable()
      return .done
    case .body, .caption, .col, .colgroup, .html, .tbody, .td, .tfoot, .th, .thead, .tr:
      return .done
    case .template: return inHead()
    default: return nil
    }
  }

  /// Closes the innermost table; false if none is in scope.
  @discardableResult
  private mutating func closeTable() -> Bool {
    guard stack.has(.table, in: .table) else { return false }
    popUntil(.table)
    resetInsertionMode()
    return true
  }

  /// Clears the stack back to a table context, a table body context or a table row context: to an
  /// element that `isContext` accepts, a template or the root.
  @inline(__always)
  mutating func clearStack(_ isContext: (ElementName) -> Bool) {
    while stack.count > 1 {
      let element = stack.last
      if element.namespace == .html, isContext(element.name) || element.name == .template { return }
      pop()
    }
  }

  /// The "in table text" insertion mode (§13.2.6.4.10)
  mutating func inTableText() -> Outcome {
    switch token.kind {
    case .null: return .done
    case .characters:
      pendingTableText.append(token.data)
      if pendingTableTextIsBlank, !isBlank(token.data) { pendingTableTextIsBlank = false }
      return .done
    default:
      insertPendingTableText()
      mode = originalMode
      return .reprocess
    }
  }

  private mutating func insertPendingTableText() {
    isFosterParenting = !pendingTableTextIsBlank
    if isFosterParenting {
      reconstructFormatting()
      framesetIsOK = false
    }
    for index in 0..<pendingTableText.count { insertCharacters(pendingTableText[index]) }
    isFosterParenting = false
  }

  /// The "in caption" insertion mode (§13.2.6.4.11)
  mutating func inCaption() -> Outcome {
    if token.kind == .endTag {
      switch token.name {
      case .caption:
        closeCaption()
        return .done
      case .table: return closeCaption() ? .reprocess : .done
      case .body, .col, .colgroup, .html, .tbody, .td, .tfoot, .th, .thead, .tr: return .done
      default: break
      }
    } else if token.kind == .startTag, token.name.isTablePart {
      return closeCaption() ? .reprocess : .done
    }
    return inBody()
  }

  @discardableResult
  private mutating func closeCaption() -> Bool {
    guard stack.has(.caption, in: .table) else { return false }
    generateImpliedEndTags()
    popUntil(.caption)
    clearToLastMarker()
    mode = .inTable
    return true
  }

  /// The "in column group" insertion mode (§13.2.6.4.12)
  mutating func inColumnGroup() -> Outcome {
    switch token.kind {
    case .characters:
      if let blank = splitLeadingWhitespace() { insertCharacters(blank) }
      if token.data.count == 0 { return .done }
    case .comment:
      insertComment()
      return .done
    case .doctype: return .done
    case .startTag:
      switch token.name {
      case .html: return inBody()
      case .col:
        insertVoidElement()
        return .done
      case .template: return inHead()
      default: break
      }
    case .endTag:
      if token.name == .col { return .done }
      if token.name == .template { return inHead() }
    case .endOfFile: return inBody()
    case .null: break
    }
    guard isCurrent(.colgroup) else { return .done }
    pop()
    mode = .inTable
    return token.kind == .endTag && token.name == .colgroup ? .done : .reprocess
  }
}

extension ElementName {
  /// `table`, `tbody`, `template`, `tfoot`, `thead`, `tr`
  fileprivate var holdsTableText: Bool {
    switch self {
    case .table, .tbody, .template, .tfoot, .thead, .tr: return true
    default: return false
    }
  }

  /// The start tags that end a caption or a cell.
  var isTablePart: Bool {
    switch self {
    case .caption, .col, .colgroup, .tbody, .td, .tfoot, .th, .thead, .tr: return true
    default: return false
    }
  }
}
