import FeedModel
import JSON
import Testing

/// The Web Platform Tests' urltestdata.json, every case of it.
@Suite struct URLStandardTests {
  /// Inputs whose result differs from the standard's, and why.
  private static let deviations: [String: String] = [:]

  @Test func webPlatformTestsPass() throws {
    guard let bytes = Corpus.bytes("url/urltestdata.json") else { return }
    let cases = (try JSONDocument(parsing: bytes).root.elements.map(Array.init) ?? [])
      .filter { $0.members != nil }
    try #require(!cases.isEmpty)
    var passed = 0
    for value in cases {
      let problems = Self.problems(value)
      let input = value["input"]?.string ?? ""
      if problems.isEmpty { passed += 1 }
      let isExpected = problems.isEmpty == (Self.deviations[input] == nil)
      #expect(isExpected, "\(value.position): \(input.debugDescription): \(problems)")
    }
    Corpus.say("urltestdata: \(passed) of \(cases.count) cases pass")
  }

  private static func problems(_ value: JSONValue) -> [String] {
    let input = value["input"]?.string ?? ""
    var base: WebAddress?
    if let baseText = value["base"]?.string {
      base = WebAddress(baseText)
      if base == nil { return value["failure"] == nil ? ["base refused"] : [] }
    }
    let address = WebAddress(input, base: base)
    guard value["failure"]?.bool != true else { return address.map { ["gave \($0)"] } ?? [] }
    guard let address else { return ["refused"] }
    let port = address.port.map { ":\($0)" } ?? ""
    let expected: [(String, String)] = [
      ("href", address.href), ("protocol", address.scheme + ":"), ("username", address.username),
      ("password", address.password), ("hostname", address.host ?? ""),
      ("host", (address.host ?? "") + port), ("port", String(port.dropFirst())),
      ("pathname", address.path), ("origin", address.origin),
      ("search", address.query.map { $0.isEmpty ? "" : "?\($0)" } ?? ""),
      ("hash", address.fragment.map { $0.isEmpty ? "" : "#\($0)" } ?? ""),
    ]
    var problems: [String] = []
    for (name, found) in expected {
      guard let wanted = value[name]?.string, wanted != found else { continue }
      problems.append("\(name) is \(found), should be \(wanted)")
    }
    if WebAddress(address.href)?.href != address.href { problems.append("not idempotent") }
    return problems
  }
}
