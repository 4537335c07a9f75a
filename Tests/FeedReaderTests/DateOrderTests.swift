import FeedModel
import Testing

@testable import FeedReader

/// Dates of numbers alone, whose order the feed's other dates tell.
@Suite struct DateOrderTests {
  private func dates(_ dates: [String]) throws -> [String?] {
    let items = dates.enumerated().map { index, date in
      "<item><guid>\(index)</guid><pubDate>\(date)</pubDate></item>"
    }
    let feed = try read(
      "<rss version='2.0'><channel><title>t</title>\(items.joined())</channel></rss>")
    #expect(feed.entries.count == dates.count)
    return feed.entries.map { $0.published.map { String($0.rfc3339.prefix(10)) } }
  }

  @Test func oneDateThatBeginsWithTheMonthTellsAllOthers() throws {
    #expect(
      try dates(["03/04/2023 08:00", "03/14/2023 08:00"]) == ["2023-03-04", "2023-03-14"])
    #expect(try dates(["03-14-2023", "03-04-2023"]) == ["2023-03-14", "2023-03-04"])
    #expect(
      try dates(["02/13/2023", "2023-05-06", "4 May 2023", "05/06/2023"])
        == ["2023-02-13", "2023-05-06", "2023-05-04", "2023-05-06"])
  }

  @Test func withoutSuchAOneTheDayIsFirst() throws {
    #expect(try dates(["03/04/2023", "14/03/2023"]) == ["2023-04-03", "2023-03-14"])
    #expect(try dates(["03/04/2023", "05/06/2023"]) == ["2023-04-03", "2023-06-05"])
    // Nothing is told by dates that contradict each other.
    #expect(
      try dates(["03/04/2023", "14/03/2023", "03/14/2023"])
        == ["2023-04-03", "2023-03-14", "2023-03-14"])
  }

  @Test func theHomePageBehindTheItemsIsStillTheirBase() throws {
    let feed = try read(
      "<rss version='2.0'><channel><item><link>a</link><pubDate>03/04/2023</pubDate></item>"
        + "<item><link>b</link><pubDate>03/14/2023</pubDate></item><link>https://x.example/</link>"
        + "</channel></rss>", address: "https://y.example/feed")
    #expect(feed.entries.map { $0.link?.href } == ["https://x.example/a", "https://x.example/b"])
    #expect(feed.entries.first?.published?.rfc3339 == "2023-03-04T00:00:00Z")
  }
}
