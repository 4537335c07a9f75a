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

  /// Writes all of the bytes.
  func write(_ bytes: [UInt8], to file: Int32, path: String) throws(PublishError) {
    var position = 0
    while position < bytes.count {
      let start = position
      let count = try attempt(.write, path) { system throws(SystemError) in
        try system.write(file, bytes, from: start)
      }
      guard count > 0 else {
        throw PublishError(path: path, action: .write, cause: .system(ENOSPC))
      }
      position += count
    }
  }
}
