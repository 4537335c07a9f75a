internal import FeedModel

/// Makes a feed of what a tokenizer tells, whatever the XML dialect: libxml2's stream and the
/// tolerant one drive the same handler.
///
/// It knows the frame alone: what is the feed, what an entry, what a field of either, and which
/// fields hold text with markup inside. Every field is handed over whole, as an ``XMLNode``, to
/// ``FeedFields`` or ``EntryFields``, which know what it means.
final class FeedHandler {
  /// What an open element is in the frame.
  enum Role: UInt8 {
    case root, channel, record, field, part, ignored
  }

  struct OpenElement {
    var node: XMLNode
    var role: Role
    /// Where its character data begins in ``text``.
    var textStart: Int
  }

  let limits: FeedReader.Limits
  private(set) var isStopped = false
  private(set) var isTooDeep = false
  /// Name of the first element, once there was one.
  private(set) var rootName: String?
  /// Whether anything was seen that only a feed has.
  private(set) var looksLikeFeed = false

  // Every callback touches these, one after the other, so the checks of overlap are left out.
  @exclusivity(unchecked) var feed: FeedFields
  @exclusivity(unchecked) private var entry: EntryFields?
  @exclusivity(unchecked) private var open: [OpenElement] = []
  @exclusivity(unchecked) private var text: [UInt8] = []
  @exclusivity(unchecked) private var markup: MarkupCapture?
  /// Whether character data is part of markup that is being gathered and must be escaped.
  @exclusivity(unchecked) private var isEscaping = false
  let outlines: OutlineCollector

  /// - Parameter base: The base of relative addresses, where an earlier reading found it out.
  init(
    limits: FeedReader.Limits, address: WebAddress?, base: WebAddress? = nil,
    outlines: OutlineCollector
  ) {
    self.limits = limits
    self.outlines = outlines
    feed = FeedFields(limits: limits, address: address, base: base)
    text.reserveCapacity(1 << 12)
  }

  // MARK: - Events

  func startElement(_ name: XMLName, attributes: [XMLAttribute]) {
    if isStopped { return }
    if open.count + (markup?.depth ?? 0) >= limits.depth {
      isTooDeep = true
      isStopped = true
      return
    }
    if markup != nil {
      markup?.open(name, attributes, into: &text, textStart: open[open.count - 1].textStart)
      isEscaping = markup?.hasElements ?? false
    } else {
      push(name, attributes)
    }
  }

  /// Takes character data in UTF-8, in pieces of any size.
  func characters(_ bytes: UnsafeBufferPointer<UInt8>) {
    if isStopped || open.isEmpty { return }
    if isEscaping {
      Markup.escape(bytes, into: &text)
      return
    }
    switch open[open.count - 1].role {
    case .field, .part, .root: text.append(contentsOf: bytes)
    case .channel, .record, .ignored: break
    }
  }

  func endElement() {
    if isStopped { return }
    if markup?.depth ?? 0 > 0 {
      markup?.close(into: &text)
      return
    }
    if !open.isEmpty { finish() }
  }

  /// Takes what there is at the document's end; elements still open were cut off.
  func finishDocument() -> Bool {
    let wasCut = !open.isEmpty
    takeCutBody()
    markup = nil
    isEscaping = false
    text.removeAll()
    if entry != nil { endRecord(isComplete: false) }
    open.removeAll()
    return wasCut
  }

  /// Of the fields that a document can end in, a part is right of the body alone: half an address
  /// is another one.
  private func takeCutBody() {
    guard let element = open.last, element.role == .field, entry != nil,
      TextConstructs.isBody(element.node.name)
    else { return }
    if isEscaping {
      markup?.closeAll(into: &text)
    } else {
      text.removeLast(Markup.unfinishedBytes(text[min(element.textStart, text.count)...]))
    }
    finish()
  }

  // MARK: - Opening

  private func push(_ name: XMLName, _ attributes: [XMLAttribute]) {
    var name = name
    // The root's namespace is the feed's own, even when it is none of the known ones.
    if name.namespace == .other, name.uri == feed.foreignCore { name.namespace = .core }
    // Made and looked at in place: to copy an element is to copy all that is in it.
    let parent = open.count - 1
    let node = XMLNode(name: name, attributes: attributes)
    open.append(OpenElement(node: node, role: .root, textStart: text.count))
    let last = open.count - 1
    if parent >= 0 {
      open[last].node.language = open[parent].node.language
      open[last].node.base = open[parent].node.base
      open[last].role = role(of: name, inside: open[parent].role)
    }
    if !attributes.isEmpty { inherit(&open[last].node) }
    let role = open[last].role
    if !isPlain(name, role) { begin(open[last].node, role: role) }
  }

  /// `xml:lang` and `xml:base` of the element itself.
  private func inherit(_ node: inout XMLNode) {
    // `xml:lang=""` takes the language back (XML §2.12).
    if let language = node.attribute(.lang, in: .xml) {
      node.language = language.isEmpty ? nil : language
    }
    if let text = node.attribute(.base, in: .xml),
      let own = WebAddress(text, base: node.base ?? feed.address ?? feed.base)
    {
      node.base = own
    } else if node.name.name == .channel || node.name.name == .item,
      let text = node.attribute(.base), let own = WebAddress(text, base: node.base ?? feed.base)
    {
      // Microsoft's Channel Definition Format.
      node.base = own
    }
  }

  /// Whether an element begins nothing but its own text, as most do.
  private func isPlain(_ name: XMLName, _ role: Role) -> Bool {
    switch role {
    case .field, .part:
      name.name != .outline && !TextConstructs.contains(name, isAtom: isAtom)
    case .ignored: name.name != .outline
    case .root, .channel, .record: false
    }
  }

  private func role(of name: XMLName, inside parent: Role) -> Role {
    switch parent {
    case .ignored: return .ignored
    case .field, .part: return .part
    case .record: return isRecordName(name) ? .record : .field
    case .root, .channel:
      if isRecordName(name) { return .record }
      guard isFrame(name.namespace) else {
        return looksLikeFeed || isOPML ? .field : .channel
      }
      switch name.name {
      case .channel, .feed, .rss, .rdf: return .channel
      case .items, .seq: return feed.feed.dialect == .rss10 ? .ignored : .channel
      case .body where isOPML, .head where isOPML: return .channel
      // A feed wrapped in something else, in an HTML page for instance.
      default: return looksLikeFeed || isOPML ? .field : .channel
      }
    }
  }

  private func begin(_ node: XMLNode, role: Role) {
    switch role {
    case .root:
      rootName = node.name.local
      if isRecordName(node.name) {
        looksLikeFeed = true
        _ = feed.begin(root: node)
        open[open.count - 1].role = .record
        beginRecord(node)
        return
      }
      looksLikeFeed = feed.begin(root: node)
      if feed.isChannelRoot { feed.take(channelAttributesOf: node) }
    case .channel:
      switch node.name.name {
      case .channel, .feed, .rss, .rdf: looksLikeFeed = true
      default: break
      }
      feed.begin(channel: node)
    case .record:
      beginRecord(node)
    case .field, .part:
      if TextConstructs.contains(node.name, isAtom: isAtom), !TextConstructs.isMultipart(node) {
        markup = MarkupCapture(construct: node, base: node.base ?? feed.base)
      }
    case .ignored: break
    }
    if node.name.name == .outline {
      // The element itself is the last that is open.
      outlines.take(
        node, base: node.base ?? feed.base, parents: open.dropLast().lazy.map(\.node))
    }
  }

  private func beginRecord(_ node: XMLNode) {
    looksLikeFeed = true
    if entry != nil { endRecord(isComplete: true) }
    feed.noteEntry()
    var dates = feed.dates
    dates.language = node.language ?? feed.feed.language
    // Moved in, not copied.
    var fields: EntryFields? = EntryFields(
      limits: limits, record: node, base: node.base ?? feed.base, feedIsAtom: isAtom, dates: dates)
    swap(&entry, &fields)
  }

  // MARK: - Closing

  /// Closes the last open element, of which there is one. It is completed where it lies: to copy an
  /// element is to copy all that is in it.
  private func finish() {
    let last = open.count - 1
    let role = open[last].role
    let textStart = min(open[last].textStart, text.count)
    switch role {
    case .field, .part:
      markup?.endRun(in: &text)
      if let capture = markup.take() {
        open[last].node.hasMarkup = capture.hasElements
        if let base = capture.wrapperBase { open[last].node.base = base }
        if let language = capture.wrapperLanguage { open[last].node.language = language }
        isEscaping = false
      }
      open[last].node.text = takeText(from: textStart, isExact: isExact(open[last].node.name))
      let node = open.removeLast().node
      if role == .part, !open.isEmpty {
        attach(node)
      } else {
        deliver(node)
      }
    case .record:
      text.removeLast(text.count - textStart)
      open.removeLast()
      endRecord(isComplete: true)
    case .root, .channel, .ignored:
      text.removeLast(text.count - textStart)
      open.removeLast()
    }
  }

  private func attach(_ node: XMLNode) {
    let last = open.count - 1
    if open[last].node.children.count < limits.fields {
      open[last].node.children.append(node)
    } else {
      feed.noteTooMany()
    }
  }

  private func deliver(_ node: XMLNode) {
    let base = node.base ?? feed.base
    if entry != nil {
      entry?.take(node, base: base)
    } else {
      if isFrame(node.name.namespace), node.name.name == .title { looksLikeFeed = true }
      feed.take(node, base: base)
    }
  }

  private func endRecord(isComplete: Bool) {
    guard var record = entry.take() else { return }
    record.isComplete = isComplete
    feed.append(&record)
  }

  private func takeText(from start: Int, isExact: Bool) -> String {
    defer { text.removeLast(text.count - start) }
    let field = text.withUnsafeBufferPointer { all in
      FieldText.meant(
        UTF8Text.trimmed(UnsafeBufferPointer(rebasing: all[start...])), isExact: isExact)
    }
    if field.isRepaired { feed.noteRepair(of: field.text) }
    return field.text
  }

  /// Whether an element holds an address or identifier.
  private func isExact(_ name: XMLName) -> Bool {
    switch name.name {
    case .guid, .id, .link, .url, .uri, .comments, .icon, .logo: true
    default: false
    }
  }

  // MARK: - Names

  /// Asked of the field itself: to ask all that is known of the feed would copy it.
  private var isAtom: Bool { feed.feed.dialect == .atom10 || feed.feed.dialect == .atom03 }

  var isOPML: Bool { rootName.map { UTF8Text.equal($0, ignoringCase: "opml") } ?? false }

  /// Whether markup inside a text construct is being gathered.
  var isCapturing: Bool { markup != nil }

  private func isRecordName(_ name: XMLName) -> Bool {
    guard isFrame(name.namespace) else { return false }
    return name.name == .item || name.name == .entry
  }

  private func isFrame(_ namespace: FeedNamespace) -> Bool {
    namespace == .core || namespace == .atom || namespace == .rdf
  }
}
