import Glibc

/// Turns a failed system call into a ``PublishError``.
struct PublishCall {
  let system: any FileSystem

  /// A call that was interrupted by a signal is made again, this often at most.
  private static let maximumInterruptions = 100

  func attempt<Value>(
    _ action: PublishError.Action, _ path: String, closing descriptor: Int32? = nil,
    _ body: (any FileSystem) throws(SystemError) -> Value
  ) throws(PublishError) -> Value {
    var interruptions = 0
    while true {
      do throws(SystemError) {
        return try body(system)
      } catch {
        interruptions += 1
        if error.code == EINTR && interruptions < Self.maximumInterruptions { continue }
        if let descriptor { try? system.close(descriptor) }
        throw PublishError(path: path, action: action, cause: .system(error.code))
      }
    }
  }
}
