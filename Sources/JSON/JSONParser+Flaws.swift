/// What stands in JSON where templates put texts and variables as they are
/// (``JSONOptions/mendsValues``).
extension JSONParser {
  /// Longer runs of letters and signs are no word that stands for a value, in bytes.
  private static let longestWord = 64
  /// Longer names are not looked for behind a quotation mark, in bytes.
  private static let longestName = 80

  /// `NaN`, `undefined`, `None`, or nothing at all where a value should be: none.
  ///
  /// - Parameter start: where it begins.
  mutating func readNoValue(at start: Int) throws(InvalidJSON) {
    index = start
    guard options.mendsValues, !frames.isEmpty else { throw unexpected("a value") }
    while let byte, index - start <= JSONParser.longestWord, isWordByte(byte) { index += 1 }
    let end = index
    let isEmpty = end == start && (frames.last?.isObject ?? false)
    guard end > start || isEmpty, end - start <= JSONParser.longestWord, endsValue(from: end) else {
      index = start
      throw unexpected("a value")
    }
    report(.noValue, at: start)
    try append(JSONNode(start: UInt32(start), extent: UInt32(end), kind: .null))
  }

  /// A number, or what is none: `-Infinity`, `1.2.3`, `007`.
  mutating func readNumberOrNone() throws(InvalidJSON) {
    let start = index
    do throws(InvalidJSON) {
      try append(readNumber())
    } catch {
      guard options.mendsValues, case .badNumber = error.reason else { throw error }
      try readNoValue(at: start)
    }
  }

  private func isWordByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2B, 0x2D, 0x2E, 0x5F, 0x24: true
    default: false
    }
  }

  /// Whether behind a place, blanks left out, a value may have ended.
  private func endsValue(from place: Int) -> Bool {
    let next = placeBehindBlanks(from: place)
    guard next < bytes.count else { return false }
    return [UInt8(ascii: ","), UInt8(ascii: "}"), UInt8(ascii: "]")].contains(bytes[next])
  }

  private func placeBehindBlanks(from place: Int) -> Int {
    var place = place
    while place < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[place]) { place += 1 }
    return place
  }

  /// Whether the quotation mark right before `index` is one of the text (`"He said "hi" to me"`): what
  /// ends a string is followed by what may stand behind one.
  func isInsideText(isName: Bool) -> Bool {
    guard options.mendsValues else { return false }
    let next = placeBehindBlanks(from: index)
    guard next < bytes.count else { return false }
    if isName { return bytes[next] != UInt8(ascii: ":") }
    let isObject = frames.last?.isObject ?? false
    switch bytes[next] {
    case UInt8(ascii: "/") where options.allowsComments:
      return !(next + 1 < bytes.count && [0x2F, 0x2A].contains(bytes[next + 1]))
    case UInt8(ascii: ","): return !beginsItem(from: next + 1, isObject: isObject)
    case UInt8(ascii: "}"): return !isObject || !endsContainer(at: next)
    case UInt8(ascii: "]"): return isObject || !endsContainer(at: next)
    // A comma is missing; in a list nothing tells which it is.
    case UInt8(ascii: "\""): return isObject && !beginsName(from: next)
    case UInt8(ascii: "{"), UInt8(ascii: "["): return isObject
    default: return true
    }
  }

  /// Whether what stands behind a comma begins another item, or ends the list.
  private func beginsItem(from place: Int, isObject: Bool) -> Bool {
    let next = placeBehindBlanks(from: place)
    guard next < bytes.count else { return true }
    switch bytes[next] {
    case UInt8(ascii: ","), UInt8(ascii: "/"): return true
    case UInt8(ascii: "\""): return !isObject || beginsName(from: next)
    case UInt8(ascii: "}"): return isObject
    case UInt8(ascii: "]"): return !isObject
    default: return !isObject && !isSpaced(place, next)
    }
  }

  /// Whether a word stands behind a blank, as in a sentence: `"one", and "two"`.
  private func isSpaced(_ place: Int, _ next: Int) -> Bool {
    guard next > place else { return false }
    let byte = bytes[next] | 0x20
    guard byte >= 0x61, byte <= 0x7A else { return false }
    // A word that ends where a value does is one, however odd.
    let word = bytes[next...].prefix(64).prefix { byte in
      byte < 0x80 && (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A || byte >= 0x30 && byte <= 0x39)
    }
    let end = placeBehindBlanks(from: word.endIndex)
    return end < bytes.count && ![0x2C, 0x5D, 0x7D].contains(bytes[end])
  }

  /// Whether the bracket that closes here is followed by what may stand behind one.
  private func endsContainer(at place: Int) -> Bool {
    let next = placeBehindBlanks(from: place + 1)
    guard next < bytes.count else { return true }
    switch bytes[next] {
    // Behind the outermost a callback's bracket, or what a server adds.
    case UInt8(ascii: ")"), UInt8(ascii: ";"), UInt8(ascii: "<"): return frames.count == 1
    case UInt8(ascii: ","), UInt8(ascii: "}"), UInt8(ascii: "]"), UInt8(ascii: "/"),
      UInt8(ascii: "{"), UInt8(ascii: "["):
      return true
    default: return false
    }
  }

  /// Whether a member's name stands here: a short text in quotation marks and a colon.
  private func beginsName(from quote: Int) -> Bool {
    let end = min(bytes.count, quote + JSONParser.longestName)
    var close = quote + 1
    while close < end, bytes[close] != UInt8(ascii: "\"") {
      close += bytes[close] == UInt8(ascii: "\\") ? 2 : 1
    }
    // One that is longer than names are.
    guard close < end else { return end < bytes.count && !bytes[quote..<end].contains(0x20) }
    let next = placeBehindBlanks(from: close + 1)
    return next < bytes.count && bytes[next] == UInt8(ascii: ":")
  }
}
