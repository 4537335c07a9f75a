/// One pass over a JSON text that fills a flat list of nodes. Never recursive.
struct JSONParser {
  /// An array or object that is open.
  struct Frame {
    /// Index of its node.
    let node: Int
    let isObject: Bool
    /// Items begun so far.
    var count = 0
    /// Index of the current member's name.
    var name: Int?
    /// Whether an item is being read; `false` between items.
    var isInside = false
  }

  let bytes: [UInt8]
  let options: JSONOptions
  let textStart: Int
  var index: Int
  var nodes: [JSONNode] = []
  var lineStarts: [UInt32] = []
  var frames: [Frame] = []
  var findings: [JSONFinding] = []
  var omittedFindings = 0

  init(bytes: [UInt8], options: JSONOptions) {
    self.bytes = bytes
    self.options = options
    textStart = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    index = textStart
  }

  /// The byte at `index`; `nil` at the end.
  var byte: UInt8? { index < bytes.count ? bytes[index] : nil }

  mutating func parse() throws(InvalidJSON) {
    let maxBytes = min(options.maxBytes, Int(UInt32.max))
    guard bytes.count <= maxBytes else {
      throw problem(.tooLarge(maxBytes: maxBytes), at: 0)
    }
    nodes.reserveCapacity(min(bytes.count / 16 + 1, options.maxValues))
    try skipSpace()
    try readValue()
    while let frame = frames.last {
      if frame.isObject { try readMember() } else { try readElement() }
    }
    try skipSpace()
    guard index == bytes.count else { throw unexpected("the end") }
  }

  // MARK: Values

  private mutating func readValue() throws(InvalidJSON) {
    guard let byte else { throw unexpected("a value") }
    switch byte {
    case UInt8(ascii: "\""): try append(readString())
    case UInt8(ascii: "{"): try open(.object)
    case UInt8(ascii: "["): try open(.array)
    case UInt8(ascii: "t"): try readWord("true", .true)
    case UInt8(ascii: "f"): try readWord("false", .false)
    case UInt8(ascii: "n"): try readWord("null", .null)
    case UInt8(ascii: "-"), 0x30...0x39: try readNumberOrNone()
    default: try readNoValue(at: index)
    }
  }

  private mutating func readWord(
    _ word: StaticString, _ kind: JSONNode.Kind
  ) throws(InvalidJSON) {
    let end = index + word.utf8CodeUnitCount
    let matches = word.withUTF8Buffer { word in
      end <= bytes.count && bytes[index..<end].elementsEqual(word)
    }
    guard matches else { return try readNoValue(at: index) }
    try append(JSONNode(start: UInt32(index), extent: UInt32(end), kind: kind))
    index = end
  }

  mutating func append(_ node: JSONNode) throws(InvalidJSON) {
    guard nodes.count < options.maxValues else {
      throw problem(.tooManyValues(maxValues: options.maxValues), at: Int(node.start))
    }
    nodes.append(node)
  }

  // MARK: Arrays and objects

  private mutating func open(_ kind: JSONNode.Kind) throws(InvalidJSON) {
    guard frames.count < options.maxDepth else {
      throw problem(.tooDeep(maxDepth: options.maxDepth), at: index)
    }
    try append(JSONNode(start: UInt32(index), extent: 0, kind: kind))
    frames.append(Frame(node: nodes.count - 1, isObject: kind == .object))
    index += 1
  }

  private mutating func close() {
    guard let frame = frames.popLast() else { return }
    nodes[frame.node].extent = UInt32(nodes.count)
    if frame.isObject, frame.count > 1 { markDuplicates(of: frame) }
  }

  /// Ends what is open where the text broke off.
  mutating func closeAll() {
    if let name = frames.last?.name, name == nodes.count - 1 { nodes.removeLast() }
    while !frames.isEmpty { close() }
  }

  private mutating func readElement() throws(InvalidJSON) {
    guard try advance(closing: UInt8(ascii: "]"), item: "a value or ']'", next: "',' or ']'")
    else { return }
    frames[frames.count - 1].count += 1
    frames[frames.count - 1].isInside = true
    try readValue()
  }

  private mutating func readMember() throws(InvalidJSON) {
    guard try advance(closing: UInt8(ascii: "}"), item: "a key or '}'", next: "',' or '}'")
    else { return }
    guard byte == UInt8(ascii: "\"") else { throw unexpected("a key in double quotes") }
    try append(readString(isName: true))
    frames[frames.count - 1].count += 1
    frames[frames.count - 1].name = nodes.count - 1
    frames[frames.count - 1].isInside = true
    try skipSpace()
    guard byte == UInt8(ascii: ":") else { throw unexpected("':'") }
    index += 1
    try skipSpace()
    try readValue()
  }

  /// Goes to the next item of the innermost array or object; `false` if it was closed instead.
  private mutating func advance(
    closing: UInt8, item: String, next: String
  ) throws(InvalidJSON) -> Bool {
    frames[frames.count - 1].isInside = false
    try skipSpace()
    var mayClose = true
    if frames[frames.count - 1].count > 0, byte != closing {
      if byte == UInt8(ascii: ",") {
        index += 1
        try skipSpace()
        mayClose = options.allowsTrailingCommas
      } else if !isCommaMissing {
        throw unexpected(next)
      }
    }
    if options.mendsCommas { try mendCommas(closing: closing, mayClose: &mayClose) }
    guard let byte else { throw unexpected(item) }
    guard byte == closing else { return true }
    guard mayClose else { throw unexpected(closing == 0x5D ? "a value" : "a key") }
    index += 1
    close()
    return false
  }

  /// Whether another array or object begins where a comma should be, or another member's key.
  private var isCommaMissing: Bool {
    guard options.mendsCommas, let frame = frames.last else { return false }
    if frame.isObject { return byte == UInt8(ascii: "\"") }
    return byte == UInt8(ascii: "{") || byte == UInt8(ascii: "[")
  }

  /// Tells of a comma that is missing, and skips those that are too many.
  private mutating func mendCommas(closing: UInt8, mayClose: inout Bool) throws(InvalidJSON) {
    var isOdd = !mayClose && byte == closing
    if mayClose, isCommaMissing, frames[frames.count - 1].count > 0 { isOdd = true }
    if isOdd || byte == UInt8(ascii: ",") { report(.oddComma, at: index) }
    while byte == UInt8(ascii: ",") {
      index += 1
      try skipSpace()
    }
    mayClose = true
  }
}
