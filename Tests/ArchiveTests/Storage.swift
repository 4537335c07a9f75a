import FeedModel

@testable import Archive

/// What an archive can be stored in. The suites that show what is remembered run on each: a storage
/// that is new is added here, and to nothing else.
enum Storage: String, CaseIterable, Sendable {
  /// A file of SQLite.
  case file
  /// SQLite in memory, gone with the process.
  case memory

  func open(_ folder: TemporaryFolder) throws -> Archive {
    switch self {
    case .file: try Archive(path: folder.archive, now: .epoch)
    case .memory: try Archive(inMemoryInPlaceOf: folder.archive)
    }
  }
}
