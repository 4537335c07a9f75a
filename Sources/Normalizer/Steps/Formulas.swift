internal import HTML
internal import JSON

/// Formulas that scripts would set: each is left once and whole, as MathML where there is any, else in
/// TeX between `\(` and `\)`.
enum Formulas {
  static func apply(to document: inout HTMLDocument, _ work: inout EntryWork) {
    guard work.rules.steps.contains(.formulas) else { return }
    var hasFormulas = false
    let written = WrittenFormulas(document)
    var current = document.next(after: document.root, in: document.root)
    while let node = current {
      guard document.isElement(node) else {
        current = document.next(after: node, in: document.root)
        continue
      }
      if let following = written.repair(node, in: &document, &work) {
        current = following.node
        continue
      }
      if document.isElement(node, .math, in: .mathML), !document.showsText(node) {
        let following = document.next(afterSubtree: node, in: document.root)
        current =
          LabelledFormula.write(node, in: &document, &work)
          ? following : document.next(after: node, in: document.root)
        continue
      }
      let kind = kind(of: node, in: document)
      let next = document.next(after: node, in: document.root)
      guard let kind else {
        current = next
        continue
      }
      let following = document.next(afterSubtree: node, in: document.root)
      switch kind {
      case .container:
        current = set(container: node, in: &document, &work) ? following : next
      case .script(let isDisplay):
        set(script: node, isDisplay, in: &document, &work)
        current = following
      case .written(let isMathML):
        set(written: node, isMathML, in: &document, &work)
        current = following
      case .preview:
        hasFormulas = true
        current = following
      case .data:
        set(data: node, in: &document, &work)
        current = following
      case .picture:
        set(picture: node, in: &document, &work)
        current = following
      }
    }
    if hasFormulas { removePreviews(from: &document, &work) }
  }

  private enum Kind {
    /// Around all copies of one formula.
    case container
    /// MathJax 2: TeX in a script.
    case script(isDisplay: Bool)
    /// MathJax 2: MathML or AsciiMath in a script.
    case written(isMathML: Bool)
    /// MathJax 2: what shows until the script has run.
    case preview
    /// Substack: an empty element, the formula in an attribute.
    case data
    /// A picture whose alternative text is TeX.
    case picture
  }

  private static func kind(of node: NodeID, in document: borrowing HTMLDocument) -> Kind? {
    let name = document.name(of: node)
    guard document.namespace(of: node) == .html else { return nil }
    switch name {
    case .script:
      let type = document.bytes(of: .type, node)?.map(\.lowercased) ?? []
      if type.starts(with: "math/mml".utf8) { return .written(isMathML: true) }
      if type.starts(with: "math/asciimath".utf8) { return .written(isMathML: false) }
      guard type.starts(with: "math/tex".utf8) else { return nil }
      return .script(isDisplay: type.firstRange(ofBytes: Array("mode=display".utf8)) != nil)
    case .img: return isTeXPicture(node, in: document) ? .picture : nil
    case .span, .div:
      return document.withAttribute(.class, of: node) { kind(ofClasses: $0) } ?? nil
    default:
      guard document.isOwn(name) else { return nil }
      return document.string(name) == "mjx-container" ? .container : nil
    }
  }

  private static func kind(ofClasses classes: Span<UInt8>) -> Kind? {
    var kind: Kind?
    _ = classes.containsWord { word in
      switch word[0] {
      case UInt8(ascii: "k") where word.equals("katex"): kind = .container
      case UInt8(ascii: "M") where word.equals("MathJax_Preview"): kind = .preview
      case UInt8(ascii: "M")
      where word.equals("MathJax") || word.equals("MathJax_SVG") || word.equals("MathJax_CHTML"):
        kind = .container
      case UInt8(ascii: "m") where word.equals("mwe-math-element") || word.equals("mjx-chtml"):
        kind = .container
      case UInt8(ascii: "l") where word.equals("latex-rendered"): kind = .data
      default: break
      }
      return kind != nil
    }
    return kind
  }

  // MARK: Containers

  /// Leaves the MathML of a container alone; whether there was any.
  private static func set(
    container: NodeID, in document: inout HTMLDocument, _ work: inout EntryWork
  ) -> Bool {
    guard let math = shownFormula(in: container, of: document) else {
      if let tex = LabelledFormula.tex(of: container, in: document) {
        let isDisplay = LabelledFormula.isDisplay(container, in: document)
        replace(container, withTeX: tex, isDisplay, in: &document, &work)
        return true
      }
      dropDrawing(in: container, of: &document, &work)
      return false
    }
    let before = work.log.isOn ? document.markup(of: container) : ""
    document.replace(container, with: math)
    work.log.recordChange(
      "repair.formula", of: math, before: before, after: document.markup(of: math), in: document)
    return true
  }

  /// KaTeX writes every formula twice; where another cleaner has taken the tags of its MathML, the
  /// drawing says the same again.
  private static func dropDrawing(
    in container: NodeID, of document: inout HTMLDocument, _ work: inout EntryWork
  ) {
    guard let drawing = document.visibleChildren(of: container, upTo: 3).last,
      document.withAttribute(.class, of: drawing, { $0.equals("katex-html") }) == true,
      let formula = document.previousVisibleSibling(of: drawing),
      document.withAttribute(.class, of: formula, { $0.equals("katex-mathml") }) == true,
      document.showsText(formula)
    else { return }
    work.log.recordRemoval("repair.formula", of: drawing, in: document)
    document.detach(drawing)
  }

  /// The formula; where it is hidden beside its picture, as Wikipedia writes both, the picture,
  /// which every reader shows.
  private static func shownFormula(
    in container: NodeID, of document: borrowing HTMLDocument
  ) -> NodeID? {
    guard let math = firstFormula(in: container, of: document) else { return nil }
    guard isHidden(math, in: container, of: document),
      let picture = document.firstElement(.img, in: container),
      let source = document.attribute(.src, of: picture), !source.isEmpty
    else { return math }
    return picture
  }

  private static func isHidden(
    _ node: NodeID, in container: NodeID, of document: borrowing HTMLDocument
  ) -> Bool {
    var current = document.parent(of: node)
    while let outer = current, outer != container {
      let style = document.bytes(of: .style, outer)?.filter { !$0.isHTMLBlank }.map(\.lowercased)
      if let style, style.firstRange(ofBytes: Array("display:none".utf8)) != nil { return true }
      current = document.parent(of: outer)
    }
    return false
  }

  /// One that shows something.
  private static func firstFormula(
    in container: NodeID, of document: borrowing HTMLDocument
  ) -> NodeID? {
    var current = document.next(after: container, in: container)
    while let node = current {
      if document.isElement(node, .math, in: .mathML) {
        return document.hasVisibleChild(node) ? node : nil
      }
      current = document.next(after: node, in: container)
    }
    return nil
  }

  // MARK: Scripts

  /// A script behind its own formula goes; another becomes TeX, in the place of what was drawn of it.
  private static func set(
    script: NodeID, _ isDisplay: Bool, in document: inout HTMLDocument, _ work: inout EntryWork
  ) {
    let text = withoutComment(document.trimmedText(of: script))
    let drawn = drawing(before: script, in: document)
    if let drawn, document.isElement(drawn, .math, in: .mathML) || text.isEmpty {
      work.log.recordRemoval("repair.formula", of: script, in: document)
      document.detach(script)
      return
    }
    if let drawn {
      work.log.recordRemoval("repair.formula", of: drawn, in: document)
      document.detach(drawn)
    }
    replace(script, withTeX: text, isDisplay, in: &document, &work)
  }

  /// kramdown keeps XML from reading its TeX, in comments of TeX: `% <![CDATA[ … %]]>`; the marks may
  /// have gone on the way.
  private static func withoutComment(_ tex: [UInt8]) -> [UInt8] {
    let percent = UInt8(ascii: "%")
    guard tex.first == percent else { return tex }
    var text = tex.dropFirst().drop(while: \.isHTMLBlank)
    if text.starts(with: "<![CDATA[".utf8) {
      text = text.dropFirst(9)
    } else if !tex.dropFirst().prefix(while: \.isHTMLBlank).contains(0x0A) {
      return tex
    }
    if text.suffix(3).elementsEqual("]]>".utf8) { text = text.dropLast(3) }
    text = text.trimmedBlanks
    if text.last == percent, text.dropLast().last != UInt8(ascii: "\\") { text = text.dropLast() }
    return Array(text.trimmedBlanks)
  }

  /// A formula in the place of its script, less what was drawn of it.
  private static func set(
    written script: NodeID, _ isMathML: Bool, in document: inout HTMLDocument,
    _ work: inout EntryWork
  ) {
    let text = document.trimmedText(of: script)
    let drawn = drawing(before: script, in: document)
    let isSet = drawn.map { document.isElement($0, .math, in: .mathML) } ?? false
    guard !isSet, !text.isEmpty else {
      work.log.recordRemoval("repair.formula", of: script, in: document)
      return document.detach(script)
    }
    let before = work.log.isOn ? document.markup(of: script) : ""
    let preview = document.previousVisibleSibling(of: script).flatMap { node in
      if document.isElement(node), case .preview = kind(of: node, in: document) {
        node
      } else {
        nil
      }
    }
    let place = document.makeElement(.span)
    document.replace(script, with: place)
    let isRead = isMathML && WrittenMarkup.replace(place, with: text, in: &document)
    if !isRead {
      document.replace(
        place, with: document.makeText("`\(String(decoding: text, as: UTF8.self))`"))
    }
    for copy in [drawn, preview].compactMap(\.self) where document.parent(of: copy) != nil {
      work.log.recordRemoval("repair.formula", of: copy, in: document)
      document.detach(copy)
    }
    work.log.recordChange(
      "repair.formula", of: document.root, before: before,
      after: String(decoding: text, as: UTF8.self), in: document)
  }

  /// What MathJax drew right before its script: a formula that was set already, or a container
  /// without one.
  private static func drawing(
    before script: NodeID, in document: borrowing HTMLDocument
  ) -> NodeID? {
    guard var previous = document.previousVisibleSibling(of: script) else { return nil }
    // `MathJax_Display` and its kind stand around the container.
    while let only = document.onlyVisibleChild(of: previous), document.isElement(only),
      document.isElement(previous, .div) || document.isElement(previous, .span)
    {
      if isContainer(previous, in: document) { return previous }
      previous = only
    }
    if document.isElement(previous, .math, in: .mathML) { return previous }
    return document.isElement(previous) && isContainer(previous, in: document) ? previous : nil
  }

  private static func isContainer(_ node: NodeID, in document: borrowing HTMLDocument) -> Bool {
    if case .container = kind(of: node, in: document) { return true }
    return false
  }

  static func replace(
    _ node: NodeID, withTeX tex: [UInt8], _ isDisplay: Bool, in document: inout HTMLDocument,
    _ work: inout EntryWork
  ) {
    let before = work.log.isOn ? document.markup(of: node) : ""
    let body = String(decoding: tex, as: UTF8.self)
    let text = document.makeText(isDisplay ? "\\[\(body)\\]" : "\\(\(body)\\)")
    var replacement = text
    if isDisplay, let parent = document.parent(of: node),
      parent == document.root || document.isElement(parent, .div)
    {
      replacement = document.makeElement(.p)
      document.append(text, to: replacement)
    }
    document.replace(node, with: replacement)
    work.log.recordChange(
      "repair.formula", of: replacement, before: before, after: document.markup(of: replacement),
      in: document)
  }

  /// What showed until a script had run, where the formula stands right behind it.
  private static func removePreviews(
    from document: inout HTMLDocument, _ work: inout EntryWork
  ) {
    let previews = document.descendants(of: document.root) { document, node in
      guard document.isElement(node), case .preview = kind(of: node, in: document) else {
        return false
      }
      return true
    }
    for preview in previews {
      guard let next = document.nextSibling(of: preview), isFormula(next, in: document) else {
        continue
      }
      work.log.recordRemoval("repair.formula", of: preview, in: document)
      document.detach(preview)
    }
  }

  private static func isFormula(_ node: NodeID, in document: borrowing HTMLDocument) -> Bool {
    if document.isText(node) {
      return document.withText(of: node) { $0.starts(with: "\\(") || $0.starts(with: "\\[") }
    }
    return document.isElement(node, .math, in: .mathML) || isContainer(node, in: document)
      || document.isElement(node, .p) && document.trimmedText(of: node).starts(with: "\\[".utf8)
  }

  // MARK: Data and pictures

  private static func set(
    data node: NodeID, in document: inout HTMLDocument, _ work: inout EntryWork
  ) {
    guard !document.hasVisibleChild(node), let name = document.attributeName("data-attrs"),
      let value = document.bytes(of: name, node),
      let tex = (try? JSONDocument(parsing: value))?.root["persistentExpression"]?.string,
      !tex.isEmpty
    else { return }
    replace(node, withTeX: Array(tex.utf8), true, in: &document, &work)
  }

  private static func set(
    picture: NodeID, in document: inout HTMLDocument, _ work: inout EntryWork
  ) {
    let tex = document.bytes(of: .alt, picture) ?? []
    replace(picture, withTeX: Array(tex.trimmedBlanks), false, in: &document, &work)
  }

  /// Whether the alternative text is TeX and the picture itself can't stay: it has no address, or one
  /// that holds a drawing.
  private static func isTeXPicture(_ node: NodeID, in document: borrowing HTMLDocument) -> Bool {
    guard let alt = document.bytes(of: .alt, node), isTeX(alt) else { return false }
    var isDrawing = true
    document.forEachAttribute(of: node) { name, value in
      if name == .alt || name == .class || name == .style || name == .title { return }
      let bytes = value.copied.trimmedBlanks
      if name == .src ? !bytes.isEmpty : bytes.contains(UInt8(ascii: "/")),
        !bytes.startsIgnoringCase("data:image/svg".utf8),
        !bytes.startsIgnoringCase("blob:".utf8)
      {
        isDrawing = false
      }
    }
    return isDrawing
  }

  /// A command, or a superscript or subscript of a group.
  static func isTeX(_ text: [UInt8]) -> Bool {
    for index in text.indices.dropLast() {
      if text[index] == UInt8(ascii: "\\"), text[index + 1].isASCIILetter { return true }
      if text[index] == UInt8(ascii: "^") || text[index] == UInt8(ascii: "_"),
        text[index + 1] == UInt8(ascii: "{")
      {
        return true
      }
    }
    return false
  }
}
