/// What a text begins or ends with: a caption's credit in parentheses, a sign before a link, a full
/// stop.
enum CharacterSort: UInt8, Sendable {
  case nothing
  case full, question, quote, parenthesis, comma, colon
  case upper, letter, lower, digit
  case sign, copyright, other

  /// Of the first character that is no blank.
  static func first(of text: Span<UInt8>) -> CharacterSort {
    var index = 0
    while index < text.count, text[index] <= 0x20 { index += 1 }
    return index < text.count ? of(text, index) : .nothing
  }

  /// Of the last character that is no blank.
  static func last(of text: Span<UInt8>) -> CharacterSort {
    var index = text.count - 1
    while index >= 0, text[index] <= 0x20 { index -= 1 }
    guard index >= 0 else { return .nothing }
    let end = index
    while index > 0, end - index < 3, text[index] & 0xC0 == 0x80 { index -= 1 }
    return of(text, index)
  }

  private static func of(_ text: Span<UInt8>, _ index: Int) -> CharacterSort {
    let byte = text[index]
    if byte < 0x80 { return ofASCII(byte) }
    let second = index + 1 < text.count ? text[index + 1] : 0
    let third = index + 2 < text.count ? text[index + 2] : 0
    switch (byte, second, third) {
    case (0xC2, 0xA9, _): return .copyright
    case (0xC2, 0xAB, _), (0xC2, 0xBB, _): return .quote
    case (0xC2, _, _): return .sign
    case (0xE2, 0x80, 0x98...0x9F): return .quote
    case (0xE2, 0x80, 0xA6), (0xE3, 0x80, 0x82): return .full
    case (0xE3, 0x80, 0x81), (0xEF, 0xBC, 0x8C), (0xEF, 0xBC, 0x9B): return .comma
    case (0xE3, 0x80, 0x88...0x8F): return .quote
    case (0xE3, 0x80, 0x90...0x95), (0xEF, 0xBC, 0x88...0x89): return .parenthesis
    case (0xEF, 0xBC, 0x81), (0xEF, 0xBC, 0x9F): return .question
    case (0xEF, 0xBC, 0x9A): return .colon
    case (0xE2, _, _), (0xF0, 0x9F, _): return .sign
    default: return .letter
    }
  }

  private static func ofASCII(_ byte: UInt8) -> CharacterSort {
    switch byte {
    case UInt8(ascii: "."): .full
    case UInt8(ascii: "!"), UInt8(ascii: "?"): .question
    case UInt8(ascii: "\""), UInt8(ascii: "'"): .quote
    case UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "["), UInt8(ascii: "]"): .parenthesis
    case UInt8(ascii: ","), UInt8(ascii: ";"): .comma
    case UInt8(ascii: ":"): .colon
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): .upper
    case UInt8(ascii: "a")...UInt8(ascii: "z"): .lower
    case UInt8(ascii: "0")...UInt8(ascii: "9"): .digit
    case UInt8(ascii: "*"), UInt8(ascii: ">"), UInt8(ascii: "|"), UInt8(ascii: "-"),
      UInt8(ascii: "/"), UInt8(ascii: "#"), UInt8(ascii: "@"), UInt8(ascii: "+"):
      .sign
    default: .other
    }
  }
}
