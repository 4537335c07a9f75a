import Archive
import FeedModel
import History
import Fetcher

/// What a source answered, its document yet to be read.
struct SourceAnswer: Sendable {
  /// Without a feed as long as there is a document.
  var reading: SourceReading
  /// `nil` when there is nothing to read: nothing new, or no answer.
  var document: PendingDocument?
}

/// A document that is to be read.
struct PendingDocument: Sendable {
  enum Place: Sendable {
    case memory(SourceDocument, MemoryLease?)
    /// A document without its bytes, and where they are.
    case disk(SourceDocument, SetDownDocument)
    /// A file or folder of the user's, a pipe, standard input.
    case local
  }

  var place: Place
  /// Names the bytes; `nil` for local ones, which nobody has looked at.
  var body: Fingerprint?
  /// What it will take of memory: its size, or the most that it may unpack to.
  var bytes: Int

  /// Whether its bytes are in memory, and counted.
  var holdsLease: Bool {
    if case .memory(_, let lease) = place { lease != nil } else { false }
  }
}
