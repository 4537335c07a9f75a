import Archive
import ConfigurationModel
import FeedModel
import History

extension ArchiveStore {
  /// The same with who takes turns, where other processes may work on the archive meanwhile.
  func takingTurns(_ configuration: Configuration) -> ArchiveStore {
    guard isShared, keeper == nil else { return self }
    var store = self
    let keeper = TurnKeeper(archive, terms: TurnKeeper.Terms(configuration))
    keeper.start()
    store.keeper = keeper
    return store
  }
}

extension Regenerator {
  /// What a run does that no other may do at the same time: where another is at it, it is left to
  /// that one.
  func alone(
    _ store: ArchiveStore, _ body: () async throws(ArchiveError) -> Void
  ) async throws(ArchiveError) {
    guard let keeper = store.keeper else {
      try await body()
      return
    }
    let taken = try await keeper.take(Self.housekeeping) { session throws(ArchiveError) in
      try session.clearTurns()
    }
    guard let taken else { return }
    do throws(ArchiveError) {
      try await body()
    } catch {
      await keeper.end(taken.turn)
      throw error
    }
    await keeper.end(taken.turn)
  }

  /// Names the turn of what concerns all feeds; no feed's id.
  private static let housekeeping = "*"
}

extension RefreshRun {
  /// Saves sources as they were before this run asked them; where others work too, only those that
  /// nobody has asked since.
  func restore(_ states: [SourceState]) async throws(ArchiveError) {
    let (isShared, now) = (keeper != nil, now)
    try await writer.write { session throws(ArchiveError) in
      for state in states {
        if isShared {
          guard try session.holdsOff(state.feed),
            try session.sourceState(state.address, of: state.feed).lastAttempt == now
          else { continue }
        }
        try session.save(state)
      }
    }
  }
}
