import FeedModel
import FilterLists
import Foundation
import Testing

@testable import Normalizer

/// Keeps docs/filter-lists.md true.
@Suite struct FilterListsDocumentTests {
  private let document: String

  init() throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    document = try String(
      contentsOf: root.appending(path: "docs/filter-lists.md"), encoding: .utf8)
  }

  private func block(_ fence: String) throws -> String {
    let start = try #require(document.range(of: "```\(fence)\n"))
    let end = try #require(document.range(of: "\n```", range: start.upperBound..<document.endIndex))
    return String(document[start.upperBound..<end.lowerBound])
  }

  @Test func theExampleDoesWhatIsShown() throws {
    var entry = ParsedEntry()
    entry.rawLink = "https://news.example/story"
    entry.link = WebAddress("https://news.example/story")
    entry.content = Text(.html, try block("html before"))
    let lists = CompiledLists(compiling: [Array(try block("adblock").utf8)])
    #expect(lists.unsupported.reasons.isEmpty)
    let context = NormalizationContext(id: "urn:uuid:0")
    let rules = Rules.builtIn.filtering(by: lists, named: "x")
    let clean = try #require(Normalizer(rules: rules).normalized(entry: entry, context: context))
    #expect(clean.content?.html == (try block("html after")))
    // Every rule of the example matters.
    for line in try block("adblock").split(separator: "\n") where !line.hasPrefix("!") {
      let rest = try block("adblock").replacingOccurrences(of: line, with: "!")
      let lists = CompiledLists(compiling: [Array(rest.utf8)])
      let rules = Rules.builtIn.filtering(by: lists, named: "x")
      let other = Normalizer(rules: rules).normalized(entry: entry, context: context)
      #expect(other?.content?.html != clean.content?.html, "\(line)")
    }
  }

  @Test func everyOptionIsNamed() {
    let names = [
      "domain", "from", "to", "denyallow", "third-party", "3p", "first-party", "1p", "strict3p",
      "strict1p", "all", "document", "elemhide", "generichide", "specifichide", "important",
      "badfilter", "match-case", "removeparam", "redirect", "rewrite",
    ]
    for name in names {
      #expect(document.contains("`\(name)`") || document.contains("`$\(name)`"), "\(name)")
    }
  }
}
