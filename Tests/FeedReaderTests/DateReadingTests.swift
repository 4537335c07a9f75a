import FeedModel
import Testing

@testable import FeedReader

/// Dates of feeds: zones by name, the source's own zone, and dates that stand for none.
@Suite struct DateReadingTests {
  /// Knows one zone, five and a half hours east.
  private static let reader = FeedReader(zones: { name in
    name == "Test/East" ? { @Sendable _ in 330 } : nil
  })

  private func published(_ date: String, timezone: String? = nil) throws -> ParsedEntry? {
    var document = document(
      "<rss><channel><item><guid>1</guid><pubDate>\(date)</pubDate></item></channel></rss>")
    document.timezone = timezone
    return try Self.reader.read(document).entries.first
  }

  @Test(arguments: [
    ("2025-03-03 08:00:00 Test/East", "2025-03-03T02:30:00Z"),
    ("2025-03-03T08:00:00[Test/East]", "2025-03-03T02:30:00Z"),
    ("2025-03-03T08:00:00+01:00[Test/East]", "2025-03-03T07:00:00Z"),
    ("2025-03-03 08:00:00 No/Where", "2025-03-03T08:00:00Z"),
    ("2025-03-03 08:00:00", "2025-03-03T08:00:00Z"),
  ])
  func readsAZoneByItsName(date: String, expected: String) throws {
    #expect(try published(date)?.published?.rfc3339 == expected)
  }

  @Test(arguments: [
    ("2025-03-03 08:00:00", "2025-03-03T02:30:00Z"), ("2025-03-03", "2025-03-03T00:00:00Z"),
    ("Mon, 03 Mar 2025 08:00:00 QZT", "2025-03-03T02:30:00Z"),
    ("2025-03-03T08:00:00Z", "2025-03-03T08:00:00Z"),
  ])
  func readsClocksWithoutAZoneInTheSourcesOwn(date: String, expected: String) throws {
    #expect(try published(date, timezone: "Test/East")?.published?.rfc3339 == expected)
  }

  @Test(arguments: [
    (
      "<time datetime='2019-05-03T19:21:28Z'>Fri, 05/03/2019 - 15:21</time>", "2019-05-03T19:21:28Z"
    ),
    (
      "&lt;time datetime=\"2019-05-03T19:21:28Z\" class=\"d\">Fri, 05/03/2019&lt;/time>",
      "2019-05-03T19:21:28Z"
    ),
    ("<time>2019-05-03T19:21:28Z</time>", "2019-05-03T19:21:28Z"),
    ("&lt;span>2019-05-03T19:21:28Z&lt;/span>", "2019-05-03T19:21:28Z"),
    ("<b>soon</b>", nil), ("&lt;b>soon&lt;/b>", nil), ("<time datetime=''/>", nil), ("&lt;", nil),
  ])
  func readsADateWithinMarkup(date: String, expected: String?) throws {
    #expect(try published(date)?.published?.rfc3339 == expected)
  }

  @Test func saysThatAZoneIsNotKnown() throws {
    let feed = try read(
      "<rss><channel><item><guid>1</guid><pubDate>Mon, 03 Mar 2025 08:00:00 Middle Earth Time</pubDate>"
        + "</item></channel></rss>")
    #expect(feed.entries.first?.published?.rfc3339 == "2025-03-03T08:00:00Z")
    #expect(feed.diagnostics.map(\.code).contains("date-zone-unknown"))
  }

  @Test(arguments: [
    "Thu, 01 Jan 1970 00:00:00 GMT", "1969-12-31T16:00:00-08:00", "1970-01-01T00:00:00+08:00",
    "0001-01-01T00:00:00Z", "1899-12-30T00:00:00Z", "1900-01-01", "1904-01-01T00:00:00Z",
    "Fri, 25 Oct 0024 08:00:00 GMT",
  ])
  func takesTheFirstMomentOfAClockForNoDate(date: String) throws {
    #expect(try published(date)?.published == nil)
  }

  @Test(arguments: ["1970-01-01T00:00:01Z", "1969-07-20T20:17:40Z", "1900-01-02", "1066-10-14"])
  func keepsOldDates(date: String) throws {
    #expect(try published(date)?.published != nil)
  }

  @Test func readsMonthsInTheFeedsLanguage() throws {
    for (language, month) in [("hr", 10), ("pl", 11), ("en", 11)] {
      let feed = try read(
        "<rss><channel><language>\(language)</language><item><guid>1</guid>"
          + "<pubDate>3 lis 2025 08:00:00 +0000</pubDate></item></channel></rss>")
      #expect(feed.entries.first?.published?.rfc3339 == "2025-\(month)-03T08:00:00Z")
    }
  }
}
