extension TreeBuilder {
  /// The "in table body" insertion mode (§13.2.6.4.13)
  mutating func inTableBody() -> Outcome {
    if token.kind == .startTag {
      switch token.name {
      case .tr:
        clearToTableBody()
        insertElement()
        mode = .inRow
        return .done
      case .th, .td:
        clearToTableBody()
        insertElement(.tr)
        mode = .inRow
        return .reprocess
      case .caption, .col, .colgroup, .tbody, .tfoot, .thead: return closeTableBody()
      default: break
      }
    } else if token.kind == .endTag {
      switch token.name {
      case .tbody, .tfoot, .thead:
        if stack.has(token.name, in: .table) { leaveTableBody() }
        return .done
      case .table: return closeTableBody()
      case .body, .caption, .col, .colgroup, .html, .td, .th, .tr: return .done
      default: break
      }
    }
    return inTable()
  }

  private mutating func clearToTableBody() {
    clearStack { $0 == .tbody || $0 == .tfoot || $0 == .thead }
  }

  private mutating func leaveTableBody() {
    clearToTableBody()
    if stack.count > 1 { pop() }
    mode = .inTable
  }

  private mutating func closeTableBody() -> Outcome {
    let isOpen =
      stack.has(.tbody, in: .table) || stack.has(.thead, in: .table)
      || stack.has(.tfoot, in: .table)
    guard isOpen else { return .done }
    leaveTableBody()
    return .reprocess
  }

  /// The "in row" insertion mode (§13.2.6.4.14)
  mutating func inRow() -> Outcome {
    if token.kind == .startTag {
      switch token.name {
      case .th, .td:
        clearStack { $0 == .tr }
        insertElement()
        mode = .inCell
        insertMarker()
        return .done
      case .caption, .col, .colgroup, .tbody, .tfoot, .thead, .tr:
        return closeRow() ? .reprocess : .done
      default: break
      }
    } else if token.kind == .endTag {
      switch token.name {
      case .tr:
        closeRow()
        return .done
      case .table: return closeRow() ? .reprocess : .done
      case .tbody, .tfoot, .thead:
        guard stack.has(token.name, in: .table) else { return .done }
        return closeRow() ? .reprocess : .done
      case .body, .caption, .col, .colgroup, .html, .td, .th: return .done
      default: break
      }
    }
    return inTable()
  }

  @discardableResult
  private mutating func closeRow() -> Bool {
    guard stack.has(.tr, in: .table) else { return false }
    clearStack { $0 == .tr }
    if stack.count > 1 { pop() }
    mode = .inTableBody
    return true
  }

  /// The "in cell" insertion mode (§13.2.6.4.15)
  mutating func inCell() -> Outcome {
    if token.kind == .endTag {
      switch token.name {
      case .td, .th:
        if stack.has(token.name, in: .table) { closeCell(token.name) }
        return .done
      case .body, .caption, .col, .colgroup, .html: return .done
      case .table, .tbody, .tfoot, .thead, .tr:
        guard stack.has(token.name, in: .table) else { return .done }
        return closeOpenCell()
      default: break
      }
    } else if token.kind == .startTag, token.name.isTablePart {
      return closeOpenCell()
    }
    return inBody()
  }

  /// Closes the cell that is open; there is one, except in some fragments.
  private mutating func closeOpenCell() -> Outcome {
    if stack.has(.td, in: .table) {
      closeCell(.td)
    } else if stack.has(.th, in: .table) {
      closeCell(.th)
    } else {
      return .done
    }
    return .reprocess
  }

  private mutating func closeCell(_ name: ElementName) {
    generateImpliedEndTags()
    popUntil { $0 == .td || $0 == .th }
    clearToLastMarker()
    mode = .inRow
  }
}
