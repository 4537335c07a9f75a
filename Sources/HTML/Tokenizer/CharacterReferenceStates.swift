import Bytes

// Character references (§13.2.5.72 to 5.80), each read at once. What turns out to be no reference
// stays in the run as it is in the input.

extension Tokenizer {
  /// §13.2.5.72, with the `&` at the current position
  mutating func characterReferenceState(inAttribute: Bool) {
    guard let next = byte(at: position + 1) else {
      position += 1
      return
    }
    if next == UInt8(ascii: "#") {
      numericCharacterReferenceState()
    } else if isASCIIAlphanumeric(next) {
      namedCharacterReferenceState(inAttribute: inAttribute)
    } else {
      position += 1
    }
  }

  /// §13.2.5.73. In attributes a name without semicolon that goes on like a word is text, as in
  /// `?a=1&copy=2`. The ambiguous ampersand state (5.74) only reports errors.
  private mutating func namedCharacterReferenceState(inAttribute: Bool) {
    let start = position
    guard let match = references.longestMatch(in: input, at: start + 1) else {
      position = start + 1
      return
    }
    let end = start + 1 + match.length
    if inAttribute, input[end - 1] != UInt8(ascii: ";"), let next = byte(at: end),
      next == UInt8(ascii: "=") || isASCIIAlphanumeric(next)
    {
      position = end
      return
    }
    addToRun(match.first, inPlaceOf: start, upTo: end)
    if match.second != 0 { appendUTF8(match.second, to: &document.side) }
    position = end
  }

  /// §13.2.5.75 to 5.79
  private mutating func numericCharacterReferenceState() {
    let start = position
    var index = start + 2
    let isHexadecimal = byte(at: index).map(asciiLowercased) == UInt8(ascii: "x")
    if isHexadecimal { index += 1 }
    let firstDigit = index
    var code: UInt32 = 0
    while let byte = byte(at: index), let digit = Hexadecimal.value(of: byte),
      isHexadecimal || digit < 10
    {
      code = code > 0x10FFFF ? code : code * (isHexadecimal ? 16 : 10) + UInt32(digit)
      index += 1
    }
    guard index > firstDigit else {
      position = start + 1
      return
    }
    if byte(at: index) == UInt8(ascii: ";") { index += 1 }
    addToRun(numericCharacterReferenceEnd(code), inPlaceOf: start, upTo: index)
    position = index
  }

  /// §13.2.5.80
  private func numericCharacterReferenceEnd(_ code: UInt32) -> UInt32 {
    switch code {
    case 0, 0xD800...0xDFFF, 0x110000...: 0xFFFD
    case 0x80...0x9F: windows1252(code)
    default: code
    }
  }

  /// The table of §13.2.5.80: what bytes 80 to 9F are in windows-1252.
  private func windows1252(_ code: UInt32) -> UInt32 {
    switch code {
    case 0x80: 0x20AC
    case 0x82: 0x201A
    case 0x83: 0x0192
    case 0x84: 0x201E
    case 0x85: 0x2026
    case 0x86: 0x2020
    case 0x87: 0x2021
    case 0x88: 0x02C6
    case 0x89: 0x2030
    case 0x8A: 0x0160
    case 0x8B: 0x2039
    case 0x8C: 0x0152
    case 0x8E: 0x017D
    case 0x91: 0x2018
    case 0x92: 0x2019
    case 0x93: 0x201C
    case 0x94: 0x201D
    case 0x95: 0x2022
    case 0x96: 0x2013
    case 0x97: 0x2014
    case 0x98: 0x02DC
    case 0x99: 0x2122
    case 0x9A: 0x0161
    case 0x9B: 0x203A
    case 0x9C: 0x0153
    case 0x9E: 0x017E
    case 0x9F: 0x0178
    default: code
    }
  }
}
