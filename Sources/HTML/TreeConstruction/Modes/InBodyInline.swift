// The inline content of "in body" (§13.2.6.4.7): formatting, form controls, ruby, foreign elements.

extension TreeBuilder {
  mutating func insertFormattingElement() {
    let id = insertElement()
    pushFormatting(id, sourceLength: token.sourceLength)
  }

  mutating func startAnchor() {
    if let index = formatting.last(.a) {
      let node = formatting.entries[index].node
      if !adoptionAgency(.a) { anyOtherEndTag() }
      if isFormatting(node), let index = formatting.index(of: node) { removeFormatting(at: index) }
      if isOpen(node), let index = stack.index(of: node) { removeFromStack(at: index) }
    }
    reconstructFormatting()
    insertFormattingElement()
  }

  mutating func startNobr() {
    reconstructFormatting()
    if stack.has(.nobr, in: .general) {
      if !adoptionAgency(.nobr) { anyOtherEndTag() }
      reconstructFormatting()
    }
    insertFormattingElement()
  }

  /// `</br>` acts like `<br>` without attributes.
  mutating func startBreakForEndTag() {
    reconstructFormatting()
    insertElement(.br)
    pop()
    framesetIsOK = false
  }

  mutating func startButton() {
    if stack.has(.button, in: .general) {
      generateImpliedEndTags()
      popUntil(.button)
    }
    reconstructFormatting()
    insertElement()
    framesetIsOK = false
  }

  mutating func startTextArea() {
    insertElement()
    dropsLineFeed = true
    tokenizer.state = .rcdata
    originalMode = mode
    framesetIsOK = false
    mode = .text
  }

  mutating func startInput() {
    if context?.isHTML(.select) == true { return }
    if stack.has(.select, in: .general) { popUntil(.select) }
    reconstructFormatting()
    insertVoidElement()
    if !isHiddenInput { framesetIsOK = false }
  }

  /// Whether the token has the attribute `type=hidden`.
  var isHiddenInput: Bool {
    var index = token.firstAttribute
    while index != StoredAttribute.end {
      let attribute = document.storedAttributes[Int(index)]
      if attribute.name == .type { return document.equals(attribute.value, "hidden") }
      index = attribute.next
    }
    return false
  }

  mutating func startSelect() {
    if context?.isHTML(.select) == true { return }
    if stack.has(.select, in: .general) {
      popUntil(.select)
      return
    }
    reconstructFormatting()
    let id = insertElement()
    framesetIsOK = false
    noteSelect(id)
  }

  mutating func startOption() {
    if stack.has(.select, in: .general) {
      generateImpliedEndTags(except: .optgroup)
    } else if isCurrent(.option) {
      pop()
    }
    reconstructFormatting()
    let id = insertElement()
    noteOption(id)
  }

  mutating func startOptionGroup() {
    if stack.has(.select, in: .general) {
      generateImpliedEndTags()
    } else if isCurrent(.option) {
      pop()
    }
    reconstructFormatting()
    insertElement()
  }

  mutating func startRuby(except name: ElementName) {
    if stack.has(.ruby, in: .general) { generateImpliedEndTags(except: name) }
    insertElement()
  }

  mutating func startForeign(_ namespace: Namespace) {
    reconstructFormatting()
    insertForeignElement(namespace)
  }
}

extension Document {
  /// Whether the bytes of `range` are `text`, ASCII case ignored; `text` is lower case.
  func equals(_ range: ByteRange, _ text: StaticString) -> Bool {
    withBytes(range) { bytes in
      guard bytes.count == text.utf8CodeUnitCount else { return false }
      var index = 0
      for byte in text.description.utf8 {
        if asciiLowercased(bytes[index]) != byte { return false }
        index += 1
      }
      return true
    }
  }
}
