import FeedModel
import HTML
import JSON
import Testing

@testable import Normalizer

/// Other sanitizers' inputs and what these make of them: every difference is one of our policy.
@Suite struct SanitizerPairsTests {
  private struct Pair {
    var name: String
    var input: String
    var expected: [String]
  }

  private static let pairs: [Pair] = SharedFiles.files(in: "corpus/sanitizer", suffix: ".json")
    .filter { $0.name != "miniflux-urlcleaner.json" }
    .flatMap { file in
      let tests = (try? JSONDocument(parsing: file.bytes))?.root["tests"]?.elements.map(Array.init)
      var pairs: [Pair] = []
      for (number, test) in (tests ?? []).enumerated() {
        guard let input = test["input"]?.string else { continue }
        let expected = (test["expected"]?.elements.map(Array.init) ?? []).compactMap(\.string)
        pairs.append(Pair(name: "\(file.name) \(number)", input: input, expected: expected))
      }
      return pairs
    }

  private func cleaned(_ html: String) -> String {
    var entry = ParsedEntry()
    entry.link = WebAddress("http://example.org/")
    entry.content = Text(.html, html)
    let context = NormalizationContext(id: "urn:uuid:0")
    return Normalizer().normalized(entry: entry, context: context)?.content?.html ?? ""
  }

  @Test("Each difference from another sanitizer is of a kind that docs/sanitizer.md explains")
  func differencesAreExplained() {
    var counts: [SanitizerComparison.Difference: Int] = [:]
    for pair in Self.pairs where !pair.expected.isEmpty {
      let comparison = SanitizerComparison(input: pair.input, ours: cleaned(pair.input))
      let differences = pair.expected.map { comparison.difference(from: $0) }
      // An output that one of their browsers gives is enough.
      guard !differences.contains(nil), let difference = differences.compactMap({ $0 }).first else {
        continue
      }
      counts[difference, default: 0] += 1
      #expect(difference != .other, "\(pair.name): \(pair.input)")
    }
    if !Self.pairs.isEmpty {
      #expect(counts.keys.contains(.allowList))
      #expect(Self.pairs.count > 200)
    }
  }
}
