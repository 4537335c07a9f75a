internal import FeedModel
internal import HTML

/// Drawings in a body: icons go, and pictures that stand in a drawing's place become pictures.
///
/// What is left is drawn, and the sanitizer lets it through by its own lists (``DrawingFilter``).
enum Drawings {
  static func settle(in document: inout HTMLDocument, _ work: inout EntryWork) {
    guard document.mayHold(ElementName.svg) else { return }
    let drawings = document.descendants(of: document.root) { document, node in
      document.isElement(node, .svg, in: .svg)
        && document.parent(of: node).map { document.namespace(of: $0) == .html } ?? true
    }
    for drawing in drawings where document.isAttached(drawing, to: document.root) {
      let facts = DrawingFacts(drawing, in: document)
      if facts.isIcon(drawing, in: document)
        || !facts.hasText && Appearance(of: drawing, in: document).isHidden
      {
        removeIcon(drawing, in: &document, &work)
      } else if facts.isDrawn {
        insert(facts.hidden, before: drawing, in: &document, &work)
      } else if !facts.pictures.isEmpty || !facts.hidden.isEmpty {
        insert(facts.pictures + facts.hidden, before: drawing, in: &document, &work)
        work.log.recordRemoval("repair.drawing", of: drawing, in: document)
        document.detach(drawing)
      }
    }
  }

  /// In a link that says nothing else, its title stays.
  private static func removeIcon(
    _ icon: NodeID, in document: inout HTMLDocument, _ work: inout EntryWork
  ) {
    let before = work.log.isOn ? document.markup(of: icon) : ""
    var label: [UInt8] = []
    if let link = document.ancestor(of: icon, named: .a) {
      label = title(of: icon, in: document)
      if label.isEmpty { label = (document.bytes(of: .ariaLabel, link) ?? []).collapsedSpaces }
      if !label.isEmpty, saysMore(link, in: document) { label = [] }
    } else if isAnswer(icon, in: document) {
      label = title(of: icon, in: document)
    }
    work.log.recordChange(
      "repair.icon", of: icon, before: before, after: String(decoding: label, as: UTF8.self),
      in: document)
    if label.isEmpty {
      document.detach(icon)
    } else {
      document.replace(icon, with: document.makeText(String(decoding: label, as: UTF8.self)))
    }
  }

  /// Whether a drawing is all that a cell or a line says, or what its words lead on to.
  private static func isAnswer(_ icon: NodeID, in document: borrowing HTMLDocument) -> Bool {
    let isHidden =
      document.attributeName("aria-hidden").map { document.hasAttribute($0, of: icon) } ?? false
    guard !isHidden, let block = document.parent(of: icon), document.isElement(block) else {
      return false
    }
    let name = document.name(of: block)
    guard ContentModel.isBlock(name) || ContentModel.isTablePart(name), name != .button,
      document.nextVisibleSibling(of: icon) == nil
    else { return false }
    var text: [UInt8] = []
    var sibling = document.firstChild(of: block)
    while let node = sibling, node != icon {
      document.appendTextContent(of: node, to: &text)
      sibling = document.nextSibling(of: node)
    }
    let words = text.trimmedSpaces
    return words.isEmpty || words.last == UInt8(ascii: ":")
  }

  /// Whether a link shows something beside its drawings.
  private static func saysMore(_ link: NodeID, in document: borrowing HTMLDocument) -> Bool {
    var current = document.next(after: link, in: link)
    while let node = current {
      if document.isElement(node), document.namespace(of: node) == .svg {
        current = document.next(afterSubtree: node, in: link)
        continue
      }
      if document.isElement(node, .img) || document.isText(node) && !document.isInvisible(node) {
        return true
      }
      current = document.next(after: node, in: link)
    }
    return false
  }

  /// What a drawing is called, by its title or label.
  static func title(of drawing: NodeID, in document: borrowing HTMLDocument) -> [UInt8] {
    var current = document.next(after: drawing, in: drawing)
    while let node = current {
      if document.isElement(node, .title, in: .svg) {
        return document.trimmedText(of: node).collapsedSpaces
      }
      current = document.next(after: node, in: drawing)
    }
    return (document.bytes(of: .ariaLabel, drawing) ?? []).collapsedSpaces
  }

  private static func insert(
    _ pictures: [String], before drawing: NodeID, in document: inout HTMLDocument,
    _ work: inout EntryWork
  ) {
    for address in pictures {
      let image = document.makeElement(.img)
      document.setAttribute(.src, to: address, of: image)
      document.insert(image, before: drawing)
      work.log.recordChange(
        "repair.drawing", of: image, before: "", after: document.markup(of: image), in: document)
    }
  }
}

/// What an `svg` element holds.
struct DrawingFacts {
  private(set) var hasText = false
  private var shapes = 0
  private var uses = 0
  /// Addresses of its `image` elements.
  private(set) var pictures: [String] = []
  /// Addresses of pictures behind its elements, and in HTML inside it: no sanitized drawing can hold
  /// them.
  private(set) var hidden: [String] = []

  init(_ drawing: NodeID, in document: borrowing HTMLDocument) {
    look(at: drawing, in: document)
    var current = document.next(after: drawing, in: drawing)
    while let node = current {
      if document.isElement(node) { look(at: node, in: document) }
      current = document.next(after: node, in: drawing)
    }
  }

  /// Whether it draws something, and is no mere frame of a picture.
  var isDrawn: Bool { hasText || shapes > 0 || uses > 0 }

  private mutating func look(at node: NodeID, in document: borrowing HTMLDocument) {
    if let address = document.bytes(of: .style, node).flatMap(DrawingFacts.background) {
      hidden.append(address)
    }
    guard document.namespace(of: node) == .svg else {
      if document.isElement(node, .img), let source = document.attribute(.src, of: node) {
        hidden.append(source)
      }
      return
    }
    switch document.name(of: node) {
    case .text, .foreignObject:
      hasText = hasText || !document.trimmedText(of: node).isEmpty
    case .path, .rect, .circle, .ellipse, .line, .polyline, .polygon: shapes += 1
    case .use: uses += 1
    case .image:
      if let address = document.attribute(.href, of: node)
        ?? document.attribute(.xlinkHref, of: node)
      {
        pictures.append(address)
      }
    default: break
    }
  }

  /// What `background: url(…)` of a style names.
  private static func background(_ style: [UInt8]) -> String? {
    guard let start = style.firstRange(ofBytes: Array("background".utf8)),
      let open = style.firstRange(ofBytes: Array("url(".utf8), from: start.upperBound),
      let close = style[open.upperBound...].firstIndex(of: UInt8(ascii: ")"))
    else { return nil }
    let inner = style[open.upperBound..<close].filter { !"\"' ".utf8.contains($0) }
    guard inner.startsIgnoringCase("http".utf8) || inner.starts(with: "//".utf8) else {
      return nil
    }
    return String(decoding: inner, as: UTF8.self)
  }

  /// A sign without text: hidden from screen readers, in a link or button, made of a `use`, or small.
  func isIcon(_ drawing: NodeID, in document: borrowing HTMLDocument) -> Bool {
    guard !hasText, pictures.isEmpty, hidden.isEmpty else { return false }
    if isFormula(drawing, in: document) { return false }
    if document.bytes(of: .ariaHidden, drawing)?.equalsIgnoringCase("true".utf8) == true {
      return true
    }
    if document.ancestor(of: drawing, named: .a) != nil
      || document.ancestor(of: drawing, named: .button) != nil
    {
      return true
    }
    if uses > 0, shapes == 0 { return true }
    let size = DrawingSize(drawing, in: document)
    return size.width.map { $0 <= 64 } ?? false
  }

  /// MathJax draws formulas that have no other copy.
  private func isFormula(_ drawing: NodeID, in document: borrowing HTMLDocument) -> Bool {
    var above = document.parent(of: drawing)
    while let node = above {
      if document.isElement(node), document.isOwn(document.name(of: node)),
        document.string(document.name(of: node)) == "mjx-container"
      {
        return true
      }
      if document.withAttribute(.class, of: node, { $0.holds("mathjax") }) == true { return true }
      above = document.parent(of: node)
    }
    return false
  }
}

/// How large a drawing is, in its own units.
struct DrawingSize {
  private(set) var width: Int?
  private(set) var height: Int?

  /// By its attributes, else by its `viewBox`.
  init(_ drawing: NodeID, in document: borrowing HTMLDocument) {
    width = document.bytes(of: .width, drawing).flatMap(DrawingSize.length)
    height = document.bytes(of: .height, drawing).flatMap(DrawingSize.length)
    guard width == nil || height == nil,
      let box = document.bytes(of: .viewBox, drawing).flatMap(DrawingSize.box)
    else { return }
    if let width {
      height = box.width > 0 ? Int(Double(width) * box.height / box.width) : nil
    } else if let height {
      width = box.height > 0 ? Int(Double(height) * box.width / box.height) : nil
    } else {
      width = Int(box.width.rounded(.up))
      height = Int(box.height.rounded(.up))
    }
  }

  /// `24`, `24px`, `1.5em`; `nil` for shares of what stands around it.
  private static func length(_ text: [UInt8]) -> Int? {
    let value = text.trimmedBlanks
    let digits = value.prefix { $0.isASCIIDigit || $0 == UInt8(ascii: ".") }
    guard digits.count <= 8, let number = Double(String(decoding: digits, as: UTF8.self)),
      number < 100_000
    else { return nil }
    switch String(decoding: value[digits.endIndex...].map(\.lowercased), as: UTF8.self) {
    case "", "px": return Int(number.rounded(.up))
    case "pt": return Int((number * 4 / 3).rounded(.up))
    case "em", "rem": return Int((number * 16).rounded(.up))
    case "ex": return Int((number * 8).rounded(.up))
    default: return nil
    }
  }

  private static func box(_ text: [UInt8]) -> (width: Double, height: Double)? {
    guard text.count < 200 else { return nil }
    let numbers = text.split { $0.isHTMLBlank || $0 == UInt8(ascii: ",") }.compactMap {
      Double(String(decoding: $0, as: UTF8.self))
    }
    guard numbers.count == 4, numbers[2] > 0, numbers[3] > 0, numbers[2] < 100_000,
      numbers[3] < 100_000
    else { return nil }
    return (numbers[2], numbers[3])
  }
}
