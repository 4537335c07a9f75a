/// Text that was UTF-8, was taken for windows-1252 or windows-1251, and saved as UTF-8 again.
enum DoubleEncoding {
  /// The text as it was before; `nil` unless every character beyond ASCII is one of such a
  /// sequence, all sequences are whole, and one stands next to a letter or another one: `CafÃ©`, but
  /// not a lone `Ã©` that a text is about; or unless parts of it are such beyond doubt
  /// (``DoubleEncodedParts``).
  ///
  /// Gives up at the first character that is none, so other texts cost little.
  ///
  /// - Parameter isProven: Whether other texts of the document are known to have been encoded twice, so
  ///   that one sequence anywhere is enough: `Â£30`.
  static func repaired(
    _ bytes: UnsafeBufferPointer<UInt8>, isProven: Bool = false
  ) -> [UInt8]? {
    let scan = XMLScan(bytes: bytes)
    // First bytes of sequences, C2 to F4, are U+00C2 to U+00F4 in windows-1252, all under C3 in
    // UTF-8, and mostly Р and С in windows-1251.
    if let first = scan.index(of: 0xC3, from: 0, to: bytes.count) {
      if isBegun(bytes, at: first, western),
        let text = repaired(bytes, from: first, western, minimum: 1, isProven: isProven)
      {
        return text
      }
      if let text = DoubleEncodedParts.repaired(bytes, from: first, isProven: isProven) {
        return text
      }
    }
    if let first = scan.index(of: 0xD0, from: 0, to: bytes.count),
      isBegun(bytes, at: first, cyrillic)
    {
      return repaired(bytes, from: first, cyrillic, minimum: 3)
    }
    return nil
  }

  /// Whether the character at an index and the one behind it are the beginning of a sequence, so
  /// that the text is worth being gone through.
  private static func isBegun(
    _ bytes: UnsafeBufferPointer<UInt8>, at index: Int, _ table: [UInt32: UInt8]
  ) -> Bool {
    var i = index
    guard index + 2 < bytes.count, bytes[index + 2] >= 0xC2,
      let lead = nextByte(bytes, &i, table), (0xC2...0xF4).contains(lead),
      let tail = nextByte(bytes, &i, table)
    else { return false }
    return tail & 0xC0 == 0x80
  }

  /// - Parameter first: Where a sequence may begin; ASCII before it needs no look.
  private static func repaired(
    _ bytes: UnsafeBufferPointer<UInt8>, from first: Int, _ table: [UInt32: UInt8], minimum: Int,
    isProven: Bool = false
  ) -> [UInt8]? {
    let isPlain = bytes[..<first].allSatisfy { $0 < 0x80 }
    let scan = XMLScan(bytes: bytes)
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count)
    if isPlain { text += bytes[..<first] }
    // How many bytes of a sequence are still to come, and how many sequences there were.
    var missing = 0
    var sequences = 0
    var hasNeighbour = false
    var i = text.count
    while i < bytes.count {
      if missing == 0, bytes[i] < 0x80 {
        let end = scan.endOfASCII(from: i)
        if UTF8Text.isLetter(bytes[i]), let last = text.last, last >= 0x80 { hasNeighbour = true }
        text.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[i..<end]))
        i = end
        continue
      }
      guard let byte = nextByte(bytes, &i, table) else { return nil }
      if missing > 0 {
        guard byte & 0xC0 == 0x80 else { return nil }
        missing -= 1
      } else {
        guard byte >= 0xC2, byte <= 0xF4 else { return nil }
        missing = byte < 0xE0 ? 1 : byte < 0xF0 ? 2 : 3
        sequences += 1
        if let last = text.last,
          last >= 0x80 || UTF8Text.isLetter(last) || missing == 2 && isMark(last)
        {
          hasNeighbour = true
        }
      }
      text.append(byte)
    }
    guard missing == 0, sequences >= minimum, hasNeighbour || isProven else { return nil }
    return text.withUnsafeBufferPointer { UTF8Scan($0).isClean } ? text : nil
  }

  /// A mark that ends words, behind which a dash or an ellipsis stands as behind a letter.
  private static func isMark(_ byte: UInt8) -> Bool { ".,;:!?)".utf8.contains(byte) }

  /// The byte of windows-1252 that the next character was made of; `nil` when it was made of none.
  static func westernByte(_ bytes: UnsafeBufferPointer<UInt8>, _ i: inout Int) -> UInt8? {
    nextByte(bytes, &i, western)
  }

  /// The byte that the next character was made of; `nil` when it was made of none.
  @inline(__always)
  private static func nextByte(
    _ bytes: UnsafeBufferPointer<UInt8>, _ i: inout Int, _ table: [UInt32: UInt8]
  ) -> UInt8? {
    let first = bytes[i]
    let length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
    guard length < 4, i + length <= bytes.count else { return nil }
    if length == 1 {
      i += 1
      return first
    }
    var value = UInt32(first & (length == 2 ? 0x1F : 0x0F))
    for offset in 1..<length { value = value << 6 | UInt32(bytes[i + offset] & 0x3F) }
    i += length
    return table[value]
  }

  private static let western = reversed("windows-1252")
  private static let cyrillic = reversed("windows-1251")

  /// The byte of each character; those that mean nothing in the encoding were passed on as they were.
  private static func reversed(_ name: String) -> [UInt32: UInt8] {
    var table: [UInt32: UInt8] = [:]
    for byte in UInt8(0x80)...0x9F { table[UInt32(byte)] = byte }
    for (index, scalar) in (SingleByteTables(named: name)?.upper ?? []).enumerated()
    where scalar.value != 0xFFFD {
      table[scalar.value] = UInt8(index + 0x80)
    }
    return table
  }
}
