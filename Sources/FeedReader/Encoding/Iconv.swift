internal import CLibXML

/// glibc's iconv, for the encodings that the reader has no table of.
///
/// Bytes that stand for nothing become U+FFFD, one each, so a damaged text is read to its end.
struct Iconv: ~Copyable {
  private let handle: iconv_t

  /// `nil` when iconv does not know the name.
  init?(name: String) {
    // A suffix such as `//TRANSLIT` or a path must not get through.
    let isPlain = name.utf8.allSatisfy {
      UTF8Text.isLetter($0) || UTF8Text.isDigit($0) || $0 == 0x2D || $0 == 0x5F
    }
    guard isPlain, !name.isEmpty, name.utf8.count <= 24 else { return nil }
    let handle = iconv_open("UTF-8", name)
    guard Int(bitPattern: handle) != -1, let handle else { return nil }
    self.handle = handle
  }

  deinit { iconv_close(handle) }

  /// The text in UTF-8, and how many bytes stood for nothing.
  borrowing func decode(_ bytes: ArraySlice<UInt8>) -> (text: [UInt8], invalid: Int) {
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count * 3 / 2 + 16)
    var invalid = 0
    var piece = [CChar](repeating: 0, count: 1 << 16)
    var input = Array(bytes)
    let total = input.count
    input.withUnsafeMutableBytes { raw in
      guard let base = raw.bindMemory(to: CChar.self).baseAddress else { return }
      var source: UnsafeMutablePointer<CChar>? = base
      var left = total
      while left > 0 {
        let stopped = step(&source, &left, piece: &piece, into: &text)
        if !stopped { continue }
        // An illegal or cut-off sequence: one byte of it is skipped.
        text.append(contentsOf: [0xEF, 0xBF, 0xBD])
        invalid += 1
        source = source.map { $0 + 1 }
        left -= 1
      }
    }
    return (text, invalid)
  }

  /// Converts until the piece is full; `true` when it stopped at bytes that stand for nothing.
  private borrowing func step(
    _ source: inout UnsafeMutablePointer<CChar>?, _ left: inout Int, piece: inout [CChar],
    into text: inout [UInt8]
  ) -> Bool {
    piece.withUnsafeMutableBufferPointer { buffer in
      var target = buffer.baseAddress
      var room = buffer.count
      let before = left
      let result = iconv(handle, &source, &left, &target, &room)
      let written = buffer.count - room
      buffer.prefix(written).withMemoryRebound(to: UInt8.self) { text.append(contentsOf: $0) }
      return result == -1 && written == 0 && left == before
        || result == -1 && room > 16 && left > 0
    }
  }
}
