/// Reads tags as the wild writes them: attributes with or without quotes or values, tags that
/// never end.
struct LooseTags {
  struct Tag {
    /// As written, in lower case.
    var name: String
    var attributes: [(name: String, value: String)]
    var isEmptyElement: Bool

    func attribute(_ name: String) -> String? {
      attributes.first { UTF8Text.lowered($0.name) == name }?.value
    }
  }

  private let scan: XMLScan
  private(set) var position = 0
  /// Attributes beyond this number are left out.
  private let maxAttributes: Int

  init(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int = 0, maxAttributes: Int = 256) {
    scan = XMLScan(bytes: bytes)
    position = start
    self.maxAttributes = maxAttributes
  }

  /// The next start tag, with its name in lower case.
  mutating func next() -> Tag? {
    while let tag = scan.index(of: 0x3C, from: position, to: scan.count) {
      if scan.starts(with: "<!--", at: tag) {
        position = scan.end(of: "-->", from: tag + 4) ?? scan.count
      } else if tag + 1 < scan.count, UTF8Text.isLetter(scan.bytes[tag + 1]) {
        position = tag + 1
        var found = read()
        found.name = UTF8Text.lowered(found.name)
        return found
      } else {
        position = tag + 1
      }
    }
    return nil
  }

  /// The text up to the next tag.
  mutating func text() -> String? {
    guard let end = scan.index(of: 0x3C, from: position, to: scan.count) else { return nil }
    return UTF8Text.string(UnsafeBufferPointer(rebasing: scan.bytes[position..<end]))
  }

  /// Reads a start tag whose name begins here; afterwards the position is behind its `>`.
  mutating func read() -> Tag {
    var tag = Tag(name: readName(), attributes: [], isEmptyElement: false)
    while position < scan.count {
      let byte = scan.bytes[position]
      if byte == 0x3E {
        position += 1
        return tag
      }
      // The tag was never closed: the next one begins.
      if byte == 0x3C { return tag }
      if byte == 0x2F {
        position += 1
        tag.isEmptyElement = position < scan.count && scan.bytes[position] == 0x3E
      } else if UTF8Text.isSpace(byte) || byte == 0x3D || byte == 0x22 || byte == 0x27 {
        position += 1
      } else {
        readAttribute(into: &tag)
      }
    }
    return tag
  }

  private func isNameEnd(_ byte: UInt8) -> Bool {
    UTF8Text.isSpace(byte) || byte == 0x2F || byte == 0x3E || byte == 0x3C || byte == 0x3D
      || byte == 0x22 || byte == 0x27
  }

  private mutating func readAttribute(into tag: inout Tag) {
    let name = readName()
    skipSpace()
    var value = position..<position
    if position < scan.count, scan.bytes[position] == 0x3D {
      position += 1
      skipSpace()
      value = readValue()
    }
    if tag.attributes.count < maxAttributes {
      let text = string(value.lowerBound, value.upperBound)
      tag.attributes.append(
        (name, CharacterReferences.resolvedOnce(text)))
    }
  }

  /// A name, cut where no name in use is as long.
  private mutating func readName() -> String {
    let start = position
    while position < scan.count, !isNameEnd(scan.bytes[position]) { position += 1 }
    return string(start, min(position, start + LooseTags.maxNameBytes))
  }

  static let maxNameBytes = 1_000

  private mutating func readValue() -> Range<Int> {
    guard position < scan.count else { return position..<position }
    let quote = scan.bytes[position]
    if quote == 0x22 || quote == 0x27 {
      let start = position + 1
      guard let end = scan.index(of: quote, from: start, to: scan.count) else {
        // The quote is never closed: the value ends where the tag does.
        let end = scan.index(of: 0x3E, from: start, to: scan.count) ?? scan.count
        position = end
        return start..<end
      }
      position = end + 1
      return start..<end
    }
    let start = position
    while position < scan.count, !UTF8Text.isSpace(scan.bytes[position]),
      scan.bytes[position] != 0x3E, scan.bytes[position] != 0x3C
    {
      position += 1
    }
    return start..<position
  }

  private mutating func skipSpace() {
    while position < scan.count, UTF8Text.isSpace(scan.bytes[position]) { position += 1 }
  }

  private func string(_ start: Int, _ end: Int) -> String {
    UTF8Text.string(UnsafeBufferPointer(rebasing: scan.bytes[start..<end]))
  }
}
