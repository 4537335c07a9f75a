import ConfigurationModel
import FeedModel
import JSON
import Testing

@testable import Regenerator

/// Rules that are written into a configuration leave everything else as it is.
@Suite struct LearnedRulesTests {
  private static let promo = LearnedPromo(id: "00aa", lines: ["Say \"hi\" [x](y)"], evidence: "")
  private static let rule =
    #"{ "name": "learned.00aa", "structure": "repeated", "lines": ["Say \"hi\" [x](y)"] }"#

  private static let edits: [(before: String, after: String)] = [
    (
      #"{"feeds": [{"id": "a", "sources": ["s"]}]}"#,
      #"{"feeds": [{"id": "a", "sources": ["s"], "rules": { "promos": [RULE] }}]}"#
    ),
    (
      """
      {
        // mine
        "feeds": [
          { "id": "b" },
          {
            "id": "a", /* first */
            "sources": ["s"] // last
          }
        ]
      }
      """,
      """
      {
        // mine
        "feeds": [
          { "id": "b" },
          {
            "id": "a", /* first */
            "sources": ["s"], // last
            "rules": { "promos": [RULE] }
          }
        ]
      }
      """
    ),
    (
      """
      {"feeds": [{
      \t"id": "a",
      \t"rules": {
      \t\t"off": ["x"],
      \t},
      }]}
      """,
      """
      {"feeds": [{
      \t"id": "a",
      \t"rules": {
      \t\t"off": ["x"],
      \t\t"promos": [RULE],
      \t},
      }]}
      """
    ),
    (
      #"{"feeds": [{"id": "a", "rules": {}}]}"#,
      #"{"feeds": [{"id": "a", "rules": { "promos": [RULE] }}]}"#
    ),
    (
      """
      {"feeds": [{"id": "a", "rules": {"promos": [
          { "name": "m", "ids": ["}"] } // "]
      ]}}]}
      """,
      """
      {"feeds": [{"id": "a", "rules": {"promos": [
          { "name": "m", "ids": ["}"] }, // "]
          RULE
      ]}}]}
      """
    ),
  ]

  @Test("A rule is added where it belongs; comments and layout stay", arguments: edits.indices)
  func adding(_ index: Int) throws {
    let (before, after) = Self.edits[index]
    let edited = try LearnedRules.adding([("a", [Self.promo])], to: Array(before.utf8))
    let expected = after.replacing("RULE", with: Self.rule)
    #expect(String(decoding: edited, as: UTF8.self) == expected)
    _ = try JSONDocument(parsing: edited, options: .configuration)
    #expect(try LearnedRules.adding([("a", [Self.promo])], to: edited) == edited)
  }

  @Test("What can't be edited is left alone")
  func refusing() {
    for text in [#"{"feeds": [{"id": "b"}]}"#, "{", #"{"feeds": [{"id": "a", "rules": 3}]}"#] {
      #expect(throws: ConfigurationEdit.Failure.self) {
        _ = try LearnedRules.adding([("a", [Self.promo])], to: Array(text.utf8))
      }
    }
  }
}
