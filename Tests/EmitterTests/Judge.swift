import Foundation
import Testing

/// The judging programs beside the checkout; tests that need one say so when it is missing.
enum Judge {
  static let shared = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "shared")

  /// What a judge prints about `bytes`; `nil` when it or Python is not there.
  static func verdict(of bytes: [UInt8], by script: String) throws -> (passed: Bool, text: String)?
  {
    let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).feed")
    try Data(bytes).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    return try run(script, on: [file.path(percentEncoded: false)])
  }

  /// A line for each file; `nil` when the judge is not there.
  static func verdicts(of files: [String], by script: String) throws -> [Substring]? {
    try run(script, on: files)?.text.split(separator: "\n")
  }

  private static func run(
    _ script: String, on files: [String]
  ) throws -> (passed: Bool, text: String)? {
    let path = shared.appending(path: "tools/\(script)").path(percentEncoded: false)
    guard FileManager.default.fileExists(atPath: path) else {
      FileHandle.standardError.write(Data("skipped: no \(script) in ../shared/tools\n".utf8))
      return nil
    }
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["python3", path] + files
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let text = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus == 0, String(decoding: text, as: UTF8.self))
  }

  static func expectPasses(_ bytes: [UInt8], _ script: String) throws {
    guard let verdict = try verdict(of: bytes, by: script) else { return }
    #expect(verdict.passed, "\(verdict.text)")
  }
}

/// Files that tests compare with; `RECORD=1` writes them anew and fails.
enum Golden {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(
    path: "Fixtures")

  static func expect(
    _ bytes: [UInt8], is name: String, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let file = folder.appending(path: name)
    if ProcessInfo.processInfo.environment["RECORD"] == "1" {
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(bytes).write(to: file)
      Issue.record("recorded \(name)", sourceLocation: sourceLocation)
      return
    }
    let expected = try Data(contentsOf: file)
    guard !bytes.elementsEqual(expected) else { return }
    let lines = (bytes.split(separator: 0x0A), expected.split(separator: 0x0A))
    let pair = zip(lines.0, lines.1).first { !$0.elementsEqual($1) }
    let found = pair.map { String(decoding: $0.0, as: UTF8.self) } ?? "\(bytes.count) bytes"
    let wanted = pair.map { String(decoding: $0.1, as: UTF8.self) } ?? "\(expected.count) bytes"
    Issue.record(
      "\(name): found \(found), expected \(wanted)", sourceLocation: sourceLocation)
  }
}

/// Well-formedness by xmllint (Debian's libxml2-utils).
enum WellFormed {
  static func expect(_ bytes: [UInt8]) throws {
    let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).xml")
    try Data(bytes).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/xmllint")
    process.arguments = ["--noout", "--nonet", file.path(percentEncoded: false)]
    do {
      try process.run()
    } catch {
      FileHandle.standardError.write(Data("skipped: no xmllint\n".utf8))
      return
    }
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
  }
}
