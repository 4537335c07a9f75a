/// What an entry is searched by: hashes of its words, of pairs of neighbouring characters where a
/// script has no blanks between words, and of the names of its markup.
///
/// A set of 16-bit numbers, packed to about a byte for each. It says which entries may hold
/// something: one in many that don't is taken too, so what is found is looked at itself.
package enum SearchGrams {
  /// Of an entry's title and text, and of the tags, classes and ids of a markup.
  ///
  /// - Parameter markup: as its source wrote it; where the names come from.
  package static func packed(title: String, text: [UInt8], markup: [UInt8]) -> [UInt8] {
    var hashes = Set(MarkupNames.names(in: markup).lazy.map(hash(ofName:)))
    forEachGram(of: Array(title.utf8)) { hashes.insert(hash($0)) }
    forEachGram(of: text) { hashes.insert(hash($0)) }
    return packed(hashes.sorted())
  }

  /// The hashes of what is looked for; empty where that has no word and no pair.
  package static func wanted(_ text: String) -> [UInt16] {
    var hashes: Set<UInt16> = []
    forEachGram(of: Array(text.utf8)) { hashes.insert(hash($0)) }
    return hashes.sorted()
  }

  /// The hashes of names of markup: `div`, `.share`, `#more`.
  package static func wanted(names: [String]) -> [UInt16] {
    Set(names.map { hash(ofName: Array($0.utf8)) }).sorted()
  }

  // MARK: Grams

  /// Longer texts are searched by their beginning.
  private static let mostBytes = 1 << 19

  /// Shows every gram: words in lower case, pairs of characters of scripts without blanks.
  private static func forEachGram(of text: [UInt8], _ visit: (ArraySlice<UInt8>) -> Void) {
    let text = folded(text.prefix(mostBytes))
    var index = 0
    var wordStart: Int?
    var previous: Range<Int>?
    while index < text.count {
      let length = width(text[index])
      let end = min(index + length, text.count)
      if length >= 3, isDense(text[index..<end]) {
        if let start = wordStart { visit(text[start..<index]) }
        wordStart = nil
        if let previous, previous.upperBound == index { visit(text[previous.lowerBound..<end]) }
        previous = index..<end
      } else if isWordStart(text[index..<end]) {
        if wordStart == nil { wordStart = index }
      } else {
        if let start = wordStart { visit(text[start..<index]) }
        wordStart = nil
      }
      index = end
    }
    if let start = wordStart { visit(text[start...]) }
  }

  /// In lower case; what has no case stays.
  package static func folded(_ text: some Collection<UInt8>) -> [UInt8] {
    if text.allSatisfy({ $0 < 0x80 }) {
      return text.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
    }
    return Array(String(decoding: text, as: UTF8.self).lowercased().utf8)
  }

  private static func width(_ lead: UInt8) -> Int {
    switch lead {
    case 0xF0...: 4
    case 0xE0...: 3
    case 0xC0...: 2
    default: 1
    }
  }

  /// Whether a character is of a script that puts no blanks between words: kana, Chinese characters,
  /// hangul, Thai and its neighbours.
  private static func isDense(_ bytes: ArraySlice<UInt8>) -> Bool {
    guard let scalar = String(decoding: bytes, as: UTF8.self).unicodeScalars.first else {
      return false
    }
    switch scalar.value {
    case 0x0E00...0x0EFF, 0x1000...0x109F, 0x1780...0x17FF, 0x3041...0x30FF, 0x3105...0x312F,
      0x31F0...0x31FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xAC00...0xD7AF, 0xF900...0xFAFF,
      0x20000...0x3FFFF, 0x3005, 0x3007:
      return true
    default: return false
    }
  }

  private static func isWordStart(_ bytes: ArraySlice<UInt8>) -> Bool {
    guard let first = bytes.first else { return false }
    if first < 0x80 {
      return (0x30...0x39).contains(first) || (0x61...0x7A).contains(first)
    }
    let scalar = String(decoding: bytes, as: UTF8.self).unicodeScalars.first
    return scalar.map { $0.properties.isAlphabetic || $0.properties.numericType != nil } ?? false
  }

  private static func hash(_ bytes: ArraySlice<UInt8>) -> UInt16 { hash(bytes, seed: 0xcbf2_9ce4) }

  private static func hash(ofName name: [UInt8]) -> UInt16 { hash(name[...], seed: 0x9e37_79b9) }

  /// FNV-1a of 64 bits, folded.
  private static func hash(_ bytes: ArraySlice<UInt8>, seed: UInt64) -> UInt16 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325 ^ seed
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    hash ^= hash >> 32
    return UInt16(truncatingIfNeeded: hash ^ hash >> 16)
  }

  // MARK: Packing

  /// Rice's code of the gaps: the first byte is its parameter, then the bits, the highest first.
  package static func packed(_ sorted: [UInt16]) -> [UInt8] {
    guard let last = sorted.last else { return [0] }
    let mean = max(1, Int(last) / sorted.count)
    let parameter = max(0, Int.bitWidth - mean.leadingZeroBitCount - 1)
    var writer = BitWriter()
    var before = -1
    for value in sorted {
      let gap = Int(value) - before - 1
      writer.write(ones: gap >> parameter)
      writer.write(gap, bits: parameter)
      before = Int(value)
    }
    return [UInt8(parameter)] + writer.finish()
  }

  /// Whether a packed set holds all of some hashes, which are sorted.
  package static func holds(_ wanted: [UInt16], in packed: [UInt8]) -> Bool {
    guard let parameter = packed.first.map({ Int($0) }), parameter <= 16 else { return false }
    var reader = BitReader(packed)
    var next = 0
    var value = -1
    while next < wanted.count {
      guard let gap = reader.gap(parameter) else { return false }
      value += gap + 1
      if value > Int(wanted[next]) { return false }
      if value == Int(wanted[next]) { next += 1 }
    }
    return true
  }

  private struct BitWriter {
    private var bytes: [UInt8] = []
    private var current: UInt8 = 0
    private var count = 0

    mutating func write(ones: Int) {
      for _ in 0..<ones { append(true) }
      append(false)
    }

    mutating func write(_ value: Int, bits: Int) {
      for bit in stride(from: bits - 1, through: 0, by: -1) { append(value >> bit & 1 != 0) }
    }

    private mutating func append(_ bit: Bool) {
      current = current << 1 | (bit ? 1 : 0)
      count += 1
      if count == 8 {
        bytes.append(current)
        (current, count) = (0, 0)
      }
    }

    /// Filled with ones, which end no number.
    mutating func finish() -> [UInt8] {
      while count > 0 { append(true) }
      return bytes
    }
  }

  /// Reads what a ``BitWriter`` has written, 64 bits at a time.
  private struct BitReader {
    private let bytes: [UInt8]
    private var next = 1
    private var window: UInt64 = 0
    private var count = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    private mutating func fill() {
      while count <= 56, next < bytes.count {
        window |= UInt64(bytes[next]) << UInt64(56 - count)
        next += 1
        count += 8
      }
    }

    mutating func gap(_ parameter: Int) -> Int? {
      var high = 0
      while true {
        fill()
        guard count > 0 else { return nil }
        let ones = min((~window).leadingZeroBitCount, count)
        high += ones
        take(ones)
        if count > 0 { break }
      }
      take(1)
      fill()
      guard count >= parameter else { return nil }
      let low = parameter == 0 ? 0 : Int(window >> UInt64(64 - parameter))
      take(parameter)
      return high << parameter | low
    }

    private mutating func take(_ bits: Int) {
      window = bits >= 64 ? 0 : window << UInt64(bits)
      count -= bits
    }
  }
}
