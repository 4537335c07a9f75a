import FeedModel
import JSON
import Synchronization
import Testing

@testable import Normalizer

/// What cleaning may cost where somebody else says what is looked for.
@Suite struct WorkLimitTests {
  private func feed(_ count: Int) -> ParsedFeed {
    var feed = ParsedFeed(dialect: .rss20)
    feed.entries = (0..<count).map { number in
      var entry = ParsedEntry()
      entry.id = "\(number)"
      entry.title = Text(.plain, String(repeating: "a", count: 30) + "b")
      return entry
    }
    return feed
  }

  private func titles(_ json: String, _ limit: WorkLimit?) throws -> Int {
    let rules = try Rules(merging: try JSONDocument(parsing: Array(json.utf8)).root)
    var context = NormalizationContext(id: "urn:uuid:0")
    context.limit = limit
    return Normalizer(rules: rules).normalized(feed(20), context: context).entries.count
  }

  @Test func stepsAreThoseOfAllEntriesTogether() throws {
    let drop = #"{"drop": {"title": "/[ab]a*[cd]/"}}"#
    let one = WorkLimit(steps: 100_000) { false }
    #expect(try titles(drop, one) == 20)
    let used = 100_000 - one.stepsLeft
    #expect(used > 20 && !one.isSpent && !one.hasSlowPattern)
    let half = WorkLimit(steps: used / 2) { false }
    #expect(try titles(drop, half) < 20)
    #expect(half.isSpent && half.isOver)
    // Each of them far below what one entry may cost.
    #expect(try titles(drop, nil) == 20)
  }

  @Test func aPatternThatIsTooSlowForOneEntryIsNoted() throws {
    let limit = WorkLimit(steps: .max) { false }
    #expect(try titles(#"{"drop": {"title": "/(a+)+$/"}}"#, limit) == 20)
    #expect(limit.hasSlowPattern && !limit.isSpent)
  }

  @Test func patternsOfAnEntryThatIsBegunTakeNoMoreStepsWhenItIsTooLate() throws {
    let asked = Mutex(0)
    let limit = WorkLimit(steps: 1_000_000_000) {
      asked.withLock { asked in
        asked += 1
        // Once before the entry, once before its first pattern.
        return asked > 2
      }
    }
    _ = try titles(#"{"drop": [{"title": "/x[cd]|[ab]a*[cd]/"}, {"title": "/(a+)+$/"}]}"#, limit)
    #expect(!limit.isSpent && !limit.hasSlowPattern)
    let used = 1_000_000_000 - limit.stepsLeft
    #expect(used > 0 && used < 10_000)
  }

  @Test func noEntryIsBegunWhenItIsTooLate() throws {
    let asked = Mutex(0)
    let limit = WorkLimit(steps: .max) {
      asked.withLock { asked in
        asked += 1
        return asked > 5
      }
    }
    #expect(try titles("{}", limit) == 5)
    #expect(limit.isOver && !limit.isSpent && !limit.hasSlowPattern)
  }
}
