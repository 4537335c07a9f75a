import Archive
import ConfigurationModel

/// Names of turns that are no feed's: none can be a feed's id.
enum TurnName {
  /// Tells an address of the owner's what has changed.
  static let notify = "*notify"
  /// Runs the command after a run.
  static let after = "*after"

  /// Is at work, and may have published what the command after it is to be told of.
  static func run(_ owner: String) -> String { "*run \(owner)" }

  /// Asks for a filter list.
  ///
  /// - Parameter copy: what its copy is called.
  static func filterList(_ copy: String) -> String { "*list \(copy)" }
}

extension TurnKeeper.Terms {
  init(_ configuration: Configuration) {
    let fetch = configuration.fetch
    self.init(lease: configuration.lease, gap: fetch.gap, perHost: fetch.perHost)
  }
}

extension TurnKeeper {
  /// As long as it takes until the turn of a process that was killed is over, and a little more.
  var patience: Duration { terms.lease + .seconds(60) }

  /// Takes a turn once nobody else has it.
  ///
  /// - Parameter patience: ``patience`` where there is none; with none at all it is tried once.
  /// - Returns: `nil` where others had it for too long.
  func wait(
    for name: String, patience: Duration? = nil
  ) async throws(ArchiveError) -> FeedTurn? {
    let end = ContinuousClock.now + (patience ?? self.patience)
    var pause: Duration = .milliseconds(50)
    while true {
      let taken = try await take(name) { _ throws(ArchiveError) in }
      if let taken { return taken.turn }
      guard ContinuousClock.now + pause < end, !Task.isCancelled else { return nil }
      try? await Task.sleep(for: pause)
      pause = min(pause * 2, .seconds(2))
    }
  }
}
