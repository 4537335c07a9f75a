/// Splits text into the units that copies are told by: words, and single characters of scripts that
/// are written without blanks (Chinese, Japanese, Korean, Thai and their neighbours).
///
/// Case, punctuation, markup and blanks make no difference; digits grouped by points or commas are
/// one number.
struct UnitScanner {
  /// A unit in 32 bits: what it says, whether it holds a digit, and whether it is one character.
  static let numberFlag: UInt32 = 1 << 31
  static let characterFlag: UInt32 = 1 << 30

  private(set) var units: [UInt32] = []
  /// How many pictures the markup holds.
  private(set) var pictures = 0
  private let limit: Int
  private var hash: UInt32 = 0
  private var length = 0
  private var holdsDigit = false
  private var lastWasDigit = false

  /// - Parameter limit: the most units that are read.
  init(limit: Int) {
    self.limit = limit
    units.reserveCapacity(min(limit, 512))
  }

  /// Reads plain text.
  mutating func scan(text: String) {
    var text = text
    text.withUTF8 { scan($0, isMarkup: false) }
  }

  /// Reads serialized HTML (WHATWG HTML §13.3).
  mutating func scan(html: String) {
    var html = html
    html.withUTF8 { scan($0, isMarkup: true) }
  }

  private mutating func scan(_ bytes: UnsafeBufferPointer<UInt8>, isMarkup: Bool) {
    var index = 0
    while index < bytes.count, units.count < limit {
      let byte = bytes[index]
      if byte < 0x80 {
        if isMarkup, byte == UInt8(ascii: "<") {
          index = scanTag(bytes, from: index)
        } else if isMarkup, byte == UInt8(ascii: "&") {
          index = scanReference(bytes, from: index)
        } else {
          index = scanASCII(bytes, from: index)
        }
        continue
      }
      let (scalar, count) = UnitScanner.scalar(in: bytes, at: index)
      take(scalar)
      index += count
    }
    endWord()
  }

  // MARK: Markup

  private mutating func scanTag(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    var isQuoted = false
    var end = start + 1
    while end < bytes.count, isQuoted || bytes[end] != UInt8(ascii: ">") {
      if bytes[end] == UInt8(ascii: "\"") { isQuoted.toggle() }
      end += 1
    }
    var nameStart = start + 1
    if nameStart < end, bytes[nameStart] == UInt8(ascii: "/") { nameStart += 1 }
    var nameEnd = nameStart
    while nameEnd < end, bytes[nameEnd] > 0x20, bytes[nameEnd] != UInt8(ascii: "/") {
      nameEnd += 1
    }
    let name = UnsafeBufferPointer(rebasing: bytes[nameStart..<nameEnd])
    if !UnitScanner.isWithinWords(name) { endWord() }
    if name.elementsEqual("img".utf8) { pictures += 1 }
    return end + 1
  }

  /// Whether an element may stand in the middle of a word.
  private static func isWithinWords(_ name: UnsafeBufferPointer<UInt8>) -> Bool {
    guard name.count <= 6 else { return false }
    return inlineNames.contains { name.elementsEqual($0) }
  }

  private static let inlineNames = [
    "a", "b", "i", "em", "u", "s", "strong", "span", "font", "mark", "small", "sub", "sup", "wbr",
  ].map { Array($0.utf8) }

  /// What is escaped in serialized text stands between words.
  private mutating func scanReference(
    _ bytes: UnsafeBufferPointer<UInt8>, from start: Int
  ) -> Int {
    endWord()
    let last = min(start + 6, bytes.count - 1)
    var end = start + 1
    while end <= last, bytes[end] != UInt8(ascii: ";") { end += 1 }
    return end <= last ? end + 1 : start + 1
  }

  // MARK: Characters

  /// Takes ASCII letters and digits up to the next character that is neither, or that one.
  private mutating func scanASCII(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    var (index, hash, isDigit) = (start, hash, lastWasDigit)
    while index < bytes.count {
      let byte = bytes[index]
      let small = byte | 0x20
      if small >= 0x61, small <= 0x7A {
        isDigit = false
        hash = UnitScanner.mixed(hash, UInt32(small))
      } else if byte >= 0x30, byte <= 0x39 {
        (isDigit, holdsDigit) = (true, true)
        hash = UnitScanner.mixed(hash, UInt32(byte))
      } else {
        break
      }
      index += 1
    }
    length += index - start
    (self.hash, lastWasDigit) = (hash, isDigit)
    guard index == start else { return index }
    let byte = bytes[index]
    // 1,234 and 1.234 are 1234 to whoever compares.
    let groups = byte == UInt8(ascii: ",") || byte == UInt8(ascii: ".")
    let next = index + 1 < bytes.count ? bytes[index + 1] : 0
    if !(groups && lastWasDigit && (0x30...0x39).contains(next)) { endWord() }
    return index + 1
  }

  private mutating func take(_ scalar: UInt32) {
    switch UnitScanner.kind(of: scalar) {
    case .nothing: return
    case .blank: endWord()
    case .letter(let folded): add(folded)
    case .digit(let digit):
      add(digit)
      (holdsDigit, lastWasDigit) = (true, true)
      return
    case .character:
      endWord()
      add(scalar)
      endWord(flags: UnitScanner.characterFlag)
    }
    lastWasDigit = false
  }

  private mutating func add(_ scalar: UInt32) {
    hash = UnitScanner.mixed(hash, scalar)
    length += 1
  }

  private static func mixed(_ hash: UInt32, _ scalar: UInt32) -> UInt32 {
    let product = (hash ^ scalar) &* 0x0100_0193
    return product ^ product >> 15
  }

  private mutating func endWord(flags: UInt32 = 0) {
    lastWasDigit = false
    guard length > 0 else { return }
    var mixed = (hash ^ UInt32(truncatingIfNeeded: length)) &* 0x85EB_CA6B
    mixed ^= mixed >> 13
    let number = holdsDigit ? UnitScanner.numberFlag : 0
    units.append(mixed & 0x3FFF_FFFF | flags | number)
    (hash, length, holdsDigit) = (0, 0, false)
  }
}
