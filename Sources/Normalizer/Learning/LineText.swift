internal import Bytes
internal import FeedModel

/// What a line of a body says, without what differs from entry to entry by its nature: numbers and
/// dates are `#`, the entry's own title is `{title}`, its own address `{link}`.
///
/// Two lines that recur have the same text here, byte for byte.
struct LineText {
  /// Longer lines are articles, and nobody looks at them.
  static let longest = 2048

  /// Shorter titles occur in sentences by chance.
  private static let leastTitle = 8

  private let title: BytePattern?
  private let page: BytePattern?

  /// - Parameters:
  ///   - title: the entry's, plain text.
  ///   - link: the entry's own address.
  init(title: String, link: WebAddress?) {
    let bytes = Array(title.utf8.prefix(512))
    self.title = bytes.count < LineText.leastTitle ? nil : BytePattern(bytes)
    let page = link.map { LinePage.bare($0.href) } ?? []
    // A host alone is the site's page.
    self.page = page.contains(UInt8(ascii: "/")) ? BytePattern(page) : nil
  }

  /// Appends the text of a line whose links are marked.
  func append(_ raw: [UInt8], to output: inout [UInt8]) {
    var named = raw
    if let title, title.mayOccur(in: raw) {
      named = title.replaced(in: named, by: Array("{title}".utf8))
    }
    if let page, page.mayOccur(in: named) {
      named = page.replaced(in: named, by: Array("{link}".utf8))
    }
    // Nearly every line of an article.
    if LineText.isPlain(named) { output += named } else { LineNumbers(named).append(to: &output) }
  }

  /// Whether a line has neither numbers nor links.
  private static func isPlain(_ text: [UInt8]) -> Bool {
    text.withUnsafeBufferPointer { bytes in
      for index in bytes.indices {
        switch bytes[index] {
        case 0...0x04, 0x30...0x39: return false
        // Digits of Arabic and Persian; those of full width and of Devanagari.
        case 0xD9 where index + 1 < bytes.count && bytes[index + 1] >= 0xA0,
          0xDB where index + 1 < bytes.count && bytes[index + 1] >= 0xA0:
          return false
        case 0xEF where index + 2 < bytes.count && (0x90...0x99).contains(bytes[index + 2]),
          0xE0 where index + 2 < bytes.count && bytes[index + 1] == 0xA5:
          return false
        default: continue
        }
      }
      return true
    }
  }
}

/// The address of a page without its protocol and a slash at its end.
enum LinePage {
  static func bare(_ href: String) -> [UInt8] {
    var bytes = Array(href.utf8)[...]
    for scheme in ["https://", "http://"] where bytes.starts(with: scheme.utf8) {
      bytes = bytes.dropFirst(scheme.utf8.count)
    }
    if let end = bytes.firstIndex(of: UInt8(ascii: "#")) { bytes = bytes[..<end] }
    if bytes.last == UInt8(ascii: "/") { bytes.removeLast() }
    return Array(bytes)
  }
}

/// A text to look for, in time linear in what is searched (Knuth, Morris and Pratt).
struct BytePattern: Sendable {
  private let bytes: [UInt8]
  private let fallback: [Int]

  /// - Parameter bytes: not empty.
  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    var fallback = [Int](repeating: 0, count: max(1, bytes.count))
    var length = 0
    for index in bytes.indices.dropFirst() {
      while length > 0, bytes[index] != bytes[length] { length = fallback[length - 1] }
      if bytes[index] == bytes[length] { length += 1 }
      fallback[index] = length
    }
    self.fallback = fallback
  }

  /// The text with every occurrence replaced; itself where there is none.
  func replaced(in text: [UInt8], by replacement: [UInt8]) -> [UInt8] {
    guard !bytes.isEmpty, text.count >= bytes.count else { return text }
    var result: [UInt8] = []
    var copied = 0
    var length = 0
    for (index, byte) in text.enumerated() {
      while length > 0, byte != bytes[length] { length = fallback[length - 1] }
      if byte == bytes[length] { length += 1 }
      guard length == bytes.count else { continue }
      result += text[copied..<(index + 1 - length)]
      result += replacement
      copied = index + 1
      length = 0
    }
    return copied == 0 ? text : result + text[copied...]
  }

  /// Whether its first four bytes stand anywhere in the text: cheap, and nearly always no.
  func mayOccur(in text: [UInt8]) -> Bool {
    guard bytes.count >= 4 else { return true }
    guard text.count >= bytes.count else { return false }
    let (first, second, third, fourth) = (bytes[0], bytes[1], bytes[2], bytes[3])
    return text.withUnsafeBufferPointer { text in
      for index in 0...(text.count - bytes.count)
      where text[index] == first && text[index + 1] == second && text[index + 2] == third
        && text[index + 3] == fourth
      {
        return true
      }
      return false
    }
  }

  /// Whether the text holds it.
  func occurs(in text: [UInt8]) -> Bool {
    var length = 0
    for byte in text {
      while length > 0, byte != bytes[length] { length = fallback[length - 1] }
      if byte == bytes[length] { length += 1 }
      if length == bytes.count { return !bytes.isEmpty }
    }
    return false
  }
}

/// Writes a text with `#` for numbers and dates.
private struct LineNumbers {
  private let text: [UInt8]

  init(_ text: [UInt8]) { self.text = text }

  func append(to output: inout [UInt8]) {
    let start = output.count
    var index = 0
    while index < text.count {
      let byte = text[index]
      if byte == LineMark.addressStart {
        // Numbers of an address tell pages apart.
        let end = text[index...].firstIndex(of: LineMark.addressEnd) ?? text.count
        output += "](".utf8
        output += text[(index + 1)..<end]
        output.append(UInt8(ascii: ")"))
        index = min(end + 1, text.count)
      } else if let end = numberEnd(at: index) {
        appendNumber(to: &output, from: start)
        index = end
      } else if LineNumbers.isLetter(byte) {
        let end = wordEnd(at: index)
        if isDateWord(index..<end, after: output[start...]) {
          appendNumber(to: &output, from: start)
        } else {
          output += text[index..<end]
        }
        index = end
      } else {
        output.append(byte == LineMark.linkStart ? UInt8(ascii: "[") : byte)
        index += 1
      }
    }
  }

  /// One `#` for numbers that only blanks, points and commas part.
  private func appendNumber(to output: inout [UInt8], from start: Int) {
    var end = output.count
    while end > start, output.count - end < 3, LineNumbers.parts(output[end - 1]) { end -= 1 }
    if end > start, output[end - 1] == LineNumbers.number {
      output.removeLast(output.count - end)
    } else {
      output.append(LineNumbers.number)
    }
  }

  private static let number = UInt8(ascii: "#")

  private static func parts(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == UInt8(ascii: ".") || byte == UInt8(ascii: ",")
  }

  /// The end of a number with what parts its digits, and of an ordinal's letters.
  private func numberEnd(at start: Int) -> Int? {
    guard var end = digitEnd(at: start) else { return nil }
    while true {
      if let next = digitEnd(at: end) {
        end = next
      } else if end < text.count, ".,:/-'".utf8.contains(text[end]),
        let next = digitEnd(at: end + 1)
      {
        end = next
      } else {
        break
      }
    }
    for ordinal in ["st", "nd", "rd", "th"] where text[end...].starts(with: ordinal.utf8) {
      let after = end + 2
      if after == text.count || !LineNumbers.isLetter(text[after]) { return after }
    }
    return end
  }

  /// The end of one digit: of ASCII, full width, Arabic, Persian, Devanagari.
  private func digitEnd(at index: Int) -> Int? {
    guard index < text.count else { return nil }
    switch text[index] {
    case 0x30...0x39: return index + 1
    case 0xD9 where follows(index, 0xA0...0xA9), 0xDB where follows(index, 0xB0...0xB9):
      return index + 2
    case 0xEF where follows(index, 0xBC...0xBC) && follows(index + 1, 0x90...0x99): return index + 3
    case 0xE0 where follows(index, 0xA5...0xA5) && follows(index + 1, 0xA6...0xAF): return index + 3
    default: return nil
    }
  }

  private func follows(_ index: Int, _ range: ClosedRange<UInt8>) -> Bool {
    index + 1 < text.count && range.contains(text[index + 1])
  }

  /// Of an alphabet, without the signs of East Asia.
  private static func isLetter(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x41...0x5A, 0x61...0x7A, 0x80...0xBF, 0xC3...0xE1: true
    default: false
    }
  }

  private func wordEnd(at start: Int) -> Int {
    var end = start
    while end < text.count, LineNumbers.isLetter(text[end]), digitEnd(at: end) == nil { end += 1 }
    return max(end, start + 1)
  }

  /// Whether a word is a month or a day of the week beside a number.
  private func isDateWord(_ word: Range<Int>, after output: ArraySlice<UInt8>) -> Bool {
    guard (3...24).contains(word.count) else { return false }
    var next = word.upperBound
    while next < text.count, next - word.upperBound < 3, LineNumbers.parts(text[next]) { next += 1 }
    let isBesideNumber =
      digitEnd(at: next) != nil
      || output.last(where: { !LineNumbers.parts($0) }) == LineNumbers.number
    return isBesideNumber && DateWord.isOne(text[word])
  }
}
