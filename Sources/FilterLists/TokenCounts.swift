/// How many rules have a token: a table of hashes that only grows.
struct TokenCounts {
  private var keys: [UInt64]
  private var counts: [UInt32]
  private var used = 0

  init(capacity: Int) {
    var size = 1024
    while size < capacity * 2 { size *= 2 }
    keys = [UInt64](repeating: 0, count: size)
    counts = [UInt32](repeating: 0, count: size)
  }

  private func slot(_ hash: UInt64) -> Int {
    let mask = keys.count - 1
    var slot = FlatIndex.slot(hash, mask)
    while counts[slot] != 0, keys[slot] != hash { slot = (slot + 1) & mask }
    return slot
  }

  subscript(hash: UInt64) -> Int { Int(counts[slot(hash)]) }

  mutating func add(_ hash: UInt64) {
    if used * 2 > keys.count { grow() }
    let slot = slot(hash)
    if counts[slot] == 0 {
      keys[slot] = hash
      used += 1
    }
    counts[slot] += 1
  }

  private mutating func grow() {
    var larger = TokenCounts(capacity: keys.count)
    for index in keys.indices where counts[index] != 0 {
      let slot = larger.slot(keys[index])
      larger.keys[slot] = keys[index]
      larger.counts[slot] = counts[index]
    }
    larger.used = used
    self = larger
  }
}
