/// Markup cut into lines and words, to be compared.
enum MarkupLines {
  /// One line for every block; inline elements stay in theirs.
  static func lines(of markup: String) -> [[String]] {
    var lines: [[String]] = []
    var line: [String] = []
    func end() {
      if line.contains(where: { !$0.allSatisfy(\.isWhitespace) }) { lines.append(line) }
      line.removeAll()
    }
    for piece in pieces(of: Array(markup.utf8)) {
      guard piece.first == UInt8(ascii: "<"), let name = name(of: piece) else {
        for (index, part) in piece.split(separator: 0x0A, omittingEmptySubsequences: false)
          .enumerated()
        {
          if index > 0 { end() }
          line += words(in: part)
        }
        continue
      }
      let isBlock = blocks.contains(name)
      let isEnd = piece.dropFirst().first == UInt8(ascii: "/")
      if isBlock, !isEnd { end() }
      line += tokens(ofTag: piece)
      if isBlock && isEnd || lineEnds.contains(name) { end() }
    }
    end()
    return lines
  }

  private static let blocks: Set<String> = [
    "address", "article", "aside", "audio", "blockquote", "caption", "center", "col", "colgroup",
    "dd", "details", "div", "dl", "dt", "embed", "figcaption", "figure", "footer", "form", "h1",
    "h2", "h3", "h4", "h5", "h6", "header", "hr", "iframe", "img", "li", "link", "main", "meta",
    "nav", "noscript", "object", "ol", "p", "picture", "pre", "script", "section", "source",
    "style", "summary", "svg", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
    "video",
  ]

  /// Elements without an end tag, behind which a line ends.
  private static let lineEnds: Set<String> = ["br", "hr", "img", "col", "embed", "source"]

  /// Tags and the text between them.
  private static func pieces(of bytes: [UInt8]) -> [ArraySlice<UInt8>] {
    var pieces: [ArraySlice<UInt8>] = []
    var start = 0
    while start < bytes.count {
      var end = start + 1
      if bytes[start] == UInt8(ascii: "<") {
        var isQuoted = false
        while end < bytes.count, isQuoted || bytes[end] != UInt8(ascii: ">") {
          if bytes[end] == UInt8(ascii: "\"") { isQuoted.toggle() }
          end += 1
        }
        end = min(end + 1, bytes.count)
      } else {
        while end < bytes.count, bytes[end] != UInt8(ascii: "<") { end += 1 }
      }
      pieces.append(bytes[start..<end])
      start = end
    }
    return pieces
  }

  private static func name(of tag: ArraySlice<UInt8>) -> String? {
    let name = tag.dropFirst().drop { $0 == UInt8(ascii: "/") }.prefix(while: isWordByte)
    return name.isEmpty ? nil : String(decoding: name, as: UTF8.self).lowercased()
  }

  /// `<name`, each attribute, and `>`.
  private static func tokens(ofTag tag: ArraySlice<UInt8>) -> [String] {
    if tag.dropFirst().first == UInt8(ascii: "/") { return [String(decoding: tag, as: UTF8.self)] }
    var tokens: [String] = []
    var start = tag.startIndex
    var isQuoted = false
    for index in tag.indices {
      if tag[index] == UInt8(ascii: "\"") { isQuoted.toggle() }
      let isEnd = index == tag.endIndex - 1 && tag[index] == UInt8(ascii: ">")
      guard !isQuoted, tag[index] == 0x20 || isEnd else { continue }
      if index > start { tokens.append(String(decoding: tag[start..<index], as: UTF8.self)) }
      start = index
    }
    tokens.append(String(decoding: tag[start...], as: UTF8.self))
    return tokens
  }

  /// Words of letters and digits; every other character by itself.
  private static func words(in text: ArraySlice<UInt8>) -> [String] {
    var words: [String] = []
    var start = text.startIndex
    while start < text.endIndex {
      var end = start + 1
      if isWordByte(text[start]) {
        while end < text.endIndex, isWordByte(text[end]) { end += 1 }
      } else {
        while end < text.endIndex, text[end] & 0xC0 == 0x80 { end += 1 }
      }
      words.append(String(decoding: text[start..<end], as: UTF8.self))
      start = end
    }
    return words
  }

  private static func isWordByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"):
      true
    default: false
    }
  }
}
