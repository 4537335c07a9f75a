import Foundation
import Testing

@testable import HTML

/// One case of a `.dat` file.
private struct TreeCase {
  var source: String
  var data: [UInt8] = []
  var context: String?
  var needsScripting = false
  var expected = ""
}

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
      for test in try cases(in: file) {
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

  private func tree(_ test: TreeCase) -> String {
    guard let context = test.context else { return dump(Document(parsing: test.data)) }
    let parts = context.split(separator: " ").map(String.init)
    let names = Document()
    let name = names.elementName(parts.last ?? "") ?? .div
    let namespace: Namespace =
      parts.count == 1 ? .html : parts[0] == "svg" ? .svg : .mathML
    return dump(Document(parsingFragment: test.data, context: name, namespace: namespace))
  }

  private func cases(in file: URL) throws -> [TreeCase] {
    var result: [TreeCase] = []
    var section = ""
    var body: [String] = []
    var number = 0
    let parent = file.deletingLastPathComponent().lastPathComponent
    let name = (parent == "scripted" ? "scripted/" : "") + file.lastPathComponent
    func close() {
      guard var test = result.popLast() else { return }
      let text = body.joined(separator: "\n")
      switch section {
      case "#data": test.data = Array(text.utf8)
      case "#document-fragment": test.context = text
      case "#script-on": test.needsScripting = true
      case "#document":
        test.expected = text.hasSuffix("\n") ? String(text.dropLast()) : text
      default: break
      }
      result.append(test)
    }
    let text = String(decoding: try Data(contentsOf: file), as: UTF8.self)
    for line in text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
      if isHeading(line, in: section) {
        close()
        if line == "#data" {
          number += 1
          result.append(TreeCase(source: "\(name) #\(number)"))
        }
        section = line
        body = []
      } else {
        body.append(line)
      }
    }
    close()
    return result.map { test in
      var test = test
      while test.expected.hasSuffix("\n") { test.expected.removeLast() }
      return test
    }
  }

  private func isHeading(_ line: String, in section: String) -> Bool {
    switch line {
    case "#data": section != "#data"
    case "#errors", "#new-errors", "#document-fragment", "#script-on", "#script-off", "#document":
      section != "#document"
    default: false
    }
  }
}
