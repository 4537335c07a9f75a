import JSON
import Testing

/// Rows C3 and C15 of the fault matrix.
@Suite struct JSONAttackTests {
  @Test(arguments: ["[", "{\"a\":", "[{\"a\":[", "[[],"])
  func c3DepthOfAMillionIsAnErrorOnASmallStack(opening: String) {
    onSmallStack {
      let text = Array(String(repeating: opening, count: 200_000).utf8)
      for options in [JSONOptions.strict, .feed, .configuration] {
        let (document, problem) = JSONDocument.salvaging(text, options: options)
        #expect(problem?.reason == .tooDeep(maxDepth: 256))
        var writer = JSONWriter(format: .compact)
        if let document { writer.value(document.root) }
        #expect(writer.finish().count > 256)
      }
    }
  }

  @Test func c3TheDeepestAllowedIsReadAndWrittenOnASmallStack() {
    onSmallStack {
      let text =
        String(repeating: "[{\"a\":", count: 128) + "1" + String(repeating: "}]", count: 128)
      let document = try? JSONDocument(parsing: Array(text.utf8))
      var value = document?.root
      for _ in 0..<128 { value = value?[0]?["a"] }
      #expect(value?.int == 1)
      #expect(value?.path == "[0].a" + String(repeating: "[0].a", count: 127))
    }
  }

  @Test(arguments: [
    "\"" + String(repeating: "a", count: 300_000),
    "\"" + String(repeating: "\\u0041", count: 50_000),
    String(repeating: "9", count: 300_000), "[" + String(repeating: "1,", count: 100_000),
    "{" + String(repeating: "\"a\":1,", count: 50_000), String(repeating: " \n", count: 150_000),
    "/*" + String(repeating: "*", count: 300_000),
    "\"" + String(repeating: "\\ud800", count: 50_000),
  ])
  func longTextsTakeLinearTime(text: String) {
    func time(_ bytes: [UInt8]) -> Duration {
      ContinuousClock().measure { _ = JSONDocument.salvaging(bytes, options: .configuration) }
    }
    let bytes = Array(text.utf8)
    _ = time(Array(bytes.prefix(1000)))
    let (small, large) = (time(Array(bytes.prefix(bytes.count / 20))), time(bytes))
    #expect(large < max(small, .milliseconds(2)) * 120, "\(small), \(large)")
  }

  @Test(arguments: [
    ("{\"id\":7,\"id\":8}", 1), ("[1e400,-1e400,1e-400]", 0), ("{\"items\":[null,null]}", 0),
    ("\u{FEFF}{\"a\":1}", 0), ("[\"\\uDC00\"]", 1), ("[\"\\uD800\\uD800\"]", 2),
  ])
  func c15WhatCanBeKeptIsKept(text: String, findings: Int) throws {
    let document = try JSONDocument(parsing: Array(text.utf8), options: .feed)
    #expect(document.findings.count == findings)
  }

  @Test(arguments: ["NaN", "[Infinity]", "[-NaN]", "[01]", "[1.]", "[0x1]", "{\"a\":undefined}"])
  func c15TheRestIsAnError(text: String) {
    #expect(throws: InvalidJSON.self) {
      try JSONDocument(parsing: Array(text.utf8), options: .feed)
    }
  }

  @Test func findingsAreCountedAndNotKeptWithoutEnd() throws {
    let text = "[" + String(repeating: "\"\\ud800\",", count: 5000) + "0]"
    let document = try JSONDocument(parsing: Array(text.utf8))
    #expect(document.findings.count == 100 && document.omittedFindings == 4900)
  }
}
