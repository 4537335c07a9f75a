import Testing

@testable import ConfigurationModel

/// A secret whose variable is set to nothing is a mistake: it never leaves open what it closes.
@Suite struct EmptySecretTests {
  private func problems(
    _ serve: String, _ environment: [String: String]
  ) -> [ConfigurationProblem] {
    let text = #"{"serve": {\#(serve)}, "feeds": [{"id": "a", "sources": ["x"]}]}"#
    let reader = ConfigurationReader(path: "/etc/refeed/config.json", environment: environment)
    return reader.read(Array(text.utf8)).problems.filter { $0.severity == .error }
  }

  private static let good = "0123456789abcdef0123456789abcdef"

  private static let keys = [
    #""auth": {"tokens": VALUE}"#, #""auth": {"tokens": [VALUE]}"#,
    #""auth": {"tokens": ["${GOOD}", VALUE]}"#, #""auth": {"feeds": {"a": VALUE}}"#,
    #""auth": {"feeds": {"a": ["${GOOD}", VALUE]}}"#, #""auth": {"clean": VALUE}"#,
    #""auth": {"admin": VALUE}"#, #""admin": VALUE"#,
  ]

  @Test(arguments: keys, ["", " ", "\n", "                                        "])
  func isRefused(key: String, value: String) {
    let environment = ["EMPTY": value, "GOOD": Self.good]
    let problems = problems(key.replacing("VALUE", with: #""${EMPTY}""#), environment)
    #expect(problems.contains { $0.message.contains("set to nothing") }, "\(key): \(problems)")
    #expect(!problems.contains { $0.message.contains("has no variable") })
  }

  @Test(arguments: keys)
  func ofAVariableThatIsNotThereThatIsSaid(key: String) {
    let problems = problems(key.replacing("VALUE", with: #""${NONE}""#), ["GOOD": Self.good])
    #expect(problems.contains { $0.message.contains("has no variable NONE") }, "\(problems)")
    #expect(!problems.contains { $0.message.contains("set to nothing") }, "\(problems)")
  }

  @Test(arguments: keys)
  func asTextIsRefusedToo(key: String) {
    #expect(!problems(key.replacing("VALUE", with: #""""#), ["GOOD": Self.good]).isEmpty)
  }

  @Test(arguments: keys)
  func ofAGoodOneNothingIsSaid(key: String) {
    let text = key.replacing("VALUE", with: #""${GOOD}""#)
    #expect(problems(text, ["GOOD": Self.good]) == [])
  }
}
