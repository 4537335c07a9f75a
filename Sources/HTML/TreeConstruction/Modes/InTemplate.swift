extension TreeBuilder {
  /// The "in template" insertion mode (§13.2.6.4.16)
  mutating func inTemplate() -> Outcome {
    switch token.kind {
    case .characters, .null, .comment, .doctype: return inBody()
    case .startTag: return inTemplateStartTag()
    case .endTag: return token.name == .template ? inHead() : .done
    case .endOfFile:
      guard stack.lastIndex(of: .template) != nil else { return .done }
      closeTemplate()
      return .reprocess
    }
  }

  private mutating func inTemplateStartTag() -> Outcome {
    switch token.name {
    case .base, .basefont, .bgsound, .link, .meta, .noframes, .script, .style, .template, .title:
      return inHead()
    case .caption, .colgroup, .tbody, .tfoot, .thead: return reprocessTemplate(in: .inTable)
    case .col: return reprocessTemplate(in: .inColumnGroup)
    case .tr: return reprocessTemplate(in: .inTableBody)
    case .td, .th: return reprocessTemplate(in: .inRow)
    default: return reprocessTemplate(in: .inBody)
    }
  }

  private mutating func reprocessTemplate(in next: InsertionMode) -> Outcome {
    if templateModes.count > 0 { templateModes.removeLast() }
    templateModes.append(next)
    mode = next
    return .reprocess
  }

  /// Reset the insertion mode appropriately (§13.2.4.1).
  mutating func resetInsertionMode() {
    var index = stack.count - 1
    let end = stack.searchEnd
    while index >= end {
      stack.searchSteps += 1
      let isLast = index == 0
      let element = isLast ? context ?? stack[0] : stack[index]
      if element.namespace == .html, let mode = insertionMode(for: element.name, isLast) {
        self.mode = mode
        return
      }
      index -= 1
    }
    mode = .inBody
  }

  private func insertionMode(for name: ElementName, _ isLast: Bool) -> InsertionMode? {
    switch name {
    case .td, .th: return isLast ? nil : .inCell
    case .tr: return .inRow
    case .tbody, .thead, .tfoot: return .inTableBody
    case .caption: return .inCaption
    case .colgroup: return .inColumnGroup
    case .table: return .inTable
    case .template: return templateModes.count > 0 ? templateModes[templateModes.count - 1] : nil
    case .head: return isLast ? nil : .inHead
    case .body: return .inBody
    case .frameset: return .inFrameset
    case .html: return head == .none ? .beforeHead : .afterHead
    default: return nil
    }
  }
}
