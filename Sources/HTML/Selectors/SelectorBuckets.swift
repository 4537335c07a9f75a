import Bytes

/// Lists of numbers by hash: a table that is built once and never changed.
///
/// A hash that two keys share costs a needless question later on, no wrong answer.
struct SelectorBuckets: Sendable {
  private struct Slot {
    var hash: UInt64 = 0
    var start: Int32 = 0
    var count: Int32 = 0
  }

  private var slots: [Slot] = []
  private var entries: [Int32] = []

  var isEmpty: Bool { entries.isEmpty }

  init(_ pairs: [(hash: UInt64, entry: Int32)]) {
    guard !pairs.isEmpty else { return }
    var size = 8
    while size < pairs.count * 2 { size *= 2 }
    slots = [Slot](repeating: Slot(), count: size)
    // Sorting brings together what one slot lists, in ascending order.
    for (hash, entry) in pairs.sorted(by: { ($0.hash, $0.entry) < ($1.hash, $1.entry) }) {
      let slot = slot(of: hash)
      if slots[slot].count == 0 {
        slots[slot] = Slot(hash: hash, start: Int32(truncatingIfNeeded: entries.count))
      }
      slots[slot].count += 1
      entries.append(entry)
    }
  }

  /// Appends what is listed under `hash`.
  @inline(__always)
  func append(_ hash: UInt64, to result: inout [Int32]) {
    guard !slots.isEmpty else { return }
    let slot = slots[slot(of: hash)]
    for index in slot.start..<slot.start + slot.count { result.append(entries[Int(index)]) }
  }

  /// Where `hash` is, or would be.
  @inline(__always)
  private func slot(of hash: UInt64) -> Int {
    let mask = slots.count &- 1
    var slot = Int(truncatingIfNeeded: (hash &* 0x9E37_79B9_7F4A_7C15) &>> 32) & mask
    while slots[slot].count != 0, slots[slot].hash != hash { slot = (slot &+ 1) & mask }
    return slot
  }
}

/// The hashes that selectors and elements are compared by before they are compared in full.
enum SelectorHash {
  /// Of a part of a text in lower case, so that quirks mode is served too (FNV-1a); by `kind` an id
  /// and a class of one spelling differ.
  @inline(__always)
  static func text(_ text: Span<UInt8>, _ range: Range<Int>, _ kind: Kind) -> UInt64 {
    var hash = ByteHash(kind: kind.rawValue)
    for index in range { hash.combine(lowercased(text[index])) }
    return hash.value
  }

  static func text(_ text: [UInt8], _ kind: Kind) -> UInt64 {
    self.text(text.span, 0..<text.count, kind)
  }

  @inline(__always)
  static func number(_ number: UInt32, _ kind: Kind) -> UInt64 {
    (UInt64(number) << 3 | kind.rawValue) &* 0xD6E8_FEB8_6659_FD93
  }

  enum Kind: UInt64 {
    case id = 1
    case `class`, type, attribute
  }
}
