import FeedModel
import JSON
import Normalizer
import Testing

@testable import Regenerator

@Suite struct ParallelTests {
  private func feed(_ count: Int) -> ParsedFeed {
    var feed = ParsedFeed(dialect: .rss20)
    feed.title = Text(.plain, "T")
    feed.entries = (0..<count).map { number in
      var entry = ParsedEntry()
      entry.id = "urn:x:\(number)"
      entry.title = Text(.plain, "Entry \(number)")
      entry.published = Timestamp(milliseconds: Int64(number % 7) * 1000)
      entry.content = Text(.html, "<p onclick=x>Text \(number)</p>")
      return entry
    }
    return feed
  }

  @Test(arguments: [0, 1, 32, 33, 500])
  func allCoresGiveWhatOneGives(count: Int) async {
    let context = NormalizationContext(id: "urn:x:feed")
    let one = Normalizer().normalized(feed(count), context: context)
    let all = await Normalizer().normalizedInParallel(feed(count), context: context)
    #expect(all == one)
    #expect(all.entries.count == count)
  }

  @Test func theRulesLimitHoldsToo() async throws {
    let rules = try JSONDocument(parsing: Array(#"{"limit": 40}"#.utf8)).root
    let normalizer = Normalizer(rules: try Rules(merging: rules))
    let context = NormalizationContext(id: "urn:x:feed")
    let all = await normalizer.normalizedInParallel(feed(100), context: context)
    #expect(all.entries.count == 40)
    #expect(all == normalizer.normalized(feed(100), context: context))
  }
}
