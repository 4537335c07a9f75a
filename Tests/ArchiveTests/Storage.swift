import FeedModel
import GRDB
import ScratchPostgres
import Synchronization
import Testing

@testable import Archive

/// What an archive can be stored in. The suites that show what is remembered run on each: a storage
/// that is new is added here, and to nothing else.
enum Storage: String, CaseIterable, Sendable {
  /// A file of SQLite.
  case file
  /// SQLite in memory, gone with the process.
  case memory
  /// A schema of its own in a database of PostgreSQL.
  case postgres

  /// Without PostgreSQL where its programs are not installed.
  static let allCases: [Storage] =
    ScratchPostgres.shared == nil ? [.file, .memory] : [.file, .memory, .postgres]

  /// What ``Chronicler/init(path:)`` opens.
  @TaskLocal static var current = Storage.file

  func open(_ folder: TemporaryFolder) throws -> Archive { try open(at: folder.archive) }

  /// Opens the archive that stands for a path: the same one again where it was opened before.
  func open(at path: String) throws -> Archive {
    switch self {
    case .file: try Archive(path: path, now: .epoch)
    case .memory: try Archive(inMemoryInPlaceOf: path)
    case .postgres: try Archive(path: Self.address(for: path), now: .epoch)
    }
  }

  private static let addresses = Mutex<[String: String]>([:])

  /// The database that stands for a path.
  static func address(for path: String) throws -> String {
    try addresses.withLock { addresses in
      if let known = addresses[path] { return known }
      let address = try #require(ScratchPostgres.shared).emptyArchive()
      addresses[path] = address
      return address
    }
  }
}

/// Runs a test once on each storage.
struct EveryStorage: SuiteTrait, TestTrait, TestScoping {
  var isRecursive: Bool { true }

  func provideScope(
    for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
  ) async throws {
    guard testCase != nil else { return try await function() }
    for storage in Storage.allCases where storage != .memory {
      try await Storage.$current.withValue(storage) {
        do {
          try await function()
        } catch {
          Issue.record(error, "on \(storage)")
        }
      }
    }
  }
}

extension Trait where Self == EveryStorage {
  /// Once on a file and once on PostgreSQL.
  static var onEveryStorage: Self { EveryStorage() }
}

extension Archive {
  /// The connection to SQLite, for who wants to see what it does.
  var queue: DatabaseQueue {
    get throws { try #require(storage as? SQLiteStorage).queue }
  }
}
