package import Dispatch
import Glibc

extension DispatchQoS {
  /// For queues that work for the thread that makes them: where it gives way to others, so do they.
  package static var ofThisThread: DispatchQoS {
    getpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0) > 0 ? .background : .userInitiated
  }
}
