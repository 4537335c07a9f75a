/// Elements that a text speaks of where nobody escaped them: "The new <select> element …".
extension TreeBuilder {
  /// Whether a start tag is a word of a sentence: it has no attributes, stands between words, and either
  /// would hide or drop what it is and is never ended, or the whole input holds no other markup.
  mutating func isSpokenOf() -> Bool {
    guard token.firstAttribute == StoredAttribute.end, !token.isSelfClosing, standsAmongWords()
    else { return false }
    let name = token.name
    switch name {
    case .p, .br, .hr, .li, .img, .tr, .td, .th, .dd, .dt, .wbr, .html, .head, .body, .center:
      return false
    case .script, .style: return isProse() && !hasEnd(name)
    case .input, .embed, .area, .base, .link, .meta, .param, .source, .track: return true
    case .select, .template, .button, .option, .optgroup, .datalist, .noscript, .iframe, .video,
      .audio, .canvas, .textarea, .title, .object, .noembed, .noframes, .frame, .frameset, .picture,
      .map, .svg, .math, .marquee:
      return !hasEnd(name)
    // Before a sign that needs no blank it may as well begin what it marks: `<b>中文`.
    default:
      return !standsBeforeSign && standsBehindWord && isProse()
        && (!TreeBuilder.isTextBlock(name) || isCalledElement())
    }
  }

  /// Blocks, which stand between blanks as often as words do, in a description that was cut off too.
  private static func isTextBlock(_ name: ElementName) -> Bool {
    switch name {
    case .h1, .h2, .h3, .h4, .h5, .h6, .ul, .ol, .dl, .pre, .blockquote: true
    default: false
    }
  }

  /// Whether the text says that it names one: "the <pre> tag", "(<pre>)".
  private func isCalledElement() -> Bool {
    let input = tokenizer.input
    guard tokenizer.position < input.count else { return false }
    let isOpened =
      tokenizer.tagStart > 0 && "(\"'".utf8.contains(input[tokenizer.tagStart - 1])
    if isOpened, ")\"'".utf8.contains(input[tokenizer.position]) { return true }
    guard isASCIIWhitespace(input[tokenizer.position]) else { return false }
    let word = (tokenizer.position + 1..<min(input.count, tokenizer.position + 8)).map {
      asciiLowercased(input[$0])
    }
    return word.starts(with: "tag".utf8) || word.starts(with: "element".utf8)
  }

  /// A blank, a bracket, a quotation mark or a sign of another script before the tag, and one of these or
  /// a mark of a sentence behind it; no other tag.
  private func standsAmongWords() -> Bool {
    let input = tokenizer.input
    if tokenizer.tagStart > 0 {
      let before = input[tokenizer.tagStart - 1]
      guard
        isASCIIWhitespace(before) || before >= 0x80 || before == UInt8(ascii: "(")
          || before == UInt8(ascii: "\"") || before == UInt8(ascii: "'")
      else { return false }
    }
    var index = tokenizer.position
    guard index < input.count else { return tokenizer.tagStart > 0 }
    switch input[index] {
    case 0x80...: return tokenizer.tagStart > 0
    case UInt8(ascii: "."), UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: ":"),
      UInt8(ascii: "!"), UInt8(ascii: "?"), UInt8(ascii: ")"), UInt8(ascii: "\""),
      UInt8(ascii: "'"):
      return true
    default: break
    }
    guard isASCIIWhitespace(input[index]) else { return false }
    while index < input.count, isASCIIWhitespace(input[index]) { index += 1 }
    return index < input.count && input[index] != UInt8(ascii: "<")
  }

  /// Whether a word stands before the tag on its line: what begins a line may hold it.
  private var standsBehindWord: Bool {
    guard tokenizer.tagStart > 1 else { return false }
    let before = tokenizer.input[tokenizer.tagStart - 1]
    if before != UInt8(ascii: " ") { return !isASCIIWhitespace(before) }
    let word = tokenizer.input[tokenizer.tagStart - 2]
    return !isASCIIWhitespace(word) && word != UInt8(ascii: ">")
  }

  private var standsBeforeSign: Bool {
    tokenizer.byte(at: tokenizer.position).map { $0 >= 0x80 } ?? false
  }

  /// Whether all tags of the input are start tags that have no values and are none of those that go
  /// without an end.
  private mutating func isProse() -> Bool {
    if let known = unknownTags.isProse { return known }
    let isProse = holdsNoMarkup()
    unknownTags.isProse = isProse
    return isProse
  }

  private func holdsNoMarkup() -> Bool {
    let input = tokenizer.input
    var index = 0
    while index + 1 < input.count {
      guard input[index] == UInt8(ascii: "<") else {
        index += 1
        continue
      }
      index += 1
      if input[index] == UInt8(ascii: "/"), index + 1 < input.count, isASCIIAlpha(input[index + 1])
      {
        return false
      }
      guard isASCIIAlpha(input[index]) else { continue }
      let start = index
      while index < input.count, isOfName(input[index]) { index += 1 }
      if goesWithoutEnd(start, index) { return false }
      while index < input.count, input[index] != UInt8(ascii: ">"),
        input[index] != UInt8(ascii: "<")
      {
        if input[index] == UInt8(ascii: "="), isOfName(input[index - 1]) { return false }
        index += 1
      }
    }
    return true
  }

  private func goesWithoutEnd(_ start: Int, _ end: Int) -> Bool {
    guard end - start <= 3 else { return false }
    let name = (start..<end).map { asciiLowercased(tokenizer.input[$0]) }
    return ["p", "br", "hr", "li", "img", "td", "tr", "th", "dd", "dt"].contains {
      name.elementsEqual($0.utf8)
    }
  }

  /// What hides or drops all that follows it where it is never ended.
  static func mayHide(_ name: ElementName) -> Bool {
    switch name {
    case .button, .select, .datalist, .template: true
    default: false
    }
  }
}
