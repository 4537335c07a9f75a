public import ConfigurationModel
public import FeedModel
import Glibc
import History
import Publisher

/// How the feeds of a configuration are, for whoever watches a service.
public struct ServiceHealth: Sendable, Hashable {
  /// One feed.
  public struct Feed: Sendable, Hashable {
    /// As configured.
    public var id: String
    /// Whether its files hold what the archive holds.
    public var isPublished: Bool
    /// Whether each of its sources has failed three times in a row or more.
    public var isFailing: Bool
    /// Whether no source has answered well for a long time: a day, and three times the longest
    /// interval.
    public var isStale: Bool
  }

  /// In the order of the configuration; empty where the archive can't be read.
  public var feeds: [Feed]
  /// Whether what is refreshed can be remembered.
  public var isArchiveWritable: Bool
  /// Whether it can be read.
  public var isArchiveReadable: Bool

  /// Looks at the archive.
  public init(_ configuration: Configuration, now: Timestamp) {
    let path = configuration.archive
    // What a server lets be read it lets be written, or a run says why not.
    isArchiveWritable =
      configuration.hasDatabase
      || (access(LocalPath.bytes(of: path), F_OK) != 0
        || access(LocalPath.bytes(of: path), W_OK) == 0) && Self.takesMore(of: path)
    guard let status = try? ArchiveStatus(configuration, now: now) else {
      (feeds, isArchiveReadable) = ([], false)
      return
    }
    isArchiveReadable = true
    let longest = Dictionary(
      configuration.feeds.map { ($0.id, $0.settings.every.max) }, uniquingKeysWith: { a, _ in a })
    feeds = status.feeds.map { feed in
      let polled = feed.sources.filter { !$0.isLocal }
      let patience = max(.seconds(86_400), (longest[feed.id] ?? .zero) * 3)
      let newest = polled.compactMap(\.state.lastSuccess).max()
      let age = newest.map { now.milliseconds - $0.milliseconds }
      return Feed(
        id: feed.id, isPublished: feed.isPublished,
        isFailing: !polled.isEmpty && polled.allSatisfy { $0.state.failures >= 3 },
        isStale: age.map { $0 > patience.components.seconds * 1000 } ?? false)
    }
  }

  /// Whether everything is as it should be.
  public var isGood: Bool {
    isArchiveReadable && isArchiveWritable
      && feeds.allSatisfy { $0.isPublished && !$0.isFailing && !$0.isStale }
  }

  /// Room that a round of a few feeds wants beside the archive, in bytes.
  private static let leastRoom: UInt = 1 << 20

  /// Whether the folder of an archive takes what SQLite puts beside it, and has room; one that is not
  /// there yet is made by the first run.
  private static func takesMore(of path: String) -> Bool {
    var folder = "."
    if let slash = path.lastIndex(of: "/") {
      folder = slash == path.startIndex ? "/" : String(path[..<slash])
    }
    guard access(LocalPath.bytes(of: folder), F_OK) == 0 else { return true }
    var room = statvfs()
    guard access(LocalPath.bytes(of: folder), W_OK) == 0,
      statvfs(LocalPath.bytes(of: folder), &room) == 0
    else { return false }
    return UInt(room.f_bavail) >= leastRoom / max(1, UInt(room.f_frsize))
  }
}
