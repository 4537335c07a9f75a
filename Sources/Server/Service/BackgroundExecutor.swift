import CServing
import Dispatch
import Synchronization

/// Runs tasks on threads of their own that have less of the processor than those that answer.
final class BackgroundExecutor: TaskExecutor {
  private let jobs = Mutex<[UnownedJob]>([])
  private let ready = DispatchSemaphore(value: 0)

  init(threads: Int) {
    for number in 0..<threads {
      BackgroundThread.start(named: "refresh \(number)") { [self] in
        _ = refeed_lower_priority(Self.nice)
        work()
      }
    }
  }

  /// As `nice` counts: about a tenth of what others get.
  private static let nice: Int32 = 10

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    jobs.withLock { $0.append(job) }
    ready.signal()
  }

  private func work() {
    while true {
      ready.wait()
      let job = jobs.withLock { $0.isEmpty ? nil : $0.removeFirst() }
      job?.runSynchronously(on: asUnownedTaskExecutor())
    }
  }
}
