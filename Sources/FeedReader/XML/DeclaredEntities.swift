/// General entities of the internal subset whose value is plain text: the document's own
/// abbreviations, read without a DTD processor.
///
/// A value may refer to characters and to other entities, as XML §4.4 wants them replaced; what it
/// says is worked out once, and what goes in a circle says nothing. The attack is a few bytes that
/// grow: a value is short, also once it is worked out, holds no markup, and what all uses together
/// add is bounded.
struct DeclaredEntities {
  private var values: [String: [UInt8]] = [:]
  /// Those that refer to one that is not declared yet, in their order.
  private var waiting: [(name: String, literal: [UInt8])] = []
  private var budget = 1 << 16
  private static let maxValue = 256
  private static let maxCount = 100

  var isEmpty: Bool { values.isEmpty }

  mutating func read(_ scan: XMLScan, from start: Int, to end: Int) {
    var i = start
    while values.count + waiting.count < DeclaredEntities.maxCount,
      let found = scan.end(of: "<!ENTITY", from: i, to: end)
    {
      i = found
      readOne(scan, at: &i, end: end)
    }
    resolveWaiting()
  }

  /// Works out what refers to later ones: in as many rounds as they stand behind one another.
  private mutating func resolveWaiting() {
    var left = waiting
    repeat {
      waiting = left
      left = []
      for (name, literal) in waiting {
        if let value = replaced(literal) {
          set(value, for: name)
        } else {
          left.append((name, literal))
        }
      }
    } while !left.isEmpty && left.count < waiting.count
    waiting = []
  }

  private mutating func set(_ value: [UInt8], for name: String) {
    if values[name] == nil, value.count <= DeclaredEntities.maxValue { values[name] = value }
  }

  private mutating func readOne(_ scan: XMLScan, at i: inout Int, end: Int) {
    while i < end, UTF8Text.isSpace(scan.bytes[i]) { i += 1 }
    let nameStart = i
    while i < end, i - nameStart < 40, DeclaredEntities.isNameByte(scan.bytes[i]) { i += 1 }
    let name = UTF8Text.string(UnsafeBufferPointer(rebasing: scan.bytes[nameStart..<i]))
    while i < end, UTF8Text.isSpace(scan.bytes[i]) { i += 1 }
    guard i < end, !name.isEmpty, scan.bytes[i] == 0x22 || scan.bytes[i] == 0x27,
      let close = scan.index(of: scan.bytes[i], from: i + 1, to: end),
      close - i <= DeclaredEntities.maxValue
    else { return }
    let text = UTF8Text.string(UnsafeBufferPointer(rebasing: scan.bytes[(i + 1)..<close]))
    i = close
    // A `<` that was written as one begins markup; one that was escaped twice is a character.
    guard values[name] == nil, !waiting.contains(where: { $0.name == name }),
      let literal = replaced(Array(text.utf8), numbersAlone: true)
    else { return }
    guard let value = replaced(literal) else {
      waiting.append((name, literal))
      return
    }
    set(value, for: name)
  }

  /// A value with its references replaced, or first those to characters by their numbers (§4.5);
  /// `nil` when one of them is not known, and for markup.
  private func replaced(_ bytes: [UInt8], numbersAlone: Bool = false) -> [UInt8]? {
    if bytes.contains(0x3C) { return nil }
    return bytes.withUnsafeBufferPointer { buffer in
      var value: [UInt8] = []
      var i = 0
      while i < buffer.count, value.count <= DeclaredEntities.maxValue {
        let isNumber = i + 1 < buffer.count && buffer[i + 1] == 0x23
        guard buffer[i] == 0x26, isNumber || !numbersAlone else {
          value.append(buffer[i])
          i += 1
          continue
        }
        if let reference = CharacterReferences.read(buffer, at: i + 1) {
          if let scalar = reference.scalar { UTF8Text.append(scalar, to: &value) }
          i += 1 + reference.length
        } else if let inner = known(buffer, at: i + 1) {
          value += inner.value
          i += 1 + inner.length
        } else if !DeclaredEntities.beginsName(buffer, at: i + 1) {
          // `Lee &#38; Sons` leaves a bare one, which is what was meant.
          value.append(buffer[i])
          i += 1
        } else {
          return nil
        }
      }
      return value
    }
  }

  private func known(
    _ bytes: UnsafeBufferPointer<UInt8>, at start: Int
  ) -> (value: [UInt8], length: Int)? {
    var i = start
    while i < bytes.count, i - start < 40, DeclaredEntities.isNameByte(bytes[i]) { i += 1 }
    guard i > start, i < bytes.count, bytes[i] == 0x3B else { return nil }
    let name = UTF8Text.string(UnsafeBufferPointer(rebasing: bytes[start..<i]))
    return values[name].map { ($0, i + 1 - start) }
  }

  private static func beginsName(_ bytes: UnsafeBufferPointer<UInt8>, at start: Int) -> Bool {
    guard start < bytes.count else { return false }
    return isNameByte(bytes[start]) || bytes[start] == 0x23 || bytes[start] >= 0x80
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    UTF8Text.isLetter(byte) || UTF8Text.isDigit(byte) || byte == 0x2D || byte == 0x2E
      || byte == 0x5F
  }

  /// The value of an entity and its length after the `&`, while the budget lasts.
  mutating func value(
    _ bytes: UnsafeBufferPointer<UInt8>, at start: Int
  ) -> (value: [UInt8], length: Int)? {
    guard let found = known(bytes, at: start), budget >= found.value.count else { return nil }
    budget -= found.value.count
    return found
  }
}
