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
    let count = templateModes.count
    let templateMode = count > 0 ? templateModes[count - 1] : InsertionMode.inBody
    let htmlMode = head == .none ? InsertionMode.beforeHead : .afterHead
    var index = stack.count - 1
    let end = stack.searchEnd
    stack.searchSteps += 1
    while index >= end {
      let element = index == 0 ? context ?? stack[0] : stack[index]
      if element.isSpecial, element.namespace == .html,
        let mode = InsertionMode(resetBy: element.name, isLast: index == 0, templateMode, htmlMode)
      {
        self.mode = mode
        return
      }
      stack.searchSteps += 1
      index -= 1
    }
    mode = .inBody
  }
}

extension InsertionMode {
  /// The mode that an open element asks for; nil for one that leaves it to those further up.
  fileprivate init?(
    resetBy name: ElementName, isLast: Bool, _ templateMode: InsertionMode,
    _ htmlMode: InsertionMode
  ) {
    switch name {
    case .td where isLast, .th where isLast, .head where isLast: return nil
    case .td, .th: self = .inCell
    case .tr: self = .inRow
    case .tbody, .thead, .tfoot: self = .inTableBody
    case .caption: self = .inCaption
    case .colgroup: self = .inColumnGroup
    case .table: self = .inTable
    case .template: self = templateMode
    case .head: self = .inHead
    case .body: self = .inBody
    case .frameset: self = .inFrameset
    case .html: self = htmlMode
    default: return nil
    }
  }
}
