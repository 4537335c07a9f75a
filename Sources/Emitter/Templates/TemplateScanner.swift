/// One `{{…}}` of a template.
struct TemplateTag {
  /// `#`, `^`, `/`, `>`, `<`, `$`, `{`, `&`, `!`, `=`, `%`, or a blank for a plain variable.
  let kind: Character
  let name: String
  let line: Int
  /// One-based, in bytes.
  let column: Int
}

/// Finds the tags of a template, so that their names can be checked before anything is rendered.
struct TemplateScanner {
  private let text: Substring.UTF8View
  private var position: Int = 0
  private var line = 1
  private var lineStart = 0
  private let bytes: [UInt8]
  private var open = Array("{{".utf8)
  private var close = Array("}}".utf8)

  init(_ template: TemplateFile) {
    text = Substring(template.text).utf8
    bytes = Array(text)
  }

  /// All tags in order; what is not closed is left to Mustache's parser to complain of.
  static func tags(of template: TemplateFile) -> [TemplateTag] {
    var scanner = TemplateScanner(template)
    var tags: [TemplateTag] = []
    while let tag = scanner.next() { tags.append(tag) }
    return tags
  }

  private mutating func next() -> TemplateTag? {
    guard let start = skip(past: open) else { return nil }
    let (line, column) = (line, start - open.count - lineStart + 1)
    let isTriple = bytes.indices.contains(start) && bytes[start] == UInt8(ascii: "{")
    guard let end = skip(past: close) else { return nil }
    let inside = String(decoding: bytes[start..<(end - close.count)], as: UTF8.self)
    if isTriple, end < bytes.count, bytes[end] == UInt8(ascii: "}") { position = end + 1 }
    guard let first = inside.first, "#^/><${&!=%".contains(first) else {
      return TemplateTag(kind: " ", name: Self.trimmed(inside), line: line, column: column)
    }
    if first == "=" { setDelimiters(inside) }
    return TemplateTag(
      kind: first, name: Self.trimmed(inside.dropFirst()), line: line, column: column)
  }

  /// `{{=<% %>=}}`
  private mutating func setDelimiters(_ inside: String) {
    let parts = inside.dropFirst().dropLast().split(separator: " ")
    guard parts.count == 2 else { return }
    open = Array(parts[0].utf8)
    close = Array(parts[1].utf8)
  }

  /// Moves behind the next occurrence of `mark`, counting lines.
  private mutating func skip(past mark: [UInt8]) -> Int? {
    while position + mark.count <= bytes.count {
      if bytes[position..<(position + mark.count)].elementsEqual(mark) {
        position += mark.count
        return position
      }
      position += 1
      guard bytes[position - 1] == UInt8(ascii: "\n") else { continue }
      line += 1
      lineStart = position
    }
    return nil
  }

  private static func trimmed(_ text: some StringProtocol) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}
