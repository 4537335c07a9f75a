/// General entities of the internal subset whose value is plain text: the document's own
/// abbreviations, read without a DTD processor.
///
/// The attack is a few bytes that grow: a value may hold no `&` and no `<`, is short, and what all
/// uses together add is bounded.
struct DeclaredEntities {
  private var values: [String: [UInt8]] = [:]
  private var budget = 1 << 16
  private static let maxValue = 256
  private static let maxCount = 100

  var isEmpty: Bool { values.isEmpty }

  mutating func read(_ scan: XMLScan, from start: Int, to end: Int) {
    var i = start
    while values.count < DeclaredEntities.maxCount,
      let found = scan.end(of: "<!ENTITY", from: i, to: end)
    {
      i = found
      readOne(scan, at: &i, end: end)
    }
  }

  private mutating func readOne(_ scan: XMLScan, at i: inout Int, end: Int) {
    while i < end, Bytes.isSpace(scan.bytes[i]) { i += 1 }
    let nameStart = i
    while i < end, i - nameStart < 40, Bytes.isLetter(scan.bytes[i]) || Bytes.isDigit(scan.bytes[i])
    {
      i += 1
    }
    let name = Bytes.string(UnsafeBufferPointer(rebasing: scan.bytes[nameStart..<i]))
    while i < end, Bytes.isSpace(scan.bytes[i]) { i += 1 }
    guard i < end, !name.isEmpty, scan.bytes[i] == 0x22 || scan.bytes[i] == 0x27,
      let close = scan.index(of: scan.bytes[i], from: i + 1, to: end),
      close - i <= DeclaredEntities.maxValue
    else { return }
    let text = Bytes.string(UnsafeBufferPointer(rebasing: scan.bytes[(i + 1)..<close]))
    i = close
    let value = Array(CharacterReferences.resolvedOnce(text).utf8)
    let isPlain = !value.contains(0x26) && !value.contains(0x3C) && !value.contains(0x22)
    if isPlain, values[name] == nil { values[name] = value }
  }

  /// The value of an entity and its length after the `&`, while the budget lasts.
  mutating func value(
    _ bytes: UnsafeBufferPointer<UInt8>, at start: Int
  ) -> (value: [UInt8], length: Int)? {
    var i = start
    while i < bytes.count, i - start < 40, Bytes.isLetter(bytes[i]) || Bytes.isDigit(bytes[i]) {
      i += 1
    }
    guard i > start, i < bytes.count, bytes[i] == 0x3B else { return nil }
    let name = Bytes.string(UnsafeBufferPointer(rebasing: bytes[start..<i]))
    guard let value = values[name], budget >= value.count else { return nil }
    budget -= value.count
    return (value, i + 1 - start)
  }
}
