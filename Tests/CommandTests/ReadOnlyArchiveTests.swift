import Foundation
import Testing

/// Commands that read the archive, run by another user than the one who refreshes.
@Suite struct ReadOnlyArchiveTests {
  private let place: Workplace
  private var archive: String { place.folder.appending(path: "state/archive.sqlite").path }

  init() throws {
    place = try Workplace()
    try place.write(Sample.rss, to: "feed.xml")
    try place.write(
      "{\"feeds\": [{\"id\": \"a\", \"sources\": [\"feed.xml\"]}]}", to: "config.json")
    let refresh = try place.refeed("refresh")
    #expect(refresh.code == 0, "\(refresh.error)")
  }

  /// Runs a command as nobody; `nil` where that is not possible.
  private func asNobody(_ arguments: String...) throws -> Command.Result? {
    let tool = "/usr/bin/setpriv"
    guard getuid() == 0, FileManager.default.isExecutableFile(atPath: tool) else {
      FileHandle.standardError.write(
        Data("ReadOnlyArchiveTests skipped: they take root and setpriv\n".utf8))
      return nil
    }
    let process = Process()
    process.executableURL = URL(filePath: tool)
    process.arguments =
      ["--reuid=65534", "--regid=65534", "--clear-groups", Command.binary.path] + arguments
    process.currentDirectoryURL = place.folder
    process.environment = ["HOME": "/nonexistent", "PATH": "/usr/bin:/bin"]
    let (output, error) = (Pipe(), Pipe())
    process.standardOutput = output
    process.standardError = error
    try process.run()
    // Short texts, which the pipes hold.
    process.waitUntilExit()
    return Command.Result(
      code: process.terminationStatus,
      output: String(
        decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self),
      error: String(decoding: error.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self))
  }

  private func folderForAll() throws -> String {
    let folder = place.folder.appending(path: "for-all").path
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o777])
    return folder
  }

  @Test func whatOnlyReadsNeedsNoFolderToWriteTo() throws {
    guard let status = try asNobody("status", "--json") else { return }
    #expect(status.code == 0 && status.output.contains("feed.xml"), "\(status.error)")
    let export = try asNobody("export")
    #expect(export?.code == 0, "\(export?.error ?? "")")
    let copy = try folderForAll() + "/copy.sqlite"
    let backup = try asNobody("archive", "backup", copy)
    #expect(backup?.code == 0, "\(backup?.error ?? "")")
    let names = try FileManager.default.contentsOfDirectory(
      atPath: place.folder.appending(path: "state").path)
    #expect(!names.contains { $0.hasSuffix("-shm") || $0.hasSuffix("-wal") })
    try FileManager.default.removeItem(atPath: archive)
    try FileManager.default.copyItem(atPath: copy, toPath: archive)
    #expect(try place.refeed("status", "--json").output == status.output)
  }

  /// A log without an index is what is left of a run whose machine went down.
  @Test func aLogThatNobodyMayTakeUpIsNamed() throws {
    let made = try shell(
      """
      import sqlite3, os, shutil, sys
      path = sys.argv[1]
      db = sqlite3.connect(path)
      db.execute("update feed set entry_count = 7")
      db.commit()
      shutil.copy(path + "-wal", path + ".log")
      db.close()
      os.rename(path + ".log", path + "-wal")
      """)
    guard made, let status = try asNobody("status") else { return }
    #expect(status.code == 2)
    #expect(status.error.contains("archive.sqlite-wal") && status.error.contains("refresh once"))
    #expect(try place.refeed("status").code == 0)
  }

  /// Whether Python is there and has done it.
  private func shell(_ script: String) throws -> Bool {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["python3", "-c", script, archive]
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    return process.terminationStatus == 0
  }

  @Test func theListOfWhatWasForgottenIsCopiedByItsOwner() throws {
    #expect(try place.refeed("forget", "https://example.org/one").code == 0)
    try #require(place.exists("state/archive.sqlite.forgotten"))
    guard let status = try asNobody("status") else { return }
    #expect(status.code == 0, "\(status.error)")
    let backup = try asNobody("archive", "backup", try folderForAll() + "/copy.sqlite")
    #expect(backup?.code == 2)
    #expect(backup?.error.contains("only its owner may read it") == true)
  }
}
