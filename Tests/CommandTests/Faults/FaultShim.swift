import Foundation

/// The library of failing file calls, compiled once for a test run.
enum FaultShim {
  /// `nil` where there is no C compiler.
  static let library: String? = {
    let source = Command.root.appending(path: "Tests/FaultShim/FaultShim.c").path
    let folder = FileManager.default.temporaryDirectory.appending(path: "refeed-shim-\(getpid())")
    let library = folder.appending(path: "shim.so").path
    try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for compiler in ["cc", "clang", "gcc"] {
      let process = Process()
      process.executableURL = URL(filePath: "/usr/bin/env")
      process.arguments = [compiler, "-O1", "-shared", "-fPIC", "-o", library, source]
      process.standardError = FileHandle.nullDevice
      guard (try? process.run()) != nil else { continue }
      process.waitUntilExit()
      if process.terminationStatus == 0 { return library }
    }
    FileHandle.standardError.write(Data("SKIPPED: the fault tests need a C compiler\n".utf8))
    return nil
  }()
}

/// What happens to which file call of a refresh.
struct Fault: Sendable, CustomStringConvertible {
  /// What counts; closes only where there is time for everything.
  static let calls =
    "open write fsync truncate rename mkdir unlink read" + (isThorough ? " close" : "")

  /// `FAULTS=all` in the environment tries every kind of fault at every call.
  static let isThorough = ProcessInfo.processInfo.environment["FAULTS"] == "all"

  /// From 1; 0 disturbs none.
  var number: Int
  /// An error number, `short`, `kill` or `killed`.
  var kind: String
  var isForEver = false

  var description: String { "call \(number): \(kind)\(isForEver ? " for ever" : "")" }

  func environment(root: String, library: String) -> [String: String] {
    [
      "LD_PRELOAD": library, "FAULT_ROOT": root, "FAULT_CALLS": Self.calls,
      "FAULT_NTH": "\(number)", "FAULT_KIND": kind, "FAULT_SPAN": isForEver ? "ever" : "once",
      "FAULT_COUNT": root + "-count",
    ]
  }
}
