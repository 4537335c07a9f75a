import FeedModel
import Testing

@Suite struct TimestampTests {
  @Test(
    arguments: [
      (0, "1970-01-01T00:00:00Z"), (1_729_841_822_000, "2024-10-25T07:37:02Z"),
      (1_729_841_822_007, "2024-10-25T07:37:02.007Z"), (-1, "1969-12-31T23:59:59.999Z"),
      (951_782_400_000, "2000-02-29T00:00:00Z"), (-62_135_596_800_000, "0001-01-01T00:00:00Z"),
      (253_402_300_799_999, "9999-12-31T23:59:59.999Z"),
    ] as [(Int64, String)])
  func isWrittenByRFC3339(milliseconds: Int64, text: String) throws {
    let timestamp = try #require(Timestamp(milliseconds: milliseconds))
    #expect(timestamp.rfc3339 == text)
    #expect(timestamp.month == text.prefix(7))
  }

  @Test func everyDayOfTheCalendarGoesThereAndBack() throws {
    var days = CivilTime.daysSinceEpoch(year: 1, month: 1, day: 1)
    var weekday = CivilTime(year: 1, month: 1, day: 1).weekday
    for year in [1, 4, 100, 400, 1582, 1600, 1899, 1900, 1969, 1970, 2000, 2023, 2024, 2100, 9999] {
      days = CivilTime.daysSinceEpoch(year: year, month: 1, day: 1)
      weekday = CivilTime(year: year, month: 1, day: 1).weekday
      for month in 1...12 {
        for day in 1...CivilTime.daysInMonth(month, year: year) {
          #expect(CivilTime.daysSinceEpoch(year: year, month: month, day: day) == days)
          #expect(CivilTime.date(daysSinceEpoch: days) == (year, month, day))
          #expect(CivilTime(year: year, month: month, day: day).weekday == weekday)
          days += 1
          weekday = (weekday + 1) % 7
        }
      }
    }
    #expect(CivilTime(year: 2026, month: 11, day: 23).weekday == 1)
  }

  @Test func civilTimesBecomeMoments() {
    let civil = CivilTime(year: 2024, month: 10, day: 25, hour: 15, minute: 37, second: 2)
    #expect(Timestamp(civil, offsetMinutes: 480)?.rfc3339 == "2024-10-25T07:37:02Z")
    #expect(Timestamp(civil, offsetMinutes: -570)?.rfc3339 == "2024-10-26T01:07:02Z")
    #expect(Timestamp(civil).map { CivilTime($0) } == civil)
    let leap = CivilTime(year: 2016, month: 12, day: 31, hour: 23, minute: 59, second: 60)
    #expect(Timestamp(leap)?.rfc3339 == "2017-01-01T00:00:00Z")
    #expect(Timestamp(seconds: 1)?.milliseconds == 1000 && Timestamp(seconds: .max) == nil)
  }

  @Test(arguments: [
    (2023, 2, 29, 0), (2100, 2, 29, 0), (2024, 4, 31, 0), (2024, 13, 1, 0), (2024, 0, 1, 0),
    (2024, 1, 0, 0), (2024, 1, 32, 0), (0, 1, 1, 0), (10_000, 1, 1, 0), (2024, 1, 1, 24),
    (.max, .max, .max, 0), (.min, .min, .min, .min), (1, 1, 1, -1),
  ])
  func datesThatDoNotExistAreNil(year: Int, month: Int, day: Int, hour: Int) {
    #expect(Timestamp(CivilTime(year: year, month: month, day: day, hour: hour)) == nil)
  }

  @Test func momentsBeforeYear1AndAfter9999AreNil() {
    #expect(Timestamp(CivilTime(year: 1, month: 1, day: 1), offsetMinutes: 1) == nil)
    let last = CivilTime(year: 9999, month: 12, day: 31, hour: 23, minute: 59, second: 59)
    #expect(Timestamp(last, offsetMinutes: -1) == nil && Timestamp(last) != nil)
  }
}

@Suite struct InternetDateTests {
  @Test(arguments: [
    (0, "Thu, 01 Jan 1970 00:00:00 GMT"), (1_729_841_822_999, "Fri, 25 Oct 2024 07:37:02 GMT"),
    (-62_135_596_800_000, "Mon, 01 Jan 0001 00:00:00 GMT"),
  ])
  func mailAndHTTPDatesHaveOneForm(milliseconds: Int64, text: String) {
    #expect(Timestamp(milliseconds: milliseconds)?.internetDate == text)
  }
}
