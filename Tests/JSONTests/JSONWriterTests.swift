import JSON
import Testing

@Suite struct JSONWriterTests {
  private func written(
    _ format: JSONWriter.Format = .compact, _ body: (inout JSONWriter) -> Void
  ) -> String {
    var writer = JSONWriter(format: format)
    body(&writer)
    return String(decoding: writer.finish(), as: UTF8.self)
  }

  @Test func prettyTextIsWhatAPersonLikesToRead() {
    let text = written(.pretty) { writer in
      writer.beginObject()
      writer.key("title")
      writer.string("法广")
      writer.key("tags")
      writer.beginArray()
      writer.number(1)
      writer.null()
      writer.endArray()
      writer.key("none")
      writer.beginArray()
      writer.endArray()
      writer.key("empty")
      writer.beginObject()
      writer.endObject()
      writer.endObject()
    }
    #expect(
      text == """
        {
          "title": "法广",
          "tags": [
            1,
            null
          ],
          "none": [],
          "empty": {}
        }

        """)
  }

  @Test(arguments: [
    ("", ""), ("plain", "plain"), ("\"\\/", "\\\"\\\\/"),
    ("\u{8}\u{9}\n\u{C}\r", "\\b\\t\\n\\f\\r"),
    ("\0\u{1}\u{1F} \u{7F}", "\\u0000\\u0001\\u001f \u{7F}"),
    ("a\u{2028}b\u{2029}", "a\\u2028b\\u2029"), ("“法广” — 😀 é", "“法广” — 😀 é"),
    ("\u{2027}\u{202A}", "\u{2027}\u{202A}"), ("eightchr\"", "eightchr\\\""),
  ])
  func stringsAreEscapedAsLittleAsPossible(value: String, expected: String) {
    #expect(written { $0.string(value) } == "\"\(expected)\"")
  }

  @Test(
    arguments: [
      (0.0, "0"), (-0.0, "0"), (1, "1"), (0.1, "0.1"), (-2.5, "-2.5"), (1e16, "1e+16"),
      (1e-7, "1e-07"), (9_007_199_254_740_992, "9007199254740992"), (.infinity, "null"),
      (.nan, "null"), (.leastNonzeroMagnitude, "5e-324"),
    ] as [(Double, String)])
  func numbersAreTheShortestThatReadBack(value: Double, expected: String) {
    #expect(written { $0.number(value) } == expected)
  }

  @Test func whatMustBeEscapedIsFoundAtEveryPlace() {
    let tail = String(repeating: "a", count: 40)
    let pairs = [("\"", "\\\""), ("\n", "\\n"), ("\u{2028}", "\\u2028"), ("’", "’")]
    for (character, escaped) in pairs {
      for place in 0..<40 {
        let head = String(repeating: "中", count: place)
        #expect(
          written { $0.string(head + character + tail) } == "\"\(head)\(escaped)\(tail)\"",
          "\(escaped) at \(place)")
      }
    }
  }

  @Test func stringsReadBackAsTheyWere() throws {
    for scalar in (0...0x2100).compactMap(UnicodeScalar.init) {
      let value = "ab\(scalar)\(scalar)c"
      let bytes = Array(written { $0.string(value) }.utf8)
      let read = try JSONDocument(parsing: bytes).root.string
      #expect(read.map { Array($0.utf8) } == Array(value.utf8))
    }
  }

  @Test func bytesCanBeTakenAtAnyTime() {
    var writer = JSONWriter()
    var bytes: [UInt8] = []
    writer.beginArray()
    for number in 0..<3 {
      writer.number(number)
      bytes += writer.takeBytes()
    }
    writer.endArray()
    bytes += writer.finish()
    #expect(String(decoding: bytes, as: UTF8.self) == "[\n  0,\n  1,\n  2\n]\n")
  }

  @Test func aTreeIsWrittenAsItWasRead() throws {
    let text = "{\"a\":[{},[],{\"b\":[1e400,-0,null,true]}],\"c\":\"x\"}"
    let root = try JSONDocument(parsing: Array(text.utf8)).root
    #expect(written { $0.value(root) } == text)
    let part = try #require(root["a"]?[2])
    #expect(written { $0.value(part) } == "{\"b\":[1e400,-0,null,true]}")
    let pretty = written(.pretty) { $0.value(root) }
    let again = try JSONDocument(parsing: Array(pretty.utf8)).root
    #expect(written { $0.value(again) } == text)
  }
}
