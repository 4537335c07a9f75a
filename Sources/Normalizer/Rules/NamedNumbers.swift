import Bytes

/// Numbers from 0 on by hashes, several to one: a flat hash table.
///
/// No dictionary: the first one with keys of a type makes the runtime go through all conformances of
/// the program for that type's, which takes longer than to fill a table of rules.
struct HashChains: Sendable {
  private struct Slot: BitwiseCopyable {
    var hash: UInt64 = 0
    /// The first and the last number; -1 for a free slot.
    var first: Int32 = -1
    var last: Int32 = -1
  }

  /// A power of two of them, or none.
  private var slots: [Slot] = []
  /// The next number under the same hash; -1 for none.
  private var following: [Int32] = []
  private var used = 0

  var isEmpty: Bool { following.isEmpty }

  /// Gives the next number to a hash, behind the others that it has.
  mutating func append(_ hash: UInt64) {
    if 2 * (used + 1) > slots.count { grow() }
    let number = Int32(truncatingIfNeeded: following.count)
    following.append(-1)
    let place = place(of: hash)
    if slots[place].first < 0 {
      used += 1
      slots[place] = Slot(hash: hash, first: number, last: number)
    } else {
      following[Int(slots[place].last)] = number
      slots[place].last = number
    }
  }

  /// The first number of a hash; `nil` for none.
  @inline(__always)
  func first(_ hash: UInt64) -> Int? {
    if slots.isEmpty { return nil }
    let first = slots[place(of: hash)].first
    return first < 0 ? nil : Int(first)
  }

  /// The number behind another one under the same hash.
  @inline(__always)
  func next(behind number: Int) -> Int? {
    let next = following[number]
    return next < 0 ? nil : Int(next)
  }

  /// Where a hash stands, or would.
  private func place(of hash: UInt64) -> Int {
    let mask = slots.count - 1
    var place = Int(truncatingIfNeeded: hash ^ hash >> 29) & mask
    while slots[place].first >= 0, slots[place].hash != hash { place = (place + 1) & mask }
    return place
  }

  private mutating func grow() {
    let old = slots
    slots = [Slot](repeating: Slot(), count: max(16, old.count * 2))
    for slot in old where slot.first >= 0 { slots[place(of: slot.hash)] = slot }
  }
}

/// Numbers from 0 on by names, several to one.
struct NamedNumbers: Sendable {
  private var chains = HashChains()
  private var bytes: [UInt8] = []
  /// Where each name ends.
  private var ends: [Int32] = []

  var isEmpty: Bool { ends.isEmpty }

  /// Gives the next number to a name.
  ///
  /// - Parameter hash: of the name, if it is another than ``ByteHash``'s of its bytes in order.
  mutating func append(_ name: some Collection<UInt8>, hash: UInt64? = nil) {
    chains.append(hash ?? ByteHash.hash(name))
    bytes.append(contentsOf: name)
    ends.append(Int32(truncatingIfNeeded: bytes.count))
  }

  /// The first number that may be of a name with this hash.
  @inline(__always)
  func first(_ hash: UInt64) -> Int? { chains.first(hash) }

  /// The number behind another one under the same hash.
  @inline(__always)
  func next(behind number: Int) -> Int? { chains.next(behind: number) }

  /// The name of a number.
  func name(_ number: Int) -> ArraySlice<UInt8> {
    bytes[(number == 0 ? 0 : Int(ends[number - 1]))..<Int(ends[number])]
  }

  /// Whether a number is of this name.
  func isName(_ number: Int, _ name: some Collection<UInt8>) -> Bool {
    self.name(number).elementsEqual(name)
  }

  func isName(_ number: Int, _ name: Span<UInt8>) -> Bool {
    let start = number == 0 ? 0 : Int(ends[number - 1])
    guard Int(ends[number]) - start == name.count else { return false }
    for index in name.indices where bytes[start + index] != name[index] { return false }
    return true
  }

  /// Shows the numbers of a name, in the order in which they were given.
  @inline(__always)
  func forEach(_ name: Span<UInt8>, hash: UInt64, _ body: (Int) -> Void) {
    var number = chains.first(hash)
    while let current = number {
      if isName(current, name) { body(current) }
      number = chains.next(behind: current)
    }
  }

  /// Whether there is the name.
  func contains(_ name: Span<UInt8>) -> Bool {
    if isEmpty { return false }
    var found = false
    forEach(name, hash: ByteHash.hash(of: name)) { _ in found = true }
    return found
  }
}

extension ByteHash {
  static func hash(of bytes: Span<UInt8>) -> UInt64 {
    var hash = ByteHash()
    for index in bytes.indices { hash.combine(bytes[index]) }
    return hash.value
  }
}
