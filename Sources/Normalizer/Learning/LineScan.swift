internal import Bytes
internal import FeedModel
internal import HTML

/// What marks links and pictures in a line until its text is written; bodies hold no such characters.
enum LineMark {
  static let linkStart: UInt8 = 0x01
  static let addressStart: UInt8 = 0x02
  static let addressEnd: UInt8 = 0x03
}

/// A line of a body: what stands between two ends of blocks or line breaks, and shows something.
struct BodyLine {
  /// Of the text; 0 for one that is too long to be anything but an article's.
  var print: UInt64 = 0
  /// In ``BodyLines/texts``.
  var text = 0..<0
  /// In ``BodyLines/nodes``: the texts, pictures and players that it is made of.
  var nodes = 0..<0
  /// In ``BodyLines/links``.
  var links = 0..<0
  /// The block that it stands in.
  var block: NodeID
  /// What holds that block; the same for the root.
  var container: NodeID
  /// Bytes of words.
  var letters = 0
  /// Bytes of words inside links.
  var linkedLetters = 0
  var pictures = 0
  /// Pictures inside links.
  var linkedPictures = 0
  var players = 0
  /// Whether the block is a heading.
  var isHeading = false
  /// Whether it is a table, a figure or the like, which goes whole or not at all.
  var isWhole = false

  init(block: NodeID, container: NodeID) {
    self.block = block
    self.container = container
  }
}

/// The lines of a body, in order.
struct BodyLines {
  let root: NodeID
  var lines: [BodyLine] = []
  var texts: [UInt8] = []
  var nodes: [NodeID] = []
  /// Each link's address, in order.
  var links: [LineAddress] = []

  func text(of line: BodyLine) -> ArraySlice<UInt8> { texts[line.text] }
}

/// An address of a line, as its text names it.
struct LineAddress: Hashable {
  /// Without protocol, the entry's own as `{link}`.
  var text: [UInt8]
  var host: [UInt8]
  var isPicture = false
}

/// Reads a clean body into its lines. One walk; counted by the document.
struct LineScan {
  private var result: BodyLines
  private var line: BodyLine
  private var raw: [UInt8] = []
  /// Bytes of the line that were too many to keep.
  private var isTooLong = false
  /// The link that the walk is inside of.
  private var link: (node: NodeID, address: LineAddress)?
  /// Where the link's words begin in this line; `nil` before there are any.
  private var linkStart: Int?
  private let words: LineText
  private let addresses: LineAddresses
  private let root: NodeID

  private init(_ words: LineText, _ addresses: LineAddresses, root: NodeID) {
    self.words = words
    self.addresses = addresses
    self.root = root
    result = BodyLines(root: root)
    line = BodyLine(block: root, container: root)
  }

  static func lines(
    of document: borrowing HTML.Document, title: String, link: WebAddress?
  ) -> BodyLines {
    var scan = LineScan(
      LineText(title: title, link: link), LineAddresses(link), root: document.root)
    scan.read(document)
    return scan.result
  }

  private mutating func read(_ document: borrowing HTML.Document) {
    /// Elements that the walk is inside of and that end something.
    var open: [NodeID] = []
    var whole: NodeID?
    var current = document.next(after: document.root, in: document.root)
    while let node = current {
      while let last = open.last, !LineScan.holds(last, node, document) {
        open.removeLast()
        leave(last, document)
        if whole == last { whole = nil }
      }
      if document.isText(node) {
        addText(node, document)
      } else if document.isElement(node) {
        enter(node, isInWhole: whole != nil, document)
        if document.firstChild(of: node) != nil { open.append(node) }
        if whole == nil, LineScan.isWhole(node, document) { whole = node }
      }
      current = document.next(after: node, in: document.root)
    }
    while let last = open.popLast() { leave(last, document) }
    endLine(next: root, in: root)
  }

  /// Whether an element that the walk was inside of holds the node that comes next.
  private static func holds(
    _ element: NodeID, _ node: NodeID, _ document: borrowing HTML.Document
  ) -> Bool {
    // In document order the nearest open element is the parent, or all of it has been seen.
    document.parent(of: node) == element
  }

  private mutating func enter(
    _ node: NodeID, isInWhole: Bool, _ document: borrowing HTML.Document
  ) {
    let name = document.name(of: node)
    if name == .a, link == nil, let href = document.attribute(.href, of: node) {
      link = (node, addresses.address(href))
      linkStart = nil
      return
    }
    switch name {
    case .br, .hr: isInWhole ? addBlank() : endLine(next: line.block, in: line.container)
    case .img: addPicture(node, document)
    case .video, .audio, .iframe, .object, .embed, .svg, .math: addPlayer(node, document)
    default:
      guard LineBlocks.isBlock(name) else { return }
      if isInWhole { return addBlank() }
      endLine(next: node, in: document.parent(of: node) ?? root)
      line.isHeading = LineBlocks.isHeading(name)
      line.isWhole = LineScan.isWhole(node, document)
    }
  }

  private mutating func leave(_ node: NodeID, _ document: borrowing HTML.Document) {
    if link?.node == node {
      closeLink()
      link = nil
    } else if LineBlocks.isBlock(document.name(of: node)) {
      if line.isWhole, line.block != node { return addBlank() }
      let block = document.parent(of: node) ?? root
      endLine(next: block, in: document.parent(of: block) ?? root)
    }
  }

  /// What goes whole or not at all: to take a part of it would break it.
  private static func isWhole(_ node: NodeID, _ document: borrowing HTML.Document) -> Bool {
    switch document.name(of: node) {
    case .table, .figure, .details, .dl, .pre, .ol: document.isElement(node)
    default: false
    }
  }

  // MARK: What a line is made of

  private mutating func addText(_ node: NodeID, _ document: borrowing HTML.Document) {
    let before = line.letters
    document.withText(of: node) { add($0) }
    guard line.letters > before else { return }
    result.nodes.append(node)
  }

  private mutating func add(_ text: Span<UInt8>) {
    var index = 0
    while index < text.count {
      let end = LineBlanks.wordsEnd(in: text, from: index)
      if end > index {
        openLink()
        line.letters += end - index
        if link != nil { line.linkedLetters += end - index }
        if raw.count + end - index <= LineText.longest {
          text.extracting(index..<end).withUnsafeBufferPointer { raw.append(contentsOf: $0) }
        } else {
          isTooLong = true
        }
        index = end
        continue
      }
      let length = LineBlanks.length(in: text, at: index)
      if length > 0 {
        addBlank()
        index += length
        continue
      }
      openLink()
      line.letters += 1
      if link != nil { line.linkedLetters += 1 }
      if raw.count < LineText.longest { raw.append(text[index]) } else { isTooLong = true }
      index += 1
    }
  }

  private mutating func addBlank() {
    guard let last = raw.last, last != 0x20, last != LineMark.linkStart else { return }
    raw.append(0x20)
  }

  private mutating func addPicture(_ node: NodeID, _ document: borrowing HTML.Document) {
    let source = document.attribute(.src, of: node) ?? ""
    openLink()
    line.pictures += 1
    if link != nil { line.linkedPictures += 1 }
    var address = addresses.address(source)
    address.isPicture = true
    let alt = document.attribute(.alt, of: node) ?? ""
    addMedium("!", alt, address)
    result.nodes.append(node)
  }

  private mutating func addPlayer(_ node: NodeID, _ document: borrowing HTML.Document) {
    line.players += 1
    let source = document.attribute(.src, of: node) ?? ""
    addMedium("!", "", addresses.address(source))
    result.nodes.append(node)
  }

  private mutating func addMedium(_ sign: String, _ words: String, _ address: LineAddress) {
    guard raw.count + words.utf8.count + address.text.count < LineText.longest else {
      isTooLong = true
      return
    }
    raw += sign.utf8
    raw.append(LineMark.linkStart)
    for byte in words.utf8 { byte < 0x20 ? addBlank() : raw.append(byte) }
    raw.append(LineMark.addressStart)
    raw += address.text
    raw.append(LineMark.addressEnd)
    result.links.append(address)
  }

  private mutating func openLink() {
    guard link != nil, linkStart == nil else { return }
    linkStart = raw.count
    raw.append(LineMark.linkStart)
  }

  private mutating func closeLink() {
    guard let link, linkStart != nil else { return }
    linkStart = nil
    let hadBlank = raw.last == 0x20
    if hadBlank { raw.removeLast() }
    raw.append(LineMark.addressStart)
    raw += link.address.text
    raw.append(LineMark.addressEnd)
    if hadBlank { raw.append(0x20) }
    result.links.append(link.address)
  }

  // MARK: Ends of lines

  private mutating func endLine(next block: NodeID, in container: NodeID) {
    closeLink()
    let textStart = result.texts.count
    if line.letters + line.pictures + line.players > 0 {
      if !isTooLong {
        while raw.last == 0x20 { raw.removeLast() }
        words.append(raw, to: &result.texts)
        line.print = LinePrint.of(result.texts[textStart...])
      }
      line.text = textStart..<result.texts.count
      line.nodes = (result.lines.last?.nodes.upperBound ?? 0)..<result.nodes.count
      line.links = (result.lines.last?.links.upperBound ?? 0)..<result.links.count
      result.lines.append(line)
    }
    raw.removeAll(keepingCapacity: true)
    isTooLong = false
    line = BodyLine(block: block, container: container)
  }
}

/// Names the text of a line.
enum LinePrint {
  /// Never 0.
  static func of(_ text: ArraySlice<UInt8>) -> UInt64 { max(1, ByteHash.hash(text)) }

  /// Of several lines that stand one behind the other.
  static func of(_ prints: some Sequence<UInt64>) -> UInt64 {
    var hash = ByteHash(kind: 1)
    for print in prints {
      for shift in 0..<8 { hash.combine(UInt8(truncatingIfNeeded: print >> UInt64(shift * 8))) }
    }
    return max(1, hash.value)
  }
}

/// Blanks of a body, those that show nothing included.
enum LineBlanks {
  /// The end of bytes that are surely no blanks.
  static func wordsEnd(in text: Span<UInt8>, from start: Int) -> Int {
    var index = start
    while index < text.count {
      switch text[index] {
      case 0...0x20, 0xC2, 0xE2, 0xE3, 0xEF: return index
      default: index += 1
      }
    }
    return index
  }

  /// The bytes of the blank at a place; 0 where there is none.
  static func length(in text: Span<UInt8>, at index: Int) -> Int {
    switch text[index] {
    case 0...0x20: 1
    case 0xC2 where holds(text, index, [0xA0]) || holds(text, index, [0xAD]): 2
    case 0xE2 where follows(text, index, 0x80, 0x80...0x8F): 3
    case 0xE2 where follows(text, index, 0x80, 0xA8...0xAF): 3
    case 0xE2 where follows(text, index, 0x81, 0x9F...0xA4): 3
    case 0xE3 where holds(text, index, [0x80, 0x80]): 3
    case 0xEF where holds(text, index, [0xBB, 0xBF]): 3
    default: 0
    }
  }

  private static func holds(_ text: Span<UInt8>, _ index: Int, _ tail: [UInt8]) -> Bool {
    guard index + tail.count < text.count else { return false }
    for (offset, byte) in tail.enumerated() where text[index + 1 + offset] != byte { return false }
    return true
  }

  private static func follows(
    _ text: Span<UInt8>, _ index: Int, _ second: UInt8, _ third: ClosedRange<UInt8>
  ) -> Bool {
    index + 2 < text.count && text[index + 1] == second && third.contains(text[index + 2])
  }
}

/// Elements that begin and end lines.
enum LineBlocks {
  static func isBlock(_ name: ElementName) -> Bool {
    switch name {
    case .td, .th, .tr, .caption, .li, .dt, .dd, .summary, .figcaption, .legend: true
    default: ContentModel.isBlock(name)
    }
  }

  static func isHeading(_ name: ElementName) -> Bool { ContentModel.isHeading(name) }
}
