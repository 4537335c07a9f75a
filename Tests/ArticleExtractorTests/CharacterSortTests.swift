import Testing

@testable import ArticleExtractor

/// What texts begin and end with.
@Suite struct CharacterSortTests {
  @Test(arguments: [
    (" (Photo: A. B.) ", CharacterSort.parenthesis, CharacterSort.parenthesis),
    ("© A. Writer", .copyright, .lower), ("“So it is.”", .quote, .quote), ("老桥。", .letter, .full),
    ("More…", .upper, .full), ("12:", .digit, .colon), ("→ next", .sign, .lower), ("  ", .nothing, .nothing),
    ("é", .letter, .letter), ("（图）", .parenthesis, .parenthesis),
  ])
  func areSorted(text: String, first: CharacterSort, last: CharacterSort) {
    let bytes = Array(text.utf8)
    #expect(CharacterSort.first(of: bytes.span) == first)
    #expect(CharacterSort.last(of: bytes.span) == last)
  }

  @Test func bytesThatAreNoCharacterAreSortedToo() {
    for bytes: [UInt8] in [[0x80], [0xE2], [0xE2, 0x80], [0xFF, 0xFF, 0xFF, 0xFF]] {
      #expect(CharacterSort.first(of: bytes.span) != .nothing)
      #expect(CharacterSort.last(of: bytes.span) != .nothing)
    }
  }
}
