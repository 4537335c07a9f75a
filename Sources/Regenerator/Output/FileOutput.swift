import Archive
import FeedModel
import Publisher

/// Where published files are put: a folder, or a bucket of an object store.
///
/// Names are relative to it: `world.atom`, `world/2024-10.atom`.
protocol FileOutput: Sendable {
  /// As it is configured; names stand behind it and a slash in messages.
  var place: String { get }

  /// Feeds whose files are held in memory until they are in place; `nil` where no feed waits.
  var gate: PublishingGate? { get }

  /// Looks at what is there, before anything else is done with it.
  func look() async throws(OutputError)

  /// Makes it ready to be written to.
  ///
  /// - Parameter everywhere: whether a run that died may have left something in any part of it.
  func prepare(everywhere: Bool) async throws(OutputError)

  /// Which files are those that the archive has noted.
  func inPlace(_ known: [PublishedFile]) -> FilesInPlace

  /// Whether something of that name is there, whatever it holds.
  func has(_ name: String) -> Bool

  /// Names of a feed's archive pages that were published closed.
  func closedPages(
    of feed: String, known: [PublishedFile]
  ) async throws(OutputError) -> Set<String>

  /// Names of a feed's archive pages that are there, newest first.
  func pages(of feed: String) -> [String]

  /// What a file holds; `nil` for one that is not there or can't be read.
  func contents(of name: String, limit: Int) async -> [UInt8]?

  /// A file as it stands there now, whatever it holds; `nil` for one that can't be read.
  func standing(_ name: String) async -> PublishedFile?

  /// Puts files in place, pages before the documents that link to them; gives what became of each,
  /// in their order.
  ///
  /// - Parameters:
  ///   - known: files of the same feed as the archive has noted them.
  ///   - version: of what the archive holds: a newer file is never replaced by an older one.
  func publish(
    _ files: [RenderedFile], over known: [PublishedFile], as version: FileVersion
  ) async throws(OutputError) -> [PlacedFile]

  /// Files that Refeed wrote, that are not among `owned` and that nobody else owns, sorted.
  func unowned(
    owned: Set<String>, otherwise isOwned: @Sendable (String) -> Bool
  ) async throws(OutputError) -> [String]

  /// Removes files and their compressed copies.
  func remove(_ names: [String]) async throws(OutputError)

  /// What whoever runs it should know, in sentences.
  var notes: [String] { get }
}

extension FileOutput {
  var notes: [String] { [] }

  /// Whether it is named as an archive page of one of the formats that have them.
  static func isPage(_ name: String) -> Bool {
    FeedFormat.allCases.contains { $0.hasPages && name.hasSuffix(".\($0.suffix)") }
  }

  var gate: PublishingGate? { nil }

  /// Where a file is, for messages.
  func path(of name: String) -> String { "\(place)/\(name)" }
}

/// What became of one file.
struct PlacedFile: Sendable {
  var name: String
  var change: PublishOutcome.Change
  /// As it stands there now, to be noted; `nil` for what can't be told from another later.
  var file: PublishedFile?
}

/// How new the files of a feed are: of two, the one with the later archive, then the one with the
/// higher generation, is newer.
struct FileVersion: Sendable, Hashable, Comparable {
  /// When the archive first saw the feed, in milliseconds since 1970; an archive that was lost and
  /// made again is a later one.
  var began: Int64
  /// The feed's generation in that archive.
  var generation: Int64

  /// Of a feed's files.
  init(began: Timestamp, generation: Int) {
    (self.began, self.generation) = (began.milliseconds, Int64(generation))
  }

  /// Of the pages about all feeds.
  init(run now: Timestamp) {
    (began, generation) = (0, now.milliseconds)
  }

  /// Reads ``text``.
  init?(_ text: String) {
    let parts = text.split(separator: ".").compactMap { Int64($0) }
    guard parts.count == 2 else { return nil }
    (began, generation) = (parts[0], parts[1])
  }

  /// Both numbers and a dot between them.
  var text: String { "\(began).\(generation)" }

  static func < (one: FileVersion, other: FileVersion) -> Bool {
    (one.began, one.generation) < (other.began, other.generation)
  }
}
