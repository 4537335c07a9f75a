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

  @Test(arguments: [
    (["c.jpg", "a.mp3"], "a.mp3"), (["n.pdf", "a.mp4", "b.mp3"], "a.mp4"),
    (["a.mp3", "a.ogg"], "a.mp3"), (["c.jpg", "n.pdf"], "c.jpg"), (["c.png"], "c.png"),
  ])
  func theFirstSoundOrFilmIsTheEnclosure(_ names: [String], _ expected: String) {
    var feed = SampleFeeds.full
    feed.entries = [SampleFeeds.bareEntry]
    feed.entries[0].attachments = names.map { name in
      let types = ["jpg": "image/jpeg", "png": "image/png", "pdf": "application/pdf"]
      let sounds = ["mp3": "audio/mpeg", "ogg": "audio/ogg", "mp4": "video/mp4"]
      let suffix = String(name.suffix(3))
      return Attachment(
        address: SampleFeeds.address("https://files.example/\(name)"),
        mediaType: types[suffix] ?? sounds[suffix])
    }
    let text = String(decoding: RSSEmitter().rendered(feed, selfAddress: nil), as: UTF8.self)
    #expect(text.contains("<enclosure url=\"https://files.example/\(expected)\""))
    for name in names where name != expected {
      #expect(text.contains("<media:content url=\"https://files.example/\(name)\""))
    }
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
