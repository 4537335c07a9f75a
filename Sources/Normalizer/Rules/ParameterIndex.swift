import Bytes

/// Rules by the names of parameters, whole ones and beginnings, case ignored.
///
/// Looking a name up costs one pass over its bytes, however many names there are.
struct ParameterIndex: Sendable {
  private typealias Entry = (name: [UInt8], rule: Int)

  private var names: [UInt64: [Entry]] = [:]
  private var beginnings: [UInt64: [Entry]] = [:]
  /// How long the beginnings are, a bit for each length up to 63; longer ones share the last.
  private var lengths: UInt64 = 0

  /// - Parameter name: in small letters; `*` at the end stands for anything.
  mutating func insert(_ name: String, rule: Int) {
    var bytes = Array(name.utf8)
    guard bytes.last == UInt8(ascii: "*") else {
      return names[ByteHash.hash(bytes), default: []].append((bytes, rule))
    }
    bytes.removeLast()
    let length = min(bytes.count, 63)
    lengths |= 1 << UInt64(length)
    beginnings[ByteHash.hash(bytes.prefix(length)), default: []].append((bytes, rule))
  }

  /// The first rule for a name that `accepts` takes.
  func rule(for name: ArraySlice<UInt8>, where accepts: (Int) -> Bool) -> Int? {
    var hash = ByteHash()
    var length = 0
    while true {
      if length < 64, lengths & 1 << UInt64(length) != 0, let entries = beginnings[hash.value] {
        for entry in entries
        where name.startsIgnoringCase(entry.name) && accepts(entry.rule) {
          return entry.rule
        }
      }
      if length == name.count { break }
      hash.combine(name[name.startIndex + length].lowercased)
      length += 1
    }
    return names[hash.value]?.first {
      $0.name.equalsIgnoringCase(name) && accepts($0.rule)
    }?.rule
  }
}
