import Archive
import ConfigurationModel
import Dispatch
public import FeedModel

/// Threads for work that waits for a database: Swift's own are as many as there are cores, and must
/// not stand still while a server answers.
final class DatabaseThreads: TaskExecutor {
  static let shared = DatabaseThreads()

  private let queue = DispatchQueue(
    label: "work on a database", qos: .ofThisThread, attributes: .concurrent)

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    queue.async { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
  }
}

extension Regenerator {
  /// One run over all feeds, or those asked for; a failing source or feed never stops the others.
  ///
  /// With the archive in a database it runs on threads of its own.
  /// - Parameter now: the start of the run, from which every interval is counted.
  public func refresh(
    _ request: RefreshRequest, now: Timestamp,
    progress: @escaping @Sendable (RefreshProgress) -> Void = { _ in }
  ) async throws(RunError) -> RunReport {
    let threads = configuration.hasDatabase ? DatabaseThreads.shared : nil
    return try await withTaskExecutorPreference(threads) { () async throws(RunError) in
      try await refreshed(request, now: now, progress: progress)
    }
  }
}
