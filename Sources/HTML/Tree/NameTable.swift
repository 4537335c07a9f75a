/// The texts of one kind of name: the known ones, which all documents share, and a document's own.
struct NameTable: ~Copyable {
  /// Shared by all documents; the parser reads it without counting references.
  let known: KnownNames
  /// The texts of this document's own names.
  private var ownTexts: [[UInt8]] = []
  private var ownNumbers: [[UInt8]: UInt32] = [:]

  init(known: KnownNames) {
    self.known = known
  }

  /// How many names there are; they are numbered from 1 to this.
  var count: Int { known.count + ownTexts.count }

  /// The number of `text`; 0 if nothing has that name.
  func number(of text: Span<UInt8>) -> UInt32 {
    let number = known.number(of: text)
    if number != 0 || ownTexts.isEmpty { return number }
    return ownNumbers[Array(copying: text)] ?? 0
  }

  /// The number of `text`, which gets one if it has none.
  mutating func intern(_ text: Span<UInt8>) -> UInt32 {
    let number = known.number(of: text)
    return number != 0 ? number : internOwn(text)
  }

  private mutating func internOwn(_ text: Span<UInt8>) -> UInt32 {
    let bytes = Array(copying: text)
    if let number = ownNumbers[bytes] { return number }
    ownTexts.append(bytes)
    let number = UInt32(truncatingIfNeeded: count)
    ownNumbers[bytes] = number
    return number
  }

  /// Runs `body` on the text of name `number`, which is empty for a number that nothing has.
  @inline(__always)
  func withText<Result: ~Copyable, Failure: Error>(
    of number: UInt32, _ body: (Span<UInt8>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    let index = Int(number)
    if index <= known.count { return try known.withText(of: index, body) }
    let own = index - known.count - 1
    let text = own < ownTexts.count ? ownTexts[own] : []
    return try body(text.span)
  }

  func string(of number: UInt32) -> String {
    withText(of: number) { text in String(decoding: text) }
  }
}

/// The names every document knows: one blob of text, and a hash table over it.
struct KnownNames: Sendable {
  static let elements = KnownNames(ElementName.knownTexts)
  static let attributes = KnownNames(AttributeName.knownTexts)

  let count: Int
  private let blob: [UInt8]
  /// `starts[n - 1]..<starts[n]` is the text of number n.
  private let starts: [UInt32]
  /// Open addressing; 0 is a free slot.
  private let slots: [UInt16]

  private init(_ texts: [StaticString]) {
    var blob: [UInt8] = []
    var starts: [UInt32] = [0]
    var slots = [UInt16](repeating: 0, count: 2048)
    for (index, text) in texts.enumerated() {
      let bytes = Array(text.description.utf8)
      blob += bytes
      starts.append(UInt32(blob.count))
      KnownNames.insert(UInt16(index + 1), hash: KnownNames.hash(bytes.span), into: &slots)
    }
    count = texts.count
    self.blob = blob
    self.starts = starts
    self.slots = slots
  }

  private static func insert(_ number: UInt16, hash: UInt32, into slots: inout [UInt16]) {
    var slot = Int(hash) & (slots.count - 1)
    while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
    slots[slot] = number
  }

  @inline(__always)
  private static func hash(_ text: Span<UInt8>) -> UInt32 {
    var hash: UInt32 = 0
    for index in text.indices { hash = (hash ^ UInt32(text[index])) &* 0x9E37_79B1 }
    return hash ^ (hash >> 15)
  }

  /// The number of `text`, 0 if it is not known. Of two names with one text, the first.
  func number(of text: Span<UInt8>) -> UInt32 {
    var slot = Int(KnownNames.hash(text)) & (slots.count - 1)
    while slots[slot] != 0 {
      if matches(text, Int(slots[slot])) { return UInt32(slots[slot]) }
      slot = (slot + 1) & (slots.count - 1)
    }
    return 0
  }

  @inline(__always)
  private func matches(_ text: Span<UInt8>, _ number: Int) -> Bool {
    let start = Int(starts[number - 1])
    guard Int(starts[number]) - start == text.count else { return false }
    for index in text.indices where blob[start + index] != text[index] { return false }
    return true
  }

  @inline(__always)
  func withText<Result: ~Copyable, Failure: Error>(
    of number: Int, _ body: (Span<UInt8>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    let end = Int(starts[number])
    let start = number == 0 ? end : Int(starts[number - 1])
    let all = blob.span
    return try body(all.extracting(start..<end))
  }
}

extension Array<UInt8> {
  init(copying span: Span<UInt8>) {
    self.init(unsafeUninitializedCapacity: span.count) { target, count in
      for index in span.indices { target.initializeElement(at: index, to: span[index]) }
      count = span.count
    }
  }
}

extension Array<UInt8> {
  mutating func append(contentsOf span: Span<UInt8>) {
    span.withUnsafeBufferPointer { append(contentsOf: $0) }
  }
}

extension String {
  init(decoding span: Span<UInt8>) {
    self = span.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
  }
}
