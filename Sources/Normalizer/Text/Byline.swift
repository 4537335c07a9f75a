/// The names in a byline.
enum Byline {
  /// Splits a byline at `,` `，` `、` and `;`, without doubles, blanks and a leading `null `.
  static func names(in text: [UInt8]) -> [String] {
    var names: [[UInt8]] = []
    for piece in pieces(of: text) {
      var name = piece.collapsedSpaces
      if name.starts(with: "null ".utf8) { name = Array(name[5...].trimmedSpaces) }
      if name.elementsEqual("null".utf8) { continue }
      if isSuffix(name), let last = names.popLast() {
        name = last + ", ".utf8 + name
      }
      if !name.isEmpty, !names.contains(name) { names.append(name) }
    }
    return names.map { String(decoding: $0, as: UTF8.self) }
  }

  /// "Jr." and the like belong to the name before the comma.
  private static func isSuffix(_ name: [UInt8]) -> Bool {
    ["jr.", "jr", "sr.", "sr", "ii", "iii", "iv", "m.d.", "md", "phd", "ph.d."].contains {
      name.equalsIgnoringCase($0.utf8)
    }
  }

  private static func pieces(of text: [UInt8]) -> [ArraySlice<UInt8>] {
    var pieces: [ArraySlice<UInt8>] = []
    var start = 0
    var index = 0
    while index < text.count {
      let length = separatorLength(text[index...])
      if length > 0 {
        pieces.append(text[start..<index])
        start = index + length
      }
      index += max(length, 1)
    }
    pieces.append(text[start...])
    return pieces
  }

  private static func separatorLength(_ text: ArraySlice<UInt8>) -> Int {
    for separator in [",", "，", "、", ";", "；"] where text.starts(with: separator.utf8) {
      return separator.utf8.count
    }
    return 0
  }

  /// Whether a name is written in capitals alone: two or more letters, none of them small.
  static func isAllCapitals(_ name: [UInt8]) -> Bool {
    var capitals = 0
    var index = 0
    while index < name.count {
      let byte = name[index]
      if byte.isASCIILetter {
        if !byte.isASCIIUpper { return false }
        capitals += 1
      } else if byte == 0xC3, index + 1 < name.count {
        // U+00C0 to U+00DE are capitals, U+00DF to U+00FF are small.
        if name[index + 1] >= 0x9F { return false }
        capitals += 1
        index += 1
      } else if byte >= 0x80 {
        return false
      }
      index += 1
    }
    return capitals > 1
  }

  /// The name as the text spells it in mixed case; `nil` when it does not.
  static func recased(_ name: [UInt8], from text: [UInt8]) -> [UInt8]? {
    guard let first = name.first?.lowercased, name.count <= text.count else { return nil }
    var start = 0
    while start + name.count <= text.count {
      if text[start].lowercased == first, isSameName(text, at: start, name) {
        let found = Array(text[start..<(start + name.count)])
        if found != name, found.contains(where: { $0.isASCIILetter && !$0.isASCIIUpper }),
          found.first?.isASCIILetter != true || found.first?.isASCIIUpper == true
        {
          return found
        }
      }
      start += 1
    }
    return nil
  }

  private static func isSameName(_ text: [UInt8], at start: Int, _ name: [UInt8]) -> Bool {
    let end = start + name.count
    if start > 0, text[start - 1].isASCIILetter { return false }
    if end < text.count, text[end].isASCIILetter { return false }
    for index in name.indices {
      let a = name[index]
      let b = text[start + index]
      if a.lowercased == b.lowercased { continue }
      // Latin-1 letters: the second byte of a small one is 0x20 higher.
      guard index > 0, name[index - 1] == 0xC3, (0x80...0x9E).contains(a), b == a + 0x20 else {
        return false
      }
    }
    return true
  }
}
