/// Stands in front of libxml2 and hands it nothing but elements and short plain text.
///
/// One linear pass: drops the declaration, comments, instructions and the document type, resolves
/// HTML's entities and numbers that are no characters, and bounds start tags, whose cost in libxml2
/// grows with the square of their attributes. It understands quotes, CDATA and comments as far as
/// that needs.
///
/// Text that is long or needs any of this goes to the handler directly, once libxml2 has told of
/// every tag before it: libxml2 would decode each character again, pass it on in pieces of 300
/// bytes, and refuse a section of 10 MB.
struct XMLGuard {
  /// Why a document must go to the tolerant tokenizer.
  enum Refusal: Error {
    /// libxml2 found it not well-formed, and knows where.
    case notWellFormed
    /// The guard found it not well-formed at a byte.
    case damaged(XMLDamage, at: Int)
    /// A start tag with too many bytes or attributes.
    case oversizedTag
  }

  private let scan: XMLScan
  private let limits: FeedReader.Limits
  private let stream: XMLStream
  private let handler: FeedHandler
  private var position = 0
  /// What lies between here and `position` has not been handed over; at or before `textStart`
  /// inside the root element.
  private var pending = 0
  /// Where the last tag ended.
  private var textStart = 0
  /// Whether what follows the last tag goes to the handler directly, up to the next tag.
  private var isDirect = false
  private var data = CharacterData()
  private var droppedFromAttributes = 0
  /// Tags met, an empty element's counted twice.
  private var tags = 0
  /// Whether anything but comments and instructions follows the root element.
  private(set) var hasJunkAfterEnd = false
  private var depth = 0
  private var hasRoot = false

  /// Tags are handed over in pieces of about this size, so that libxml2's copy stays small.
  private static let pieceBytes = 1 << 16
  /// Text from this length on is not worth libxml2's while.
  private static let longText = 256

  init(
    _ bytes: UnsafeBufferPointer<UInt8>, limits: FeedReader.Limits, stream: XMLStream,
    handler: FeedHandler
  ) {
    scan = XMLScan(bytes: bytes)
    self.limits = limits
    self.stream = stream
    self.handler = handler
  }

  /// References to characters that XML does not allow, which are left out.
  var droppedReferences: Int { data.illegalReferences + droppedFromAttributes }

  mutating func run(from start: Int) throws(Refusal) {
    position = start
    pending = start
    textStart = start
    while position < scan.count, !stream.isFinished {
      let tag = scan.index(of: 0x3C, from: position, to: scan.count) ?? scan.count
      try passText(to: tag)
      if tag == scan.count { break }
      try passMarkup()
      if hasRoot, depth == 0 { break }
      if position == textStart, position - pending >= XMLGuard.pieceBytes {
        try flush(to: position)
      }
    }
    try flush(to: position)
    if !stream.isFinished, !stream.finish() { throw .notWellFormed }
    if stream.problem != nil { throw .notWellFormed }
    if depth == 0 { findJunk(from: position) }
  }

  private mutating func findJunk(from start: Int) {
    var i = start
    while i < scan.count {
      if UTF8Text.isSpace(scan.bytes[i]) {
        i += 1
      } else if scan.starts(with: "<!--", at: i), let end = scan.end(of: "-->", from: i + 4) {
        i = end
      } else if scan.starts(with: "<?", at: i), let end = scan.end(of: "?>", from: i + 2) {
        i = end
      } else {
        hasJunkAfterEnd = true
        return
      }
    }
  }

  // MARK: - Text

  private mutating func passText(to end: Int) throws(Refusal) {
    if !isDirect, depth > 0 {
      let isLong = end - position >= XMLGuard.longText
      if isLong || scan.index(of: 0x26, from: position, to: end) != nil { try beginDirect() }
    }
    if isDirect { try deliver(to: end) }
    position = end
  }

  /// From here to the next tag the handler gets the text; first what libxml2 must tell of before.
  private mutating func beginDirect() throws(Refusal) {
    try flush(to: textStart)
    if stream.isFinished { return }
    guard stream.tags == tags, stream.problem == nil else { throw .notWellFormed }
    isDirect = true
    try deliver(to: position)
  }

  private mutating func deliver(to end: Int) throws(Refusal) {
    guard pending < end, !stream.isFinished else { return }
    if let place = scan.endOfSection(from: pending, to: end) {
      throw .damaged(.sectionEnd, at: place - 3)
    }
    let start = pending
    let bareAmpersands = data.pass(scan, from: start, to: end, into: handler)
    if bareAmpersands > 0 {
      throw .damaged(.bareAmpersand, at: XMLDamage.bareAmpersand(scan, from: start, to: end))
    }
    skip(to: end)
  }

  /// Leaves out what libxml2 need not see.
  private mutating func skip(to end: Int) {
    stream.droppedLines += scan.newlines(from: pending, to: end)
    pending = end
  }

  // MARK: - Markup

  private mutating func passMarkup() throws(Refusal) {
    let start = position
    if scan.starts(with: "<![CDATA[", at: start) {
      try passSection()
    } else if scan.starts(with: "<!--", at: start) {
      try drop(to: scan.end(of: "-->", from: start + 4))
    } else if scan.starts(with: "<?", at: start) {
      try drop(to: scan.end(of: "?>", from: start + 2))
    } else if scan.starts(with: "<!", at: start) {
      let end = scan.endOfDoctype(from: start)
      data.entities.read(scan, from: start, to: end ?? scan.count)
      try drop(to: end)
    } else {
      isDirect = false
      if scan.starts(with: "</", at: start) { try passEndTag() } else { try passStartTag() }
      textStart = position
    }
  }

  private mutating func passSection() throws(Refusal) {
    let content = position + 9
    guard depth > 0 else { throw .damaged(.misplacedSection, at: position) }
    guard let end = scan.endOfSection(from: content) else {
      throw .damaged(.unendedSection, at: position)
    }
    if !isDirect, end - position >= XMLGuard.longText { try beginDirect() }
    if isDirect, !stream.isFinished {
      handler.characters(UnsafeBufferPointer(rebasing: scan.bytes[content..<(end - 3)]))
      skip(to: end)
    }
    position = end
  }

  private mutating func drop(to end: Int?) throws(Refusal) {
    let end = end ?? scan.count
    if depth > 0 {
      if !isDirect { try beginDirect() }
    } else {
      try flush(to: position)
    }
    skip(to: end)
    position = end
  }

  private mutating func passEndTag() throws(Refusal) {
    let start = position
    position = scan.index(of: 0x3E, from: start, to: scan.count).map { $0 + 1 } ?? scan.count
    if position - start > limits.startTagBytes { throw .oversizedTag }
    depth -= 1
    tags += 1
  }

  private mutating func passStartTag() throws(Refusal) {
    let start = position
    let bytes = scan.bytes
    var quote: UInt8 = 0
    var attributes = 0
    var i = position + 1
    while i < bytes.count {
      let byte = bytes[i]
      i += 1
      if byte == 0x26 {
        try passReference(at: i - 1)
        i = position
      } else if quote != 0 {
        if byte == quote { quote = 0 }
      } else if byte == 0x3E {
        let isEmpty = bytes[i - 2] == 0x2F
        depth += isEmpty ? 0 : 1
        tags += isEmpty ? 2 : 1
        hasRoot = true
        break
      } else if byte == 0x22 || byte == 0x27 {
        attributes += 1
        if attributes > limits.attributes { throw .oversizedTag }
        if let end = endOfPlainValue(from: i, quote: byte) { i = end } else { quote = byte }
      }
      if i - start > limits.startTagBytes { throw .oversizedTag }
    }
    position = i
  }

  /// The index behind the quote that ends a value without references; `nil` where there are some.
  private func endOfPlainValue(from start: Int, quote: UInt8) -> Int? {
    let limit = min(scan.count, start + limits.startTagBytes)
    guard let end = scan.index(of: quote, from: start, to: limit),
      scan.index(of: 0x26, from: start, to: end) == nil
    else { return nil }
    return end + 1
  }

  /// A reference in an attribute: XML's own stay; what libxml2 can't know is replaced.
  private mutating func passReference(at ampersand: Int) throws(Refusal) {
    position = ampersand + 1
    if CharacterReferences.predefined(scan.bytes, at: position) != nil { return }
    if !data.entities.isEmpty, let entity = data.entities.value(scan.bytes, at: position) {
      var value: [UInt8] = []
      entity.value.withUnsafeBufferPointer { Markup.escapeAll($0, into: &value) }
      try replace(from: ampersand, to: position + entity.length, with: value)
      return
    }
    guard let reference = CharacterReferences.read(scan.bytes, at: position) else { return }
    var replacement: [UInt8] = []
    if let scalar = reference.scalar {
      if isMarkup(scalar) { return }
      UTF8Text.append(scalar, to: &replacement)
    } else {
      droppedFromAttributes += 1
    }
    try replace(from: ampersand, to: position + reference.length, with: replacement)
  }

  /// Characters that must stay references, white space of attributes among them.
  private func isMarkup(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "<", ">", "&", "\"", "'", "\t", "\n", "\r": true
    default: false
    }
  }

  private mutating func replace(
    from start: Int, to end: Int, with replacement: [UInt8]
  ) throws(Refusal) {
    try flush(to: start)
    let isRead = replacement.withUnsafeBufferPointer { stream.push($0) }
    pending = end
    position = end
    if !isRead { throw .notWellFormed }
  }

  private mutating func flush(to end: Int) throws(Refusal) {
    guard pending < end else { return }
    let piece = UnsafeBufferPointer(rebasing: scan.bytes[pending..<end])
    pending = end
    if !stream.push(piece) { throw .notWellFormed }
  }
}
