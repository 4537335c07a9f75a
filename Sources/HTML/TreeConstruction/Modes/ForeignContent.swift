extension TreeBuilder {
  /// The rules for parsing tokens in foreign content (§13.2.6.5)
  mutating func foreignContent() -> Outcome {
    switch token.kind {
    case .null: insertReplacementCharacter()
    case .characters:
      insertCharacters(token.data)
      if framesetIsOK, !isBlank(token.data) { framesetIsOK = false }
    case .comment: insertComment()
    case .doctype, .endOfFile: break
    case .startTag:
      if breaksOut { return breakOut() }
      insertForeignElement(adjustedCurrentNode.namespace)
    case .endTag:
      if token.name == .br || token.name == .p { return breakOut() }
      return foreignEndTag()
    }
    return .done
  }

  private mutating func insertReplacementCharacter() {
    let start = document.side.count
    appendUTF8(0xFFFD, to: &document.side)
    insertCharacters(ByteRange(side: start, count: 3))
  }

  /// Whether the start tag is one of those that end foreign content.
  private var breaksOut: Bool {
    switch token.name {
    case .b, .big, .blockquote, .body, .br, .center, .code, .dd, .div, .dl, .dt, .em, .embed, .h1,
      .h2, .h3, .h4, .h5, .h6, .head, .hr, .i, .img, .li, .listing, .menu, .meta, .nobr, .ol, .p,
      .pre, .ruby, .s, .small, .span, .strong, .strike, .sub, .sup, .table, .tt, .u, .ul, .var:
      return true
    case .font: return tokenHasFontAttribute
    default: return false
    }
  }

  private var tokenHasFontAttribute: Bool {
    var index = token.firstAttribute
    while index != StoredAttribute.end {
      let attribute = document.storedAttributes[Int(index)]
      if attribute.name == .color || attribute.name == .face || attribute.name == .size {
        return true
      }
      index = attribute.next
    }
    return false
  }

  /// Pops up to an integration point or an HTML element, and goes on by the insertion mode.
  private mutating func breakOut() -> Outcome {
    while stack.count > 1, stack.last.role == .foreign || stack.last.role == .annotationXML {
      pop()
    }
    return processInMode()
  }

  private mutating func foreignEndTag() -> Outcome {
    let name = token.name
    let adjusted = adjustment(of: name, in: tokenizer.adjustments.svgElements)
    var index = stack.count - 1
    let end = stack.searchEnd
    while index >= end {
      stack.searchSteps += 1
      let element = stack[index]
      if index < stack.count - 1, element.namespace == .html { return processInMode() }
      if index == 0 { return .done }
      if element.name == name || element.name == ElementName(rawValue: adjusted) {
        while stack.count > index { pop() }
        return .done
      }
      index -= 1
    }
    return .done
  }

  private func adjustment(of name: ElementName, in table: [UInt32]) -> UInt32 {
    Int(name.rawValue) < table.count ? table[Int(name.rawValue)] : name.rawValue
  }

  /// Inserts a foreign element for the token; one that closes itself leaves the stack at once.
  mutating func insertForeignElement(_ namespace: Namespace) {
    var name = token.name
    if namespace == .svg {
      let adjusted = adjustment(of: name, in: tokenizer.adjustments.svgElements)
      name = ElementName(rawValue: adjusted)
    }
    adjustAttributes(namespace)
    _ = insert(name, namespace, role(of: name, namespace), token.firstAttribute)
    if token.isSelfClosing { pop() }
  }

  /// Adjust MathML attributes, SVG attributes and foreign attributes (§13.2.6.1).
  private mutating func adjustAttributes(_ namespace: Namespace) {
    var index = token.firstAttribute
    while index != StoredAttribute.end {
      let attribute = document.storedAttributes[Int(index)]
      let adjusted = adjustment(of: attribute.name, namespace)
      document.storedAttributes[Int(index)].name = adjusted
      index = attribute.next
    }
  }

  private func adjustment(of name: AttributeName, _ namespace: Namespace) -> AttributeName {
    if namespace == .mathML, name == .definitionurl { return .definitionURL }
    let table =
      namespace == .svg
      ? tokenizer.adjustments.svgAttributes : tokenizer.adjustments.foreignAttributes
    guard Int(name.rawValue) < table.count else { return name }
    return AttributeName(rawValue: table[Int(name.rawValue)])
  }

  private func role(of name: ElementName, _ namespace: Namespace) -> OpenElement.Role {
    if namespace == .mathML, name == .annotationXml {
      return hasHTMLEncoding ? .htmlIntegrationPoint : .annotationXML
    }
    return OpenElement.Role(of: name, in: namespace)
  }

  /// Whether the token has an `encoding` that makes it an HTML integration point.
  private var hasHTMLEncoding: Bool {
    var index = token.firstAttribute
    while index != StoredAttribute.end {
      let attribute = document.storedAttributes[Int(index)]
      if attribute.name == .encoding {
        return document.equals(attribute.value, "text/html")
          || document.equals(attribute.value, "application/xhtml+xml")
      }
      index = attribute.next
    }
    return false
  }
}

extension OpenElement.Role {
  /// The role of an element without attributes.
  init(of name: ElementName, in namespace: Namespace) {
    switch (namespace, name) {
    case (.html, _): self = .html
    case (.svg, .foreignObject), (.svg, .desc), (.svg, .title): self = .htmlIntegrationPoint
    case (.mathML, .mi), (.mathML, .mo), (.mathML, .mn), (.mathML, .ms), (.mathML, .mtext):
      self = .mathMLTextIntegrationPoint
    case (.mathML, .annotationXml): self = .annotationXML
    default: self = .foreign
    }
  }
}

/// The tables of §13.2.6.1 as arrays from the number of a name to the number it becomes.
struct ForeignAdjustments: Sendable {
  static let shared = ForeignAdjustments()

  let svgElements: [UInt32]
  let svgAttributes: [UInt32]
  let foreignAttributes: [UInt32]

  private init() {
    var elements = (0...ElementName.knownTexts.count).map { UInt32($0) }
    for (from, to) in ElementName.svgAdjustments { elements[Int(from.rawValue)] = to.rawValue }
    var foreign = (0...AttributeName.knownTexts.count).map { UInt32($0) }
    for (from, to) in AttributeName.foreignAdjustments {
      foreign[Int(from.rawValue)] = to.rawValue
    }
    var svg = foreign
    for (from, to) in AttributeName.svgAdjustments { svg[Int(from.rawValue)] = to.rawValue }
    svgElements = elements
    svgAttributes = svg
    foreignAttributes = foreign
  }
}
