internal import FeedModel
internal import HTML

/// Characters that no document may hold: what is written is without them, and so must be what the
/// steps look at.
enum ControlCharacters {
  /// Takes them out of all texts, written as they are or as references.
  static func remove(from document: inout HTMLDocument, of source: Text) {
    guard mayHold(source.value) else { return document.inputFitsXML = source.kind == .html }
    for node in document.descendants(of: document.root, where: { $0.isText($1) }) {
      let text = document.withText(of: node) { $0.copied }
      let clean = PlainText.clean(text)
      if clean.count == text.count { continue }
      if clean.isEmpty {
        document.detach(node)
      } else {
        document.replace(node, with: document.makeText(String(decoding: clean, as: UTF8.self)))
      }
    }
  }

  /// Whether a source has a control character, U+FFFE, U+FFFF, or a reference by number.
  private static func mayHold(_ source: String) -> Bool {
    source.utf8.withContiguousStorageIfAvailable { bytes in
      var index = 0
      while index < bytes.count {
        let end = min(index + 32, bytes.count)
        let isSuspect = index == 0 || end < index + 32 || isSuspect(bytes, from: index)
        if isSuspect, (index..<end).contains(where: { holds(bytes, at: $0) }) { return true }
        index = end
      }
      return false
    } ?? true
  }

  /// Whether any of 32 bytes is a control character, a `#` behind a `&`, or a BF behind an EF, as in
  /// U+FFFE and U+FFFF. All are looked at: the compiler takes sixteen at once.
  @inline(__always)
  private static func isSuspect(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Bool {
    var found: UInt8 = 0
    for index in start..<(start + 32) {
      let byte = bytes[index]
      let last = bytes[index - 1]
      let isBlank = bit(byte == 0x09) | bit(byte == 0x0A) | bit(byte == 0x0D)
      found |= bit(byte < 0x20) & ~isBlank
      found |= bit(byte == 0x23) & bit(last == 0x26) | bit(byte == 0xBF) & bit(last == 0xEF)
    }
    return found != 0
  }

  private static func bit(_ condition: Bool) -> UInt8 { condition ? 1 : 0 }

  private static func holds(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Bool {
    let last = index > 0 ? bytes[index - 1] : 0
    return switch bytes[index] {
    case 0x09, 0x0A, 0x0D: false
    case 0..<0x20: true
    case UInt8(ascii: "#"): last == UInt8(ascii: "&")
    case 0xBF: last == 0xEF && index + 1 < bytes.count && bytes[index + 1] >= 0xBE
    default: false
    }
  }
}
