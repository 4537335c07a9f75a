import JSON
import Testing

@testable import Regenerator

@Suite struct ConfigurationTests {
  private func read(
    _ text: String, path: String = "/etc/refeed/config.json", environment: [String: String] = [:]
  ) throws(InvalidConfiguration) -> Configuration {
    try ConfigurationReader(path: path, environment: environment).read(Array(text.utf8))
  }

  private func problems(
    _ text: String, environment: [String: String] = [:]
  ) -> [ConfigurationProblem] {
    do {
      _ = try read(text, environment: environment)
      return []
    } catch {
      return error.problems
    }
  }

  private let minimal = #"{"feeds": [{"id": "a", "sources": ["x"]}]}"#

  @Test func everyKeyButFeedsHasADefault() throws {
    let configuration = try read(minimal)
    #expect(configuration.output == "/etc/refeed/public")
    #expect(configuration.baseURL == nil)
    #expect(configuration.fetch == FetchSettings())
    #expect(configuration.feeds.first?.settings == FeedDefaults())
  }

  @Test func relativePathsResolveAgainstTheFilesOwnFolder() throws {
    let configuration = try read(
      #"{"output": "out", "feeds": [{"id": "a", "sources": ["seeds", "/abs", "file:///f%20g"]}]}"#)
    #expect(configuration.output == "/etc/refeed/out")
    #expect(
      configuration.feeds.first?.sources.map(\.location)
        == [.path("/etc/refeed/seeds"), .path("/abs"), .path("/f g")])
  }

  @Test func commentsTrailingCommasAndSchemaAreAccepted() throws {
    let text = """
      // comment
      {"$schema": "config.schema.json", /* and another */
       "feeds": [{"id": "a", "sources": ["x"],},],}
      """
    #expect(try read(text).feeds.count == 1)
  }

  @Test func allProblemsAreReportedAtOnceEachWithItsPlace() {
    let found = problems(
      """
      {
        "ouput": "x",
        "fetch": { "gap": "soon", "perHost": 0 },
        "feeds": [
          { "id": "a", "sources": ["x"] },
          { "id": "a", "sources": ["y"] },
          { "id": "../up", "sources": [] },
          { "id": "c", "sources": ["ftp://example.org/x", { "titel": "t", "url": "y" }] }
        ]
      }
      """)
    #expect(
      found.map(\.place) == [
        "ouput", "fetch.gap", "fetch.perHost", "feeds[1].id", "feeds[2]", "feeds[2].id",
        "feeds[3].sources[0]", "feeds[3].sources[1].titel",
      ])
    #expect(found.first?.message == #"unknown key "ouput"; did you mean "output"?"#)
    #expect(found.first?.line == 2)
    #expect(found.first?.column == 3)
    #expect(found[3].message.contains("is taken by feeds[0]"))
  }

  @Test func brokenJSONNamesLineAndColumn() {
    let found = problems("{\n  \"feeds\": [\n}")
    #expect(found.count == 1)
    #expect(found.first?.line == 3)
    #expect(found.first?.message.hasPrefix("not valid JSON") == true)
  }

  @Test func aMissingFeedsListIsAProblem() {
    #expect(problems("{}").map(\.message) == [#""feeds" is missing; list at least one feed"#])
    #expect(problems("[]").map(\.message) == ["must be an object, not an array"])
  }

  @Test func variablesComeFromTheEnvironment() throws {
    let text = """
      {"feeds": [{"id": "a", "sources": [
        {"url": "https://example.org/", "headers": {"Authorization": "Bearer ${TOKEN}"}}]}]}
      """
    let source = try read(text, environment: ["TOKEN": "s3cret"]).feeds.first?.sources.first
    #expect(source?.headers == [.init(name: "Authorization", value: "Bearer s3cret")])
    let address = #"{"feeds": [{"id": "a", "sources": ["https://example.org/?t=${TOKEN}"]}]}"#
    let named = try read(address, environment: ["TOKEN": "s3cret"]).feeds.first?.sources.first
    #expect(named?.location == SourceConfiguration.Location("https://example.org/?t=s3cret"))
    #expect(named?.name == "https://example.org/?t=${TOKEN}")
    #expect(
      problems(text).map(\.message)
        == ["the environment has no variable TOKEN; export it before the run"])
  }

  @Test func aVariableCantSmuggleALineBreakIntoAHeader() {
    let text = """
      {"feeds": [{"id": "a", "sources": [
        {"url": "https://example.org/", "headers": {"X": "${TOKEN}"}}]}]}
      """
    let found = problems(text, environment: ["TOKEN": "a\r\nHost: evil"])
    #expect(found.map(\.message) == ["not a valid HTTP header"])
  }

  @Test(arguments: [
    ("30s", 30), ("15m", 900), ("2h", 7200), ("30d", 2_592_000), ("0s", 0),
  ])
  func durationsHaveUnits(text: String, seconds: Int) {
    #expect(Quantity.duration(text) == .seconds(seconds))
  }

  @Test(arguments: [
    "", "s", "30", "30 s", "-1s", "1w", "99999999999999999999s", "9223372036854775807d",
  ])
  func whatIsNoDurationIsRefused(text: String) {
    #expect(Quantity.duration(text) == nil)
  }

  @Test(arguments: [("32MiB", 32 << 20), ("1KB", 1000), ("10B", 10), ("2GiB", 2 << 30)])
  func sizesHaveUnits(text: String, bytes: Int) {
    #expect(Quantity.bytes(text) == bytes)
  }

  @Test(arguments: [
    ("ouput", "output"), ("soruces", "sources"), ("Id", "id"), ("homePage", "homepage"),
  ])
  func misspeltKeysAreRecognized(word: String, meant: String) {
    #expect(Spelling.nearest(to: word, in: ["output", "sources", "id", "homepage"]) == meant)
  }

  @Test func aWordLikeNoneIsNotGuessed() {
    #expect(Spelling.nearest(to: "banana", in: ["output", "sources"]) == nil)
  }

  @Test(arguments: ["a", "nytimes-cn", "0", String(repeating: "x", count: 64)])
  func feedIDsThatNameFiles(id: String) {
    #expect(FeedConfiguration.isValid(id: id))
  }

  /// D1: nothing that could leave the folder, hide, or look like an option.
  @Test(arguments: [
    "", "-rf", "../x", "..\\x", "/abs", "a/b", ".", "..", ".git", "%2e%2e", "a:b", "A", "a\u{0}",
    "\u{202E}a", "é", "a b", String(repeating: "x", count: 65),
  ])
  func feedIDsThatCantNameFiles(id: String) {
    #expect(!FeedConfiguration.isValid(id: id))
  }
}
