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
      guard let start = bytes.baseAddress else { return false }
      let memory = UnsafeRawPointer(start)
      var index = 0
      while index < bytes.count {
        if index + 8 <= bytes.count,
          !mayHold(memory.loadUnaligned(fromByteOffset: index, as: UInt64.self))
        {
          index += 8
          continue
        }
        let end = min(index + 8, bytes.count)
        while index < end {
          if holds(bytes, at: index) { return true }
          index += 1
        }
      }
      return false
    } ?? true
  }

  /// Whether eight bytes have one below a blank, a `#`, or what U+FFFE and U+FFFF begin with; `false`
  /// is certain.
  @inline(__always)
  private static func mayHold(_ word: UInt64) -> Bool {
    let blanks: UInt64 = 0x2020_2020_2020_2020
    let controls = (word &- blanks) & ~word & 0x8080_8080_8080_8080
    let first = zeroBytes(word ^ 0xEFEF_EFEF_EFEF_EFEF)
    let second = zeroBytes(word ^ 0xBFBF_BFBF_BFBF_BFBF)
    let signs = zeroBytes(word ^ 0x2323_2323_2323_2323)
    return controls | signs | (first &<< 8 & second) != 0 || word &>> 56 == 0xEF
  }

  /// The high bit of each byte that is zero, and perhaps of some behind one.
  @inline(__always)
  private static func zeroBytes(_ word: UInt64) -> UInt64 {
    (word &- 0x0101_0101_0101_0101) & ~word & 0x8080_8080_8080_8080
  }

  private static func holds(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Bool {
    switch bytes[index] {
    case 0x09, 0x0A, 0x0D: false
    case 0..<0x20: true
    case UInt8(ascii: "#"): index > 0 && bytes[index - 1] == UInt8(ascii: "&")
    case 0xEF: index + 2 < bytes.count && bytes[index + 1] == 0xBF && bytes[index + 2] >= 0xBE
    default: false
    }
  }
}
