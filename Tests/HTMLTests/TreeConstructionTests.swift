import Foundation
import Testing

@testable import HTML

@Suite struct TreeConstructionTests {
  @Test func everyCaseOfHTML5LibBuildsTheExpectedTree() throws {
    guard let files = Corpus.files(in: "html5lib-tests/tree-construction", suffix: ".dat") else {
      return
    }
    #expect(!files.isEmpty)
    var passed = 0
    var failed: [String] = []
    var scripted: [String] = []
    for file in files {
      for test in try TreeCase.all(in: file) {
        if test.needsScripting || file.path.contains("/scripted/") {
          scripted.append(test.source)
        } else if tree(test) == test.expected {
          passed += 1
        } else {
          failed.append(test.source)
          Corpus.say("\(test.source)\n\(String(decoding: test.data, as: UTF8.self))")
          Corpus.say("expected:\n\(test.expected)\nis:\n\(tree(test))\n")
        }
      }
    }
    Corpus.say("html5lib tree construction: \(passed) passed, \(failed.count) failed")
    Corpus.say("  not run, because they need scripting (\(scripted.count)): \(scripted)")
    #expect(failed.isEmpty)
    #expect(passed > 0)
  }

  /// Inputs of our own for every insertion mode, the adoption agency, foreign content, fragments
  /// and the tokenizer's families; the trees are what Chromium 156 builds without scripts.
  @Test func everyInsertionModeBuildsWhatABrowserBuilds() throws {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("Fixtures/insertion-modes.dat")
    let tests = try TreeCase.all(in: file)
    #expect(tests.count >= 170)
    for test in tests {
      #expect(
        tree(test) == test.expected, "\(test.source): \(String(decoding: test.data, as: UTF8.self))"
      )
    }
  }

  private func tree(_ test: TreeCase) -> String {
    guard let context = test.context else { return dump(Document(parsing: test.data)) }
    let parts = context.split(separator: " ").map(String.init)
    let names = Document()
    let name = names.elementName(parts.last ?? "") ?? .div
    let namespace: Namespace =
      parts.count == 1 ? .html : parts[0] == "svg" ? .svg : .mathML
    return dump(Document(parsingFragment: test.data, context: name, namespace: namespace))
  }
}
