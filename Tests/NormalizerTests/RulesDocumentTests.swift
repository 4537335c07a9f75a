import FeedModel
import Foundation
import HTML
import JSON
import Testing

@testable import Normalizer

/// Keeps docs/rules.md true: its examples do what it says, and it names everything there is.
@Suite struct RulesDocumentTests {
  private let document: String

  init() throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    document = try String(contentsOf: root.appending(path: "docs/rules.md"), encoding: .utf8)
  }

  /// A `json` block and the blocks that follow it, by what stands behind their fences.
  private struct Example {
    var json: String
    var blocks: [String: String] = [:]
  }

  private var examples: [Example] {
    var examples: [Example] = []
    // Odd pieces are inside of fences.
    for (index, piece) in document.components(separatedBy: "```").enumerated()
    where index % 2 == 1 {
      let lines = piece.split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false)
      let text = lines.count > 1 ? String(lines[1]) : ""
      if lines[0] == "json" {
        examples.append(Example(json: text))
      } else if !examples.isEmpty {
        examples[examples.count - 1].blocks[String(lines[0])] = text
      }
    }
    return examples
  }

  private func cleaned(
    _ html: String, title: String = "Title", by example: Example
  ) throws -> NormalizedEntry? {
    let json = try JSONDocument(parsing: Array(example.json.utf8), options: .configuration)
    var entry = ParsedEntry()
    entry.link = WebAddress("https://example.org/2024/post")
    entry.rawLink = "https://example.org/2024/post"
    entry.title = Text(.plain, title)
    entry.content = Text(.html, html)
    return Normalizer(rules: try Rules(merging: json.root)).normalized(
      entry: entry, context: NormalizationContext(id: "urn:uuid:0"))
  }

  private func trimmed(_ text: String) -> String {
    text.trimmingCharacters(in: .whitespacesAndNewlines)
  }

  @Test("Every example does what is shown")
  func examplesAreTrue() throws {
    var shown = 0
    for example in examples {
      if let before = example.blocks["html before"], let after = example.blocks["html after"] {
        let entry = try cleaned(before, by: example)
        #expect(trimmed(entry?.content?.html ?? "") == trimmed(after), "\(example.json)")
        shown += 1
      }
      if let before = example.blocks["text title before"],
        let after = example.blocks["text title after"]
      {
        let entry = try cleaned("<p>a</p>", title: trimmed(before), by: example)
        #expect(entry?.title == trimmed(after))
        shown += 1
      }
      for (fence, isKept) in [("text keeps", true), ("text drops", false)] {
        for title in example.blocks[fence]?.split(separator: "\n") ?? [] {
          let entry = try cleaned("<p>body</p>", title: String(title), by: example)
          #expect((entry != nil) == isKept, "\(title)")
          shown += 1
        }
      }
    }
    #expect(shown >= 21)
    #expect(examples.allSatisfy { !$0.blocks.isEmpty })
  }

  @Test("Every example changes what would come out without it")
  func examplesMatter() throws {
    for example in examples {
      guard let before = example.blocks["html before"] else { continue }
      let with = try cleaned(before, by: example)?.content?.html
      let without = try cleaned(before, by: Example(json: "{}"))?.content?.html
      #expect(with != without, "\(example.json)")
    }
  }

  @Test("Every key and every choice is documented")
  func everythingIsNamed() {
    let keys =
      RuleSet.keys + RuleTable.Key.allCases.flatMap(\.keys)
      + EntryFilter.Field.allCases.map(\.rawValue) + ["age", "match", "name", "about", "on"]
      + ["mode", "resizers", "except", "noReferrer"] + SanitizerLists.keys
    let choices =
      UnwrappingRule.Extraction.allCases.map(\.rawValue) + ["proxy", "resizer"]
      + TrackingRule.Value.allCases.map(\.rawValue) + LazyRule.Target.allCases.map(\.rawValue)
      + EmbedRule.Outcome.allCases.map(\.rawValue) + PromoRule.Structure.allCases.map(\.rawValue)
      + PromoRule.Only.allCases.map(\.rawValue) + PromoRule.Place.allCases.map(\.rawValue)
      + ImageHostRule.Care.allCases.map(\.rawValue)
      + SanitizerPolicy.Use.allCases.map(\.rawValue)
    for word in Set(keys + choices) {
      #expect(document.contains("`\(word)`") || document.contains("\"\(word)\""), "\(word)")
    }
  }
}
