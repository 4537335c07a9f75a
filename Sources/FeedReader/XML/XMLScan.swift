internal import CLibXML
internal import Glibc

/// Where the pieces of XML end: what the guard and the tolerant tokenizer both must know.
struct XMLScan {
  let bytes: UnsafeBufferPointer<UInt8>

  var count: Int { bytes.count }

  /// The index of the next such byte in the range, `nil` when there is none.
  func index(of byte: UInt8, from start: Int, to end: Int) -> Int? {
    guard start < end, let base = bytes.baseAddress else { return nil }
    guard let found = memchr(base + start, Int32(byte), end - start) else { return nil }
    return UnsafeRawPointer(found) - UnsafeRawPointer(base)
  }

  /// The index of the next byte beyond ASCII, or the end.
  func endOfASCII(from start: Int) -> Int {
    let raw = UnsafeRawBufferPointer(bytes)
    var i = start
    while i + 8 <= count,
      raw.loadUnaligned(fromByteOffset: i, as: UInt64.self) & 0x8080_8080_8080_8080 == 0
    {
      i += 8
    }
    while i < count, bytes[i] < 0x80 { i += 1 }
    return i
  }

  /// The index just behind the next occurrence of an ASCII text, `nil` when there is none before
  /// `end`, which is the document's own unless given.
  func end(of text: StaticString, from start: Int, to end: Int? = nil) -> Int? {
    let end = end ?? count
    guard start < end, let base = bytes.baseAddress else { return nil }
    let length = text.utf8CodeUnitCount
    guard let found = memmem(base + start, end - start, text.utf8Start, length) else {
      return nil
    }
    return UnsafeRawPointer(found) - UnsafeRawPointer(base) + length
  }

  /// The index just behind the next `<![CDATA[`; `nil` when there is none. It is looked for by its
  /// bracket, as the end is.
  func startOfSection(from start: Int, to end: Int? = nil) -> Int? {
    let end = (end ?? count) - 6
    var i = start + 2
    while let bracket = index(of: 0x5B, from: i, to: end) {
      if starts(with: "<![CDATA[", at: bracket - 2) { return bracket + 7 }
      i = bracket + 1
    }
    return nil
  }

  /// The index just behind the next `]]>`, which ends a CDATA section; `nil` when there is none.
  ///
  /// Brackets are rare in text, so looking for one is quicker than looking for the three.
  func endOfSection(from start: Int, to end: Int? = nil) -> Int? {
    let end = end ?? count
    var i = start
    while let bracket = index(of: 0x5D, from: i, to: end - 2) {
      if bytes[bracket + 1] == 0x5D, bytes[bracket + 2] == 0x3E { return bracket + 3 }
      i = bracket + 1
    }
    return nil
  }

  func starts(with text: StaticString, at index: Int) -> Bool {
    let length = text.utf8CodeUnitCount
    guard index + length <= count, let base = bytes.baseAddress else { return false }
    return memcmp(base + index, text.utf8Start, length) == 0
  }

  /// Whether a tag, comment, section, declaration or instruction begins at this `<`.
  func isMarkup(at index: Int) -> Bool {
    guard index + 1 < count else { return false }
    let next = bytes[index + 1]
    return UTF8Text.isLetter(next) || next == 0x2F || next == 0x21 || next == 0x3F || next == 0x5F
      || next >= 0x80
  }

  /// The index behind a document type declaration that begins at `<!DOCTYPE`, its internal subset
  /// with quotes, comments and instructions understood; `nil` when it never ends.
  func endOfDoctype(from start: Int) -> Int? {
    var i = start + 2
    var depth = 0
    while i < count {
      switch bytes[i] {
      case 0x22, 0x27:
        guard let close = index(of: bytes[i], from: i + 1, to: count) else { return nil }
        i = close
      case 0x5B: depth += 1
      case 0x5D: depth -= 1
      case 0x3C where starts(with: "<!--", at: i):
        guard let end = end(of: "-->", from: i + 4) else { return nil }
        i = end - 1
      case 0x3C where starts(with: "<?", at: i):
        guard let end = end(of: "?>", from: i + 2) else { return nil }
        i = end - 1
      case 0x3E where depth <= 0: return i + 1
      default: break
      }
      i += 1
    }
    return nil
  }

  func newlines(from start: Int, to end: Int) -> Int {
    var lines = 0
    var i = start
    while let next = index(of: 0x0A, from: i, to: end) {
      lines += 1
      i = next + 1
    }
    return lines
  }
}
