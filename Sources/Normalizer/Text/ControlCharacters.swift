internal import FeedModel
internal import HTML

/// Characters that no document may hold: what is written is without them, and so must be what the
/// steps look at.
enum ControlCharacters {
  /// Takes them out of all texts, written as they are or as references.
  static func remove(from document: inout HTMLDocument, of source: Text) {
    guard mayHold(source.value) else { return }
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
      var last: UInt8 = 0
      for (index, byte) in bytes.enumerated() {
        if byte < 0x20, byte != 0x0A, byte != 0x09, byte != 0x0D { return true }
        if byte == UInt8(ascii: "#"), last == UInt8(ascii: "&") { return true }
        if last == 0xBF, byte >= 0xBE, index > 1, bytes[index - 2] == 0xEF { return true }
        last = byte
      }
      return false
    } ?? true
  }
}
