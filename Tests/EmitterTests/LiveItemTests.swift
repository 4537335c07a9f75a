import Emitter
import FeedModel
import Testing

/// Podcasting 2.0's live items, which hold elements of RSS.
@Suite struct LiveItemTests {
  private typealias Element = ExtensionElement

  private static func leaf(
    _ name: String, _ text: String = "", in namespace: String = ""
  ) -> Element {
    Element(namespace: namespace, name: name, text: text)
  }

  private func feed() -> NormalizedFeed {
    var file = Self.leaf("enclosure")
    file.attributes = [
      .init(name: "url", value: "https://x.example/live"), .init(name: "onclick", value: "x()"),
    ]
    let podcast = ExtensionTests.podcast
    let item = Element(
      namespace: podcast, name: "liveItem", attributes: [.init(name: "status", value: "live")],
      children: [
        Self.leaf("title", "Now"), Self.leaf("guid", "live-1"), file, Self.leaf("script", "x()"),
        Self.leaf("contentLink", "Watch", in: podcast),
        Self.leaf("title", "Now", in: "http://www.w3.org/1999/xhtml"),
      ])
    var feed = NormalizedFeed(
      id: "urn:x:y", title: "T", authors: [Person(name: "A")], updated: .epoch)
    feed.extensions = [item, Self.leaf("title", "no"), Self.leaf("guid", "no")]
    feed.entries = [SampleFeeds.bareEntry]
    feed.entries[0].extensions = [Self.leaf("title", "no"), Self.leaf("enclosure", "no")]
    return feed
  }

  private func lines(_ bytes: [UInt8]) -> [String] {
    String(decoding: bytes, as: UTF8.self).split(separator: "\n").map {
      String($0.trimmingPrefix { $0 == " " })
    }
  }

  @Test func theirElementsComeOutInBothFormatsOfXML() throws {
    let atom = lines(AtomEmitter().rendered(feed(), selfAddress: nil))
    let rss = lines(RSSEmitter().rendered(feed(), selfAddress: nil))
    for (found, mark) in [(atom, " xmlns=\"\""), (rss, "")] {
      let start = try #require(found.firstIndex(of: "<podcast:liveItem status=\"live\">"))
      #expect(
        found[start...].prefix(6).dropFirst() == [
          "<title\(mark)>Now</title>", "<guid\(mark)>live-1</guid>",
          "<enclosure\(mark) url=\"https://x.example/live\"/>",
          "<podcast:contentLink>Watch</podcast:contentLink>", "</podcast:liveItem>",
        ])
      #expect(!found.contains { $0.contains(">no<") })
    }
  }
}
