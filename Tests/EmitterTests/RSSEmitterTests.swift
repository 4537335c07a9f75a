import Emitter
import FeedModel
import Foundation
import Testing

@Suite struct RSSEmitterTests {
  let selfAddress = SampleFeeds.address("https://feeds.example/world.rss")

  @Test func writesEveryFieldOfTheModel() throws {
    let bytes = RSSEmitter().rendered(SampleFeeds.full, selfAddress: selfAddress)
    try Golden.expect(bytes, is: "rss/full.rss")
  }

  @Test(arguments: SampleFeeds.hostileTexts)
  func C12_hostileTextAnywhereLeavesTheDocumentWellFormed(_ text: String) throws {
    let bytes = RSSEmitter().rendered(SampleFeeds.filled(with: text), selfAddress: selfAddress)
    try WellFormed.expect(bytes)
  }

  @Test func anUntitledItemHasADescription() {
    var feed = SampleFeeds.full
    feed.entries = [SampleFeeds.bareEntry]
    feed.entries[0].content = CleanHTML(sanitized: "<p>x</p>")
    let text = String(decoding: RSSEmitter().rendered(feed, selfAddress: nil), as: UTF8.self)
    #expect(text.contains("<description>&lt;p&gt;x&lt;/p&gt;</description>"))
  }

  @Test(
    arguments: [
      (0, "Thu, 01 Jan 1970 00:00:00 GMT"), (1_729_841_822, "Fri, 25 Oct 2024 07:37:02 GMT"),
      (951_782_400, "Tue, 29 Feb 2000 00:00:00 GMT"), (-1, "Wed, 31 Dec 1969 23:59:59 GMT"),
      (-62_135_596_800, "Mon, 01 Jan 0001 00:00:00 GMT"),
      (253_402_300_799, "Fri, 31 Dec 9999 23:59:59 GMT"),
    ] as [(Int64, String)])
  func datesAreRFC822(_ seconds: Int64, _ expected: String) {
    var feed = SampleFeeds.full
    feed.updated = SampleFeeds.time(seconds)
    let text = String(decoding: RSSEmitter().rendered(feed, selfAddress: nil), as: UTF8.self)
    #expect(text.contains("<lastBuildDate>\(expected)</lastBuildDate>"))
  }
}
