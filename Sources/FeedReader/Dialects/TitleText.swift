internal import FeedModel

/// A title of RSS, which is text in which a few inline elements may stand.
///
/// RSS says nothing of markup in titles, and publishers write `a &lt;b&gt;bold&lt;/b&gt; claim` as well
/// as `the &lt;details&gt; element`. An element counts as one where it is a pair around text; any other
/// tag is a word.
enum TitleText {
  /// What a title says: plain text, or HTML with nothing but inline elements and all else escaped.
  ///
  /// References that were escaped twice are resolved.
  static func read(_ value: String) -> (kind: Text.Kind, value: String) {
    guard UTF8Text.contains(value, 0x3C) || UTF8Text.contains(value, 0x26) else {
      return (.plain, value)
    }
    var text = CharacterReferences.resolvedOnce(CharacterReferences.closingOpen(value))
    // `Civilt&Atilde;&nbsp;`: encoded twice, and escaped then.
    if let repaired = text.withUTF8({ DoubleEncoding.repaired($0) }) {
      text = String(decoding: repaired, as: UTF8.self)
    }
    // A text as long as a body is none in which pairs are worth looking for.
    guard UTF8Text.contains(text, 0x3C), text.utf8.count <= 1 << 14 else { return (.plain, text) }
    return text.withUTF8 { bytes in
      var tags = TitleTags(bytes)
      tags.pair()
      // Escaped once more than needed, tags are what the title is about, if one of them is.
      let isAboutTags = !UTF8Text.contains(value, 0x3C) && tags.holdsLoneElement
      guard tags.hasMarkup, !isAboutTags else { return (.plain, UTF8Text.string(bytes)) }
      return (.html, String(decoding: tags.markup(), as: UTF8.self))
    }
  }

  /// Whether a text is nothing but elements without text (`<b></b>`), which names no feed.
  static func isEmptyMarkup(_ value: String) -> Bool {
    guard value.utf8.first == 0x3C, value.utf8.count <= 1 << 14 else { return false }
    var text = value
    return text.withUTF8 { TitleTags($0).areEmptyPairs }
  }
}

/// The tags of a title, and which of them are markup.
private struct TitleTags {
  enum Role { case start, end, lineBreak, picture, dropped }

  struct Tag {
    var range: Range<Int>
    var name: String
    var role: Role
    var isMarkup = false
  }

  private let bytes: UnsafeBufferPointer<UInt8>
  private var tags: [Tag] = []
  private static let maxTags = 200

  var hasMarkup: Bool { tags.contains { $0.isMarkup } }

  /// Whether an element of HTML other than a line break is begun and is a word.
  var holdsLoneElement: Bool {
    tags.contains { $0.role == .start && !$0.isMarkup && MarkupEvidence.isElement($0.name) }
  }

  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    self.bytes = bytes
    let scan = XMLScan(bytes: bytes)
    var i = 0
    while tags.count < TitleTags.maxTags, let open = scan.index(of: 0x3C, from: i, to: bytes.count)
    {
      i = open + 1
      guard let tag = tag(scan, at: open) else { continue }
      tags.append(tag)
      i = tag.range.upperBound
    }
  }

  private func tag(_ scan: XMLScan, at open: Int) -> Tag? {
    if scan.starts(with: "<!--", at: open), let end = scan.end(of: "-->", from: open + 4),
      !isWord(open..<end)
    {
      return Tag(range: open..<end, name: "", role: .dropped, isMarkup: true)
    }
    var i = open + 1
    let isEnd = i < bytes.count && bytes[i] == 0x2F
    if isEnd { i += 1 }
    let nameStart = i
    while i < bytes.count, UTF8Text.isLetter(bytes[i]) || UTF8Text.isDigit(bytes[i]) { i += 1 }
    guard i > nameStart, i < bytes.count, i - nameStart <= 10,
      let close = scan.index(of: 0x3E, from: i, to: min(bytes.count, i + 2_000)),
      scan.index(of: 0x3C, from: i, to: close) == nil
    else { return nil }
    let name = String(decoding: bytes[nameStart..<i].map(UTF8Text.fold), as: UTF8.self)
    let rest = UnsafeBufferPointer(rebasing: bytes[i..<close])
    guard rest.allSatisfy({ UTF8Text.isSpace($0) || $0 == 0x2F }) || rest.contains(0x3D) else {
      return nil
    }
    let range = open..<(close + 1)
    if isEnd { return Tag(range: range, name: name, role: .end) }
    switch name {
    case "br", "wbr": return Tag(range: range, name: name, role: .lineBreak)
    case "img":
      // A tag with an address is no word.
      let isMarkup = rest.contains(0x3D)
      return Tag(range: range, name: name, role: .picture, isMarkup: isMarkup)
    default: return Tag(range: range, name: name, role: .start)
    }
  }

  /// Whether a comment stands as a word does, with a blank and text behind it, and before it where it
  /// isn't the first.
  private func isWord(_ range: Range<Int>) -> Bool {
    guard range.upperBound + 1 < bytes.count, UTF8Text.isSpace(bytes[range.upperBound]) else {
      return false
    }
    return range.lowerBound == 0
      || (range.lowerBound > 1 && UTF8Text.isSpace(bytes[range.lowerBound - 1]))
  }

  /// Whether a line break stands close behind a letter or a mark, or behind a sentence.
  private func isBehindText(_ range: Range<Int>) -> Bool {
    guard range.lowerBound > 1 else { return false }
    let isApart = UTF8Text.isSpace(bytes[range.lowerBound - 1])
    let before = bytes[range.lowerBound - (isApart ? 2 : 1)]
    let isMark = before == 0x2E || before == 0x21 || before == 0x3F
    return isMark || (!isApart && (UTF8Text.isLetter(before) || UTF8Text.isDigit(before)))
  }

  /// Finds the pairs around text, and the line breaks between.
  mutating func pair() {
    var open: [Int] = []
    for index in tags.indices {
      switch tags[index].role {
      case .start where isInline(tags[index]): open.append(index)
      case .end:
        guard let place = open.lastIndex(where: { tags[$0].name == tags[index].name }) else {
          continue
        }
        let start = open[place]
        open.removeSubrange(place...)
        let (from, to) = (tags[start].range.upperBound, tags[index].range.lowerBound)
        let isCode = TitleTags.code.contains(tags[start].name)
        guard hasText(from: from, to: to) || (isCode && holdsTag(from: from, to: to)) else {
          continue
        }
        tags[start].isMarkup = true
        tags[index].isMarkup = true
      case .lineBreak:
        let isBehind = hasText(from: 0, to: tags[index].range.lowerBound)
        let isBefore = hasText(from: tags[index].range.upperBound, to: bytes.count)
        // `<br/>` at an end is left over; `<br>` there is what the title is about.
        let isClosed =
          bytes[tags[index].range.upperBound - 2] == 0x2F || isBehindText(tags[index].range)
        tags[index].isMarkup = isBehind && isBefore || (isClosed && (isBehind || isBefore))
      default: break
      }
    }
  }

  /// Whether there is nothing but pairs with nothing in them.
  var areEmptyPairs: Bool {
    guard !tags.isEmpty, !hasText(from: 0, to: bytes.count) else { return false }
    var open: [String] = []
    for tag in tags {
      guard TitleTags.inline.contains(tag.name) || TitleTags.wrapping.contains(tag.name) else {
        return false
      }
      if tag.role == .start {
        open.append(tag.name)
      } else if open.popLast() != tag.name {
        return false
      }
    }
    return open.isEmpty
  }

  private func isInline(_ tag: Tag) -> Bool {
    if TitleTags.inline.contains(tag.name) { return true }
    // What stands around the whole title, or has no place in one, pair by pair.
    guard TitleTags.wrapping.contains(tag.name) else { return false }
    return !hasText(from: 0, to: tag.range.lowerBound)
  }

  /// Whether a tag stands in a range, which is what code is about there.
  private func holdsTag(from start: Int, to end: Int) -> Bool {
    tags.contains { $0.range.lowerBound >= start && $0.range.upperBound <= end }
  }

  /// Whether something else than blanks and tags stands in a range.
  private func hasText(from start: Int, to end: Int) -> Bool {
    var i = start
    while i < end {
      if bytes[i] == 0x3C, let tag = tags.first(where: { $0.range.lowerBound == i }) {
        i = tag.range.upperBound
        continue
      }
      if !UTF8Text.isSpace(bytes[i]) { return true }
      i += 1
    }
    return false
  }

  /// HTML in which only the markup found stands; all else is escaped.
  func markup() -> [UInt8] {
    var output: [UInt8] = []
    var start = 0
    for tag in tags where tag.isMarkup {
      escape(start..<tag.range.lowerBound, into: &output)
      if tag.role != .dropped { output.append(contentsOf: bytes[tag.range]) }
      start = tag.range.upperBound
    }
    escape(start..<bytes.count, into: &output)
    return output
  }

  private func escape(_ range: Range<Int>, into output: inout [UInt8]) {
    Markup.escape(UnsafeBufferPointer(rebasing: bytes[range]), into: &output)
  }

  private static let inline: Set<String> = [
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "del", "dfn", "em", "font",
    "i", "ins", "kbd", "mark", "nobr", "q", "s", "samp", "small", "span", "strike", "strong", "sub",
    "sup", "time", "tt", "u", "var",
  ]
  private static let code: Set<String> = ["code", "kbd", "samp", "tt", "var"]
  private static let wrapping: Set<String> = [
    "center", "div", "h1", "h2", "h3", "h4", "h5", "h6", "p",
  ]
}
