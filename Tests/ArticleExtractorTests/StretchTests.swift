import HTML
import Testing

@testable import ArticleExtractor

/// Stretches of blocks that would be kept.
@Suite struct StretchTests {
  private static func runs(_ page: [(words: Int, likelihood: Float)]) -> Stretches {
    let text = page.map { "<p>" + Array(repeating: "word", count: $0.words).joined(separator: " ") }
    let document = Document(parsing: Array(text.joined().utf8))
    let outline = OutlineBuilder.outline(
      of: document.root, in: document, Vocabulary(lexicon: .empty))
    return Stretches(page.map(\.likelihood), outline.blocks)
  }

  @Test func shortInterruptionsBreakNoStretch() {
    let runs = Self.runs([(40, 0.9), (10, 0), (40, 0.9), (50, 0), (20, 0.9)])
    #expect(runs.share(of: 0) == runs.share(of: 2))
    #expect(runs.share(of: 0) > 0.75)
    #expect(runs.share(of: 3) == 0)
    #expect(runs.share(of: 4) < 0.25)
  }

  @Test func theGapIsCountedFromTheLongest() {
    let runs = Self.runs([(30, 0), (60, 0.9), (40, 0), (20, 0.9)])
    #expect(runs.gap(of: 1) == 0)
    #expect(runs.gap(of: 0) == -1)
    #expect(runs.gap(of: 2) == 1)
    #expect(runs.gap(of: 3) > 5)
  }

  @Test func aPageWithNothingToKeepHasNone() {
    let runs = Self.runs([(30, 0.1), (60, 0.2)])
    #expect(runs.share(of: 1) == 0)
    #expect(runs.gap(of: 1) == 0)
  }
}
