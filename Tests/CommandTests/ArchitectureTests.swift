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

  /// Stages know nothing of each other; foundations know nothing at all.
  @Test(arguments: [
    ("FeedModel", []), ("HTML", []), ("JSON", []),
    ("Fetcher", ["CLibCurl", "CZlib", "FeedModel"]),
    ("FeedReader", ["CLibXML", "FeedModel", "JSON"]),
    ("Normalizer", ["CPCRE2", "FeedModel", "HTML", "JSON"]),
    ("Emitter", ["FeedModel", "JSON", "Mustache"]),
    ("History", ["FeedModel"]),
  ])
  func aTargetImportsNoMoreThanItMay(target: String, allowed: [String]) {
    let system = ["Swift", "Glibc", "Synchronization", "Dispatch"]
    let files = Self.files.filter { $0.path.hasPrefix(target + "/") }
    #expect(!files.isEmpty)
    for (path, text) in files {
      for line in text.split(separator: "\n") {
        guard
          let name = line.firstMatch(of: /^(?:@\S+ )?(?:public |internal |package )?import (\w+)/)
        else { continue }
        #expect(allowed.contains(String(name.1)) || system.contains(String(name.1)), "\(path)")
      }
    }
  }

  /// Extensions' members, conformances to standard protocols and cases have their type's words.
  @Test(arguments: ["Archive", "History"])
  func everyPublicDeclarationHasADocComment(target: String) {
    let files = Self.files.filter { $0.path.hasPrefix(target + "/") }
    var count = 0
    for (path, text) in files {
      var before = ""
      for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
        let words = line.trimmingPrefix { $0 == " " }
        let isDeclared =
          words.hasPrefix("public ") && !words.hasPrefix("public import")
          && !words.contains("var description") && !words.hasPrefix("public extension")
        if isDeclared {
          count += 1
          #expect(before.hasPrefix("///"), "\(path): \(words)")
        }
        if !words.hasPrefix("@") { before = String(words) }
      }
    }
    #expect(count > 50)
  }
}
