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
    var namespace: Namespace
    var uri: String
  }

  /// What is neither text nor tag.
  private enum Construct { case section, comment, instruction, declaration }

  private let scan: XMLScan
  private let limits: FeedReader.Limits
  private let handler: FeedHandler
  private var position = 0
  private var open: [Open] = []
  private var bindings: [Binding] = []
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
    guard let end = end(of: .section, from: start) else {
      // The section never ends: its markers are dropped and its text read as it comes.
      position = start
      return
    }
    handler.characters(UnsafeBufferPointer(rebasing: scan.bytes[start..<(end - 3)]))
    position = end
  }

  private mutating func readEndTag() {
    let start = position + 2
    let end = scan.index(of: 0x3E, from: start, to: scan.count) ?? scan.count
    position = min(end + 1, scan.count)
    var nameEnd = start
    while nameEnd < end, !Bytes.isSpace(scan.bytes[nameEnd]), scan.bytes[nameEnd] != 0x3C {
      nameEnd += 1
    }
    if nameEnd < end, scan.bytes[nameEnd] == 0x3C { position = nameEnd }
    let written = scan.bytes[start..<min(nameEnd, start + LooseTags.maxNameBytes)]
    let name = String(decoding: written.map(Bytes.fold), as: UTF8.self)
    guard let index = open.lastIndex(where: { $0.name == name }) else { return }
    close(downTo: index)
    if open.isEmpty { isRootClosed = true }
  }

  private mutating func readStartTag() {
    var tags = LooseTags(scan.bytes, from: position + 1, maxAttributes: limits.attributes)
    let tag = tags.read()
    position = max(tags.position, position + 1)
    // The document broke off inside the tag: its last attribute may be half of what was meant.
    if position >= scan.count, scan.bytes[scan.count - 1] != 0x3E { return }
    let lowered = Bytes.lowered(tag.name)
    let local = lowered.split(separator: ":").last.map(String.init) ?? lowered
    let isRecord = local == "item" || local == "entry"
    if isRecord, let frame = open.lastIndex(where: \.isFrame) { close(downTo: frame + 1) }
    closeImplied(by: lowered)
    guard open.count < limits.depth - 1 else { return }
    let mark = bindings.count
    declare(tag.attributes)
    let wasCapturing = handler.isCapturing
    handler.startElement(name(tag.name, isAttribute: false), attributes: attributes(tag))
    if tag.isEmptyElement || (wasCapturing && Markup.isVoid(lowered)) {
      handler.endElement()
      bindings.removeLast(bindings.count - mark)
    } else {
      open.append(Open(name: lowered, isFrame: isFrame(local), bindings: mark))
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
      bindings.removeLast(bindings.count - last.bindings)
    }
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
      bindings.append(Binding(prefix: prefix, namespace: Namespace.named(value), uri: value))
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
    if let binding = bindings.last(where: { $0.prefix == prefix }) {
      (name.namespace, name.uri) = (binding.namespace, binding.uri)
    } else if !prefix.isEmpty {
      (name.namespace, name.uri) = Namespace.usual(forPrefix: prefix) ?? (.other, prefix)
    }
    return name
  }
}
