/// A tolerant tokenizer for documents that are not well-formed: it never fails.
///
/// Bare `&` and `<` are text, end tags close what was left open inside, those without a start are
/// ignored, undeclared prefixes mean what they usually mean, and the next entry closes the one
/// before. Linear in the document, whose elements beyond the limit of depth become text.
struct LooseXML {
  private struct Open {
    /// As written, prefix and all, in lower case.
    var name: String
    /// Whether entries stand directly inside.
    var isFrame: Bool
    var bindings: Int
  }

  private struct Binding {
    var prefix: String
    var namespace: FeedNamespace
    var uri: String
  }

  /// What is neither text nor tag.
  private enum Construct { case section, comment, instruction, declaration }

  private let scan: XMLScan
  private let limits: FeedReader.Limits
  private let handler: FeedHandler
  private var position = 0
  private var open: [Open] = []
  /// How many elements of a name are open.
  private var openNames: [String: Int] = [:]
  /// How many elements of a name are below the limit of depth: their end tags close nothing.
  private var deepNames: [String: Int] = [:]
  private(set) var isTooDeep = false
  private var bindings: [Binding] = []
  /// The places of a prefix's bindings, the one in force last.
  private var bindingsOfPrefix: [String: [Int]] = [:]
  private var text = CharacterData()
  /// What was met that never ends, so that its end is not looked for again: a document made of
  /// nothing but beginnings would take the square of its length.
  private var unended: Set<Construct> = []
  private var isRootClosed = false

  init(_ bytes: UnsafeBufferPointer<UInt8>, limits: FeedReader.Limits, handler: FeedHandler) {
    scan = XMLScan(bytes: bytes)
    self.limits = limits
    self.handler = handler
  }

  mutating func run(from start: Int) {
    position = start
    while position < scan.count, !handler.isStopped, !isRootClosed {
      if scan.bytes[position] == 0x3C, scan.isMarkup(at: position) {
        readMarkup()
      } else {
        readText()
      }
    }
  }

  // MARK: - Text

  private mutating func readText() {
    let start = position
    var end = start + 1
    while true {
      end = scan.index(of: 0x3C, from: end, to: scan.count) ?? scan.count
      if end == scan.count || scan.isMarkup(at: end) { break }
      end += 1
    }
    position = end
    _ = text.pass(scan, from: start, to: end, into: handler)
  }

  // MARK: - Markup

  private mutating func readMarkup() {
    let start = position
    if scan.starts(with: "<![CDATA[", at: start) {
      readSection(from: start + 9)
    } else if scan.starts(with: "<!--", at: start) {
      position = end(of: .comment, from: start + 4) ?? start + 4
    } else if scan.starts(with: "<?", at: start) {
      position =
        end(of: .instruction, from: start)
        ?? scan.index(of: 0x3E, from: start, to: scan.count).map { $0 + 1 } ?? scan.count
    } else if scan.starts(with: "<!", at: start) {
      let end = end(of: .declaration, from: start) ?? start + 2
      text.entities.read(scan, from: start, to: end)
      position = end
    } else if scan.starts(with: "</", at: start) {
      readEndTag()
    } else {
      readStartTag()
    }
  }

  private mutating func end(of construct: Construct, from start: Int) -> Int? {
    if unended.contains(construct) { return nil }
    let end =
      switch construct {
      case .section: scan.endOfSection(from: start)
      case .comment: scan.end(of: "-->", from: start)
      case .instruction: scan.end(of: "?>", from: start)
      case .declaration: scan.endOfDoctype(from: start)
      }
    if end == nil { unended.insert(construct) }
    return end
  }

  private mutating func readSection(from start: Int) {
    guard let first = end(of: .section, from: start) else {
      // The section never ends: its markers are dropped and its text read as it comes.
      position = start
      return
    }
    let outer = open.last.flatMap { element in
      scan.endOfOuterSection(from: start, first: first, in: element.name)
    }
    let end = outer ?? first
    handler.characters(UnsafeBufferPointer(rebasing: scan.bytes[start..<(end - 3)]))
    position = end
  }

  private mutating func readEndTag() {
    let start = position + 2
    var nameEnd = start
    while nameEnd < scan.count, !isNameEnd(scan.bytes[nameEnd]) { nameEnd += 1 }
    // The next tag begins where the bracket is missing.
    let isUnclosed = nameEnd < scan.count && scan.bytes[nameEnd] == 0x3C
    let end = isUnclosed ? nil : scan.index(of: 0x3E, from: nameEnd, to: scan.count)
    position = isUnclosed ? nameEnd : end.map { $0 + 1 } ?? scan.count
    let written = scan.bytes[start..<min(nameEnd, start + LooseTags.maxNameBytes)]
    let name = String(decoding: written.map(UTF8Text.fold), as: UTF8.self)
    if let deep = deepNames[name] {
      deepNames[name] = deep > 1 ? deep - 1 : nil
      return
    }
    guard openNames[name] != nil, let index = open.lastIndex(where: { $0.name == name }) else {
      return
    }
    close(downTo: index)
    if open.isEmpty { isRootClosed = true }
  }

  private func isNameEnd(_ byte: UInt8) -> Bool {
    UTF8Text.isSpace(byte) || byte == 0x3C || byte == 0x3E
  }

  private mutating func readStartTag() {
    var tags = LooseTags(scan.bytes, from: position + 1, maxAttributes: limits.attributes)
    let tag = tags.read()
    position = max(tags.position, position + 1)
    // The document broke off inside the tag: its last attribute may be half of what was meant.
    if position >= scan.count, scan.bytes[scan.count - 1] != 0x3E { return }
    let lowered = UTF8Text.lowered(tag.name)
    let local = lowered.split(separator: ":").last.map(String.init) ?? lowered
    let isRecord = local == "item" || local == "entry"
    if isRecord, let frame = open.lastIndex(where: \.isFrame) { close(downTo: frame + 1) }
    closeImplied(by: lowered)
    guard open.count < limits.depth - 1 else {
      isTooDeep = true
      if !tag.isEmptyElement, !Markup.isVoid(lowered) { deepNames[lowered, default: 0] += 1 }
      return
    }
    let mark = bindings.count
    declare(tag.attributes)
    let wasCapturing = handler.isCapturing
    handler.startElement(name(tag.name, isAttribute: false), attributes: attributes(tag))
    if tag.isEmptyElement || (wasCapturing && Markup.isVoid(lowered)) {
      handler.endElement()
      dropBindings(downTo: mark)
    } else {
      open.append(Open(name: lowered, isFrame: isFrame(local), bindings: mark))
      openNames[lowered, default: 0] += 1
    }
  }

  private func isFrame(_ local: String) -> Bool {
    if handler.isCapturing { return false }
    return local == "channel" || local == "feed" || local == "rss" || local == "rdf"
  }

  /// HTML's `p` and `li` end where the next one begins.
  private mutating func closeImplied(by name: String) {
    guard handler.isCapturing, name == "p" || name == "li", open.last?.name == name else { return }
    close(downTo: open.count - 1)
  }

  private mutating func close(downTo index: Int) {
    while open.count > index, let last = open.popLast() {
      handler.endElement()
      dropBindings(downTo: last.bindings)
      openNames[last.name] = openNames[last.name].flatMap { $0 > 1 ? $0 - 1 : nil }
    }
    if open.count < limits.depth / 2 { deepNames.removeAll() }
  }

  // MARK: - Names

  private mutating func declare(_ attributes: [(name: String, value: String)]) {
    for (name, value) in attributes where bindings.count < limits.namespaces {
      let prefix: String
      if name == "xmlns" {
        prefix = ""
      } else if name.hasPrefix("xmlns:") {
        prefix = String(name.dropFirst(6))
      } else {
        continue
      }
      bindingsOfPrefix[prefix, default: []].append(bindings.count)
      bindings.append(Binding(prefix: prefix, namespace: FeedNamespace.named(value), uri: value))
    }
  }

  private mutating func dropBindings(downTo count: Int) {
    while bindings.count > count, let last = bindings.popLast() {
      bindingsOfPrefix[last.prefix]?.removeLast()
    }
  }

  private func attributes(_ tag: LooseTags.Tag) -> [XMLAttribute] {
    var seen: Set<String> = []
    return tag.attributes.compactMap { attribute in
      if attribute.name.hasPrefix("xmlns") || !seen.insert(attribute.name).inserted { return nil }
      return XMLAttribute(
        name: name(attribute.name, isAttribute: true), value: attribute.value)
    }
  }

  private func name(_ written: String, isAttribute: Bool) -> XMLName {
    let parts = written.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    let prefix = parts.count == 2 ? String(parts[0]) : ""
    let local = parts.count == 2 ? String(parts[1]) : written
    var name = XMLName(
      namespace: .core, uri: "", name: NameTable.shared.name(local), local: local)
    if prefix.isEmpty, isAttribute { return name }
    if let place = bindingsOfPrefix[prefix]?.last {
      let binding = bindings[place]
      (name.namespace, name.uri) = (binding.namespace, binding.uri)
    } else if !prefix.isEmpty {
      (name.namespace, name.uri) = FeedNamespace.usual(forPrefix: prefix) ?? (.other, prefix)
    }
    return name
  }
}
