/// What people write in angle brackets where their markup is not seen: `git clone <url>`, `Map<K,V>`,
/// `Ann <ann@example.org>`, `#include <sys/types.h>`.
extension TreeBuilder {
  /// Makes a start tag text again, where its author meant no element.
  ///
  /// Its name is none that is known, and has not the form of one; or it stands alone, or before what are
  /// no attributes, and nothing ever ends it. What is text is written as such: nothing in it is markup.
  mutating func readWordInBrackets() {
    guard !tokenizer.isInForeignContent else { return }
    switch token.kind {
    case .startTag:
      let isWritten =
        document.isOwn(token.name)
        ? isText(tokenizer.tagStart + 1, tokenizer.position - 1) : isSpokenOf()
      if isWritten { readBracket() }
    case .endOfFile: if tokenizer.isTagOpen, isOpenText() { readBracket() }
    default: break
    }
  }

  /// Makes the bracket before a tag a character. What stands behind it is read again, at most four times
  /// as much as there is.
  private mutating func readBracket() {
    unknownTags.reread += tokenizer.position - tokenizer.tagStart
    guard unknownTags.reread <= 4 * tokenizer.input.count else { return }
    tokenizer.token.kind = .characters
    tokenizer.token.data = ByteRange(input: tokenizer.tagStart, count: 1)
    tokenizer.position = tokenizer.tagStart + 1
    tokenizer.isTagOpen = false
  }

  /// Whether what no bracket closes to the end is no tag that was cut off: "where a <x and so on".
  private mutating func isOpenText() -> Bool {
    guard !tokenizer.isEndTag else { return false }
    let start = tokenizer.tagStart + 1
    let end = tokenizer.input.count
    var index = start
    while index < end, isOfName(tokenizer.input[index]) { index += 1 }
    guard index < end, isASCIIWhitespace(tokenizer.input[index]) || index > start else {
      return false
    }
    return !isKnown(start, index) && !holdsAttribute(index, end)
  }

  /// - Parameter start: where the name begins.
  /// - Parameter end: where the bracket closes.
  private mutating func isText(_ start: Int, _ end: Int) -> Bool {
    let input = tokenizer.input
    var colons = 0
    var index = start
    while index < end, !isASCIIWhitespace(input[index]), input[index] != UInt8(ascii: "/") {
      switch input[index] {
      case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "="), UInt8(ascii: "`"), 0:
        // A tag that was written wrongly: `<a"href="…">`.
        return false
      case UInt8(ascii: "<"): return !isKnown(start, index)
      case UInt8(ascii: ":"): colons += 1
      case let byte where !isOfName(byte): return true
      default: break
      }
      index += 1
    }
    // `<o:p>` is a name of another vocabulary, `<https://…>`, `<T: Equatable>` and `<std::map>` are not.
    if colons > 0 { return colons > 1 || input[index - 1] == UInt8(ascii: ":") }
    if index == end {
      return isWord(start, end) && !isCustomElement(start, end) && !isEnded(start, end)
    }
    let isPath = input[index] == UInt8(ascii: "/") && index + 1 < end
    if token.isSelfClosing, !isPath { return false }
    return !holdsAttribute(index, end) && !isEnded(start, index)
  }

  /// Whether a value is given: `=` stands right behind a name.
  private func holdsAttribute(_ start: Int, _ end: Int) -> Bool {
    for index in start + 1..<max(end, start + 1)
    where tokenizer.input[index] == UInt8(ascii: "=") && isOfName(tokenizer.input[index - 1]) {
      return true
    }
    return false
  }

  /// Letters and what else stands in the names of elements.
  func isOfName(_ byte: UInt8) -> Bool {
    isASCIIAlphanumeric(byte) || byte >= 0x80 || byte == UInt8(ascii: "-")
      || byte == UInt8(ascii: "_") || byte == UInt8(ascii: ".")
  }

  /// `<article-body>Text`: such a word has a blank or a mark behind it.
  private func isCustomElement(_ start: Int, _ end: Int) -> Bool {
    guard let next = tokenizer.byte(at: tokenizer.position), isASCIIAlpha(next) || next >= 0x80
    else { return false }
    return (start..<end).contains { tokenizer.input[$0] == UInt8(ascii: "-") }
  }

  private func isWord(_ start: Int, _ end: Int) -> Bool {
    // What blogs write where an entry is cut for lists of them.
    end - start <= 40
      && !["cut", "more", "readmore", "read-more"].contains {
        document.string(token.name) == $0
      }
  }

  /// Whether what stands before another bracket is the name of an element: `<br<br>`.
  private mutating func isKnown(_ start: Int, _ end: Int) -> Bool {
    guard start < end, end - start <= 12 else { return false }
    let name = (start..<end).map { asciiLowercased(tokenizer.input[$0]) }
    let number = document.elementNames.intern(name.span)
    return !document.isOwn(ElementName(rawValue: number))
  }

  private mutating func isEnded(_ start: Int, _ end: Int) -> Bool {
    guard end - start <= UnknownTags.longest else { return true }
    let name = (start..<end).map { asciiLowercased(tokenizer.input[$0]) }
    return unknownTags.ends(name, end, in: tokenizer.input)
  }
}

/// Tags whose names nobody knows: which of them are ever ended, and how much was read again.
struct UnknownTags {
  /// Bytes of the longest name that is looked for.
  static let longest = 40
  /// End tags of other names than these may end anything.
  private static let most = 4096

  /// Bytes of tags that were read again as text.
  var reread = 0
  /// Whether the input holds no markup but tags that it speaks of; `nil` until somebody asks.
  var isProse: Bool?
  /// Where the last end tag of each name is; `nil` until somebody asks.
  private var places: [[UInt8]: Int]?
  private var isFull = false

  /// Whether an element of a name, in lower case, is ended behind a place. The input is looked through
  /// once.
  mutating func ends(_ name: [UInt8], _ place: Int, in input: ByteView) -> Bool {
    if places == nil { places = read(input) }
    return isFull || places?[name].map { $0 > place } ?? false
  }

  private mutating func read(_ input: ByteView) -> [[UInt8]: Int] {
    var places: [[UInt8]: Int] = [:]
    var index = 0
    while index + 2 < input.count {
      guard input[index] == UInt8(ascii: "<"), input[index + 1] == UInt8(ascii: "/") else {
        index += 1
        continue
      }
      var name: [UInt8] = []
      var end = index + 2
      while end < input.count, name.count < UnknownTags.longest, input[end] != UInt8(ascii: ">"),
        !isASCIIWhitespace(input[end])
      {
        name.append(asciiLowercased(input[end]))
        end += 1
      }
      places[name] = index
      index = end
      if places.count > UnknownTags.most {
        isFull = true
        break
      }
    }
    return places
  }
}
