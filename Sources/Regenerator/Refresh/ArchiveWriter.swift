import Archive
import Dispatch
import Synchronization

/// Writes to the archive for many feeds at once: what waits while one transaction is brought onto
/// the disk shares the next one.
final class ArchiveWriter: Sendable {
  private struct Job: Sendable {
    var run: @Sendable (borrowing ArchiveSession) throws(ArchiveError) -> Void
    var finish: @Sendable (ArchiveError?) -> Void
  }

  let archive: Archive
  private let waiting = Mutex<[Job]>([])
  private let postponed = Mutex<[Body]>([])
  private let queue = DispatchQueue(label: "archive writer", qos: .ofThisThread)

  init(_ archive: Archive) {
    self.archive = archive
  }

  /// Does `body` in a transaction, whole or not at all; returns when it is on the disk.
  ///
  /// `body` may run twice: when another feed's part of a shared transaction failed.
  func write<Value: Sendable>(
    _ body: @escaping @Sendable (borrowing ArchiveSession) throws(ArchiveError) -> Value
  ) async throws(ArchiveError) -> Value {
    let value = Mutex<Value?>(nil)
    let box = Box(value: value)
    let error = await withCheckedContinuation { continuation in
      let job = Job(
        run: { session throws(ArchiveError) in
          let result = try body(session)
          box.value.withLock { $0 = result }
        },
        finish: { continuation.resume(returning: $0) })
      let isFirst = waiting.withLock { waiting in
        waiting.append(job)
        return waiting.count == 1
      }
      if isFirst { queue.async { self.drain() } }
    }
    if let error { throw error }
    guard let result = box.value.withLock({ $0 }) else {
      throw .failed(path: archive.path, detail: "a write was lost")
    }
    return result
  }

  // MARK: What a crash may lose

  /// Does `body` together with others, when there are enough of them or the run ends.
  func postpone(
    _ body: @escaping @Sendable (borrowing ArchiveSession) throws(ArchiveError) -> Void
  ) async throws(ArchiveError) {
    let enough = postponed.withLock { bodies in
      bodies.append(body)
      return bodies.count < Self.postponedAtOnce ? [] : Self.taken(&bodies)
    }
    try await write(enough)
  }

  /// Brings onto the disk what was postponed.
  func flush() async throws(ArchiveError) {
    try await write(postponed.withLock { Self.taken(&$0) })
  }

  private typealias Body = @Sendable (borrowing ArchiveSession) throws(ArchiveError) -> Void

  private static let postponedAtOnce = 256

  private static func taken(_ bodies: inout [Body]) -> [Body] {
    defer { bodies = [] }
    return bodies
  }

  private func write(_ bodies: [Body]) async throws(ArchiveError) {
    guard !bodies.isEmpty else { return }
    try await write { session throws(ArchiveError) in
      for body in bodies { try body(session) }
    }
  }

  private final class Box<Value: Sendable>: Sendable {
    let value: Mutex<Value?>
    init(value: consuming sending Mutex<Value?>) { self.value = value }
  }

  private func drain() {
    let jobs = waiting.withLock { waiting in
      let jobs = waiting
      waiting = []
      return jobs
    }
    do throws(ArchiveError) {
      try archive.write(mayRepeat: true) { session throws(ArchiveError) in
        for job in jobs { try job.run(session) }
      }
      for job in jobs { job.finish(nil) }
    } catch {
      // Each for itself, so that one feed's trouble is not everybody's.
      for job in jobs { job.finish(jobs.count == 1 ? error : alone(job)) }
    }
  }

  private func alone(_ job: Job) -> ArchiveError? {
    do throws(ArchiveError) {
      try archive.write(mayRepeat: true) { session throws(ArchiveError) in
        try job.run(session)
      }
      return nil
    } catch {
      return error
    }
  }
}
