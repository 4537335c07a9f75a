import Testing

@testable import JSON

/// A JSON text is changed where it is to be changed, and nowhere else.
@Suite struct JSONTextEditTests {
  private typealias Change = @Sendable (inout JSONTextEdit) throws -> Void

  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    let before: String
    let after: String
    let change: @Sendable (inout JSONTextEdit) throws -> Void
    var testDescription: String { name }
  }

  static let cases: [Case] = [
    Case(
      name: "a value is replaced", before: #"{ "a": 1, "b": [2] }"#,
      after: #"{ "a": "x", "b": [2] }"#
    ) {
      try $0.set(["a"], to: "\"x\"")
    },
    Case(
      name: "an array is replaced whole", before: #"{"a": [1, {"b": []}] , "c": {}}"#,
      after: #"{"a": 2 , "c": {}}"#
    ) {
      try $0.set(["a"], to: "2")
    },
    Case(name: "a member is added to a line", before: #"{ "a": 1 }"#, after: #"{ "a": 1, "b": 2 }"#)
    {
      try $0.set(["b"], to: "2")
    },
    Case(name: "a member is added to nothing", before: "{}", after: #"{ "b": 2 }"#) {
      try $0.set(["b"], to: "2")
    },
    Case(
      name: "a member is added behind comments, as its neighbours stand",
      before: "{\n  \"a\": 1, // one\n  \"b\": 2 // two\n  // end\n}\n",
      after:
        "{\n  \"a\": 1, // one\n  \"b\": 2, // two\n  // end\n  \"c\": {\n    \"d\": 3\n  }\n}\n"
    ) { try $0.set(["c"], to: "{\n  \"d\": 3\n}") },
    Case(
      name: "a trailing comma stays one", before: "{\n\t\"a\": [\n\t\t1,\n\t],\n}",
      after: "{\n\t\"a\": [\n\t\t1,\n\t\t2,\n\t],\n}"
    ) { try $0.append("2", to: ["a"]) },
    Case(
      name: "objects on the way are made", before: #"{ "f": [{ "id": "x" }] }"#,
      after: #"{ "f": [{ "id": "x", "rules": { "remove": ["p"] } }] }"#
    ) { try $0.append("\"p\"", to: ["f", 0, "rules", "remove"]) },
    Case(
      name: "one value becomes a list", before: #"{ "remove": "a" /* one */ }"#,
      after: #"{ "remove": ["a", "b"] /* one */ }"#
    ) { try $0.append("\"b\"", to: ["remove"]) },
    Case(
      name: "an empty list is filled", before: #"{ "a": [] }"#, after: #"{ "a": [1] }"#
    ) { try $0.append("1", to: ["a"]) },
    Case(
      name: "a list of comments alone is filled", before: "{ \"a\": [\n  // none\n] }",
      after: "{ \"a\": [\n  // none\n  1\n] }"
    ) { try $0.append("1", to: ["a"]) },
    Case(
      name: "a member is taken out with its line",
      before: "{\n  \"a\": 1,\n  \"b\": [\n    2\n  ],\n  \"c\": 3\n}",
      after: "{\n  \"a\": 1,\n  \"c\": 3\n}"
    ) { try $0.remove(["b"]) },
    Case(
      name: "the last member takes the comma before it along",
      before: "{\n  \"a\": 1, // , no comma\n  \"b\": 2\n}", after: "{\n  \"a\": 1 // , no comma\n}"
    ) { try $0.remove(["b"]) },
    Case(name: "an element of a line goes", before: "[1, 2, 3]", after: "[1, 3]") {
      try $0.remove([1])
    },
    Case(name: "the last element of a line goes", before: "[1, [2]]", after: "[1]") {
      try $0.remove([1])
    },
    Case(name: "the only element goes", before: "[ {} ]", after: "[ ]") { try $0.remove([0]) },
    Case(
      name: "brackets in texts and comments are none",
      before: "{ \"a\": [\"]}\", \"\\\"]\" /* ] */ ], \"b\": 1 }",
      after: "{ \"a\": [\"]}\", \"\\\"]\", 1 /* ] */ ], \"b\": 1 }"
    ) { try $0.append("1", to: ["a"]) },
  ]

  @Test(arguments: cases) func aChangeLeavesTheRest(of example: Case) throws {
    var edit = try JSONTextEdit(Array(example.before.utf8))
    try example.change(&edit)
    #expect(String(decoding: edit.bytes, as: UTF8.self) == example.after)
    _ = try JSONDocument(parsing: edit.bytes, options: .configuration)
  }

  @Test(
    arguments: [
      ["a", "b"], ["list", 5, "x"], [0], ["list", "name"],
    ] as [[JSONTextEdit.Step]])
  func whatIsNotThereIsAnErrorAndChangesNothing(path: [JSONTextEdit.Step]) throws {
    let text = Array(#"{ "a": 1, "list": [1] }"#.utf8)
    var edit = try JSONTextEdit(text)
    #expect(throws: (any Error).self) { try edit.set(path, to: "2") }
    #expect(edit.bytes == text)
    #expect(throws: (any Error).self) { try edit.remove(path) }
    #expect(edit.bytes == text)
  }

  @Test func deepAndLongTextsAreChangedWithoutRecursion() throws {
    let deep = String(repeating: "[", count: 200) + String(repeating: "]", count: 200)
    var edit = try JSONTextEdit(
      Array("{ \"a\": \(deep), \"b\": [\(String(repeating: "1,", count: 20_000))] }".utf8))
    try edit.set(["c"], to: "1")
    try edit.append("2", to: ["b"])
    #expect(edit.value(at: ["b", 20_000])?.int == 2)
    #expect(edit.value(at: ["c"])?.int == 1)
  }

  /// Every value's range is what it was parsed from.
  @Test func rangesAreThoseOfTheText() throws {
    let text = #"{"a": [1, "x]", {"b": {}} ] , "c": [[], [[]]], "d": -1.5e3 }"#
    let bytes = Array(text.utf8)
    let document = try JSONDocument(parsing: bytes)
    let expected = [
      "a": #"[1, "x]", {"b": {}} ]"#, "c": "[[], [[]]]", "d": "-1.5e3",
    ]
    for (name, written) in expected {
      let range = try #require(document.root[name]).range
      #expect(String(decoding: bytes[range], as: UTF8.self) == written)
    }
    #expect(document.root.range == 0..<bytes.count)
  }
}
