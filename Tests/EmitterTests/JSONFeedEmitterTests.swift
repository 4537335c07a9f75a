import Emitter
import FeedModel
import JSON
import Testing

@Suite struct JSONFeedEmitterTests {
  let selfAddress = SampleFeeds.address("https://feeds.example/world.json")

  @Test func writesEveryFieldOfTheModel() throws {
    let bytes = JSONFeedEmitter().rendered(SampleFeeds.full, selfAddress: selfAddress)
    try Golden.expect(bytes, is: "json/full.json")
    try Judge.expectPasses(bytes, "judge_json.py")
  }

  @Test func anEmptyFeedIsValid() throws {
    let feed = NormalizedFeed(
      id: "urn:x:y", title: "Empty", authors: [Person(name: "A")], updated: .epoch)
    let bytes = JSONFeedEmitter().rendered(feed, selfAddress: selfAddress)
    try Golden.expect(bytes, is: "json/empty.json")
    try Judge.expectPasses(bytes, "judge_json.py")
  }

  @Test(arguments: SampleFeeds.hostileTexts)
  func C12_hostileTextAnywhereComesBackAsItWas(_ text: String) throws {
    let bytes = JSONFeedEmitter().rendered(
      SampleFeeds.filled(with: text), selfAddress: selfAddress)
    try Judge.expectPasses(bytes, "judge_json.py")
    let root = try JSONDocument(parsing: bytes).root
    #expect(root["title"]?.string == text)
    #expect(root["items"]?[0]?["content_html"]?.string == text)
  }

  @Test func streamedPiecesAreTheWholeDocument() {
    var feed = SampleFeeds.full
    feed.entries = (0..<50).map { index in
      var entry = SampleFeeds.fullEntry
      entry.id = EntryID(iri: "urn:x:\(index)")
      return entry
    }
    var pieces: [[UInt8]] = []
    JSONFeedEmitter().write(feed, links: DocumentLinks()) { pieces.append($0) }
    #expect(pieces.count == 51)
    // No more than an entry is in memory at a time.
    let entry = JSONFeedEmitter().rendered(SampleFeeds.full, selfAddress: nil).count
    #expect(pieces.allSatisfy { $0.count <= entry })
    #expect(Array(pieces.joined()) == JSONFeedEmitter().rendered(feed, selfAddress: nil))
  }

  @Test func anItemWithoutHTMLHasText() throws {
    var feed = SampleFeeds.full
    feed.entries = [SampleFeeds.bareEntry]
    feed.entries[0].summary = "Short"
    let root = try JSONDocument(
      parsing: JSONFeedEmitter().rendered(feed, selfAddress: nil)
    ).root
    #expect(root["items"]?[0]?["content_text"]?.string == "Short")
    #expect(root["items"]?[0]?["content_html"] == nil)
    #expect(root["items"]?[0]?["date_published"] == nil)
  }
}
