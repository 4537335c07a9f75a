/// What is wrong with a document that is not well-formed, in words.
enum XMLDamage: Hashable {
  case bareAmpersand
  case sectionEnd
  case misplacedSection
  case unendedSection
  /// libxml2's number of an error.
  case reported(Int)
  case other

  /// What stands there, with its article: `a bare &`.
  var description: String {
    switch self {
    case .bareAmpersand: "a bare &, or a reference that nothing declares"
    case .sectionEnd: "a ]]> that ends no CDATA section"
    case .misplacedSection: "a CDATA section outside the root element"
    case .unendedSection: "a CDATA section that never ends"
    case .reported(let code): XMLDamage.words[code] ?? "markup that is not XML (libxml2's \(code))"
    case .other: "tags that do not fit one another"
    }
  }

  /// libxml2's errors (`xmlerror.h`) that feeds are seen to have.
  private static let words: [Int: String] = [
    4: "no element", 5: "the end of the document, before its elements are closed",
    6: "a reference to a character that XML does not allow",
    7: "a reference to a character that XML does not allow",
    8: "a reference to a character that XML does not allow",
    9: "a character that XML does not allow", 23: "a reference without its semicolon",
    26: "a reference that nothing declares", 38: "a < in an attribute's value",
    39: "an attribute's value without quotes", 40: "an attribute's value that never ends",
    41: "an attribute without a value", 42: "an attribute for the second time in one tag",
    45: "a comment that never ends", 47: "an instruction that never ends",
    62: "a ]]> that ends no CDATA section", 63: "a CDATA section that never ends",
    65: "two attributes without a blank between", 68: "a < or & without a name behind it",
    73: "a tag without its >", 74: "an end tag without its >", 75: "an attribute without a value",
    76: "an end tag that is not the last open element's", 77: "a tag that never ends",
    80: "a comment with two hyphens inside", 86: "something behind the root element",
  ]

  /// The first ampersand in a range that begins no reference of XML or HTML.
  static func bareAmpersand(_ scan: XMLScan, from start: Int, to end: Int) -> Int {
    var i = start
    while let place = scan.index(of: 0x26, from: i, to: end) {
      if CharacterReferences.read(scan.bytes, at: place + 1) == nil { return place }
      i = place + 1
    }
    return start
  }
}
