import FeedModel
import FeedReader
import Testing

@testable import Normalizer

/// Files that have no address on the web.
@Suite struct TorrentTests {
  private func entry(_ item: String) throws -> NormalizedEntry {
    let rss =
      "<rss version=\"2.0\"><channel><title>S</title><link>https://example.org/</link>"
      + "<item><title>A</title>\(item)</item></channel></rss>"
    let feed = try FeedReader().read(SourceDocument(bytes: Array(rss.utf8), name: "feed"))
    let clean = Normalizer().normalized(feed, context: NormalizationContext(id: "urn:x"))
    return try #require(clean.entries.first)
  }

  private static let magnet = "magnet:?xt=urn:btih:ABC&amp;dn=x"

  @Test(arguments: [
    "<link>\(magnet)</link>",
    "<link>https://example.org/1</link><enclosure url='\(magnet)' length='0'/>",
    "<link>\(magnet)</link><enclosure url='\(magnet)' type='application/x-bittorrent'/>",
  ])
  func aMagnetLinkIsAFileOfItsEntry(item: String) throws {
    let files = try entry(item).attachments
    #expect(files.map(\.address.href) == ["magnet:?xt=urn:btih:ABC&dn=x"])
    #expect(files.map(\.mediaType) == ["application/x-bittorrent"])
    #expect(files.map(\.bytes) == [nil])
  }

  @Test(arguments: [
    "<enclosure url='magnet:' type='audio/mpeg'/>", "<enclosure url='javascript:go()'/>",
    "<link>data:text/plain,x</link>", "<enclosure url='file:///etc/passwd'/>",
  ])
  func whatNobodyCanHaveIsNone(item: String) throws {
    #expect(try entry(item).attachments.isEmpty)
  }
}
