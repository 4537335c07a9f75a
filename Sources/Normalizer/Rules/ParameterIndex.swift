import Bytes

/// Rules by the names of parameters, whole ones and beginnings, case ignored.
///
/// Looking a name up costs one pass over its bytes, however many names there are.
struct ParameterIndex: Sendable {
  private var names = NamedNumbers()
  private var nameRules: [Int] = []
  private var beginnings = NamedNumbers()
  private var beginningRules: [Int] = []
  /// How long the beginnings are, a bit for each length up to 63; longer ones share the last.
  private var lengths: UInt64 = 0

  /// - Parameter name: in small letters; `*` at the end stands for anything.
  mutating func insert(_ name: String, rule: Int) {
    let bytes = Array(name.utf8)
    guard bytes.last == UInt8(ascii: "*") else {
      names.append(bytes)
      return nameRules.append(rule)
    }
    let length = min(bytes.count - 1, 63)
    lengths |= 1 << UInt64(length)
    beginnings.append(bytes.dropLast(), hash: ByteHash.hash(bytes.prefix(length)))
    beginningRules.append(rule)
  }

  /// The first rule for a name that `accepts` takes.
  func rule(for name: ArraySlice<UInt8>, where accepts: (Int) -> Bool) -> Int? {
    var hash = ByteHash()
    var length = 0
    while true {
      if length < 64, lengths & 1 << UInt64(length) != 0 {
        var number = beginnings.first(hash.value)
        while let current = number {
          let rule = beginningRules[current]
          if name.startsIgnoringCase(beginnings.name(current)), accepts(rule) { return rule }
          number = beginnings.next(behind: current)
        }
      }
      if length == name.count { break }
      hash.combine(name[name.startIndex + length].lowercased)
      length += 1
    }
    var number = names.first(hash.value)
    while let current = number {
      let rule = nameRules[current]
      if names.name(current).equalsIgnoringCase(name), accepts(rule) { return rule }
      number = names.next(behind: current)
    }
    return nil
  }
}
