import Archive
import ConfigurationModel
import FeedModel
import History

/// From what the archive holds to files, and back for an archive that was lost.
extension FeedRefresh {
  /// Puts in what was published of a feed that the archive does not know.
  func seed() async throws(ArchiveError) {
    guard !request.dryRun,
      let published = await PublishedFeed.read(
        feed, documents: publication.documents(of: feed),
        output: publication.output, normalizer: normalizer)
    else { return }
    let (key, now) = (feed.id, now)
    try await write { session throws(ArchiveError) in
      try session.seed(key, with: published, now: now)
    }
  }

  /// Publishes if the files are behind; gives the files written, `nil` when there was no need.
  func publish(
    isForced: Bool, _ report: inout FeedReport
  ) async throws -> [String]? {
    let key = feed.id
    let state = try archive.read { session throws(ArchiveError) in try session.feedState(key) }
    report.entries = state?.entryCount ?? 0
    guard let state, isForced || state.generation > state.published else { return nil }
    return try await publish(&report)
  }

  /// Publishes what the archive holds; gives the files written.
  func publish(_ report: inout FeedReport) async throws -> [String] {
    guard let published = try await inTurn.publish() else { return [] }
    report.entries = published.content.feed.entries.count
    report.problems += published.lost.map { page in
      "\(page) is not what was published, and `keep` may have let its entries go; if it was not "
        + "changed on purpose, take it from a backup"
    }
    return published.written
  }
}
