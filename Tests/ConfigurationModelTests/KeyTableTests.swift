import FeedModel
import Foundation
import JSON
import Testing

@testable import ConfigurationModel

/// The table of keys, and that everything made from it holds together.
@Suite struct KeyTableTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// Each row with the object that it stands in and the name of its property.
  private static let rows: [(object: String, property: String, row: any KeyRow)] = {
    func rows<Keys: KeyTable>(
      _ object: String, _ table: KeyRows<Keys>
    ) -> [(
      object: String, property: String, row: any KeyRow
    )] {
      Mirror(reflecting: table.keys).children.compactMap { child in
        (child.value as? any KeyRow).map { (object, child.label ?? "", $0) }
      }
    }
    return rows("", ConfigurationKeys.table) + rows("fetch", FetchKeys.table)
      + rows("defaults", FeedDefaultKeys.table) + rows("every", EveryKeys.table)
      + rows("duplicates", DuplicatesKeys.table) + rows("feed", FeedKeys.table)
      + rows("source", SourceKeys.table)
  }()

  @Test func everyRowSaysAllThatTheManualNeeds() {
    #expect(Self.rows.count > 50)
    for (object, property, row) in Self.rows {
      let place = "\(object).\(property)"
      #expect(!row.name.isEmpty && !row.words.isEmpty && !row.standardText.isEmpty, "\(place)")
      #expect(row.about.count > 8 && !row.about.hasSuffix("."), "\(place)")
      #expect(!row.about.contains("|") && !row.words.contains("|"), "\(place) breaks the table")
    }
  }

  @Test func namesAreGivenOnce() {
    for section in KeyReference.sections {
      let names = (section.rows + section.others).map(\.name)
      #expect(Set(names).count == names.count, "\(section.name)")
    }
  }

  /// What nobody reads has no effect, and does not belong in the table.
  @Test func everyRowIsRead() throws {
    let sources = Self.root.appending(path: "Sources")
    let found = FileManager.default.enumerator(atPath: sources.path)?.compactMap { $0 as? String }
    let code = try (found ?? [])
      .filter { $0.hasSuffix(".swift") && !$0.hasSuffix("/ConfigurationKeys.swift") }
      .map { try String(contentsOf: sources.appending(path: $0), encoding: .utf8) }
      .joined()
    for (object, property, _) in Self.rows {
      let use = try Regex("\\.\(property)\\b")
      #expect(code.firstMatch(of: use) != nil, "nobody reads \(object).\(property)")
    }
  }

  /// The table alone says which keys there are: no code asks a configuration's JSON for a name.
  @Test func noKeyIsReadThatIsNotInTheTable() throws {
    let folder = Self.root.appending(path: "Sources/ConfigurationModel")
    let allowed = ["every", "entries", "maxEntries"]
    let found = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String }
    for path in (found ?? []).filter({ $0.hasSuffix(".swift") }) {
      let text = try String(contentsOf: folder.appending(path: path), encoding: .utf8)
      for match in text.matches(of: /\w\??\["([^"]+)"\]/) {
        #expect(allowed.contains(String(match.1)), "\(path) reads \(match.1)")
      }
    }
  }

  @Test("The manual's tables are those of the table: make generate")
  func theManualIsMadeFromIt() throws {
    let file = Self.root.appending(path: "docs/configuration.md")
    let text = try String(contentsOf: file, encoding: .utf8)
    #expect(KeyReference.manual(text) == text)
  }

  @Test("The JSON Schema is that of the table: make generate")
  func theSchemaIsMadeFromIt() throws {
    let file = Self.root.appending(path: "docs/config.schema.json")
    #expect(try Data(contentsOf: file) == Data(KeyReference.schema()))
  }

  @Test func theSchemaKnowsEveryKeyAndNoOther() throws {
    let schema = try JSONDocument(parsing: KeyReference.schema()).root
    for section in KeyReference.sections {
      let object =
        section.name.isEmpty ? schema : try #require(schema["definitions"]?[section.name])
      let names = try #require(object["properties"]?.members).map(\.name)
      #expect(
        Set(names).subtracting(["$schema"]) == Set((section.rows + section.others).map(\.name)))
      #expect(object["additionalProperties"]?.bool == false)
    }
  }

  /// Values at the end of what is allowed, and just beyond it.
  @Test(
    "Every number and quantity has a ceiling",
    arguments: [
      ("fetch", "connections", "1024", "1025"), ("fetch", "perHost", "1", "0"),
      ("fetch", "gap", #""1h""#, #""3601s""#), ("fetch", "timeout", #""24h""#, #""0s""#),
      ("fetch", "timeout", #""1s""#, #""9223372036854775807s""#),
      ("fetch", "maxBytes", #""4GiB""#, #""5GiB""#),
      ("fetch", "maxBytes", #""1B""#, #""9223372036854775807GiB""#),
      ("fetch", "memory", #""1TiB""#, #""2TiB""#),
      ("defaults", "keep", #""36500d""#, #""36501d""#),
      ("defaults", "entries", "1", "0"), ("defaults", "maxEntries", "10000", "10001"),
      ("defaults", "tolerance", "1000", "9223372036854775807"),
      ("defaults", "every", #"{"default": "52w", "max": "366d"}"#, #"{"max": "367d"}"#),
      ("defaults", "every", #"{"min": "0s"}"#, #""9223372036854775807s""#),
    ])
  func ceilings(object: String, key: String, good: String, bad: String) {
    func problems(_ value: String) -> [ConfigurationProblem] {
      let text =
        #"{"\#(object)": {"\#(key)": \#(value)}, "feeds": [{"id": "a", "sources": ["x"]}]}"#
      return ConfigurationReader(path: "c", environment: [:]).read(Array(text.utf8)).problems
    }
    #expect(problems(good).isEmpty)
    let found = problems(bad)
    #expect(found.count == 1)
    #expect(found.first?.place.hasPrefix("\(object).\(key)") == true)
  }

  /// The same grammar wherever a duration stands.
  @Test func durationsOfASourceAreThoseOfFetch() throws {
    let text =
      #"{"feeds": [{"id": "a", "sources": [{"url": "https://a.example/", "timeout": "1m"}]}]}"#
    let (configuration, problems) = ConfigurationReader(path: "c", environment: [:])
      .read(Array(text.utf8))
    #expect(problems.isEmpty)
    #expect(configuration?.feeds.first?.sources.first?.timeout == .seconds(60))
  }
}
