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
