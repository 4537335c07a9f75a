internal import HTML

/// What the texts of a body hold of the literals that a user looks for (see `GramSet`).
struct TextGrams: ~Copyable {
  private var set = GramSet()

  /// Of all texts of a document.
  init(_ document: borrowing HTMLDocument) {
    var current = document.next(after: document.root, in: document.root)
    while let node = current {
      if document.isText(node) { document.withText(of: node) { insert($0) } }
      current = document.next(after: node, in: document.root)
    }
  }

  mutating func insert(_ text: Span<UInt8>) {
    var start: UInt32 = 0
    set.insert(text, after: &start)
  }

  /// Whether a text with all of these may be there; `false` is certain.
  func mayHold(_ grams: [UInt16]) -> Bool { set.mayHold(grams) }

  /// Those that every text with a literal in it has, however the letters' case: none with bytes of a
  /// sign that may have another case elsewhere (`k` and the sign for kelvin, `s` and the long s, what is
  /// neither ASCII nor Chinese or Japanese).
  static func of(_ literal: [UInt8]) -> [UInt16] {
    GramSet.slots(of: literal) { index in
      let byte = literal[index]
      if byte < 0x80 { return byte | 0x20 != 0x6B && byte | 0x20 != 0x73 }
      // Signs of three bytes: their first one, wherever this one stands in it.
      let lead = literal[...index].suffix(3).last { $0 >= 0xC0 }
      return lead.map { (0xE3...0xE9).contains($0) } ?? false
    }
  }
}
