import Testing

@testable import ArticleExtractor

@Suite struct JSONStringsTests {
  private func values(_ json: String) -> [String] {
    var found: [String] = []
    let bytes = Array(json.utf8)
    JSONStrings.forEach(in: bytes.span) { value in
      found.append("\(value.parentKey).\(value.key)=\(value.text)")
      return true
    }
    return found
  }

  @Test(arguments: [
    (#"{"a": "1", "b": {"c": "2"}, "d": ["3", {"e": "4"}]}"#, [".a=1", "b.c=2", ".d=3", "d.e=4"]),
    (#"[{"a": "x"}, {"a": "y"}]"#, [".a=x", ".a=y"]),
    (#"{"a": "\u00e4\n\"q\" \ud83d\ude00"}"#, [".a=ä\n\"q\" 😀"]),
    // Text that is no JSON gives what can be read of it.
    (#"{"a": "1", "b": "unended"#, [".a=1", ".b=unended"]),
    (#"}}]{"a": "1",}"#, [".a=1"]), ("", []), ("{\"a\": \"line\nbreak\"}", [".a=line\nbreak"]),
  ])
  func stringsCarryTheNamesThatLeadToThem(json: String, expected: [String]) {
    #expect(values(json) == expected)
  }

  @Test func depthIsBounded() {
    #expect(values(String(repeating: "[", count: 100_000) + "\"x\"").isEmpty)
  }
}
