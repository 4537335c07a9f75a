import Foundation

/// One case of a `.dat` file.
struct TreeCase {
  var source: String
  var data: [UInt8] = []
  var context: String?
  var needsScripting = false
  var expected = ""
}

extension TreeCase {
  /// The cases of a file.
  static func all(in file: URL) throws -> [TreeCase] {
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

  private static func isHeading(_ line: String, in section: String) -> Bool {
    switch line {
    case "#data": section != "#data"
    case "#errors", "#new-errors", "#document-fragment", "#script-on", "#script-off", "#document":
      section != "#document"
    default: false
    }
  }
}
