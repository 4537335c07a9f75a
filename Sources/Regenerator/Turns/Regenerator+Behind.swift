import Archive
import ConfigurationModel
import FeedModel

/// What is looked at between two runs of a process that stays.
extension Regenerator {
  /// How often ``untilBehind(except:)`` is to be asked while nothing is due; `nil` where no other
  /// process works on the archive.
  public var lookInterval: Duration? {
    configuration.hasDatabase || sharesArchive ? configuration.lease / 4 : nil
  }

  /// For how long nothing is to be published that other processes have left behind: zero where a run
  /// should begin now; `nil` where nothing is behind, or where the database does not answer.
  ///
  /// - Parameter except: feeds whose publication has failed here, and would fail again.
  public func untilBehind(except: Set<String>) async -> Duration? {
    let (path, feeds) = (configuration.archive, Set(configuration.feeds.map(\.id)))
    let threads = configuration.hasDatabase ? DatabaseThreads.shared : nil
    return await withTaskExecutorPreference(threads) {
      guard let archive = try? Archive.reading(path) else { return nil }
      defer { try? archive.close() }
      let found = try? archive.read { session throws(ArchiveError) in
        try session.behindFeeds(after: "", limit: Self.mostBehind)
      }
      return (found ?? []).filter { feeds.contains($0.key) && !except.contains($0.key) }
        .map(\.held).min()
    }
  }

  private static var mostBehind: Int { 10_000 }
}
