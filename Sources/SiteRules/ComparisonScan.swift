/// Looks for comparisons in an expression that has passed ``PathScan``.
///
/// A comparison of elements reads their whole texts, for each element that is asked: of the page's root
/// it costs the page's size times its elements. Those of attributes, of the element itself, and of what
/// functions give do not.
enum ComparisonScan {
  static func comparesTexts(_ bytes: [UInt8]) -> Bool {
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      switch byte {
      case UInt8(ascii: "'"), UInt8(ascii: "\""):
        index = bytes[(index + 1)...].firstIndex(of: byte) ?? bytes.count - 1
      case UInt8(ascii: "="), UInt8(ascii: "<"), UInt8(ascii: ">"):
        let end =
          index + 1 < bytes.count && bytes[index + 1] == UInt8(ascii: "=") ? index + 1 : index
        if !isPlain(endingBefore: index, bytes) || !isPlain(startingAfter: end, bytes) {
          return true
        }
        index = end
      default: break
      }
      index += 1
    }
    return false
  }

  /// Whether what stands before an operator is a text, a number, a call, an attribute or `.`.
  private static func isPlain(endingBefore place: Int, _ bytes: [UInt8]) -> Bool {
    let isLeft = { (byte: UInt8) in byte > 0x20 && byte != UInt8(ascii: "!") }
    guard let last = bytes[..<place].lastIndex(where: isLeft) else { return true }
    switch bytes[last] {
    case UInt8(ascii: ")"), UInt8(ascii: "'"), UInt8(ascii: "\""): return true
    case UInt8(ascii: "."):
      return last == 0 || bytes[last - 1] <= 0x20 || "[(,=".utf8.contains(bytes[last - 1])
    default: break
    }
    var start = last
    while start > 0, isName(bytes[start - 1]) { start -= 1 }
    if bytes[start...last].allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) { return true }
    return start > 0 && bytes[start - 1] == UInt8(ascii: "@")
  }

  /// The same for what stands behind it.
  private static func isPlain(startingAfter place: Int, _ bytes: [UInt8]) -> Bool {
    guard let first = bytes[(place + 1)...].firstIndex(where: { $0 > 0x20 }) else { return true }
    switch bytes[first] {
    case UInt8(ascii: "'"), UInt8(ascii: "\""), UInt8(ascii: "@"), 0x30...0x39: return true
    default: break
    }
    let end = bytes[first...].firstIndex { !isName($0) } ?? bytes.count
    return end > first && end < bytes.count && bytes[end] == UInt8(ascii: "(")
  }

  private static func isName(_ byte: UInt8) -> Bool {
    byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A || byte >= 0x30 && byte <= 0x39
      || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_") || byte >= 0x80
  }
}
