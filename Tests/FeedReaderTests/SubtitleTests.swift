import FeedModel
import FeedReader
import Testing

/// Texts of podcasts, and text that was encoded twice behind marks.
@Suite struct SubtitleTests {
  private func entry(_ item: String) throws -> ParsedEntry {
    let feed = """
      <rss version="2.0" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"
       xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>T</title>
      <link>https://site.example/</link><item><title>A</title><guid>1</guid>\(item)</item></channel></rss>
      """
    let read = try FeedReader().read(SourceDocument(bytes: Array(feed.utf8), name: "x"))
    return try #require(read.entries.first)
  }

  private static let subtitle = "<itunes:subtitle>Wrenches are fun!</itunes:subtitle>"
  private static let summary =
    "<itunes:summary>This week we compare metric and English wrenches.</itunes:summary>"

  @Test(arguments: [subtitle + summary, summary + subtitle])
  func anEpisodeIsToldByItsSummaryWhateverComesFirst(item: String) throws {
    let entry = try entry(item)
    #expect(entry.content?.value == "This week we compare metric and English wrenches.")
    #expect(entry.summary?.value == "Wrenches are fun!")
  }

  @Test func besideABodyTheSummaryStaysOne() throws {
    let note = "<description>A short note.</description>"
    let entry = try entry(note + Self.subtitle + Self.summary)
    #expect(entry.content?.value == "A short note.")
    #expect(entry.summary?.value == "This week we compare metric and English wrenches.")
    #expect(try self.entry(note + Self.subtitle).summary?.value == "Wrenches are fun!")
  }

  @Test(arguments: [
    ("They reported.â€¦", "They reported.…"), ("The wayâ€¦", "The way…"),
    (#"The bytes "â€¦" mean an ellipsis"#, #"The bytes "â€¦" mean an ellipsis"#),
  ])
  func textEncodedTwiceIsRepairedBehindMarks(text: String, expected: String) throws {
    #expect(try entry("<description>\(text)</description>").content?.value == expected)
  }
}
