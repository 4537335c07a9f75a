/// File names as text, those that are not UTF-8 too.
///
/// A byte that belongs to no UTF-8 sequence is kept as a character of private use, U+10FF00 and the
/// byte, so that every name has one text and every text one name; messages show it as `\xE9`.
package enum LocalPath {
  private static let base: UInt32 = 0x10_FF00

  /// The text of a path.
  package static func text(of bytes: some Sequence<UInt8>) -> String {
    let bytes = Array(bytes)
    if let text = String(validating: bytes, as: UTF8.self),
      !text.unicodeScalars.contains(where: isKept)
    {
      return text
    }
    var text = String.UnicodeScalarView()
    var position = 0
    while position < bytes.count {
      let length = sequenceLength(bytes[position])
      let end = min(position + length, bytes.count)
      if let part = String(validating: bytes[position..<end], as: UTF8.self),
        let scalar = part.unicodeScalars.first, !isKept(scalar)
      {
        text.append(scalar)
        position = end
      } else if let kept = Unicode.Scalar(base + UInt32(bytes[position])) {
        text.append(kept)
        position += 1
      }
    }
    return String(text)
  }

  /// The bytes of a path, ending in 0, for a system call.
  package static func bytes(of text: String) -> [CChar] {
    guard text.unicodeScalars.contains(where: isKept) else { return Array(text.utf8CString) }
    var bytes: [UInt8] = []
    for scalar in text.unicodeScalars {
      if isKept(scalar) {
        bytes.append(UInt8(scalar.value - base))
      } else {
        bytes += Array(String(scalar).utf8)
      }
    }
    return bytes.map { CChar(bitPattern: $0) } + [0]
  }

  /// For messages: `caf\xE9.xml`.
  package static func shown(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: isKept) else { return text }
    return text.unicodeScalars.reduce(into: "") { shown, scalar in
      if isKept(scalar) {
        shown += "\\x" + String(scalar.value - base, radix: 16, uppercase: true)
      } else {
        shown.unicodeScalars.append(scalar)
      }
    }
  }

  private static func isKept(_ scalar: Unicode.Scalar) -> Bool {
    (base + 0x80...base + 0xFF).contains(scalar.value)
  }

  private static func sequenceLength(_ lead: UInt8) -> Int {
    switch lead {
    case 0xC2...0xDF: 2
    case 0xE0...0xEF: 3
    case 0xF0...0xF4: 4
    default: 1
    }
  }
}
