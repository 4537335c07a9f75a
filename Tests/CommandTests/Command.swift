import Foundation
import Testing

/// Runs the built binary as a user would.
struct Command {
  struct Result {
    var code: Int32
    var output: String
    var error: String
  }

  /// The binary beside the test bundle, or what `REFEED_BINARY` names.
  static let binary: URL = {
    if let path = ProcessInfo.processInfo.environment["REFEED_BINARY"] {
      return URL(filePath: path)
    }
    let bundle = URL(filePath: CommandLine.arguments[0]).resolvingSymlinksInPath()
    return bundle.deletingLastPathComponent().appending(path: "refeed")
  }()

  /// The checkout.
  static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  let folder: URL

  init(in folder: URL) {
    self.folder = folder
  }

  func callAsFunction(
    _ arguments: String..., input: String? = nil, environment: [String: String] = [:]
  ) throws -> Result {
    try run(arguments, input: input, environment: environment)
  }

  func run(
    _ arguments: [String], input: String? = nil, environment: [String: String] = [:]
  ) throws -> Result {
    let process = Process()
    process.executableURL = Self.binary
    process.arguments = arguments
    process.currentDirectoryURL = folder
    process.environment = ["HOME": folder.path, "PATH": "/usr/bin:/bin"].merging(environment) { $1 }
    let output = folder.appending(path: ".output")
    let error = folder.appending(path: ".error")
    let standardInput = folder.appending(path: ".input")
    try Data((input ?? "").utf8).write(to: standardInput)
    for file in [output, error] { try Data().write(to: file) }
    process.standardInput = try FileHandle(forReadingFrom: standardInput)
    process.standardOutput = try FileHandle(forWritingTo: output)
    process.standardError = try FileHandle(forWritingTo: error)
    try process.run()
    process.waitUntilExit()
    return Result(
      code: process.terminationStatus, output: try String(contentsOf: output, encoding: .utf8),
      error: try String(contentsOf: error, encoding: .utf8))
  }
}

/// A folder of its own for one test, removed with it.
final class Workplace {
  let folder: URL
  var refeed: Command { Command(in: folder) }

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "refeed-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit {
    try? FileManager.default.removeItem(at: folder)
  }

  func write(_ text: String, to name: String) throws {
    let file = folder.appending(path: name)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
  }

  func read(_ name: String) throws -> String {
    try String(contentsOf: folder.appending(path: name), encoding: .utf8)
  }

  func exists(_ name: String) -> Bool {
    FileManager.default.fileExists(atPath: folder.appending(path: name).path)
  }

  func modified(_ name: String) throws -> Date? {
    try FileManager.default.attributesOfItem(atPath: folder.appending(path: name).path)[
      .modificationDate] as? Date
  }
}

/// Documents in the shape of the real thing.
enum Sample {
  static func entry(_ number: Int, body: String = "<p>Text of the entry.</p>") -> String {
    """
    <!--\(1_700_000_000_000 + number * 60_000)-->
    [Entry \(number)](https://example.org/\(number))
    ------

    \(body)
    """
  }

  static let rss = """
    <?xml version="1.0"?>
    <rss version="2.0"><channel><title>Example</title><link>https://example.org/</link>
    <description>d</description>
    <item><title>One</title><link>https://example.org/one</link>
    <guid isPermaLink="false">one</guid><pubDate>Fri, 25 Oct 2024 07:37:02 GMT</pubDate>
    <description>&lt;p&gt;Hello&lt;script&gt;alert(1)&lt;/script&gt;&lt;/p&gt;</description></item>
    </channel></rss>
    """
}
