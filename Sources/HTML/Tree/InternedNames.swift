/// The texts of one kind of name: the known ones, which all documents share, and a document's own.
struct InternedNames: ~Copyable {
  let known: KnownNames
  /// The texts of this document's own names, one after the other.
  private var ownText = Buffer<UInt8>()
  /// Where each of them ends in ``ownText``.
  private var ownEnds = Buffer<UInt32>()
  /// A hash table with open addressing: an index into ``ownEnds`` and one more; 0 is a free slot.
  private var ownSlots = Buffer<UInt32>()

  init(known: KnownNames) {
    self.known = known
  }

  /// How many names there are; they are numbered from 1 to this.
  var count: Int { known.count + ownEnds.count }

  /// The number of `text`; 0 if nothing has that name.
  func number(of text: Span<UInt8>) -> UInt32 {
    let number = known.number(of: text)
    if number != 0 || ownEnds.count == 0 { return number }
    let entry = ownSlots[slot(of: text)]
    return entry == 0 ? 0 : numberOfOwn(entry)
  }

  /// The number of `text`, which gets one if it has none.
  @inline(__always)
  mutating func intern(_ text: Span<UInt8>) -> UInt32 {
    let number = known.number(of: text)
    return number != 0 ? number : internOwn(text)
  }

  @inline(__always)
  private func numberOfOwn(_ entry: UInt32) -> UInt32 {
    UInt32(truncatingIfNeeded: known.count) &+ entry
  }

  @inline(never)
  private mutating func internOwn(_ text: Span<UInt8>) -> UInt32 {
    if ownEnds.count * 2 >= ownSlots.count { growSlots() }
    let slot = slot(of: text)
    if ownSlots[slot] == 0 {
      ownText.append(text)
      ownEnds.append(UInt32(truncatingIfNeeded: ownText.count))
      ownSlots[slot] = UInt32(truncatingIfNeeded: ownEnds.count)
    }
    return numberOfOwn(ownSlots[slot])
  }

  /// The slot that holds `text`, or the free one where it would go.
  private func slot(of text: Span<UInt8>) -> Int {
    let mask = ownSlots.count - 1
    var slot = hash(text) & mask
    while ownSlots[slot] != 0, !isOwn(Int(ownSlots[slot]) - 1, text) { slot = (slot + 1) & mask }
    return slot
  }

  private func isOwn(_ index: Int, _ text: Span<UInt8>) -> Bool {
    let start = index == 0 ? 0 : Int(ownEnds[index - 1])
    guard Int(ownEnds[index]) - start == text.count else { return false }
    return ownText.withSpan(start: start, count: text.count) { own in
      for index in own.indices where own[index] != text[index] { return false }
      return true
    }
  }

  /// Seeded by the process, so that nobody can write names that all fall into one slot.
  private func hash(_ text: Span<UInt8>) -> Int {
    var hasher = Hasher()
    text.withUnsafeBytes { hasher.combine(bytes: $0) }
    return hasher.finalize()
  }

  private mutating func growSlots() {
    ownSlots = Buffer(repeating: 0, count: max(16, ownSlots.count * 2))
    for index in 0..<ownEnds.count {
      let start = index == 0 ? 0 : Int(ownEnds[index - 1])
      let slot = ownText.withSpan(start: start, count: Int(ownEnds[index]) - start) {
        self.slot(of: $0)
      }
      ownSlots[slot] = UInt32(truncatingIfNeeded: index + 1)
    }
  }

  /// Runs `body` on the text of name `number`, which is empty for a number that nothing has.
  @inline(__always)
  func withText<Result: ~Copyable, Failure: Error>(
    of number: UInt32, _ body: (Span<UInt8>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    let index = Int(number)
    if index <= known.count { return try known.withText(of: index, body) }
    let own = index - known.count - 1
    guard own < ownEnds.count else { return try known.withText(of: 0, body) }
    let start = own == 0 ? 0 : Int(ownEnds[own - 1])
    return try ownText.withSpan(start: start, count: Int(ownEnds[own]) - start, body)
  }

  /// Whether number `number` is a name of this document alone.
  @inline(__always)
  func isOwn(_ number: UInt32) -> Bool { Int(number) > known.count }

  /// How many names this document alone has.
  var ownCount: Int { ownEnds.count }

  func string(of number: UInt32) -> String {
    withText(of: number) { text in String(decoding: text) }
  }
}

/// The names every document knows: one blob of text, and a hash table over it.
struct KnownNames: Sendable {
  static let elements = KnownNames(ElementName.knownTexts)
  static let attributes = KnownNames(AttributeName.knownTexts)

  /// The number of a name, 0 for a free slot, and enough of its text to recognize short ones.
  private struct Slot: BitwiseCopyable {
    var head: UInt64 = 0
    var length: UInt32 = 0
    var number: UInt32 = 0
  }

  let count: Int
  private let blob: [UInt8]
  /// `starts[n - 1]..<starts[n]` is the text of number n.
  private let starts: [UInt32]
  /// Open addressing.
  private let slots: [Slot]

  private init(_ texts: [StaticString]) {
    var blob: [UInt8] = []
    var starts: [UInt32] = [0]
    var slots = [Slot](repeating: Slot(), count: 2048)
    for (index, text) in texts.enumerated() {
      let bytes = Array(text.description.utf8)
      blob += bytes
      starts.append(UInt32(blob.count))
      let head = KnownNames.head(of: bytes.span)
      var slot = KnownNames.firstSlot(head, bytes.count)
      while slots[slot].number != 0 { slot = (slot + 1) & 2047 }
      slots[slot] = Slot(head: head, length: UInt32(bytes.count), number: UInt32(index + 1))
    }
    count = texts.count
    self.blob = blob
    self.starts = starts
    self.slots = slots
  }

  /// The first eight bytes of `text`, zeros behind a shorter one.
  @inline(__always)
  private static func head(of text: Span<UInt8>) -> UInt64 {
    if let word = text.word(at: 0) { return word }
    var head: UInt64 = 0
    for index in text.indices { head |= UInt64(text[index]) &<< UInt64(8 &* index) }
    return head
  }

  @inline(__always)
  private static func firstSlot(_ head: UInt64, _ length: Int) -> Int {
    let hash = (head ^ UInt64(truncatingIfNeeded: length)) &* 0x9E37_79B9_7F4A_7C15
    return Int(truncatingIfNeeded: hash &>> 53)
  }

  /// The number of `text`, 0 if it is not known. Of two names with one text, the first.
  @inline(__always)
  func number(of text: Span<UInt8>) -> UInt32 {
    let head = KnownNames.head(of: text)
    var slot = KnownNames.firstSlot(head, text.count)
    while slots[slot].number != 0 {
      let entry = slots[slot]
      if entry.head == head, Int(entry.length) == text.count,
        text.count <= 8 || hasTail(entry.number, of: text)
      {
        return entry.number
      }
      slot = (slot &+ 1) & 2047
    }
    return 0
  }

  /// Whether name `number`, as long as `text` and beginning like it, goes on like it as well.
  private func hasTail(_ number: UInt32, of text: Span<UInt8>) -> Bool {
    let start = Int(starts[Int(number) - 1])
    for index in 8..<text.count where blob[start + index] != text[index] { return false }
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
