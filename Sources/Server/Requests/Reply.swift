import NIOCore

/// What is sent for a request.
enum Reply: Sendable {
  case message(Message)
  /// A head, but for its date and end, and the content that follows it.
  case content(status: Int, head: ByteBuffer, ByteBuffer?)
  /// The same with a published file, or that it has not changed.
  case version(status: Int, head: ByteBuffer, ByteBuffer?, of: ServedFile, isZipped: Bool)
  /// A part of a file that is sent from the disk.
  case file(status: Int, head: ByteBuffer, OpenFile, Range<Int>)
  /// What takes longer: it is called once, and calls back once, on any thread.
  case later(Starting<Void>)
  /// The same, with a task that is cancelled when who asked has gone.
  case page(Starting<Task<Void, Never>>)

  typealias Starting<Work> = @Sendable (_ done: @escaping @Sendable (Reply) -> Void) -> Work
}
