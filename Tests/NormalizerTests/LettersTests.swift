import Testing

@testable import Normalizer

/// The short ways through texts give what Unicode's own tables give.
struct LettersTests {
  @Test func lowerCaseOfEverySignIsUnicodes() {
    for value in UInt32(0)...0x2_FFFF {
      guard let scalar = Unicode.Scalar(value) else { continue }
      // Letters on both sides, so that no rule for the end of a word applies.
      let text = "a\(scalar)b"
      #expect(text.utf8.inLowercase().elementsEqual(text.lowercased().utf8), "U+\(value)")
    }
  }

  @Test func lettersOfEverySignAreUnicodes() {
    for value in UInt32(0)...0x2_FFFF {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let properties = scalar.properties
      let isLetter = properties.isAlphabetic || properties.numericType != nil
      let letters = isLetter ? "x\(properties.lowercaseMapping)y" : "xy"
      #expect("X\(scalar)Y".utf8.lettersInLowercase().elementsEqual(letters.utf8), "U+\(value)")
    }
  }

  @Test(arguments: [
    ("Ein Text — „Über“ 中文，ＡＢＣ", "ein text — „über“ 中文，ａｂｃ"), ("ΟΔΟΣ", "οδοσ"), ("İ", "i̇"),
    ("", ""),
  ])
  func wholeTexts(_ text: String, _ lower: String) {
    #expect(text.utf8.inLowercase().elementsEqual(lower.utf8))
  }

  @Test func aSignMayBeCutOffAtTheEnd() {
    for text in ["aÉ", "a“", "a，", "aЖ", "a中"] {
      for length in 1...text.utf8.count {
        let lower = text.utf8.prefix(length).inLowercase()
        #expect(lower.first == UInt8(ascii: "a"))
        #expect(lower.count <= length + 2)
      }
    }
  }

  @Test func noMoreIsReadThanAskedFor() {
    #expect("One, two".utf8.lettersInLowercase(upTo: 4) == Array("onet".utf8))
    // A sign that is cut off is no letter.
    #expect("a中".utf8.prefix(3).lettersInLowercase() == Array("a".utf8))
    #expect("aé".utf8.prefix(2).lettersInLowercase() == Array("a".utf8))
  }
}
