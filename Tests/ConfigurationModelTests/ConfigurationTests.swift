import FeedModel
import JSON
import Testing

@testable import ConfigurationModel

@Suite struct ConfigurationTests {
  private func read(
    _ text: String, path: String = "/etc/refeed/config.json", environment: [String: String] = [:]
  ) throws -> Configuration {
    let reader = ConfigurationReader(path: path, environment: environment)
    let (configuration, problems) = reader.read(Array(text.utf8))
    #expect(problems.isEmpty, "\(problems)")
    return try #require(configuration)
  }

  private func problems(
    _ text: String, environment: [String: String] = [:]
  ) -> [ConfigurationProblem] {
    let reader = ConfigurationReader(path: "/etc/refeed/config.json", environment: environment)
    return ConfigurationProblem.sorted(reader.read(Array(text.utf8)).problems)
  }

  private let minimal = #"{"feeds": [{"id": "a", "sources": ["x"]}]}"#

  @Test func everyKeyButFeedsHasADefault() throws {
    let configuration = try read(minimal)
    #expect(configuration.output == "/etc/refeed/public")
    #expect(configuration.baseURL == nil)
    #expect(configuration.archive == "/etc/refeed/state/archive.sqlite")
    #expect(configuration.fetch.connections == 64)
    #expect(configuration.fetch.maxBytes == 32 << 20)
    #expect(configuration.fetch.userAgent == nil)
    #expect(configuration.feeds.first?.settings.entries == 100)
    #expect(configuration.feeds.first?.settings.every.interval == .seconds(1800))
    #expect(configuration.feeds.first?.settings.keep == .forever)
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
        "ouput", "fetch.gap", "fetch.perHost", "feeds[1].id", "feeds[2].id", "feeds[2].sources",
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
    #expect(named?.location == SourceLocation("https://example.org/?t=s3cret"))
    #expect(named?.name == "https://example.org/?t=${TOKEN}")
    #expect(
      problems(text).map(\.message)
        == [
          "the environment has no variable TOKEN; export it before the run, or write $${ for a ${ "
            + "that is meant as it stands"
        ])
  }

  @Test func aVariableCantSmuggleALineBreakIntoAHeader() {
    let text = """
      {"feeds": [{"id": "a", "sources": [
        {"url": "https://example.org/", "headers": {"X": "${TOKEN}"}}]}]}
      """
    let found = problems(text, environment: ["TOKEN": "a\r\nHost: evil"])
    #expect(found.map(\.message) == ["not a valid HTTP header"])
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
