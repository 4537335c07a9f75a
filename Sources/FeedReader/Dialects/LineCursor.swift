/// A line of a text as a range of its bytes, without its line break and blanks at its ends.
struct LineRange {
  let range: Range<Int>

  func withBytes<Result>(
    _ bytes: [UInt8], _ body: (UnsafeBufferPointer<UInt8>) -> Result
  ) -> Result {
    bytes.withUnsafeBufferPointer {
      body(UTF8Text.trimmed(UnsafeBufferPointer(rebasing: $0[range])))
    }
  }

  func string(_ bytes: [UInt8]) -> String { withBytes(bytes, UTF8Text.string) }
}

/// Walks through a text line by line.
struct LineCursor {
  private let bytes: [UInt8]
  /// Index of the current line's first byte.
  private(set) var position = 0
  /// One-based.
  private(set) var number = 1

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  var isAtEnd: Bool { position >= bytes.count }

  func peek() -> LineRange { LineRange(range: position..<lineEnd) }

  func text() -> String { peek().string(bytes) }

  /// Whether the current line begins with a blank, which YAML gives a meaning.
  var isIndented: Bool {
    position < bytes.count && (bytes[position] == 0x20 || bytes[position] == 0x09)
  }

  mutating func advance() {
    position = min(lineEnd + 1, bytes.count)
    number += 1
  }

  mutating func skipBlank() {
    while !isAtEnd, peek().withBytes(bytes, \.isEmpty) { advance() }
  }

  private var lineEnd: Int {
    guard position < bytes.count else { return bytes.count }
    return bytes[position...].firstIndex(of: 0x0A) ?? bytes.count
  }
}
