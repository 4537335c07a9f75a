/// The part of YAML that front matter uses: `key: value`, texts over several lines, lists in brackets
/// or by hyphens. Maps within it are left out.
struct FrontMatter {
  private struct Field {
    var key: String
    /// What stands behind the colon and on the lines below.
    var lines: [String]
    /// `|` or `>` before a text in lines of its own.
    var block: UInt8?
    /// Items by hyphens.
    var items: [String] = []
    /// Whether a map stands below.
    var isMap = false
  }

  private var fields: [Field] = []
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
      if !isIndented, line == "---" || line == "..." { return }
      take(line, isIndented: isIndented)
    }
    // It never ends, so it was none.
    fields = []
    lines = start
  }

  /// The one value of a key, or its first; `nil` also for an empty one.
  func value(_ key: String) -> String? { values(key).first.flatMap { $0.isEmpty ? nil : $0 } }

  /// The values of a key that say something.
  func list(_ key: String) -> [String] { values(key).filter { !$0.isEmpty } }

  private func values(_ key: String) -> [String] {
    guard let field = fields.first(where: { $0.key == key }) else { return [] }
    if let block = field.block { return [FrontMatter.text(of: field.lines, block)] }
    let text = UTF8Text.trimmed(field.lines.joined(separator: " "))
    return (text.isEmpty ? [] : FrontMatter.items(text)) + field.items
  }

  // MARK: - Lines

  private mutating func take(_ line: String, isIndented: Bool) {
    if isIndented || line.isEmpty, continues(line) { return }
    if line.hasPrefix("- "), !fields.isEmpty {
      let item = YAMLScalar.read(UTF8Text.trimmed(String(line.dropFirst(2))))
      fields[fields.count - 1].items.append(item)
      return
    }
    guard !isIndented, line.utf8.first != 0x23, fields.count < FrontMatter.maxLines,
      let (key, rest) = FrontMatter.pair(line)
    else { return }
    let isBlock = rest.utf8.count <= 3 && (rest.utf8.first == 0x7C || rest.utf8.first == 0x3E)
    fields.append(
      Field(
        key: key, lines: isBlock || rest.isEmpty ? [] : [rest],
        block: isBlock ? rest.utf8.first : nil))
  }

  /// Whether a line goes on with the text above it.
  private mutating func continues(_ line: String) -> Bool {
    let last = fields.count - 1
    guard last >= 0 else { return false }
    if fields[last].block != nil {
      fields[last].lines.append(line)
      return true
    }
    guard !line.isEmpty, fields[last].items.isEmpty, !fields[last].isMap, !line.hasPrefix("- ")
    else { return false }
    let isQuoted = [0x22, 0x27].contains(fields[last].lines.first?.utf8.first ?? line.utf8.first)
    if !isQuoted, line.utf8.last == 0x3A || line.contains(": ") || line.utf8.first == 0x23 {
      fields[last].isMap = true
      return false
    }
    fields[last].lines.append(line)
    return true
  }

  /// A key, perhaps in quotes, and what stands behind its colon.
  private static func pair(_ line: String) -> (key: String, rest: String)? {
    var bytes = Substring(line).utf8
    var name = bytes[bytes.startIndex..<bytes.startIndex]
    if let quote = bytes.first, quote == 0x22 || quote == 0x27 {
      name = bytes.dropFirst().prefix { $0 != quote }
      bytes = bytes.dropFirst(name.count + 2)
      guard bytes.first == 0x3A else { return nil }
    } else {
      name = bytes.prefix { $0 != 0x3A }
      bytes = bytes.dropFirst(name.count)
    }
    guard bytes.first == 0x3A else { return nil }
    let key = UTF8Text.lowered(UTF8Text.trimmed(String(Substring(name))))
    let rest = UTF8Text.trimmed(String(Substring(bytes.dropFirst())))
    return key.isEmpty ? nil : (key, rest)
  }

  // MARK: - Values

  /// A text in lines of its own: as they are, or folded into one where none is empty.
  private static func text(of lines: [String], _ block: UInt8) -> String {
    var text = ""
    for line in lines {
      if text.isEmpty {
        text = line
      } else {
        text += line.isEmpty || block == 0x7C ? "\n" : text.utf8.last == 0x0A ? "" : " "
        text += line
      }
    }
    return UTF8Text.trimmed(text)
  }

  private static func items(_ text: String) -> [String] {
    guard text.utf8.first == 0x5B, text.utf8.last == 0x5D else { return [YAMLScalar.read(text)] }
    return text.dropFirst().dropLast().split(separator: ",").map {
      YAMLScalar.read(UTF8Text.trimmed(String($0)))
    }
  }
}
