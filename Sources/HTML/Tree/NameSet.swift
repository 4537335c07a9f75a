/// Known names that came up in a document: of elements, or of attributes.
///
/// What none can hold needs no walk to be looked for. A document's own names count as held.
struct NameSet: BitwiseCopyable {
  private var words: InlineArray<7, UInt64> = .init(repeating: 0)

  @inline(__always)
  mutating func insert(_ number: UInt32) {
    let word = Int(number >> 6)
    if word < 7 { words[word] |= 1 &<< UInt64(number & 63) }
  }

  @inline(__always)
  func mayContain(_ number: UInt32) -> Bool {
    let word = Int(number >> 6)
    return word >= 7 || words[word] & (1 &<< UInt64(number & 63)) != 0
  }
}

extension Document {
  /// Whether an element of that name was ever made here; `false` is certain.
  @inline(__always)
  public func mayHold(_ name: ElementName) -> Bool { madeElements.mayContain(name.rawValue) }

  /// Whether an attribute of that name was ever given here; `false` is certain.
  @inline(__always)
  public func mayHold(_ name: AttributeName) -> Bool { givenAttributes.mayContain(name.rawValue) }
}
