import FeedModel
import Testing

/// Dates whose zone, calendar or order is not written as others write it.
@Suite struct WildDateTests {
  private func moment(_ text: String, isMonthFirst: Bool? = nil) -> String? {
    ParsedDate(text, isMonthFirst: isMonthFirst)?.timestamp.rfc3339
  }

  // MARK: Zones

  @Test(arguments: [
    ("Tue, 12 Mar 2024 08:00:00 EST5EDT", "2024-03-12T12:00:00Z"),
    ("2024-01-12 08:00:00 PST8PDT", "2024-01-12T16:00:00Z"),
    ("2024-07-12 08:00 CST6CDT", "2024-07-12T13:00:00Z"),
    ("Tue, 12 Mar 2024 08:00:00 %z", "2024-03-12T08:00:00Z"),
    ("2024-03-12 08:00:00 %Z", "2024-03-12T08:00:00Z"),
    ("Tue, 12 Mar 2024 08:00:00 + 0530", "2024-03-12T02:30:00Z"),
    ("2024-03-12 08:00:00 - 0330", "2024-03-12T11:30:00Z"),
    ("Tue, 12 Mar 2024 08:00:00 +9999", "2024-03-12T08:00:00Z"),
    ("Tue, 12 Mar 2024 08:00:00 +3000", "2024-03-12T08:00:00Z"),
    ("Tue, 12 Mar 2024 08:00:00 -0075", "2024-03-12T08:00:00Z"),
    ("Tue, 12 Mar 2024 08:00:00 + 05:30", "2024-03-12T02:30:00Z"),
    ("Tue, 12 Mar 2024 08:00:00 +", "2024-03-12T08:00:00Z"),
    ("Tue, 12 Mar 2024 08:00:00 {zone}", "2024-03-12T08:00:00Z"),
    ("12/03/2024 08:00 {zone}", "2024-03-12T08:00:00Z"),
    ("2024-03-12 08:00:00 $z", "2024-03-12T08:00:00Z"),
    ("Tue, 12 Mar 2024 08:00:00 0530", "2024-03-12T08:00:00Z"),
  ])
  func aDateIsNeverLostForItsZone(text: String, expected: String) {
    #expect(moment(text) == expected)
  }

  @Test(arguments: [
    ("Tue, 12 Mar 2024 08:00:00 +0530", "2024-03-12T02:30:00Z"),
    ("12 Mar 08:00 - 2024", "2024-03-12T08:00:00Z"),
    ("12 March 2024 - 08:00", "2024-03-12T08:00:00Z"),
    ("2024-03-12 08:00:00 GMT+5", "2024-03-12T03:00:00Z"),
  ])
  func whatLooksLikeABrokenZoneAndIsNoneIsReadAsBefore(text: String, expected: String) {
    #expect(moment(text) == expected)
  }

  @Test(arguments: [
    "100% 2024", "12 Mar 2024 50%z", "12 Mar 2024 {zone}", "08:00 {zone}", "12 Mar 2024 + 0530",
    "Tue, 12 Mar 2024 08:00:00 {the zone of the source}", "12 Mar 2024 08:00:00:00",
  ])
  func whatHasNoClockBeforeItIsNoZone(text: String) { #expect(moment(text) == nil) }

  /// By the rules of 2007 and of 1987, an hour around each change.
  @Test(arguments: [
    ("1 Aug 2024 10:00 ET", "2024-08-01T14:00:00Z"),
    ("1 Feb 2024 10:00 ET", "2024-02-01T15:00:00Z"),
    ("August 1, 2024 10:00 AM PT", "2024-08-01T17:00:00Z"),
    ("10 Mar 2024 01:59 CT", "2024-03-10T07:59:00Z"),
    ("10 Mar 2024 03:00 CT", "2024-03-10T08:00:00Z"),
    ("3 Nov 2024 01:59 MT", "2024-11-03T07:59:00Z"),
    ("3 Nov 2024 02:00 MT", "2024-11-03T09:00:00Z"),
    ("20 Mar 2005 10:00 ET", "2005-03-20T15:00:00Z"),
    ("4 Apr 2005 10:00 ET", "2005-04-04T14:00:00Z"),
    ("29 Oct 2005 10:00 ET", "2005-10-29T14:00:00Z"),
    ("31 Oct 2005 10:00 ET", "2005-10-31T15:00:00Z"),
    ("1 Aug 2024 10:00 ET (UTC-5)", "2024-08-01T15:00:00Z"),
    // These name the half of the year themselves.
    ("1 Aug 2024 10:00 EST", "2024-08-01T15:00:00Z"),
    ("1 Feb 2024 10:00 EDT", "2024-02-01T14:00:00Z"),
  ])
  func americanZonesAreThoseOfTheSeason(text: String, expected: String) {
    #expect(moment(text) == expected)
  }

  // MARK: Words and signs

  @Test(arguments: [
    ("3. септембра 2023.", "2023-09-03T00:00:00Z"), ("3 маја 2023 08:15", "2023-05-03T08:15:00Z"),
    ("3. februara 2023. u 08:15", "2023-02-03T08:15:00Z"),
    ("3. augusta 2023.", "2023-08-03T00:00:00Z"),
    ("sreda, 3. maja 2023.", "2023-05-03T00:00:00Z"),
    ("Sep 3, 2023 @ 08:15", "2023-09-03T08:15:00Z"),
    ("September 3, 2023 @ 8:15 pm", "2023-09-03T20:15:00Z"),
    ("23/09/2023 @ 08:15", "2023-09-23T08:15:00Z"), ("Sep-23-2023", "2023-09-23T00:00:00Z"),
    ("Sep-03-2023 08:15", "2023-09-03T08:15:00Z"), ("23-Sep-2023", "2023-09-23T00:00:00Z"),
  ])
  func readsSerbianGenitivesAndWhatPlugInsWrite(text: String, expected: String) {
    #expect(moment(text) == expected)
  }

  @Test(arguments: ["ann@2023-09-23", "Sep-2023-23", "Sep-99-2023", "@", "Sep-"])
  func aSignBetweenOtherThingsMakesNoDate(text: String) { #expect(moment(text) == nil) }

  // MARK: Calendars

  @Test(arguments: [
    ("令和5年3月7日", "2023-03-07T00:00:00Z"), ("令和元年5月1日 10:05", "2019-05-01T10:05:00Z"),
    ("平成30年12月31日(月)", "2018-12-31T00:00:00Z"), ("昭和64年1月7日", "1989-01-07T00:00:00Z"),
    ("民國112年3月7日", "2023-03-07T00:00:00Z"),
    ("中華民國 112 年 3 月 7 日", "2023-03-07T00:00:00Z"), ("2023 年 3 月 7 日", "2023-03-07T00:00:00Z"),
    ("中華民國112年3月7日 下午 3:05", "2023-03-07T15:05:00Z"),
    ("民国112/03/07", "2023-03-07T00:00:00Z"), ("2023年3月7日", "2023-03-07T00:00:00Z"),
    ("1402/12/16 08:15", "2024-03-06T08:15:00Z"), ("1403/01/01", "2024-03-20T00:00:00Z"),
    ("1399-12-30", "2021-03-20T00:00:00Z"), ("۱۴۰۲/۱۲/۱۶", "2024-03-06T00:00:00Z"),
    ("۱۶ اسفند ۱۴۰۲", "2024-03-06T00:00:00Z"), ("1402/02/31", "2023-05-21T00:00:00Z"),
  ])
  func readsTheYearsOfOtherCalendars(text: String, expected: String) {
    #expect(moment(text) == expected)
  }

  @Test(arguments: ["1445/09/01", "1402/12/31", "1402/13/01", "۱۶ اسفند ۲۰۲۴"])
  func refusesWhatNoKnownCalendarHas(text: String) { #expect(moment(text) == nil) }

  @Test(arguments: [
    ("14 May 1403", "1403-05-14T00:00:00Z"), ("1403-05-14T08:15:00Z", "1403-05-14T08:15:00Z"),
    ("1066-10-14", "1066-10-14T00:00:00Z"), ("1499/05/14", "1499-05-14T00:00:00Z"),
  ])
  func oldDatesOfTheCommonCalendarStay(text: String, expected: String) {
    #expect(moment(text) == expected)
  }

  // MARK: Order

  @Test func aNumberThatIsNoMonthIsTheDay() {
    #expect(moment("07-24-2023 08:15") == "2023-07-24T08:15:00Z")
    #expect(moment("07.24.2023") == "2023-07-24T00:00:00Z")
    #expect(moment("24-07-2023 08:15") == "2023-07-24T08:15:00Z")
    #expect(moment("24-25-2023") == nil)
  }

  @Test(arguments: [
    ("04/05/2023", "2023-05-04", "2023-04-05"), ("04-05-2023", "2023-05-04", "2023-04-05"),
    ("24/05/2023", "2023-05-24", "2023-05-24"), ("04.05.2023", "2023-05-04", "2023-05-04"),
    ("Thu, 04/05/2023", "2023-05-04", "2023-05-04"), ("2023/04/05", "2023-04-05", "2023-04-05"),
  ])
  func theOrderOfOtherDatesDecidesWhatIsOpen(text: String, unknown: String, monthFirst: String) {
    #expect(moment(text) == "\(unknown)T00:00:00Z")
    #expect(moment(text, isMonthFirst: true) == "\(monthFirst)T00:00:00Z")
  }

  @Test func tellsWhatADateSaysOfItsOrder() {
    let texts = [
      "24/05/2023", "05/24/2023", "04/05/2023", "05/05/2023", "2023/04/05", "4 May 2023",
    ]
    let orders = texts.map { ParsedDate($0)?.numberOrder }
    #expect(orders == [.dayFirst, .monthFirst, .open, .settled, .settled, .settled])
  }
}
