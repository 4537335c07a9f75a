internal import FeedModel
internal import HTML

/// Lets an inline `svg` through, by lists of its own: shapes, texts, gradients, and pictures that
/// would pass as images. No script, no animation, no HTML inside, no address that leads out of it.
///
/// Everything inside is of SVG's namespace afterwards, and no name is one that ends foreign content
/// (HTML §13.2.6.5), so that what is written is parsed to the same tree.
struct DrawingFilter {
  private let policy: SanitizerPolicy
  private let drawing: NodeID
  /// Ids that something inside points to, without the prefix.
  private var referenced: Set<[UInt8]> = []
  /// Ids of what holds a `use`: showing one of them again could multiply without end.
  private var holders: Set<[UInt8]> = []
  private var sheet = DrawingStyles()
  private var hasContent = false

  /// Deepest nesting of a drawing; with what stands around it, less than what is published.
  private static let maximumDepth = 100
  private static let maximumUses = 200

  /// What comes behind the drawing.
  static func apply(
    to drawing: NodeID, in document: inout HTMLDocument, _ policy: SanitizerPolicy,
    _ work: inout EntryWork
  ) -> NodeID? {
    let next = document.next(afterSubtree: drawing, in: document.root)
    let isPlaced =
      document.isElement(drawing, .svg, in: .svg)
      && document.parent(of: drawing).map { document.namespace(of: $0) == .html } ?? true
    guard isPlaced else {
      work.log.recordRemoval("sanitizer.element", of: drawing, in: document)
      document.detach(drawing)
      return next
    }
    var filter = DrawingFilter(policy: policy, drawing: drawing)
    let before = work.log.isOn ? document.markup(of: drawing) : ""
    filter.gather(in: document)
    guard policy.allowsDrawing("svg"), filter.isShallow(in: document) else {
      filter.replace(in: &document, &work, before)
      return next
    }
    filter.filter(in: &document, work)
    guard filter.hasContent else {
      work.log.recordChange(
        "sanitizer.element", of: drawing, before: before, after: "", in: document)
      document.detach(drawing)
      return next
    }
    if work.log.isOn {
      let after = document.markup(of: drawing)
      if !after.hasBytes(of: before) {
        work.log.recordChange(
          "sanitizer.drawing", of: drawing, before: before, after: after, in: document)
      }
    }
    return next
  }

  private init(policy: SanitizerPolicy, drawing: NodeID) {
    self.policy = policy
    self.drawing = drawing
  }

  // MARK: Looking

  private mutating func gather(in document: borrowing HTMLDocument) {
    var current: NodeID? = drawing
    while let node = current {
      if document.isElement(node) {
        document.forEachAttribute(of: node) { name, value in
          if name == .href || name == .xlinkHref {
            let bytes = value.copied.trimmedBlanks
            if bytes.first == UInt8(ascii: "#") { note(bytes.dropFirst()) }
          } else if let id = DrawingValue.reference(value.copied) {
            note(id)
          } else if name == .style {
            for id in DrawingValue.references(value.copied) { note(id) }
          }
        }
        if document.name(of: node) == .use { noteHolders(of: node, in: document) }
        if document.name(of: node) == .style {
          let css = document.trimmedText(of: node)
          sheet.add(css)
          for id in DrawingValue.references(css) { note(id) }
        }
      }
      current = document.next(after: node, in: drawing)
    }
  }

  /// An id, with or without the prefix that an earlier cleaning gave it.
  private mutating func note(_ id: some Collection<UInt8>) {
    referenced.insert(bare(Array(id)))
  }

  private func bare(_ id: [UInt8]) -> [UInt8] {
    id.starts(with: policy.idPrefix) ? Array(id.dropFirst(policy.idPrefix.count)) : id
  }

  private mutating func noteHolders(of use: NodeID, in document: borrowing HTMLDocument) {
    var above: NodeID? = use
    while let node = above, node != drawing {
      if let id = document.bytes(of: .id, node) { holders.insert(bare(id)) }
      above = document.parent(of: node)
    }
  }

  private func isShallow(in document: borrowing HTMLDocument) -> Bool {
    var around = 0
    var above = document.parent(of: drawing)
    while let node = above {
      around += 1
      above = document.parent(of: node)
    }
    guard around < DrawingFilter.maximumDepth else { return false }
    var depth = 0
    var current = drawing
    while true {
      if let child = document.firstChild(of: current) {
        current = child
        depth += 1
        if depth > DrawingFilter.maximumDepth { return false }
        continue
      }
      while current != drawing, document.nextSibling(of: current) == nil {
        guard let parent = document.parent(of: current) else { return true }
        current = parent
        depth -= 1
      }
      guard current != drawing, let next = document.nextSibling(of: current) else { return true }
      current = next
    }
  }

  // MARK: Filtering

  private mutating func filter(in document: inout HTMLDocument, _ work: EntryWork) {
    sheet.apply(to: drawing, in: &document)
    var uses = 0
    var taken: Set<[UInt8]> = []
    filterAttributes(of: drawing, &taken, in: &document, work)
    setSize(in: &document)
    var current = document.next(after: drawing, in: drawing)
    while let node = current {
      let following = document.next(afterSubtree: node, in: drawing)
      let next = document.next(after: node, in: drawing)
      guard document.isElement(node) else {
        if !keeps(text: node, in: document) { document.detach(node) }
        current = following
        continue
      }
      let name = document.name(of: node)
      guard document.namespace(of: node) == .svg else {
        // Labels and titles keep the text of HTML inside, but no style's or script's.
        if isDescription(document.parent(of: node), in: document),
          document.namespace(of: node) == .html,
          policy.outcome(of: name, in: .html) != .drop
        {
          document.unwrap(node)
          current = next
        } else {
          document.detach(node)
          current = following
        }
        continue
      }
      if name == .foreignObject {
        setLabel(of: node, in: &document)
        current = following
        continue
      }
      if name == .use { uses += 1 }
      let string = document.string(name)
      if string == "switch" {
        let shown = DrawingSwitch.settle(node, in: &document)
        document.unwrap(node)
        current = shown ?? following
      } else if string == "a" {
        document.unwrap(node)
        current = next
      } else if policy.allowsDrawing(string), uses <= DrawingFilter.maximumUses || name != .use,
        string != "svg" || !isInPart(node, in: document)
      {
        filterAttributes(of: node, &taken, in: &document, work)
        if isUseful(node, in: document) {
          hasContent = hasContent || isContent(node, in: document)
          current = next
        } else {
          document.detach(node)
          current = following
        }
      } else {
        document.detach(node)
        current = following
      }
    }
  }

  private func isInPart(_ node: NodeID, in document: borrowing HTMLDocument) -> Bool {
    isDescription(document.parent(of: node), in: document)
  }

  private func isDescription(_ node: NodeID?, in document: borrowing HTMLDocument) -> Bool {
    guard let node else { return false }
    let name = document.name(of: node)
    return document.namespace(of: node) == .svg && (name == .title || name == .desc)
  }

  /// Text shows in texts alone.
  private func keeps(text node: NodeID, in document: borrowing HTMLDocument) -> Bool {
    guard document.isText(node), let parent = document.parent(of: node) else { return false }
    switch document.name(of: parent) {
    case .text, .tspan, .textPath, .title, .desc: return true
    default: return document.isInvisible(node)
    }
  }

  /// The text of HTML inside becomes the drawing's own, in the middle of where it stood.
  private mutating func setLabel(of node: NodeID, in document: inout HTMLDocument) {
    let text = shownText(of: node, in: document)
    guard !text.isEmpty, policy.allowsDrawing("text") else {
      document.detach(node)
      return
    }
    func number(_ name: AttributeName) -> Double {
      document.bytes(of: name, node).flatMap {
        Double(String(decoding: $0.trimmedBlanks, as: UTF8.self))
      } ?? 0
    }
    let x = DrawingValue.number(number(document.internAttributeName("x")) + number(.width) / 2)
    let y = DrawingValue.number(number(document.internAttributeName("y")) + number(.height) / 2)
    let label = document.makeElement(.text, namespace: .svg)
    for (name, value) in [
      ("x", x), ("y", y), ("text-anchor", "middle"), ("dominant-baseline", "middle"),
    ] {
      document.setAttribute(document.internAttributeName(name), to: value, of: label)
    }
    document.append(document.makeText(String(decoding: text, as: UTF8.self)), to: label)
    document.replace(node, with: label)
    hasContent = true
  }

  private func isUseful(_ node: NodeID, in document: borrowing HTMLDocument) -> Bool {
    switch document.name(of: node) {
    case .use, .image: document.hasAttribute(.href, of: node)
    default: true
    }
  }

  private func isContent(_ node: NodeID, in document: borrowing HTMLDocument) -> Bool {
    switch document.name(of: node) {
    case .path, .rect, .circle, .ellipse, .line, .polyline, .polygon, .use, .image: true
    case .text: !document.trimmedText(of: node).isEmpty
    default: false
    }
  }

  // MARK: Attributes

  private mutating func filterAttributes(
    of node: NodeID, _ taken: inout Set<[UInt8]>, in document: inout HTMLDocument,
    _ work: EntryWork
  ) {
    if let style = document.bytes(of: .style, node) {
      for (name, value) in DrawingStyles.declarations(style[...]) {
        document.setAttribute(document.internAttributeName(name), to: value, of: node)
      }
    }
    var changed: [(AttributeName, String?)] = []
    document.forEachAttribute(of: node) { name, value in
      let bytes = value.copied
      let new = self.value(bytes, of: name, on: node, &taken, in: document, work)
      if name == .xlinkHref {
        changed.append((name, nil))
        if let new, !document.hasAttribute(.href, of: node) { changed.append((.href, new)) }
      } else if new.map({ !$0.utf8.elementsEqual(bytes) }) ?? true {
        changed.append((name, new))
      }
    }
    let gone = changed.filter { $0.1 == nil }.map(\.0)
    if !gone.isEmpty { document.removeAttributes(of: node) { gone.contains($0) } }
    for (name, value) in changed {
      if let value { document.setAttribute(name, to: value, of: node) }
    }
  }

  /// The value as it is published; `nil` for an attribute that goes.
  private func value(
    _ bytes: [UInt8], of attribute: AttributeName, on node: NodeID,
    _ taken: inout Set<[UInt8]>, in document: borrowing HTMLDocument, _ work: EntryWork
  ) -> String? {
    let prefix = policy.idPrefix
    if attribute == .id {
      let id = bare(bytes)
      guard referenced.contains(id), taken.insert(id).inserted, id.count <= 200,
        !id.contains(where: { $0.isHTMLBlank || "()\"'\\".utf8.contains($0) })
      else { return nil }
      return String(decoding: prefix + id, as: UTF8.self)
    }
    if attribute == .href || attribute == .xlinkHref {
      return reference(bytes, on: node, in: document, work)
    }
    let name = document.string(attribute)
    guard policy.allowsDrawing(attribute: name), bytes.count <= DrawingValue.limit(of: name)
    else { return nil }
    if let id = DrawingValue.reference(bytes) {
      let id = bare(Array(id))
      return referenced.contains(id)
        ? "url(#\(String(decoding: prefix + id, as: UTF8.self)))" : nil
    }
    return DrawingValue.isPlain(bytes) ? String(decoding: bytes, as: UTF8.self) : nil
  }

  /// A part of the drawing, or the picture of an `image`.
  private func reference(
    _ bytes: [UInt8], on node: NodeID, in document: borrowing HTMLDocument, _ work: EntryWork
  ) -> String? {
    let value = bytes.trimmedBlanks
    switch document.name(of: node) {
    case .image: return picture(Array(value), work)
    case .use, .textPath, .linearGradient, .radialGradient, .pattern:
      guard value.first == UInt8(ascii: "#"), value.count > 1 else { return nil }
      let id = bare(Array(value.dropFirst()))
      if document.name(of: node) == .use, holders.contains(id) { return nil }
      return "#" + String(decoding: policy.idPrefix + id, as: UTF8.self)
    default: return nil
    }
  }

  private func picture(_ bytes: [UInt8], _ work: EntryWork) -> String? {
    if bytes.startsIgnoringCase("data:".utf8) {
      return policy.allows(address: bytes.span, for: .image)
        ? String(decoding: bytes, as: UTF8.self) : nil
    }
    guard
      let address = WebAddress(String(decoding: bytes, as: UTF8.self), base: work.base),
      address.isHTTP
    else { return nil }
    let clean = work.rules.cleanedImage(address, ownHosts: work.ownHosts)?.address ?? address
    if let parts = AddressParts(clean), work.rules.trackers.rule(for: parts, isShown: true) != nil {
      return nil
    }
    return policy.allows(address: Array(clean.href.utf8).span, for: .image) ? clean.href : nil
  }

  private func setSize(in document: inout HTMLDocument) {
    let size = DrawingSize(drawing, in: document)
    for (name, value) in [(AttributeName.width, size.width), (.height, size.height)] {
      if let value, value > 0, document.attribute(name, of: drawing) != String(value) {
        document.setAttribute(name, to: String(value), of: drawing)
      }
    }
  }

  /// The text inside, without what styles, scripts and the like hold.
  private func shownText(of part: NodeID, in document: borrowing HTMLDocument) -> [UInt8] {
    var bytes: [UInt8] = []
    var current = document.next(after: part, in: part)
    while let node = current {
      let name = document.name(of: node)
      if document.isElement(node), name != .title, policy.outcome(of: name, in: .html) == .drop {
        current = document.next(afterSubtree: node, in: part)
        continue
      }
      if document.isText(node) { document.appendTextContent(of: node, to: &bytes) }
      current = document.next(after: node, in: part)
    }
    return bytes.collapsedSpaces
  }

  // MARK: Without drawings

  /// The title, the texts and the pictures of a drawing that can't stay.
  private func replace(
    in document: inout HTMLDocument, _ work: inout EntryWork, _ before: String
  ) {
    var words: [[UInt8]] = [Drawings.title(of: drawing, in: document)]
    var pictures: [String] = []
    for node in document.descendants(of: drawing) where document.isElement(node) {
      switch document.name(of: node) {
      case .text, .foreignObject:
        words.append(shownText(of: node, in: document))
      case .image:
        let href = document.bytes(of: .href, node) ?? document.bytes(of: .xlinkHref, node)
        if let address = href.flatMap({ picture($0, work) }) { pictures.append(address) }
      default: break
      }
    }
    // What was nested too deep stands in no element of its own any more.
    if words.allSatisfy(\.isEmpty), !isShallow(in: document) {
      words.append(shownText(of: drawing, in: document))
    }
    for address in pictures {
      let image = document.makeElement(.img)
      document.setAttribute(.src, to: address, of: image)
      document.insert(image, before: drawing)
    }
    let text = Array(words.filter { !$0.isEmpty }.joined(separator: [0x20]))
    work.log.recordChange(
      "sanitizer.element", of: drawing, before: before,
      after: String(decoding: text, as: UTF8.self), in: document)
    if !text.isEmpty {
      document.insert(
        document.makeText(String(decoding: text, as: UTF8.self)), before: drawing)
    }
    document.detach(drawing)
  }
}
