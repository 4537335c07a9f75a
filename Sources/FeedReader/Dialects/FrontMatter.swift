/// The part of YAML that front matter uses: `key: value`, lists in brackets or by hyphens.
struct FrontMatter {
  private var values: [(key: String, values: [String])] = []
  private static let maxLines = 200

  /// Reads front matter where the cursor stands, if there is any, and moves behind it.
  init(_ lines: inout LineCursor) {
    let start = lines
    guard lines.text() == "---" else { return }
    lines.advance()
    for _ in 0..<FrontMatter.maxLines {
      if lines.isAtEnd { break }
      let line = lines.text()
      let isIndented = lines.isIndented
      lines.advance()
      if line == "---" || line == "..." { return }
      take(line, isIndented: isIndented)
    }
    // It never ends, so it was none.
    values = []
    lines = start
  }

  func value(_ key: String) -> String? {
    values.first { $0.key == key }?.values.first.flatMap { $0.isEmpty ? nil : $0 }
  }

  func list(_ key: String) -> [String] {
    values.first { $0.key == key }?.values.filter { !$0.isEmpty } ?? []
  }

  private mutating func take(_ line: String, isIndented: Bool) {
    if line.hasPrefix("- "), !values.isEmpty {
      let item = FrontMatter.unquoted(UTF8Text.trimmed(String(line.dropFirst(2))))
      values[values.count - 1].values.append(item)
      return
    }
    guard !isIndented, let colon = line.utf8.firstIndex(of: 0x3A) else { return }
    let key = UTF8Text.lowered(UTF8Text.trimmed(String(line[..<colon])))
    let rest = UTF8Text.trimmed(String(line[line.index(after: colon)...]))
    guard !key.isEmpty, values.count < FrontMatter.maxLines else { return }
    values.append((key, rest.isEmpty ? [] : FrontMatter.items(rest)))
  }

  private static func items(_ text: String) -> [String] {
    guard text.utf8.first == 0x5B, text.utf8.last == 0x5D else { return [unquoted(text)] }
    return text.dropFirst().dropLast().split(separator: ",").map {
      unquoted(UTF8Text.trimmed(String($0)))
    }
  }

  private static func unquoted(_ text: String) -> String {
    guard let quote = text.utf8.first, text.utf8.count >= 2, text.utf8.last == quote else {
      return text
    }
    let inner = String(text.dropFirst().dropLast())
    if quote == 0x27 { return replaced(inner, 0x27) }
    return quote == 0x22 ? replaced(inner, 0x5C) : text
  }

  /// Without each first one of an escape and what it escapes.
  private static func replaced(_ text: String, _ escape: UInt8) -> String {
    var result: [UInt8] = []
    var isEscaped = false
    for byte in text.utf8 {
      if byte == escape, !isEscaped {
        isEscaped = true
      } else {
        result.append(byte)
        isEscaped = false
      }
    }
    return String(decoding: result, as: UTF8.self)
  }
}
