import FeedModel
import Testing

@testable import FeedReader

/// Files that an entry names several times.
@Suite struct SameFileTests {
  private func files(_ item: String) throws -> [FeedModel.Attachment] {
    let feed = try read(
      "<rss version='2.0' xmlns:media='http://search.yahoo.com/mrss/'><channel><title>t</title>"
        + "<item><guid>1</guid>\(item)</item></channel></rss>")
    return try #require(feed.entries.first).attachments
  }

  private static func enclosure(_ url: String) -> String {
    "<enclosure url='\(url)' type='audio/mpeg'/>"
  }
  private static func media(_ url: String) -> String {
    "<media:content url='\(url)' fileSize='7' type='audio/mpeg'/>"
  }

  @Test func oneFileByBothProtocolsIsOneWithTheEnclosuresAddress() throws {
    let (plain, safe) = ("http://x.example/a.mp3?b=1", "https://x.example/a.mp3?b=1")
    for (first, second) in [(plain, safe), (safe, plain)] {
      let both = Self.enclosure(first) + Self.media(second)
      let files = try files(both)
      #expect(files.map(\.address.href) == [first])
      #expect(files.first?.bytes == 7)
      let reversed = try self.files(Self.media(second) + Self.enclosure(first))
      #expect(reversed.map(\.address.href) == [first])
    }
  }

  @Test(arguments: [
    ("http://x.example/a.mp3", "https://x.example/b.mp3"),
    ("http://x.example/a.mp3", "https://y.example/a.mp3"),
    ("https://x.example/a.mp3?b=1", "https://x.example/a.mp3?b=2"),
    ("http://x.example/a.mp3", "https://x.example/a.mp3?"),
    ("ftp://x.example/a", "http://x.example/a"),
  ])
  func otherFilesAreOthers(a: String, b: String) throws {
    #expect(try files(Self.enclosure(a) + Self.media(b)).count == 2)
  }
}
