internal import FeedModel
internal import HTML

typealias HTMLDocument = HTML.Document

extension HTML.Document {
  /// Whether a node shows nothing by itself: a comment, or text of blanks alone.
  func isInvisible(_ id: NodeID) -> Bool {
    switch kind(of: id) {
    case .comment, .doctype: true
    case .text: withText(of: id) { $0.isBlank }
    case .element, .document: false
    }
  }

  /// The first children that show something, so many at most.
  func visibleChildren(of id: NodeID, upTo limit: Int) -> [NodeID] {
    var result: [NodeID] = []
    var child = firstChild(of: id)
    while let node = child, result.count < limit {
      if !isInvisible(node) { result.append(node) }
      child = nextSibling(of: node)
    }
    return result
  }

  func hasVisibleChild(_ id: NodeID) -> Bool {
    var child = firstChild(of: id)
    while let node = child {
      if !isInvisible(node) { return true }
      child = nextSibling(of: node)
    }
    return false
  }

  /// The only child that shows something; `nil` when there are none or several.
  func onlyVisibleChild(of id: NodeID) -> NodeID? {
    var found: NodeID?
    var child = firstChild(of: id)
    while let node = child {
      if !isInvisible(node) {
        if found != nil { return nil }
        found = node
      }
      child = nextSibling(of: node)
    }
    return found
  }

  /// The first element inside `id` called `name`, in document order.
  func firstElement(
    _ name: ElementName, in id: NodeID, after last: NodeID? = nil
  ) -> NodeID? {
    guard mayHold(name) else { return nil }
    var current = next(after: last ?? id, in: id)
    while let node = current {
      if isElement(node, name) { return node }
      current = next(after: node, in: id)
    }
    return nil
  }

  /// Whether there is any text inside but blanks.
  func showsText(_ id: NodeID) -> Bool {
    var current: NodeID? = id
    while let node = current {
      if isText(node), !isInvisible(node) { return true }
      current = next(after: node, in: id)
    }
    return false
  }

  /// Whether no sibling shows anything. Cheap for many children of one parent, too.
  func isAlone(_ id: NodeID) -> Bool {
    previousVisibleSibling(of: id) == nil && nextVisibleSibling(of: id) == nil
  }

  func nextVisibleSibling(of id: NodeID) -> NodeID? {
    var next = nextSibling(of: id)
    while let node = next, isInvisible(node) { next = nextSibling(of: node) }
    return next
  }

  func previousVisibleSibling(of id: NodeID) -> NodeID? {
    var previous = previousSibling(of: id)
    while let node = previous, isInvisible(node) { previous = previousSibling(of: node) }
    return previous
  }

  /// The text inside, blanks at both ends removed.
  func trimmedText(of id: NodeID) -> [UInt8] {
    var bytes: [UInt8] = []
    appendTextContent(of: id, to: &bytes)
    return Array(bytes.trimmedSpaces)
  }

  /// The text inside, blanks at both ends removed; `nil` when it is longer than so many bytes.
  func trimmedText(of id: NodeID, upTo limit: Int) -> [UInt8]? {
    var bytes: [UInt8] = []
    var rest = 4 * limit + 256
    var current: NodeID? = id
    while let node = current {
      if isText(node) {
        let isShort = withText(of: node) { text in
          rest -= text.count
          guard rest >= 0 else { return false }
          text.withUnsafeBufferPointer { text in
            let shown = bytes.isEmpty ? text[text.blankPrefix...] : text[...]
            bytes.append(contentsOf: shown)
          }
          // It is no shorter with what follows.
          return bytes.count <= limit || text.isBlank || bytes.trimmedSpaces.count <= limit
        }
        if !isShort { return nil }
      }
      current = next(after: node, in: id)
    }
    let trimmed = bytes.trimmedSpaces
    if trimmed.count == bytes.count { return trimmed.count > limit ? nil : bytes }
    return trimmed.count > limit ? nil : Array(trimmed)
  }

  /// Bytes of the text inside, blanks aside.
  func textLength(of id: NodeID) -> Int {
    var length = 0
    var current: NodeID? = id
    while let node = current {
      if isText(node) {
        withText(of: node) { text in
          for index in text.indices where !text[index].isHTMLBlank { length += 1 }
        }
      }
      current = next(after: node, in: id)
    }
    return length
  }

  /// The markup of a node, for explanations.
  func markup(of id: NodeID) -> String {
    var bytes: [UInt8] = []
    serialize(id, into: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  func bytes(of name: AttributeName, _ id: NodeID) -> [UInt8]? {
    withAttribute(name, of: id) { $0.copied }
  }

  /// Whether there is an image, a player or a table inside, or the node is one.
  func holdsMedia(_ id: NodeID) -> Bool {
    var current: NodeID? = id
    while let node = current {
      if isMedia(node) { return true }
      current = next(after: node, in: id)
    }
    return false
  }

  /// Whether the node itself is an image, a player or a formula.
  func isMedia(_ id: NodeID) -> Bool {
    switch name(of: id) {
    case .img, .picture, .video, .audio, .iframe, .object, .embed, .math, .svg: true
    default: false
    }
  }
}

extension WebAddress {
  /// An address as markup has it before all are made absolute: `//host/path` too.
  init?(written text: String) {
    let start = text.utf8.drop { $0 <= 0x20 }
    self.init(start.starts(with: "//".utf8) ? "https:" + String(Substring(start)) : text)
  }
}

extension Span<UInt8> {
  var copied: [UInt8] {
    withUnsafeBufferPointer { Array($0) }
  }

  /// Whether a word between blanks is as `isWanted` says.
  func containsWord(where isWanted: (Span<UInt8>) -> Bool) -> Bool {
    var start = 0
    for index in indices where self[index].isHTMLBlank {
      if index > start, isWanted(extracting(start..<index)) { return true }
      start = index + 1
    }
    return count > start && isWanted(extracting(start..<count))
  }

  /// Whether these are the bytes of `word`.
  func equals(_ word: StaticString) -> Bool {
    count == word.utf8CodeUnitCount && starts(with: word)
  }

  func holdsByte(_ scalar: Unicode.Scalar) -> Bool {
    let byte = UInt8(ascii: scalar)
    for index in indices where self[index] == byte { return true }
    return false
  }

  /// Whether a short word in lower case occurs, ASCII case ignored.
  func holds(_ word: StaticString) -> Bool {
    word.withUTF8Buffer { word in
      withUnsafeBufferPointer { bytes in
        let first = word[0]
        let upper = first.isASCIILetter ? first & 0xDF : first
        let last = bytes.count - word.count
        var start = 0
        while start <= last {
          if bytes[start] == first || bytes[start] == upper {
            var length = 1
            while length < word.count, bytes[start + length].lowercased == word[length] {
              length += 1
            }
            if length == word.count { return true }
          }
          start += 1
        }
        return false
      }
    }
  }

  /// Whether there is nothing but blanks (see ``UnicodeBlanks``).
  var isBlank: Bool {
    var index = 0
    while index < count {
      let length = UnicodeBlanks.length(at: index, count: count) { self[$0] }
      if length == 0 { return false }
      index += length
    }
    return true
  }
}

/// What readers show as nothing: ASCII white space, no-break, ideographic and zero-width spaces, and
/// what XML can't hold, which is left out in the end.
enum UnicodeBlanks {
  /// The length of the blank at an index in bytes of UTF-8; 0 when something else is there.
  @inline(__always)
  static func length(at index: Int, count: Int, _ byte: (Int) -> UInt8) -> Int {
    let first = byte(index)
    if first <= 0x20 { return 1 }
    if first < 0xC2 || count - index < 2 { return 0 }
    // U+00A0, U+00AD
    if first == 0xC2 { return byte(index + 1) == 0xA0 || byte(index + 1) == 0xAD ? 2 : 0 }
    guard count - index > 2 else { return 0 }
    let second = byte(index + 1)
    let third = byte(index + 2)
    switch (first, second) {
    // U+2000 to U+200F, U+2028, U+2029, U+202F
    case (0xE2, 0x80):
      return third <= 0x8F || third == 0xA8 || third == 0xA9 || third == 0xAF ? 3 : 0
    // U+205F, U+2060
    case (0xE2, 0x81): return third == 0x9F || third == 0xA0 ? 3 : 0
    // U+3000
    case (0xE3, 0x80): return third == 0x80 ? 3 : 0
    // U+FEFF
    case (0xEF, 0xBB): return third == 0xBF ? 3 : 0
    // U+FFFE, U+FFFF
    case (0xEF, 0xBF): return third >= 0xBE ? 3 : 0
    default: return 0
    }
  }
}

extension UnicodeBlanks {
  /// Whether a blank may begin with a byte; `false` is certain.
  @inline(__always)
  static func mayBegin(with byte: UInt8) -> Bool {
    byte <= 0x20 || byte == 0xC2 || byte == 0xE2 || byte == 0xE3 || byte == 0xEF
  }

  /// Whether a blank has no width: U+00AD, U+200B to U+200F, U+2060, U+FEFF.
  static func isJoining(at index: Int, _ length: Int, _ byte: (Int) -> UInt8) -> Bool {
    switch (byte(index), length) {
    case (0xC2, 2): byte(index + 1) == 0xAD
    case (0xE2, 3):
      byte(index + 1) == 0x80
        ? (0x8B...0x8F).contains(byte(index + 2))
        : byte(index + 1) == 0x81 && byte(index + 2) == 0xA0
    case (0xEF, 3): byte(index + 1) == 0xBB
    default: false
    }
  }
}

extension RandomAccessCollection where Element == UInt8, Index == Int {
  /// Where the blanks (see ``UnicodeBlanks``) at the beginning end.
  var blankPrefix: Int {
    var low = startIndex
    while low < endIndex {
      let length = UnicodeBlanks.length(at: low, count: endIndex) { self[$0] }
      if length == 0 { break }
      low += length
    }
    return low
  }

  /// Without blanks (see ``UnicodeBlanks``) at both ends.
  var trimmedSpaces: SubSequence {
    let low = blankPrefix
    var high = endIndex
    search: while high > low {
      for length in 1...3 where high - length >= low {
        if UnicodeBlanks.length(at: high - length, count: high, { self[$0] }) == length {
          high -= length
          continue search
        }
      }
      break
    }
    return self[low..<high]
  }

  /// Runs of blanks become one space; none at the ends. What has no width (U+200B to U+200F, soft
  /// hyphens and the like) joins letters and emoji and stays where it stands between others.
  var collapsedSpaces: [UInt8] {
    withContiguousStorageIfAvailable { $0.collapsed }
      ?? Array(self).withUnsafeBufferPointer { $0.collapsed }
  }
}

extension UnsafeBufferPointer<UInt8> {
  fileprivate var collapsed: [UInt8] {
    let trimmed = trimmedSpaces
    let end = trimmed.endIndex
    var output: [UInt8] = []
    output.reserveCapacity(trimmed.count)
    var index = trimmed.startIndex
    while index < end {
      let start = index
      index = wordsEnd(from: index, to: end)
      if index > start {
        output.append(contentsOf: self[start..<index])
        continue
      }
      while index < end {
        let length = UnicodeBlanks.length(at: index, count: end) { self[$0] }
        if length == 0 || UnicodeBlanks.isJoining(at: index, length, { self[$0] }) { break }
        index += length
      }
      output.append(index > start ? 0x20 : self[start])
      if index == start { index += 1 }
    }
    return output
  }

  /// How many of eight bytes are words with one space between them, for certain: all, or all but a
  /// space at their end; else 0.
  @inline(__always)
  private func wordLength(at index: Int, to end: Int) -> Int {
    guard index + 8 <= end, let base = baseAddress else { return 0 }
    let word = UInt64(
      littleEndian: UnsafeRawPointer(base + index).loadUnaligned(as: UInt64.self))
    let spaces = zeroBytes(word ^ 0x2020_2020_2020_2020)
    let controls = (word &- 0x2020_2020_2020_2020) & ~word & 0x8080_8080_8080_8080
    // E2 and E3 differ in one bit.
    let others =
      zeroBytes((word | 0x0101_0101_0101_0101) ^ 0xE3E3_E3E3_E3E3_E3E3)
      | zeroBytes(word ^ 0xC2C2_C2C2_C2C2_C2C2) | zeroBytes(word ^ 0xEFEF_EFEF_EFEF_EFEF)
    guard controls | others | (spaces & spaces &>> 8) == 0 else { return 0 }
    return spaces &>> 63 == 0 ? 8 : 7
  }

  /// Whether a blank is there, or the end.
  @inline(__always)
  private func isBlank(at index: Int, to end: Int) -> Bool {
    index >= end
      || UnicodeBlanks.mayBegin(with: self[index])
        && UnicodeBlanks.length(at: index, count: end, { self[$0] }) > 0
  }

  /// Marks the lowest byte of `word` that is zero, and perhaps others above it.
  @inline(__always)
  private func zeroBytes(_ word: UInt64) -> UInt64 {
    (word &- 0x0101_0101_0101_0101) & ~word & 0x8080_8080_8080_8080
  }

  /// The end of words with one space between them.
  private func wordsEnd(from start: Int, to end: Int) -> Int {
    var index = start
    // Where to look at eight bytes at once again.
    var retry = start + 1
    while index < end {
      if index >= retry {
        let length = wordLength(at: index, to: end)
        index += length
        if length == 0 { retry = index + 8 }
        if length > 0 { continue }
      }
      let byte = self[index]
      // Nearly all others are letters.
      if byte &- 0x21 < 0xA1 || byte > 0xE3 && byte != 0xEF {
        index += 1
        continue
      }
      let isBlank = self.isBlank(at: index, to: end)
      if isBlank, byte != 0x20 || index == start || self.isBlank(at: index + 1, to: end) {
        return index
      }
      index += 1
    }
    return index
  }
}
