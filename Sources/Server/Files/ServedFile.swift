import Bytes
import FeedModel
import NIOCore
import Synchronization

/// One version of one published file: its validators, the heads of its answers, ready to be sent,
/// and as much of its content as memory has room for.
final class ServedFile: Sendable {
  /// What is told of a file with every answer.
  struct Facts: Sendable, Hashable {
    var mediaType: String
    /// `Cache-Control`
    var caching: String
    /// Whether pages of other sites may read it: what needs no token.
    var isShared: Bool
    /// `Link`: where to subscribe to it, and its own address; `nil` where there is nowhere.
    var link: String?
  }

  /// Relative to the output folder: `world/2024-10.atom`.
  let name: String
  let identity: FileIdentity
  /// Half of the content's SHA-256, in hexadecimal.
  let digest: String
  let facts: Facts
  /// The compressed file beside it, if one was published.
  let sibling: Sibling?
  /// What is held between requests.
  let held = Mutex(Held())
  /// When it was last asked for, in ticks.
  let lastUse = Atomic<Int>(0)

  struct Held {
    var heads: Heads?
    var content: ByteBuffer?
    var zipped: Zipped?
    var open: OpenFile?
    /// Whether somebody is reading it into memory.
    var isAwaited = false
    /// Whether it is sent as it is alone: its compressed copy can't be kept.
    var isNeverZipped = false
  }

  /// A compressed copy that was published beside a file.
  struct Sibling: Sendable {
    var name: String
    var identity: FileIdentity
    var digest: String
  }

  /// The heads of the answers that are given most, but for the date.
  struct Heads: Sendable {
    /// The file whole.
    var whole: ByteBuffer
    /// Nothing has changed: of the file as it is, and of its compressed form.
    var unchanged: ByteBuffer
    var zippedUnchanged: ByteBuffer
  }

  /// A compressed content, and the head of the answer with it.
  struct Zipped: Sendable {
    var content: ByteBuffer
    var head: ByteBuffer
  }

  init(
    name: String, identity: FileIdentity, digest: String, facts: Facts, sibling: Sibling? = nil
  ) {
    self.name = name
    self.identity = identity
    self.digest = digest
    self.facts = facts
    self.sibling = sibling
    tag = "\"\(digest)\""
    zippedTag = sibling.map { "\"\($0.digest)-p\"" } ?? "\"\(digest)-z\""
  }

  /// Strong, with its quotes.
  let tag: String

  /// The tag of what is sent compressed: another one, because the bytes are others.
  let zippedTag: String

  /// Whether it may be sent compressed.
  var isZippable: Bool { held.withLock { !$0.isNeverZipped } }

  /// Written only where it says something new: every write costs those who read it.
  func noteUse(_ tick: Int) {
    if lastUse.load(ordering: .relaxed) != tick { lastUse.store(tick, ordering: .relaxed) }
  }

  /// As an HTTP date.
  var modified: String {
    (Timestamp(milliseconds: Int64(identity.seconds) &* 1000) ?? .epoch).internetDate
  }

  /// The head of the answer with all of it, and its content where that is held.
  func whole() -> (head: ByteBuffer, content: ByteBuffer?) {
    held.withLock { held in (heads(&held).whole, held.content) }
  }

  /// Its compressed form, where that is held.
  func zipped() -> Zipped? { held.withLock { $0.zipped } }

  /// The head of the answer that it has not changed.
  func unchanged(isZipped: Bool) -> ByteBuffer {
    held.withLock { held in
      let heads = heads(&held)
      return isZipped ? heads.zippedUnchanged : heads.unchanged
    }
  }

  private func heads(_ held: inout Held) -> Heads {
    if let heads = held.heads { return heads }
    let (plain, zipped) = (FileHead(self), FileHead(self, isZipped: true))
    let heads = Heads(
      whole: ByteBuffer(string: plain.whole(length: identity.size)),
      unchanged: ByteBuffer(string: plain.unchanged),
      zippedUnchanged: ByteBuffer(string: zipped.unchanged))
    held.heads = heads
    return heads
  }

  /// Half of a content's SHA-256, in hexadecimal; `nil` where it can't be read.
  static func digest(of file: OpenFile) -> String? {
    var hash = SHA256()
    guard file.read(by: 1 << 18, { hash.update($0) }) else { return nil }
    return digest(hash.finish())
  }

  static func digest(_ hash: [UInt8]) -> String { Hexadecimal.text(hash.prefix(16)) }
}
