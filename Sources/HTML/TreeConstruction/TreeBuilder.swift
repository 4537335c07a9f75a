/// The insertion modes (§13.2.4.1). The standard has no "in select" mode any more.
enum InsertionMode: UInt8, BitwiseCopyable {
  case initial, beforeHTML, beforeHead, inHead, inHeadNoscript, afterHead
  case inBody, text, inTable, inTableText, inCaption, inColumnGroup, inTableBody, inRow, inCell
  case inTemplate, afterBody, inFrameset, afterFrameset, afterAfterBody, afterAfterFrameset
}

/// What became of a token.
enum Outcome {
  case done
  /// The token is to be looked at again, in the insertion mode that is now set.
  case reprocess
}

/// The tree construction (§13.2.6), with scripting disabled.
struct TreeBuilder: ~Copyable {
  var tokenizer: Tokenizer
  var stack = OpenElements()
  var mode = InsertionMode.initial
  /// The mode to go back to from "text" and "in table text".
  var originalMode = InsertionMode.initial
  /// The stack of template insertion modes.
  var templateModes = Buffer<InsertionMode>()
  var formatting = FormattingElements()
  /// The head element pointer; the form element pointer.
  var head = NodeID.none
  var form = NodeID.none
  var framesetIsOK = true
  var isFosterParenting = false
  /// Whether a line feed at the start of the next token is dropped.
  var dropsLineFeed = false
  /// The pending table character tokens, and whether any holds more than white space.
  var pendingTableText = Buffer<ByteRange>()
  var pendingTableTextIsBlank = true
  /// The context element of a fragment; nil when parsing a document.
  var context: OpenElement?
  var selectContent = SelectContent()
  var htmlAttributes = MergedAttributes()
  var bodyAttributes = MergedAttributes()
  /// How often the adoption agency moved something; it may nest deeper than the stack.
  var adoptions = 0
  /// Whether elements that would hide the rest are ended (see ``endHiding()``).
  var endsHiding = false
  /// Where the next end tag of a name is, as far as it was looked for: of few names, each once.
  var endTags: [(name: ElementName, place: Int)] = []
  /// What is known of tags that nobody knows (see ``readWordInBrackets()``).
  var unknownTags = UnknownTags()

  init(tokenizer: consuming Tokenizer) {
    self.tokenizer = tokenizer
  }

  @inline(__always)
  var document: Document {
    _read { yield tokenizer.document }
    _modify { yield &tokenizer.document }
  }

  @inline(__always)
  var token: Token {
    get { tokenizer.token }
    set { tokenizer.token = newValue }
  }

  /// Parses all of the input.
  mutating func run() {
    repeat {
      tokenizer.isInForeignContent = stack.count > 0 && adjustedCurrentNode.role != .html
      tokenizer.next()
      if endsHiding { readWordInBrackets() }
      if dropsLineFeed { dropLineFeed() }
      if token.kind != .characters || token.data.count > 0 { process() }
    } while tokenizer.token.kind != .endOfFile
  }

  /// The adjusted current node (§13.2.4.2).
  @inline(__always)
  var adjustedCurrentNode: OpenElement {
    if stack.count == 1, let context { return context }
    return stack.last
  }

  @inline(__always)
  private mutating func process() {
    while true {
      let outcome = isForeign() ? foreignContent() : processInMode()
      if outcome == .done { break }
    }
    if endsHiding, token.kind == .startTag,
      token.isSelfClosing || mode == .text || TreeBuilder.mayHide(token.name)
    {
      endHiding()
    }
  }

  /// The dispatcher's question (§13.2.6): whether the token goes by the rules of foreign content.
  @inline(__always)
  private func isForeign() -> Bool {
    guard stack.count > 0 else { return false }
    let role = adjustedCurrentNode.role
    if role == .html { return false }
    return isForeign(inside: role)
  }

  private func isForeign(inside role: OpenElement.Role) -> Bool {
    switch token.kind {
    case .endOfFile: return false
    case .characters, .null:
      return role != .mathMLTextIntegrationPoint && role != .htmlIntegrationPoint
    case .startTag:
      switch role {
      case .html, .htmlIntegrationPoint: return false
      case .mathMLTextIntegrationPoint: return token.name == .mglyph || token.name == .malignmark
      case .annotationXML: return token.name != .svg
      case .foreign: return true
      }
    default: return true
    }
  }

  @inline(__always)
  mutating func processInMode() -> Outcome {
    switch mode {
    case .inBody: inBody()
    case .text: text()
    case .inTable: inTable()
    case .inTableText: inTableText()
    case .inTableBody: inTableBody()
    case .inRow: inRow()
    case .inCell: inCell()
    case .initial: initial()
    case .beforeHTML: beforeHTML()
    case .beforeHead: beforeHead()
    case .inHead: inHead()
    case .inHeadNoscript: inHeadNoscript()
    case .afterHead: afterHead()
    case .inCaption: inCaption()
    case .inColumnGroup: inColumnGroup()
    case .inTemplate: inTemplate()
    case .afterBody: afterBody()
    case .inFrameset: inFrameset()
    case .afterFrameset: afterFrameset()
    case .afterAfterBody: afterAfterBody()
    case .afterAfterFrameset: afterAfterFrameset()
    }
  }

  private mutating func dropLineFeed() {
    dropsLineFeed = false
    guard token.kind == .characters else { return }
    let isLineFeed = document.withBytes(token.data) { $0[0] == 0x0A }
    if isLineFeed { tokenizer.token.data = token.data.dropping(1) }
  }

  /// Splits white space off the front of the characters in the token; nil if there is none.
  mutating func splitLeadingWhitespace() -> ByteRange? {
    let data = token.data
    let length = document.withBytes(data) { bytes in
      var index = 0
      while index < bytes.count, isASCIIWhitespace(bytes[index]) { index += 1 }
      return index
    }
    tokenizer.token.data = data.dropping(length)
    return length == 0 ? nil : data.prefix(length)
  }

  func isBlank(_ range: ByteRange) -> Bool {
    document.withBytes(range) { bytes in
      for index in bytes.indices where !isASCIIWhitespace(bytes[index]) { return false }
      return true
    }
  }
}

extension ByteRange {
  func dropping(_ length: Int) -> ByteRange {
    ByteRange(bits: bits &+ UInt32(truncatingIfNeeded: length), count: count &- UInt32(length))
  }

  func prefix(_ length: Int) -> ByteRange {
    ByteRange(bits: bits, count: UInt32(truncatingIfNeeded: length))
  }
}
