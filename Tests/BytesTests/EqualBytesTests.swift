import Bytes
import Testing

@Suite struct EqualBytesTests {
  @Test(arguments: ["", "a", "1234567", "12345678", "123456789", "https://site.example/ä/ö?q=1#x"])
  func textsAreEqualToTheirCopies(text: String) {
    #expect(text.hasEqualBytes(String(decoding: Array(text.utf8), as: UTF8.self)))
  }

  @Test(arguments: [
    ("", "a"), ("12345678", "12345679"), ("123456789", "123456780"), ("1234567", "12345678"),
    // Equal to `==`.
    ("é", "e\u{301}"),
  ])
  func textsOfOtherBytesAreNotEqual(first: String, second: String) {
    #expect(!first.hasEqualBytes(second))
    #expect(!second.hasEqualBytes(first))
  }

  @Test func aByteIsFoundAnywhere() {
    for text in ["#", "ab#", "#ab", "ä#ö"] { #expect(text.holds(0x23)) }
    for text in ["", "ab", "äö"] { #expect(!text.holds(0x23)) }
  }
}
