import JSON
import Testing

@Suite struct JSONParserTests {
  private func parse(
    _ text: String, _ options: JSONOptions = .strict
  ) throws(InvalidJSON) -> JSONDocument {
    try JSONDocument(parsing: Array(text.utf8), options: options)
  }

  private func compact(_ document: JSONDocument) -> String {
    var writer = JSONWriter(format: .compact)
    writer.value(document.root)
    return String(decoding: writer.finish(), as: UTF8.self)
  }

  @Test(arguments: [
    ("null", "null"), (" true ", "true"), ("false", "false"), ("0", "0"), ("-0", "-0"),
    ("-12.5e+3", "-12.5e+3"), ("\"\"", "\"\""), ("[]", "[]"), ("{}", "{}"),
    ("[1, [2, [], {}], 3]", "[1,[2,[],{}],3]"),
    ("{\"a\": {\"b\": [null]}}", "{\"a\":{\"b\":[null]}}"),
    ("\u{FEFF}[1]", "[1]"), ("\"\\u6cd5\\u5e7f\"", "\"法广\""),
    ("\"\\ud83d\\ude00\"", "\"😀\""),
    ("\"\\b\\f\\n\\r\\t\\/\\\\\\\"\"", "\"\\b\\f\\n\\r\\t/\\\\\\\"\""),
    ("\"\\u0000\\u001f\\u2028\u{7F}\"", "\"\\u0000\\u001f\\u2028\u{7F}\""), ("1e400", "1e400"),
    ("{\"a\":1,\"b\":2,\"a\":3}", "{\"b\":2,\"a\":3}"),
    ("{\"a\":{\"a\":1,\"a\":2},\"\\u0061\":[]}", "{\"a\":[]}"),
  ])
  func readsValidText(text: String, expected: String) throws {
    #expect(compact(try parse(text)) == expected)
  }

  @Test(arguments: [
    ("", "line 1, column 1: expected a value, found the end"),
    ("\u{FEFF}", "line 1, column 1: expected a value, found the end"),
    ("nul", "line 1, column 1: expected a value, found 'n'"),
    ("NaN", "line 1, column 1: expected a value, found 'N'"),
    ("-Infinity", "line 1, column 1: not a number"),
    ("01", "line 1, column 1: not a number"), ("1.", "line 1, column 1: not a number"),
    (".5", "line 1, column 1: expected a value, found '.'"),
    ("+1", "line 1, column 1: expected a value, found '+'"),
    ("1e", "line 1, column 1: not a number"), ("0x10", "line 1, column 1: not a number"),
    ("[1 2]", "line 1, column 4: expected ',' or ']', found '2'"),
    ("[1,]", "line 1, column 4: expected a value, found ']'"),
    ("[1", "line 1, column 3: expected ',' or ']', found the end"),
    ("[1]]", "line 1, column 4: expected the end, found ']'"),
    ("{\"a\"}", "line 1, column 5, a: expected ':', found '}'"),
    ("{\"a\":1,}", "line 1, column 8: expected a key, found '}'"),
    ("{a:1}", "line 1, column 2: expected a key in double quotes, found 'a'"),
    (
      "{\n  \"feeds\": [\n    {}, { \"sources\": [ x ] }]}",
      "line 3, column 24, feeds[1].sources[0]: expected a value, found 'x'"
    ),
    ("{\"a b\": {\"c\": tru}}", "line 1, column 15, [\"a b\"].c: expected a value, found 't'"),
    ("\"abc", "line 1, column 1: a string is not closed"),
    ("[\"a\nb\"]", "line 1, column 4, [0]: a line break in a string must be escaped"),
    ("\"\\x\"", "line 1, column 2: not an escape (\\\" \\\\ \\/ \\b \\f \\n \\r \\t \\uXXXX)"),
    ("\"\\u12g4\"", "line 1, column 2: not an escape (\\\" \\\\ \\/ \\b \\f \\n \\r \\t \\uXXXX)"),
    ("[1] // no", "line 1, column 5: expected the end, found '/'"),
    ("'a'", "line 1, column 1: expected a value, found '''"),
  ])
  func namesTheFirstFault(text: String, description: String) {
    let problem = #expect(throws: InvalidJSON.self) { try parse(text) }
    #expect(problem?.description == description)
  }

  @Test(arguments: [
    ("// top\n{\"a\": 1, // one\n /* two\n */ \"b\": [1, 2,],}", "{\"a\":1,\"b\":[1,2]}"),
    ("/**/[/***/]/* * / */", "[]"), ("\"// no comment\"", "\"// no comment\""),
    ("[1] // to the end", "[1]"),
  ])
  func configurationHasCommentsAndTrailingCommas(text: String, expected: String) throws {
    #expect(compact(try parse(text, .configuration)) == expected)
  }

  @Test(arguments: ["[,]", "[1,,]", "{,}", "/* ", "[1] / 2", "[/]"])
  func configurationIsNoLaxer(text: String) {
    #expect(throws: InvalidJSON.self) { try parse(text, .configuration) }
  }

  @Test func everyValueKnowsItsPlace() throws {
    let text = "{\n  \"feeds\": [1, {\"x\": \"é\", \"odd name\":\n [true]}]\n}"
    let root = try parse(text).root
    let value = try #require(root["feeds"]?[1]?["odd name"]?[0])
    #expect(value.path == "feeds[1][\"odd name\"][0]")
    #expect(value.position == JSONPosition(line: 3, column: 3, offset: 43))
    #expect(root.path == "")
    let names = (root["feeds"]?[1]?.members).map(Array.init) ?? []
    #expect(names.map(\.name) == ["x", "odd name"])
    #expect(names.map(\.namePosition.column) == [17, 28])
  }

  @Test func positionsCountFromAfterTheByteOrderMark() throws {
    #expect(try parse("\u{FEFF}[1]").root[0]?.position.column == 2)
  }

  @Test func repeatedKeysAreReportedAndTheLastCounts() throws {
    let document = try parse("{\"a\":{\"k\":1,\n\"k\":2,\"k\":3}}")
    #expect(document.root["a"]?["k"]?.int == 3)
    #expect(
      document.findings.map(\.description) == [
        "line 2, column 1, a: the key \"k\" is given twice",
        "line 2, column 7, a: the key \"k\" is given twice",
      ])
  }

  @Test func repeatedKeysAreFoundAmongThousands() throws {
    let members = (0..<20_000).map { "\"k\($0 % 19_999)\":\($0)" }.joined(separator: ",")
    let document = try parse("{\(members)}")
    #expect(document.findings.count == 1)
    #expect(document.root["k0"]?.int == 19_999)
  }

  @Test(arguments: [
    "\\ud800", "\\udc00", "\\ud800\\u0041", "\\ud800\\ud800\\udc00", "\\udc00\\ud800",
  ])
  func halvesOfSurrogatePairsAreReplacedAndReported(escape: String) throws {
    let document = try parse("[\"\(escape)\"]")
    #expect(document.root[0]?.string?.unicodeScalars.contains("\u{FFFD}") == true)
    #expect(document.findings.first?.kind == .loneSurrogate)
    #expect(document.findings.first?.path == "[0]")
  }

  @Test(
    arguments: [
      [0x80], [0xC0, 0x80], [0xC3], [0xE0, 0x80, 0x80], [0xED, 0xA0, 0x80],
      [0xF4, 0x90, 0x80, 0x80],
      [0xF0, 0x9F, 0x98], [0xFF], [0xF8, 0x88, 0x80, 0x80, 0x80],
    ] as [[UInt8]])
  func bytesThatAreNotUTF8AreRefusedOrReplaced(bytes: [UInt8]) throws {
    let text = [0x22] + bytes + [0x61, 0x22]
    #expect(throws: InvalidJSON.self) { try JSONDocument(parsing: text) }
    let document = try JSONDocument(parsing: text, options: .feed)
    #expect(document.root.string?.hasPrefix("\u{FFFD}") == true)
    #expect(document.root.string?.hasSuffix("a") == true)
    #expect(document.findings.map(\.kind) == [.invalidUTF8])
  }

  @Test func repairedNamesAreFoundByTheirRepairedSpelling() throws {
    let text = Array("{\"a".utf8) + [0xFF] + Array("\":1,\"a\u{FFFD}\":2}".utf8)
    let document = try JSONDocument(parsing: text, options: .feed)
    #expect(document.root["a\u{FFFD}"]?.int == 2)
    #expect(document.findings.map(\.kind) == [.invalidUTF8, .duplicateKey("a\u{FFFD}")])
    #expect(document.root.members?.map(\.name) == ["a\u{FFFD}"])
  }

  @Test func numbersKeepTheirText() throws {
    let root = try parse("[1, 1.0, 1e2, 1.5, 1e400, 9223372036854775807, 9223372036854775808, -0]")
      .root
    let numbers = (root.elements.map(Array.init) ?? []).map(\.number)
    #expect(numbers.map { $0?.int } == [1, 1, 100, nil, nil, .max, nil, 0])
    #expect(numbers.map { $0?.double } == [1, 1, 100, 1.5, nil, 0x1p63, 0x1p63, 0])
    #expect(numbers[6]?.text == "9223372036854775808")
  }

  @Test func accessorsOfOtherKindsAreNil() throws {
    let root = try parse("[\"1\"]").root
    #expect(root.string == nil && root["a"] == nil && root[1] == nil && root[-1] == nil)
    #expect(root[0]?.int == nil && root[0]?.elements == nil && root[0]?.bool == nil)
  }

  @Test func limitsAreErrors() {
    var options = JSONOptions.strict
    options.maxBytes = 4
    options.maxValues = 3
    options.maxDepth = 1
    let texts = ["[1,2]", "[1,[2]]", "[[]]", "[[]"]
    var found: [InvalidJSON.Reason] = []
    for (index, text) in texts.enumerated() {
      options.maxBytes = index == 0 ? 4 : 100
      options.maxDepth = index == 1 ? 9 : 1
      options.maxValues = index == 1 ? 3 : 100
      do { _ = try JSONDocument(parsing: Array(text.utf8), options: options) } catch {
        found.append(error.reason)
      }
    }
    #expect(
      found == [
        .tooLarge(maxBytes: 4), .tooManyValues(maxValues: 3), .tooDeep(maxDepth: 1),
        .tooDeep(maxDepth: 1),
      ])
  }

  @Test func depth256IsReadAnd257IsNot() throws {
    func nested(_ depth: Int) -> String {
      String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
    }
    #expect(compact(try parse(nested(256))) == nested(256))
    #expect(throws: InvalidJSON.self) { try parse(nested(257)) }
  }

  @Test func aBrokenTextGivesWhatWasComplete() throws {
    let text = "{\"version\":\"1\",\"items\":[{\"id\":1,\"title\":\"a\"},{\"id\":2,\"title\":\"b"
    let (document, problem) = JSONDocument.salvaging(Array(text.utf8))
    #expect(problem?.path == "items[1].title")
    #expect(
      try compact(#require(document))
        == "{\"version\":\"1\",\"items\":[{\"id\":1,\"title\":\"a\"},{\"id\":2}]}")
    #expect(JSONDocument.salvaging(Array("".utf8)).document == nil)
    #expect(JSONDocument.salvaging(Array("[]".utf8)).problem == nil)
  }

  @Test func everyPrefixIsAnErrorAndNeverACrash() {
    let text = Array("{\"a\":[1.5e3,true,null,\"\\ud83d\\ude00é\",{\"b\":{}}],\"c\":-1}".utf8)
    for length in 0..<text.count {
      #expect(throws: InvalidJSON.self) { try JSONDocument(parsing: Array(text[..<length])) }
      let salvaged = JSONDocument.salvaging(Array(text[..<length]))
      #expect(salvaged.problem != nil)
      _ = salvaged.document.map(compact)
    }
  }
}
