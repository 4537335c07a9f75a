import ConfigurationModel
import Glibc
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

  /// Of all runs.
  private let common: String

  /// `nil` where no command is configured.
  ///
  /// - Parameter run: names the run where others may be at work, each with a file of its own.
  init?(_ configuration: Configuration, of run: String? = nil, patience: Duration = .seconds(60)) {
    guard !configuration.after.isEmpty else { return nil }
    command = configuration.after
    common = configuration.stateFiles + ".after"
    path = run.map { [common] in RunFiles.path(common, of: $0) } ?? common
    self.patience = patience
  }

  /// Names that the command is yet to be told of, NUL-separated; empty for a run that did not end,
  /// `nil` where there is no such file.
  static func names(in path: String) -> [String]? {
    guard let bytes = try? LocalFiles.contents(of: path, limit: 64 << 20) else { return nil }
    return bytes.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
  }

  /// Whether names stand in the file.
  var isNoted: Bool { Self.names(in: path)?.isEmpty == false }

  /// The files of other runs, as ``RunFiles/all(_:)`` gives them.
  var others: [(path: String, run: String)] { RunFiles.all(common).filter { $0.path != path } }

  /// Notes that a run may publish something. Gives what is owed from before: `nil` for nothing.
  func begin() -> [String]? {
    let before = Self.names(in: path)
    // Should this run die, nobody knows what it has published: then all of it is told.
    if before?.isEmpty != true { _ = try? Publisher().publish([], at: path) }
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
    let known = Set(names)
    names += written.filter { !known.contains($0) }
    guard !names.isEmpty else {
      unlink(path)
      return nil
    }
    let list = note(names)
    if let problem = run(list) {
      return "the command `after` \(problem); it is run again after the next run"
    }
    unlink(path)
    return nil
  }

  /// Notes what the command is to be told of.
  @discardableResult
  func note(_ names: [String]) -> [UInt8] {
    let list = Array(names.map { $0 + "\0" }.joined().utf8)
    _ = try? Publisher().publish(list, at: path)
    return list
  }

  /// Leaves it to the next run to tell the command. With nothing to tell no file stays: an empty
  /// one is of a run that died.
  func postpone(_ names: [String]) {
    if names.isEmpty { unlink(path) } else { note(names) }
  }

  private func run(_ input: [UInt8]) -> String? {
    let descriptor = Self.file(holding: input)
    guard descriptor >= 0 else {
      return
        "could not be told: no temporary file, \(String(cString: strerror(errno)).lowercased())"
    }
    defer { close(descriptor) }
    let child = ChildProcess(
      program: command[0], arguments: Array(command.dropFirst()),
      environment: Self.environment)
    switch child.run(input: descriptor, patience: patience) {
    case .exited(0): return nil
    case .exited(let code): return "failed with \(code)"
    case .signalled(let signal): return "was ended by signal \(signal)"
    case .late: return "did not end within \(patience.components.seconds) s"
    case .notStarted(let code):
      return "can't be started: \(command[0]): \(String(cString: strerror(code)).lowercased())"
    }
  }

  /// No more than a program needs: what is secret may be in the rest.
  private static var environment: [String] {
    ["PATH", "HOME", "LANG", "TZ", "USER", "LOGNAME"].compactMap { (name: String) in
      getenv(name).map { "\(name)=\(String(cString: $0))" }
    }
  }

  /// A temporary file without a name, to be read from its beginning.
  private static func file(holding bytes: [UInt8]) -> Int32 {
    let folder = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    var path = Array("\(folder)/refeed-after-XXXXXX".utf8CString)
    let descriptor = mkstemp(&path)
    guard descriptor >= 0 else { return -1 }
    unlink(path)
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    var written = 0
    while written < bytes.count {
      let count = bytes[written...].withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else {
        let code = errno
        close(descriptor)
        errno = code
        return -1
      }
      written += count
    }
    lseek(descriptor, 0, SEEK_SET)
    return descriptor
  }
}
