import Archive
import ConfigurationModel
import History

/// A feed that is written to and published, in its turn where other processes work on the archive.
struct FeedInTurn: Sendable {
  let feed: FeedConfiguration
  let retention: Retention
  let publication: FeedPublication
  let writer: ArchiveWriter
  /// What gives the right to write; `nil` where no other process works on the archive.
  let turn: FeedTurn?
  /// Whether it looks at other feeds' entries.
  let isMutual: Bool

  private var archive: Archive { writer.archive }

  /// Does `body` in a transaction, as ``ArchiveWriter/write(_:)``; not where the feed's turn was
  /// lost meanwhile.
  func write<Value: Sendable>(
    _ body: @escaping @Sendable (borrowing ArchiveSession) throws(ArchiveError) -> Value
  ) async throws(ArchiveError) -> Value {
    guard let turn else { return try await writer.write(body) }
    let isMutual = isMutual
    return try await writer.write { session throws(ArchiveError) in
      try session.check(turn)
      // Feeds that look at each other's entries must see what was just added.
      if isMutual { try session.waitInLine(for: Self.mutualLine) }
      return try body(session)
    }
  }

  private static let mutualLine = "*copies"

  /// Publishes what the archive holds, and notes it; `nil` for a feed that it does not know.
  func publish() async throws -> FeedPublication.Published? {
    let first = try await publication.publish(feed, retention: retention, from: archive)
    guard let first else { return nil }
    return try await marked(first)
  }

  /// Notes what was published, and publishes again where the archive has gone on meanwhile; gives
  /// what stands there in the end.
  ///
  /// A process that was silent for so long that it lost its turn may have put its files over newer
  /// ones: it puts the newest over them before it says so.
  private func marked(
    _ published: FeedPublication.Published
  ) async throws -> FeedPublication.Published {
    var published = published
    for _ in 0..<Self.mostAgain {
      var loss: ArchiveError?
      do throws(ArchiveError) {
        let (done, feed, publication) = (published, feed, publication)
        try await write { session throws(ArchiveError) in
          try publication.mark(done, of: feed, in: session)
        }
      } catch {
        guard turn != nil, case .lostTurn = error else { throw error }
        loss = error
      }
      guard turn != nil else { return published }
      let key = feed.id
      let state = try archive.read { session throws(ArchiveError) in try session.feedState(key) }
      let isNewest = (state?.generation ?? 0) <= published.content.generation
      guard !isNewest,
        let next = try await publication.publish(feed, retention: retention, from: archive)
      else {
        if let loss { throw loss }
        return published
      }
      published = next
    }
    return published
  }

  /// How often a feed is published over in one run.
  private static let mostAgain = 8
}
