import HTML

/// The text of a page whose tree has none, out of its data: JSON-LD's `articleBody`, the state that
/// a page's scripts draw it from (`__NEXT_DATA__`).
enum DataContent {
  /// Markup, or nil where the data hold no more than `length` words in whole sentences.
  static func markup(
    _ document: borrowing HTML.Document, _ metadata: PageMetadata, scripts: [NodeID],
    longerThan length: Float
  ) -> String? {
    if let body = metadata.articleBody, size(of: body) > 2 * length + 40 {
      return markup(of: body)
    }
    var best: (size: Float, markup: String)?
    for script in scripts {
      guard let found = document.withText(of: script, { content(of: $0) }) else { continue }
      if found.size > best?.size ?? 2 * length + 40 { best = found }
    }
    return best?.markup
  }

  private static func size(of text: String) -> Float {
    let bytes = Array(text.utf8)
    return size(of: bytes.span)
  }

  private static func size(of text: Span<UInt8>) -> Float {
    var reader = TextReader()
    let nothing = Vocabulary(lexicon: .empty)
    reader.read(text, nothing)
    reader.finish(nothing)
    return reader.measure.length
  }

  /// The texts under one name that are longest together: the paragraphs of one article.
  private static func content(of json: Span<UInt8>) -> (size: Float, markup: String)? {
    var sizes: [String: Float] = [:]
    var texts: [String: [String]] = [:]
    var order: [String] = []
    JSONStrings.forEach(in: json) { value in
      guard value.text.utf8.count >= 60, isProse(value.text) else { return true }
      let name = "\(value.depth) \(value.key)"
      if sizes[name] == nil { order.append(name) }
      if texts[name]?.contains(value.text) == true { return true }
      sizes[name, default: 0] += size(of: value.text)
      if texts[name, default: []].count < 64 { texts[name, default: []].append(value.text) }
      return true
    }
    guard let best = order.max(by: { (sizes[$0] ?? 0) < (sizes[$1] ?? 0) }) else { return nil }
    return (sizes[best] ?? 0, (texts[best] ?? []).map { markup(of: $0) }.joined(separator: "\n"))
  }

  /// Whether a string is text for people: it has blanks or is of a script without, and no braces.
  private static func isProse(_ text: String) -> Bool {
    var blanks = 0
    var high = 0
    for byte in text.utf8.prefix(400) {
      if byte == 0x20 { blanks += 1 }
      if byte >= 0x80 { high += 1 }
      if byte == 0x7B || byte == 0x7D { return false }
    }
    return blanks > 6 || high > 60
  }

  /// A text as it is where it is markup, else its lines as paragraphs.
  private static func markup(of text: String) -> String {
    for tag in ["<p>", "<p ", "<br", "<div", "<h2"] where text.utf8.holds(tag.utf8) { return text }
    var result = ""
    for line in text.split(whereSeparator: \.isNewline) {
      let line = FlatText.line(String(line))
      if line.isEmpty { continue }
      result += "<p>"
      for scalar in line.unicodeScalars {
        switch scalar {
        case "&": result += "&amp;"
        case "<": result += "&lt;"
        case ">": result += "&gt;"
        default: result.unicodeScalars.append(scalar)
        }
      }
      result += "</p>\n"
    }
    return result
  }
}

extension String.UTF8View {
  /// Whether `other` stands in it.
  func holds(_ other: String.UTF8View) -> Bool {
    guard let first = other.first else { return true }
    var start = startIndex
    while let found = self[start...].firstIndex(of: first) {
      if self[found...].starts(with: other) { return true }
      start = index(after: found)
    }
    return false
  }
}
