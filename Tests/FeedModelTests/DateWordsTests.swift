import Testing

@testable import FeedModel

@Suite struct DateWordsTests {
  @Test(arguments: [
    ("jan", 1), ("JAN", 1), ("January", 1), ("sept", 9), ("März", 3), ("MÄRZ", 3), ("févr", 2),
    ("fe\u{301}vrier", 2), ("FE\u{301}VRIER", 2), ("ΙΑΝΟΥΆΡΙΟΣ", 1), ("января", 1), ("ЯНВАРЯ", 1),
    ("MAYIS", 5), ("mayıs", 5), ("KASIM", 11), ("juill", 7), ("juin", 6), ("二月", 2), ("มี.ค", 3),
  ])
  func wordsOfMonthsAreFoundInAnyCase(word: String, month: Int) {
    var word = word
    #expect(word.withUTF8 { DateWords.meaning(of: $0) } == .month(month))
  }

  /// `jui` begins two months of French, `lis` two of Croatian and Polish; the others are words of
  /// other kinds, or none.
  @Test(arguments: ["jui", "ja", "janx", "法广", "x", "monday", "gmt", "uhr"])
  func otherWordsAreNoMonths(word: String) {
    var word = word
    let meaning = word.withUTF8 { DateWords.meaning(of: $0) }
    if case .month = meaning { Issue.record("\(word) is no month") }
  }

  @Test func listopadIsOctoberInCroatianAlone() {
    var word = "listopad"
    #expect(word.withUTF8 { DateWords.month($0, language: "hr") } == 10)
    #expect(word.withUTF8 { DateWords.month($0, language: "hr-BA") } == 10)
    #expect(word.withUTF8 { DateWords.month($0, language: "pl") } == 11)
    #expect(word.withUTF8 { DateWords.month($0, language: nil) } == 11)
  }

  /// Languages that are not listed never ask the table.
  @Test func languagesWithMonthsOfTheirOwnAreListed() {
    #expect(MonthTable.shared.listsItsExceptions)
  }
}
