import JSON
import Testing

/// What templates write that put texts between quotes as they are.
@Suite struct MendedJSONTests {
  private func mended(_ text: String) -> (root: JSONValue?, kinds: [JSONFinding.Kind]) {
    let (document, problem) = JSONDocument.salvaging(Array(text.utf8), options: .mended)
    return problem == nil ? (document?.root, document?.findings.map(\.kind) ?? []) : (nil, [])
  }

  static let strings: [(written: String, text: String, kind: JSONFinding.Kind)] = [
    ("a\nb", "a\nb", .controlCharacter), ("a\r\nb\tc\n", "a\r\nb\tc\n", .controlCharacter),
    (#"it\'s"#, "it's", .badEscape), (#"caf\xe9 \x27"#, "caf\u{E9} '", .badEscape),
    (#"C:\data\q"#, #"C:\data\q"#, .badEscape), (#"\x2"#, #"\x2"#, .badEscape),
    (#"\u12"#, #"\u12"#, .badEscape), (#"\u00"#, #"\u00"#, .badEscape),
    ("a\\\nb", "ab", .badEscape), (#"\é\-"#, "é-", .badEscape),
  ]

  @Test(arguments: strings)
  func readsStringsThatWereNotEscaped(
    written: String, text: String, kind: JSONFinding.Kind
  ) throws {
    let (root, kinds) = mended("[\"\(written)\", 1]")
    let elements = try #require(root?.elements.map(Array.init))
    #expect(elements.count == 2)
    #expect(elements.first?.string.map { Array($0.utf8) } == Array(text.utf8))
    #expect(kinds.first == kind)
  }

  @Test(arguments: [
    "[1,]", "[1,,2]", "[,1]", #"{"a":1,}"#, #"[{"a":1}{"b":2}]"#, #"[[1] [2]]"#, #"{"a":1 "b":2}"#,
    #"{"a":[1,],}"#,
  ])
  func readsListsWithOddCommas(text: String) {
    let (root, kinds) = mended(text)
    #expect(root != nil)
    #expect(!kinds.isEmpty && kinds.allSatisfy { $0 == .oddComma })
  }

  @Test(arguments: [
    #"{"a":NaN,"b":1}"#, #"{"a":-Infinity,"b":1}"#, #"{"a":undefined,"b":1}"#, #"{"a":None,"b":1}"#,
    #"{"a":True,"b":1}"#, #"{"a":,"b":1}"#, #"{"a": , "b":1}"#, #"{"b":1,"a":}"#,
    #"{"a":0x1F,"b":1}"#, #"{"a":1.2.3,"b":1}"#, #"{"a":nul,"b":1}"#,
  ])
  func whatIsNoValueIsNone(text: String) throws {
    let (root, kinds) = mended(text)
    #expect(root?["a"]?.kind == .null && root?["b"]?.int == 1)
    #expect(kinds == [.noValue])
  }

  @Test(arguments: [
    #"He said "hi" to me"#, #""Hi""#, #"a "b""#, #""a" b"#, #"<a href="x">y</a>"#,
    #""one", "two" and "three""#, #"she said "no", and went"#, #"{"x"} and ["y"]"#,
    #"the key "b": it is"#, #"he said ""hi"" to me"#,
  ])
  func quotationMarksMayStandInTexts(text: String) {
    for (around, rest) in [("{\"a\":\"", "\",\"b\":1}"), ("{\"b\":1, \"a\": \"", "\" }")] {
      let (root, kinds) = mended(around + text + rest)
      #expect(root?["a"]?.string == text && root?["b"]?.int == 1)
      #expect(kinds == [.bareQuote])
    }
  }

  @Test func aListOfTextsEndsWhereItsTextsDo() {
    let (root, kinds) = mended(#"{"a":["x", "y "z" w"],"b":[{"c":"d"e"}, 1, "f"]}"#)
    #expect(root?["a"]?.elements.map(Array.init)?.map(\.string) == ["x", #"y "z" w"#])
    #expect(root?["b"]?.elements.map(Array.init)?.first?["c"]?.string == #"d"e"#)
    #expect(kinds == [.bareQuote, .bareQuote])
  }

  @Test func namesTheLineOfWhatComesBehindARawLineBreak() throws {
    let text = "{\"a\": \"x\ny\",\n\"b\": 1,\n}"
    let (document, _) = JSONDocument.salvaging(Array(text.utf8), options: .mended)
    #expect(document?.findings.map(\.position.line) == [1, 4])
  }

  @Test(arguments: [
    "[1 2]", #"["a" "b"]"#, "[\"a]", #"{"a" 1}"#, "[1}", #"["a\"#, #"{"a":"b"c}"#, "[\u{1}]",
    #"{"a":b c}"#, #"[NaN NaN]"#, #"{"a":"b"} x""#, "NaN",
  ])
  func whatHasNoOneMeaningIsStillRefused(text: String) { #expect(mended(text).root == nil) }

  @Test(arguments: [#"[1, "a\n\u00e9\\", {"b": []}]"#, "{}", #"{"a": {"b": [1, 2]}, "c": null}"#])
  func rightTextsAreReadAsEver(text: String) throws {
    let strict = try JSONDocument(parsing: Array(text.utf8))
    let (root, kinds) = mended(text)
    #expect(kinds.isEmpty)
    func written(_ value: JSONValue?) -> [UInt8]? {
      value.map { value in
        var writer = JSONWriter(format: .compact)
        writer.value(value)
        return writer.finish()
      }
    }
    #expect(written(root) == written(strict.root))
  }

  @Test(arguments: strings) func othersStayStrict(
    written: String, text: String, kind: JSONFinding.Kind
  ) {
    for options in [JSONOptions.strict, .feed, .configuration] {
      let parsed = try? JSONDocument(parsing: Array("[\"\(written)\"]".utf8), options: options)
      #expect(parsed == nil)
    }
  }

  @Test func survivesEveryCut() {
    for (written, _, _) in Self.strings {
      let bytes = Array("{\"a\": [\"\(written)\", {},, 1] }".utf8)
      for end in bytes.indices {
        let (document, _) = JSONDocument.salvaging(Array(bytes[..<end]), options: .mended)
        for member in document?.root.members.map(Array.init) ?? [] {
          for value in member.value.elements.map(Array.init) ?? [] { _ = value.string }
        }
      }
    }
  }
}
