/// Lists of numbers by hash, in flat bytes.
///
/// How many slots there are and how many words of the filter; the filter, in which two bits stand for
/// each hash that is there; the slots, each 32 bits of a hash and where its list begins, counted from
/// 1; the lists, each its length and its numbers. A list of one number is that number with the highest
/// bit set, in the slot itself. A hash that two keys share costs a needless question later on, no
/// wrong answer.
struct FlatIndex: Sendable {
  private let filter: Int
  private let filterMask: UInt64
  private let slots: Int
  private let mask: Int
  private let lists: Int

  static let single: UInt32 = 1 << 31

  init(_ flat: FlatBytes, at offset: Int) {
    // Powers of 2, or nothing.
    let count = flat.u32(offset)
    let words = flat.u32(offset + 4)
    filter = offset + 8
    filterMask = UInt64(max(0, words * 64 - 1))
    slots = filter + words * 8
    mask = count - 1
    lists = slots + count * 8
  }

  /// Runs `body` on what is listed under `hash` until it says no; whether it never did.
  @inline(__always)
  func forEach(_ hash: UInt64, in flat: FlatBytes, _ body: (Int) -> Bool) -> Bool {
    guard mask >= 0, mayHold(hash, flat) else { return true }
    let key = FlatIndex.key(hash)
    var slot = FlatIndex.slot(hash, mask)
    for _ in 0...mask {
      let value = UInt32(truncatingIfNeeded: flat.u32(slots &+ slot &* 8 &+ 4))
      if value == 0 { return true }
      if flat.u32(slots &+ slot &* 8) == key {
        guard value & FlatIndex.single == 0 else {
          return body(Int(value & ~FlatIndex.single))
        }
        let list = lists &+ (Int(value) &- 1) &* 4
        for number in 0..<flat.u32(list) where !body(flat.u32(list &+ 4 &+ number &* 4)) {
          return false
        }
        return true
      }
      slot = (slot &+ 1) & mask
    }
    return true
  }

  @inline(__always)
  private func mayHold(_ hash: UInt64, _ flat: FlatBytes) -> Bool {
    let (first, second) = FlatIndex.bits(hash, filterMask)
    return flat.u64(filter &+ Int(first >> 6) &* 8) >> (first & 63) & 1 == 1
      && flat.u64(filter &+ Int(second >> 6) &* 8) >> (second & 63) & 1 == 1
  }

  @inline(__always)
  static func bits(_ hash: UInt64, _ mask: UInt64) -> (UInt64, UInt64) {
    (hash & mask, (hash >> 23) & mask)
  }

  @inline(__always)
  static func key(_ hash: UInt64) -> Int { Int(truncatingIfNeeded: hash >> 32) }

  @inline(__always)
  static func slot(_ hash: UInt64, _ mask: Int) -> Int {
    Int(truncatingIfNeeded: (hash &* 0x9E37_79B9_7F4A_7C15) &>> 32) & mask
  }
}

/// Collects what a ``FlatIndex`` holds.
struct FlatIndexBuilder {
  private var pairs: [(hash: UInt64, number: UInt32)] = []

  mutating func add(_ hash: UInt64, _ number: Int) {
    pairs.append((hash, UInt32(truncatingIfNeeded: number)))
  }

  /// Numbers of one hash stay in the order in which they came.
  func write(to writer: inout FlatWriter) {
    guard !pairs.isEmpty else {
      writer.append(UInt64(0))
      return
    }
    var table = Table(capacity: pairs.count)
    let places = pairs.map { table.place(of: $0.hash) }
    var starts = [UInt32](repeating: 0, count: table.counts.count)
    var lists: [UInt32] = []
    for slot in starts.indices where table.counts[slot] > 1 {
      starts[slot] = UInt32(lists.count)
      lists.append(table.counts[slot])
      lists += [UInt32](repeating: 0, count: Int(table.counts[slot]))
    }
    var filled = starts
    var singles = [UInt32](repeating: 0, count: starts.count)
    for (pair, slot) in zip(pairs, places) {
      filled[slot] += 1
      if table.counts[slot] > 1 {
        lists[Int(filled[slot])] = pair.number
      } else {
        singles[slot] = pair.number | FlatIndex.single
      }
    }
    let filter = table.filter()
    writer.append(UInt32(table.counts.count))
    writer.append(UInt32(filter.count))
    for word in filter { writer.append(word) }
    for slot in starts.indices {
      writer.append(table.counts[slot] == 0 ? UInt32(0) : UInt32(FlatIndex.key(table.keys[slot])))
      writer.append(table.counts[slot] > 1 ? starts[slot] + 1 : singles[slot])
    }
    for number in lists { writer.append(number) }
  }

  /// Slots by hash, at most half of them taken.
  private struct Table {
    private(set) var keys: [UInt64]
    private(set) var counts: [UInt32]

    init(capacity: Int) {
      var size = 8
      while size < capacity * 2 { size *= 2 }
      keys = [UInt64](repeating: 0, count: size)
      counts = [UInt32](repeating: 0, count: size)
    }

    mutating func place(of hash: UInt64) -> Int {
      let mask = keys.count - 1
      var slot = FlatIndex.slot(hash, mask)
      while counts[slot] != 0, keys[slot] != hash { slot = (slot + 1) & mask }
      keys[slot] = hash
      counts[slot] += 1
      return slot
    }

    /// Four to eight times as many bits as slots.
    func filter() -> [UInt64] {
      var words = [UInt64](repeating: 0, count: max(1, keys.count / 16))
      let mask = UInt64(words.count * 64 - 1)
      for (key, count) in zip(keys, counts) where count > 0 {
        let (first, second) = FlatIndex.bits(key, mask)
        words[Int(first >> 6)] |= 1 << (first & 63)
        words[Int(second >> 6)] |= 1 << (second & 63)
      }
      return words
    }
  }
}
