extension Document {
  /// Parses a whole document (§13.2): UTF-8 bytes, whatever they are. Scripting is disabled.
  ///
  /// Three bounds keep time and memory linear where the standard's own would not be; each is a
  /// deviation that only extreme documents see:
  /// - behind the last marker at most 256 formatting elements are active, the oldest giving way;
  /// - reconstructing and adopting formatting elements, and copying options into `selectedcontent`,
  ///   makes at most 8 times as many nodes as tags were seen, from at most 8 times the bytes;
  /// - nothing is nested deeper than ``maximumDepth``: what is, moves up behind its deepest allowed
  ///   ancestor, in document order, and no tag acts on an element more than that far up.
  public init(parsing bytes: [UInt8]) {
    let input = Document.limited(bytes)
    self.init(input: input)
    reachedInputLimit = bytes.count > Document.maximumInputBytes
    parse(input, context: nil)
  }

  /// Parses a fragment (§13.4, "parsing HTML fragments"), as if it were the content of an element
  /// called `context`. Its nodes are the children of ``root``.
  ///
  /// - Parameter endsHiding: Whether an element whose content is not shown ends where it begins, if it
  ///   is closed as XML does (`<iframe …/>`, `<textarea/>`, `<video …/>`) or, as raw text, never; the
  ///   standard hides all that follows.
  public init(
    parsingFragment bytes: [UInt8], context: ElementName = .body, namespace: Namespace = .html,
    endsHiding: Bool = false
  ) {
    let role = OpenElement.Role(of: context, in: namespace)
    let input = Document.limited(bytes)
    self.init(input: input)
    reachedInputLimit = bytes.count > Document.maximumInputBytes
    let context = OpenElement(node: .none, name: context, namespace: namespace, role: role)
    parse(input, context: context, endsHiding: endsHiding)
  }

  /// Parses a fragment as the content of a `body`; a string needs no look for broken UTF-8.
  public init(parsingFragment text: String, endsHiding: Bool = false) {
    let role = OpenElement.Role(of: .body, in: .html)
    let context = OpenElement(node: .none, name: .body, namespace: .html, role: role)
    let isTooLong = text.utf8.count > Document.maximumInputBytes
    let input = isTooLong ? Document.limited(Array(text.utf8)) : preprocessed(text)
    self.init(input: input)
    reachedInputLimit = isTooLong
    parse(input, context: context, endsHiding: endsHiding)
  }

  /// As much of the bytes as is read, as the tokenizer wants it.
  private static func limited(_ bytes: [UInt8]) -> [UInt8] {
    let isTooLong = bytes.count > maximumInputBytes
    return preprocessed(isTooLong ? Array(bytes.prefix(maximumInputBytes)) : bytes)
  }

  private mutating func parse(
    _ input: [UInt8], context: OpenElement?, endsHiding: Bool = false
  ) {
    ByteView.with(input) { view in
      let start = context == nil && input.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
      let tokenizer = Tokenizer(
        input: view, document: exchange(&self, with: Document()), position: start)
      var builder = TreeBuilder(tokenizer: tokenizer)
      builder.endsHiding = endsHiding
      if let context { builder.startFragment(context) }
      builder.run()
      builder.stopParsing()
      self = builder.finish()
    }
  }
}

extension TreeBuilder {
  /// Sets the stage for parsing a fragment (§13.4). The root stands for the `html` element.
  mutating func startFragment(_ context: OpenElement) {
    self.context = context
    stack.push(OpenElement(node: document.root, name: .html, namespace: .html, role: .html))
    if context.isHTML(.template) { templateModes.append(.inTemplate) }
    if context.isHTML(.form) { form = document.root }
    if context.namespace == .html { tokenizer.state = initialState(for: context.name) }
    resetInsertionMode()
  }

  private func initialState(for name: ElementName) -> TokenizerState {
    switch name {
    case .title, .textarea: .rcdata
    case .style, .xmp, .iframe, .noembed, .noframes: .rawtext
    case .script: .scriptData
    case .plaintext: .plaintext
    default: .data
    }
  }

  /// Stop parsing (§13.2.7): the elements that are still open leave the stack.
  mutating func stopParsing() {
    while stack.count > 0, selectContent.target != .none { pop() }
  }

  /// Ends the parse: enforces the depth limit where it may have been passed.
  consuming func finish() -> Document {
    let mayBeTooDeep = stack.greatestCount + adoptions >= Document.maximumDepth
    let searchSteps = stack.searchSteps
    var document = tokenizer.finish()
    document.searchSteps = searchSteps
    if mayBeTooDeep { document.reachedDepthLimit = document.limitDepth() }
    return document
  }
}
