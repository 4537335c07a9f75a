import Foundation
import Testing

/// What the design forbids, looked for in the sources.
@Suite struct ArchitectureTests {
  /// Each file's path below `Sources` and its text.
  private static let files: [(path: String, text: String)] = {
    let root = Command.root.appending(path: "Sources")
    let found = FileManager.default.enumerator(atPath: root.path)?.compactMap { $0 as? String }
    return (found ?? []).filter { $0.hasSuffix(".swift") }.sorted().compactMap { path in
      (try? String(contentsOf: root.appending(path: path), encoding: .utf8)).map { (path, $0) }
    }
  }()

  @Test func onlyTheSanitizerAndTheArchivesRowMakeCleanHTML() {
    let makers = Self.files.filter { $0.text.contains("CleanHTML(sanitized") }.map(\.path)
    #expect(makers == ["Archive/Records/NormalizedRecord.swift", "Normalizer/Body.swift"])
  }

  /// Stages know nothing of each other; foundations know nothing at all. Foundation is only where
  /// it is named.
  @Test(arguments: [
    ("Bytes", []), ("FeedModel", ["Bytes"]), ("HTML", ["Bytes"]), ("JSON", []),
    ("Fetcher", ["Bytes", "CLibCurl", "CZlib", "FeedModel"]),
    ("FeedReader", ["Bytes", "CLibXML", "CUchardet", "FeedModel", "HTML", "JSON"]),
    ("ArticleExtractor", ["FeedModel", "HTML"]),
    ("SiteRules", ["ArticleExtractor", "CLibXML", "FeedModel", "HTML"]),
    ("FilterLists", ["Bytes", "CPCRE2", "FeedModel", "HTML"]),
    ("Normalizer", ["Bytes", "CPCRE2", "FeedModel", "FilterLists", "HTML", "JSON"]),
    ("Emitter", ["Bytes", "FeedModel", "JSON", "Mustache"]),
    ("Publisher", ["Bytes", "CZlib", "FeedModel"]),
    ("ObjectStore", ["Bytes", "CLibCurl", "FeedModel"]),
    (
      "ConfigurationModel",
      [
        "Archive", "Bytes", "FeedModel", "FeedReader", "Foundation", "HTML", "JSON", "Normalizer",
        "ObjectStore", "Publisher",
      ]
    ),
    ("History", ["Bytes", "FeedModel"]),
    (
      "Archive", ["Bytes", "CLibPQ", "CZlib", "FeedModel", "Foundation", "GRDB", "History"]
    ),
    (
      "Regenerator",
      [
        "Archive", "ArticleExtractor", "Bytes", "ConfigurationModel", "Emitter", "FeedModel",
        "FeedReader", "Fetcher", "FilterLists", "Foundation", "HTML", "History", "JSON",
        "Normalizer", "ObjectStore", "Publisher", "SiteRules",
      ]
    ),
    (
      "Server",
      [
        "Bytes", "CServing", "ConfigurationModel", "CoreMetrics", "Emitter", "FeedModel",
        "Foundation",
        "HTTPTypes", "History", "Hummingbird", "JSON", "Logging", "NIOCore", "NIOHTTP1", "NIOPosix",
        "Publisher", "Regenerator",
      ]
    ),
    (
      "refeed",
      [
        "Archive", "ArgumentParser", "ArticleExtractor", "Bytes", "CArguments",
        "ConfigurationModel", "Emitter",
        "FeedModel", "Foundation", "History", "JSON", "Publisher", "Regenerator", "Server",
      ]
    ),
  ])
  func aTargetImportsNoMoreThanItMay(target: String, allowed: [String]) {
    let system = ["Swift", "Glibc", "Synchronization", "Dispatch"]
    let files = Self.files.filter { $0.path.hasPrefix(target + "/") }
    #expect(!files.isEmpty)
    for (path, text) in files {
      for line in text.split(separator: "\n") where line.utf8.first != 0x20 {
        guard
          let name = line.firstMatch(of: /^(?:@\S+ )?(?:public |internal |package )?import (\w+)/)
        else { continue }
        #expect(allowed.contains(String(name.1)) || system.contains(String(name.1)), "\(path)")
      }
    }
  }

  /// A name means one thing: no two targets have a type of one name, and none is called like a
  /// target that is not its own, so that nobody writes `HTML.Document` to say which.
  @Test func aTypesNameIsThereOnceOverAllTargets() {
    var homes: [Substring: String] = [:]
    var doubled: [String] = []
    let targets = Set(Self.files.map { Self.target(of: $0.path) })
    for (path, text) in Self.files {
      for line in text.split(separator: "\n") {
        guard let name = Self.typeName(declaredBy: line) else { continue }
        if let first = homes.updateValue(path, forKey: name) {
          doubled.append("\(name): \(first), \(path)")
        }
        if targets.contains(String(name)), Self.target(of: path) != name {
          doubled.append("\(name), a target: \(path)")
        }
      }
    }
    #expect(homes.count > 500)
    #expect(doubled == [])
  }

  private static func target(of path: String) -> String {
    String(path.prefix { $0 != "/" })
  }

  /// The type that a line of a file declares at its top level, whoever may see it.
  private static func typeName(declaredBy line: Substring) -> Substring? {
    // Most lines are indented, comments or blank.
    guard let first = line.utf8.first, first == 0x40 || (0x61...0x7A).contains(first) else {
      return nil
    }
    let pattern =
      /^(?:@\S+ )*(?:(?:public|package|internal|private|fileprivate|final|indirect|nonisolated) )*(?:struct|enum|class|actor|protocol|typealias) (\w+)/
    return line.firstMatch(of: pattern)?.1
  }

  /// No stage reads the clock, the environment or the network: what they need of these is given.
  @Test(arguments: [
    "Bytes", "FeedModel", "FilterLists", "HTML", "JSON", "ArticleExtractor", "SiteRules",
    "FeedReader", "Normalizer", "Emitter", "Publisher",
  ])
  func aStageReadsNeitherClockNorEnvironmentNorNetwork(target: String) {
    let calls = [
      "clock_gettime(", "gettimeofday(", "time(nil)", "Date()", "Date.now", "ContinuousClock",
      "SuspendingClock", "getenv(", "ProcessInfo", "CommandLine", "socket(", "connect(",
      "getaddrinfo(", "curl_easy",
    ]
    for (path, text) in Self.files where path.hasPrefix(target + "/") {
      for call in calls { #expect(!text.contains(call), "\(path) has \(call)") }
    }
  }

  /// The program has no ICU data (`CEmptyICUData`): what Foundation would look up there is not asked.
  @Test func nothingNeedsTheDataOfICU() {
    let needs =
      /\b(?:TimeZone|Locale|Calendar|DateFormatter|ISO8601DateFormatter|NumberFormatter|Collator)\b|\.formatted\(|localized|applyingTransform|\.capitalized/
    for (path, text) in Self.files {
      for line in text.split(separator: "\n") {
        guard let found = line.firstMatch(of: needs) else { continue }
        let isComment = line.prefix(upTo: found.range.lowerBound).contains("//")
        #expect(isComment, "\(path): \(line)")
      }
    }
  }

  /// Every declaration that another package or target can see says what it is.
  @Test(arguments: Self.documented)
  func everyPublicDeclarationHasADocComment(target: String) {
    let files = Self.files.filter { $0.path.hasPrefix(target + "/") }
    #expect(!files.isEmpty)
    for (path, text) in files where path != Self.witnesses {
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
      for (index, line) in lines.enumerated() where Self.isDeclaration(line) {
        let before = lines[..<index].reversed().first { !Self.isAttribute($0) } ?? ""
        let comment = before.trimmingCharacters(in: .whitespaces)
        #expect(comment.hasPrefix("///"), "\(path):\(index + 1): \(line)")
      }
    }
  }

  /// Nothing escapes for being new: every folder of Swift sources stands in the tables above.
  @Test func everyTargetIsHeldByTheseTests() {
    let targets = Set(Self.files.map { Self.target(of: $0.path) })
    #expect(targets.subtracting(Self.documented) == ["refeed"])
    #expect(Set(Self.documented).subtracting(targets).isEmpty)
  }

  /// What the table of `CONTRIBUTING.md` quotes is there.
  @Test func everyFileOfTheTableOfChangesIsThere() throws {
    let text = try String(
      contentsOf: Command.root.appending(path: "CONTRIBUTING.md"), encoding: .utf8)
    let rows = text.split(separator: "\n").filter { $0.hasPrefix("|") }
    #expect(rows.count > 15)
    var quoted = 0
    for row in rows {
      for match in row.matches(of: /`([A-Za-z+\/]+\.swift)`/) where !match.1.contains("Tests/") {
        quoted += 1
        let name = String(match.1)
        #expect(
          Self.files.contains { $0.path == name || $0.path.hasSuffix("/" + name) }, "\(name)")
      }
      for match in row.matches(of: /`([A-Z]\w+)\.([a-z]\w+)`/) where match.2 != "md" {
        let isThere = Self.files.contains {
          $0.path.hasSuffix("/\(match.1).swift") && $0.text.contains(match.2)
        }
        #expect(isThere || match.2 == "swift" || match.2 == "json", "\(match.0)")
      }
    }
    #expect(quoted > 20)
  }

  private static let documented = [
    "Archive", "ArticleExtractor", "Bytes", "ConfigurationModel", "Emitter", "FeedModel",
    "FeedReader", "Fetcher", "FilterLists", "History", "HTML", "JSON", "Normalizer", "ObjectStore",
    "Publisher", "Regenerator", "Server", "SiteRules",
  ]

  /// Its calls are documented where the protocol asks for them.
  private static let witnesses = "Publisher/LinuxFileSystem.swift"

  /// A public type, function or property; initializers, operators and what a protocol asks for
  /// (`description`, `==`, `hash`) say it by themselves, and so does a key of the configuration,
  /// whose row holds the sentence that the manual has.
  private static func isDeclaration(_ line: String) -> Bool {
    guard line.utf8.drop(while: { $0 == 0x20 }).starts(with: "public ".utf8) else { return false }
    let pattern =
      /^\s*public (?:\w+\(set\) )?(?:(?:static|mutating|nonisolated|final|indirect|consuming) )*(?:struct|enum|class|actor|protocol|func|typealias|var|let) (\w+)/
    guard let match = line.firstMatch(of: pattern), !line.contains(" = Key(") else { return false }
    return !["description", "hash", "errorDescription"].contains(String(match.1))
  }

  private static func isAttribute(_ line: String) -> Bool {
    line.trimmingCharacters(in: .whitespaces).hasPrefix("@")
  }
}
