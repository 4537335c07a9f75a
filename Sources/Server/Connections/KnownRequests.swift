import NIOCore
import Synchronization

/// Requests that came before, byte for byte: what they say was decoded then, so that it need not be
/// again. Readers of one kind ask for a feed that has not changed in the same words.
///
/// Used on one event loop. Nothing is kept that says who asked, and nothing that only some may read.
struct KnownRequests {
  private struct Slot {
    /// Of the request that came last where the slot is empty, or of another one than is kept.
    var print: UInt64 = 0
    var known: KnownRequest?
  }

  private var slots = [Slot](repeating: Slot(), count: Self.count)

  /// A power of two.
  private static let count = 256

  /// Longer heads are always decoded, in bytes.
  static let longest = 1024

  /// What bytes are looked for by; no more than a hint.
  static func print(of bytes: ByteBuffer) -> UInt64 {
    bytes.withUnsafeReadableBytes { bytes in
      var hash = UInt64(truncatingIfNeeded: bytes.count)
      var index = 0
      while index + 8 <= bytes.count {
        hash = mixed(hash ^ bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self))
        index += 8
      }
      var rest: UInt64 = 0
      while index < bytes.count {
        rest = rest << 8 | UInt64(bytes[index])
        index += 1
      }
      return mixed(hash ^ rest)
    }
  }

  private static func mixed(_ value: UInt64) -> UInt64 {
    let product = value.multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
    return product.high ^ product.low
  }

  /// The request of just these bytes.
  func known(_ print: UInt64, _ bytes: ByteBuffer) -> KnownRequest? {
    guard let known = slots[Self.place(of: print)].known, known.bytes == bytes else { return nil }
    return known
  }

  /// Whether bytes come for the second time, so that they are worth keeping.
  mutating func isAgain(_ print: UInt64) -> Bool {
    let place = Self.place(of: print)
    defer { slots[place].print = print }
    return slots[place].print == print
  }

  mutating func keep(_ known: KnownRequest, as print: UInt64) {
    slots[Self.place(of: print)].known = known
  }

  mutating func forgetAll() {
    slots = [Slot](repeating: Slot(), count: Self.count)
  }

  private static func place(of print: UInt64) -> Int { Int(print & UInt64(count - 1)) }
}

/// A request for a published file, and the answer to it while that version is there.
final class KnownRequest {
  /// The whole request.
  let bytes: ByteBuffer
  let answer: Answer
  /// The head with a date and its end, and the second that they were made in.
  private var dated: (head: ByteBuffer, second: Int)?

  /// What was answered.
  struct Answer {
    var status: Int
    /// But for its date and end.
    var head: ByteBuffer
    var file: ServedFile
    var content: Content
    /// Of the index of files that it was found in.
    var generation: Int
    /// What is logged of it, where somebody logs.
    var record: AccessRecord?
  }

  /// What follows the head.
  enum Content {
    case nothing
    case plain
    case zipped
  }

  /// Copies the bytes: those that come in are read over.
  init(_ bytes: ByteBuffer, _ answer: Answer) {
    self.bytes = ByteBuffer(bytes: bytes.readableBytesView)
    self.answer = answer
  }

  /// - Parameters:
  ///   - date: as a line of a head.
  ///   - second: when the date was made.
  func head(_ date: ByteBuffer, _ second: Int) -> ByteBuffer {
    if let dated, dated.second == second { return dated.head }
    var head = ByteBuffer(bytes: answer.head.readableBytesView)
    head.writeImmutableBuffer(date)
    head.writeStaticString("\r\n")
    dated = (head, second)
    return head
  }

  /// `nil` where it is not in memory any more.
  func content() -> ByteBuffer?? {
    switch answer.content {
    case .nothing: .some(nil)
    case .plain: answer.file.held.withLock { $0.content }.map { .some($0) }
    case .zipped: answer.file.held.withLock { $0.zipped?.content }.map { .some($0) }
    }
  }
}
