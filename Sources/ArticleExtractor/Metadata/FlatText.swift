/// Texts as one line.
enum FlatText {
  /// Runs of white space become one blank, at the ends none.
  static func line(_ text: String) -> String {
    var result: [UInt8] = []
    result.reserveCapacity(text.utf8.count)
    var isBlank = true
    var pending = false
    var previous: UInt8 = 0
    for byte in text.utf8 {
      // U+00A0 is C2 A0.
      if byte <= 0x20 || (previous == 0xC2 && byte == 0xA0) {
        if byte > 0x20 { result.removeLast() }
        pending = !isBlank
        previous = 0
        continue
      }
      if pending {
        result.append(0x20)
        pending = false
      }
      isBlank = false
      result.append(byte)
      previous = byte
    }
    if result.last == 0x20 { result.removeLast() }
    if result.first == 0x20 { result.removeFirst() }
    return String(decoding: result, as: UTF8.self)
  }
}
