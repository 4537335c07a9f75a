import ConfigurationModel
import FeedModel
import Synchronization

/// How far a refresh is.
public struct RefreshProgress: Sendable, Hashable {
  /// Feeds done, with nothing left to publish.
  public var done = 0
  /// Feeds that this run has something to do for.
  public var all = 0
  /// Bytes received.
  public var bytes = 0
  /// The sources that were read last, newest first.
  public var recent: [String] = []
  /// The entries that are being cleaned, those that were begun first in front; as many as there
  /// are cores.
  public var cleaning: [Cleaning] = []

  public init() {}

  /// An entry that is being cleaned.
  public struct Cleaning: Sendable, Hashable {
    /// Counts up with each entry of the run.
    public var number: Int
    /// The feed's configured `id`.
    public var feed: String
    /// The entry's address, else its id, the file that it is from, or its title.
    public var entry: String
  }
}

/// Counts across tasks.
final class ProgressCounter: Sendable {
  private struct State {
    var progress = RefreshProgress()
    var begun = 0
  }

  private let state = Mutex(State())
  private let report: @Sendable (RefreshProgress) -> Void

  init(_ report: @escaping @Sendable (RefreshProgress) -> Void) {
    self.report = report
  }

  func start(all: Int) {
    change { $0.progress.all = all }
  }

  func sourceIsDone(_ source: SourceReport) {
    change { state in
      state.progress.bytes += source.received ?? source.bytes
      state.progress.recent = Array(([source.name] + state.progress.recent).prefix(3))
    }
  }

  func feedIsDone() {
    change { $0.progress.done += 1 }
  }

  /// Notes that an entry is being cleaned, until what this gives is called.
  func cleans(_ entry: ParsedEntry, of feed: String) -> @Sendable () -> Void {
    let name = entry.rawLink ?? entry.id ?? entry.name ?? entry.title?.value ?? ""
    var number = 0
    change { state in
      state.begun += 1
      number = state.begun
      state.progress.cleaning.append(.init(number: number, feed: feed, entry: name))
    }
    return { [number] in
      self.change { state in state.progress.cleaning.removeAll { $0.number == number } }
    }
  }

  private func change(_ body: (inout State) -> Void) {
    // Reported under the lock, so that the numbers come in order.
    state.withLock { state in
      body(&state)
      report(state.progress)
    }
  }
}
