import ConfigurationModel
import Foundation
import Publisher

extension RunReport {
  /// Names of the files that were written, relative to the output folder.
  var written: [String] {
    feeds.flatMap { feed in
      if case .published(let files) = feed.publication { files } else { [String]() }
    }
  }
}

extension Regenerator {
  /// Names of all documents that are configured.
  var publishedFiles: [String] {
    configuration.feeds.flatMap { configuration.publishedNames(of: $0).map(\.name) }
  }
}

/// The command that is run after a run has published something (`after`).
///
/// At least once: what it was not told of, or did not finish with, it is told of after the next run.
/// A file beside the archive remembers that; a run that died has left it without names, and then all
/// that is published is told.
struct AfterRun: Sendable {
  private let command: [String]
  private let path: String
  private let patience: Duration

  /// `nil` where no command is configured.
  init?(_ configuration: Configuration, patience: Duration = .seconds(60)) {
    guard !configuration.after.isEmpty else { return nil }
    command = configuration.after
    path = configuration.archive + ".after"
    self.patience = patience
  }

  /// Names that the command is yet to be told of, NUL-separated; empty for a run that did not end.
  private var owed: [String]? {
    guard let bytes = try? LocalFiles.contents(of: path, limit: 64 << 20) else { return nil }
    return bytes.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
  }

  /// Notes that a run may publish something. Gives what is owed from before: `nil` for nothing.
  func begin() -> [String]? {
    let before = owed
    if before == nil { _ = try? Publisher().publish([], at: path) }
    return before
  }

  /// Runs the command, once; gives what went wrong, in a sentence.
  ///
  /// - Parameters:
  ///   - written: names relative to the output folder.
  ///   - owed: what ``begin()`` gave.
  ///   - all: everything that is published, for a run before this one that died.
  func finish(_ written: [String], owed: [String]?, all: () -> [String]) -> String? {
    var names = owed.map { $0.isEmpty ? all() : $0 } ?? []
    names += written.filter { !names.contains($0) }
    guard !names.isEmpty else {
      unlink(path)
      return nil
    }
    let list = Array(names.map { $0 + "\0" }.joined().utf8)
    _ = try? Publisher().publish(list, at: path)
    if let problem = run(list) {
      return "the command `after` \(problem); it is run again after the next run"
    }
    unlink(path)
    return nil
  }

  /// Where a program is: a path as it is, a name in one of the folders of `PATH`.
  private static func program(_ name: String) -> String? {
    if name.contains("/") { return name }
    let folders = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
    return folders.split(separator: ":").map { "\($0)/\(name)" }
      .first { access($0, X_OK) == 0 }
  }

  /// No shell, no descriptor of ours, and of the environment no more than a program needs.
  private func run(_ input: [UInt8]) -> String? {
    let process = Process()
    guard let program = Self.program(command[0]) else { return "is not there: \(command[0])" }
    process.executableURL = URL(filePath: program)
    process.arguments = Array(command.dropFirst())
    let kept = ["PATH", "HOME", "LANG", "TZ", "USER", "LOGNAME"]
    process.environment = ProcessInfo.processInfo.environment.filter { kept.contains($0.key) }
    let list = FileManager.default.temporaryDirectory
      .appending(path: "refeed-after-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: list) }
    let ended = DispatchSemaphore(value: 0)
    do {
      try Data(input).write(to: list)
      process.standardInput = try FileHandle(forReadingFrom: list)
      process.standardOutput = FileHandle.standardError
      process.terminationHandler = { _ in ended.signal() }
      try process.run()
    } catch {
      return "can't be started: \(command[0])"
    }
    let seconds = Int(patience.components.seconds)
    guard ended.wait(timeout: .now() + .seconds(seconds)) == .success else {
      kill(process.processIdentifier, SIGKILL)
      return "did not end within \(seconds) s"
    }
    return process.terminationStatus == 0 ? nil : "failed with \(process.terminationStatus)"
  }
}
