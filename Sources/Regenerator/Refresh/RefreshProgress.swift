import ConfigurationModel
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
}

/// Counts across tasks.
final class ProgressCounter: Sendable {
  private let progress: Mutex<RefreshProgress>
  private let report: @Sendable (RefreshProgress) -> Void

  init(_ report: @escaping @Sendable (RefreshProgress) -> Void) {
    progress = Mutex(RefreshProgress())
    self.report = report
  }

  func start(all: Int) {
    change { $0.all = all }
  }

  func sourceIsDone(_ source: SourceReport) {
    change { progress in
      progress.bytes += source.received ?? source.bytes
      progress.recent = Array(([source.name] + progress.recent).prefix(3))
    }
  }

  func feedIsDone() {
    change { $0.done += 1 }
  }

  private func change(_ body: (inout RefreshProgress) -> Void) {
    // Reported under the lock, so that the numbers come in order.
    progress.withLock { progress in
      body(&progress)
      report(progress)
    }
  }
}
