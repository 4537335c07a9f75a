// The blocks of "in body" (§13.2.6.4.7): paragraphs, headings, lists, forms.

extension TreeBuilder {
  /// Closes a `p` element, if one is in button scope.
  @inline(__always)
  mutating func closeParagraph() {
    if stack.has(.p, in: .button) { closeOpenParagraph() }
  }

  private mutating func closeOpenParagraph() {
    generateImpliedEndTags(except: .p)
    popUntil(.p)
  }

  mutating func endParagraph() {
    if !stack.has(.p, in: .button) { insertElement(.p) }
    closeOpenParagraph()
  }

  /// The end tag of a block; false if no such block is in scope.
  @discardableResult
  mutating func endBlock() -> Bool {
    let name = token.name
    guard stack.has(name, in: .general) else { return false }
    generateImpliedEndTags()
    popUntil(name)
    return true
  }

  mutating func startHTML() {
    guard stack.lastIndex(of: .template) == nil else { return }
    let html = stack[0].node
    tokenizer.document.addMissingAttributes(
      tokenizer.token.firstAttribute, to: html, &htmlAttributes)
  }

  mutating func startBody() {
    guard let body = bodyOnStack, stack.lastIndex(of: .template) == nil else { return }
    framesetIsOK = false
    tokenizer.document.addMissingAttributes(
      tokenizer.token.firstAttribute, to: body, &bodyAttributes)
  }

  /// The second element of the stack, if it is the body.
  private var bodyOnStack: NodeID? {
    stack.count > 1 && stack[1].isHTML(.body) ? stack[1].node : nil
  }

  mutating func startFrameset() {
    guard let body = bodyOnStack, framesetIsOK else { return }
    document.detach(body)
    while stack.count > 1 { pop() }
    insertElement()
    mode = .inFrameset
  }

  mutating func startHeading() {
    closeParagraph()
    if stack.last.namespace == .html, stack.last.name.isHeading { pop() }
    insertElement()
  }

  mutating func endHeading() {
    guard stack.find(in: .general, { $0.isHeading }) != nil else { return }
    generateImpliedEndTags()
    popUntil { $0.isHeading }
  }

  mutating func startPreformatted() {
    closeParagraph()
    insertElement()
    dropsLineFeed = true
    framesetIsOK = false
  }

  mutating func startForm() {
    let isInTemplate = stack.lastIndex(of: .template) != nil
    guard form == .none || isInTemplate else { return }
    closeParagraph()
    let id = insertElement()
    if !isInTemplate { form = id }
  }

  mutating func endForm() {
    if stack.lastIndex(of: .template) != nil {
      endBlock()
      return
    }
    let node = form
    form = .none
    guard node != .none, let position = stack.position(of: node), position.isInScope else { return }
    generateImpliedEndTags()
    if let index = stack.index(of: node) { removeFromStack(at: index) }
  }

  mutating func startListItem() {
    startItem { $0 == .li }
  }

  mutating func startDefinition() {
    startItem { $0 == .dd || $0 == .dt }
  }

  /// Closes the item that is open, looking up to the nearest special element but `address`, `div`, `p`.
  @inline(__always)
  private mutating func startItem(_ isItem: (ElementName) -> Bool) {
    framesetIsOK = false
    var index = stack.count - 1
    let end = stack.searchEnd
    while index >= end {
      stack.searchSteps += 1
      let element = stack[index]
      if element.namespace == .html, isItem(element.name) {
        generateImpliedEndTags(except: element.name)
        popUntil(element.name)
        break
      }
      let isPassed = element.isHTML(.address) || element.isHTML(.div) || element.isHTML(.p)
      if element.isSpecial, !isPassed { break }
      index -= 1
    }
    closeParagraph()
    insertElement()
  }

  mutating func endItem(in scope: OpenElements.Scope) {
    let name = token.name
    guard stack.has(name, in: scope) else { return }
    generateImpliedEndTags(except: name)
    popUntil(name)
  }

  mutating func startTable() {
    if document.quirksMode != .quirks { closeParagraph() }
    insertElement()
    framesetIsOK = false
    mode = .inTable
  }

  mutating func startRule() {
    closeParagraph()
    if stack.has(.select, in: .general) { generateImpliedEndTags() }
    insertVoidElement()
    framesetIsOK = false
  }
}

extension ElementName {
  @inline(__always)
  var isHeading: Bool {
    switch self {
    case .h1, .h2, .h3, .h4, .h5, .h6: return true
    default: return false
    }
  }
}
