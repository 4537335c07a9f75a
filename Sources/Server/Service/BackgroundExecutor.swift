import CServing
import Dispatch
import Synchronization

/// Runs tasks on threads of their own that have less of the processor than those that answer.
final class BackgroundExecutor: TaskExecutor {
  private let jobs = Mutex<[UnownedJob]>([])
  private let ready = DispatchSemaphore(value: 0)

  /// - Parameters:
  ///   - name: of the threads.
  ///   - nice: as `nice` counts; nothing for what may not wait for a refresh.
  init(threads: Int, name: String = "refresh", nice: Int32 = BackgroundExecutor.nice) {
    for number in 0..<threads {
      BackgroundThread.start(named: "\(name) \(number)") { [self] in
        if nice > 0 { _ = refeed_lower_priority(nice) }
        work()
      }
    }
  }

  /// As `nice` counts: about a tenth of what others get.
  static let nice: Int32 = 10

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
