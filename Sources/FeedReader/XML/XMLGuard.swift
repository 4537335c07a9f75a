/// Stands in front of libxml2 and hands it nothing but elements and text.
///
/// One linear pass: drops the declaration, comments, instructions and the document type, resolves
/// HTML's entities and numbers that are no characters, and bounds start tags, whose cost in libxml2
/// grows with the square of their attributes. It understands quotes, CDATA and comments as far as
/// that needs.
struct XMLGuard {
  /// Why a document must go to the tolerant tokenizer.
  enum Refusal: Error {
    /// libxml2 found it not well-formed.
    case notWellFormed
    /// A start tag with too many bytes or attributes.
    case oversizedTag
  }

  private let scan: XMLScan
  private let limits: FeedReader.Limits
  private let stream: XMLStream
  private var position = 0
  /// What lies between here and `position` has not been handed over.
  private var pending = 0
  private var entities = DeclaredEntities()
  private(set) var droppedReferences = 0
  /// Whether anything but comments and instructions follows the root element.
  private(set) var hasJunkAfterEnd = false
  private var depth = 0
  private var hasRoot = false

  /// Handed over in pieces of about this size, so that libxml2's copy stays small.
  private static let pieceBytes = 1 << 18
  /// A text or a section is cut here; libxml2 refuses to hold more than 10 MB at once.
  private static let largestPiece = 1 << 22

  init(_ bytes: UnsafeBufferPointer<UInt8>, limits: FeedReader.Limits, stream: XMLStream) {
    scan = XMLScan(bytes: bytes)
    self.limits = limits
    self.stream = stream
  }

  mutating func run(from start: Int) throws(Refusal) {
    position = start
    pending = start
    while position < scan.count, !stream.isFinished {
      let tag = scan.index(of: 0x3C, from: position, to: scan.count) ?? scan.count
      try passText(to: tag)
      if tag == scan.count { break }
      try passMarkup()
      if hasRoot, depth == 0 { break }
      if position - pending >= XMLGuard.pieceBytes { try flush(to: position) }
    }
    try flush(to: min(position, scan.count))
    if !stream.isFinished, !stream.finish() { throw .notWellFormed }
    if depth == 0 { findJunk(from: position) }
  }

  private mutating func findJunk(from start: Int) {
    var i = start
    while i < scan.count {
      if Bytes.isSpace(scan.bytes[i]) {
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
    while let ampersand = scan.index(of: 0x26, from: position, to: end) {
      try passReference(at: ampersand)
    }
    position = end
  }

  /// XML's own references stay; what libxml2 can't know is replaced.
  private mutating func passReference(at ampersand: Int) throws(Refusal) {
    position = ampersand + 1
    if isPredefined(at: position) { return }
    if !entities.isEmpty, let entity = entities.value(scan.bytes, at: position) {
      try replace(from: ampersand, to: position + entity.length, with: entity.value)
      return
    }
    guard let reference = CharacterReferences.read(scan.bytes, at: position) else { return }
    var replacement: [UInt8] = []
    if let scalar = reference.scalar {
      if isMarkup(scalar) { return }
      Bytes.append(scalar, to: &replacement)
    } else {
      droppedReferences += 1
    }
    try replace(from: ampersand, to: position + reference.length, with: replacement)
  }

  private func isPredefined(at index: Int) -> Bool {
    scan.starts(with: "lt;", at: index) || scan.starts(with: "gt;", at: index)
      || scan.starts(with: "amp;", at: index) || scan.starts(with: "quot;", at: index)
      || scan.starts(with: "apos;", at: index)
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

  // MARK: - Markup

  private mutating func passMarkup() throws(Refusal) {
    let start = position
    if scan.starts(with: "<![CDATA[", at: start) {
      let end = scan.end(of: "]]>", from: start + 9)
      position = end ?? scan.count
      if let end, end - start > XMLGuard.pieceBytes {
        try passLongSection(from: start + 9, to: end - 3)
      }
    } else if scan.starts(with: "<!--", at: start) {
      try drop(to: scan.end(of: "-->", from: start + 4) ?? scan.count)
    } else if scan.starts(with: "<?", at: start) {
      try drop(to: scan.end(of: "?>", from: start + 2) ?? scan.count)
    } else if scan.starts(with: "<!", at: start) {
      let end = scan.endOfDoctype(from: start) ?? scan.count
      entities.read(scan, from: start, to: end)
      try drop(to: end)
    } else if scan.starts(with: "</", at: start) {
      position = scan.index(of: 0x3E, from: start, to: scan.count).map { $0 + 1 } ?? scan.count
      if position - start > limits.startTagBytes { throw .oversizedTag }
      depth -= 1
    } else {
      try passStartTag()
    }
  }

  /// Hands a long section over as several: libxml2 refuses one of more than 10 MB, and passes on in
  /// pieces of 300 bytes what it does not have the end of.
  private mutating func passLongSection(from start: Int, to end: Int) throws(Refusal) {
    try flush(to: start - 9)
    var next = start
    while next < end {
      var cut = min(end, next + XMLGuard.pieceBytes)
      while cut < end, cut > next, scan.bytes[cut] & 0xC0 == 0x80 { cut -= 1 }
      var piece = Array("<![CDATA[".utf8)
      piece.append(contentsOf: scan.bytes[next..<cut])
      piece.append(contentsOf: "]]>".utf8)
      if !piece.withUnsafeBufferPointer({ stream.push($0) }) { throw .notWellFormed }
      next = cut
    }
    pending = end + 3
  }

  private mutating func drop(to end: Int) throws(Refusal) {
    try flush(to: position)
    stream.droppedLines += scan.newlines(from: position, to: end)
    position = end
    pending = end
  }

  private mutating func passStartTag() throws(Refusal) {
    let start = position
    var quote: UInt8 = 0
    var attributes = 0
    position += 1
    while position < scan.count {
      let byte = scan.bytes[position]
      if byte == 0x26 {
        try passReference(at: position)
        continue
      }
      if quote != 0 {
        if byte == quote { quote = 0 }
      } else if byte == 0x3E {
        if scan.bytes[position - 1] != 0x2F { depth += 1 }
        hasRoot = true
        position += 1
        return
      } else if byte == 0x22 || byte == 0x27 {
        quote = byte
        attributes += 1
        if attributes > limits.attributes { throw .oversizedTag }
      }
      position += 1
      if position - start > limits.startTagBytes { throw .oversizedTag }
    }
  }

  private mutating func flush(to end: Int) throws(Refusal) {
    while pending < end {
      let next = min(end, pending + XMLGuard.largestPiece)
      let piece = UnsafeBufferPointer(rebasing: scan.bytes[pending..<next])
      pending = next
      if !stream.push(piece) { throw .notWellFormed }
    }
  }
}
