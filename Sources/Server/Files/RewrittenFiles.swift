import Bytes
import Dispatch
import FeedModel
import NIOCore
import NIOHTTP1
import Publisher
import Regenerator
import Synchronization

/// Files as those see them who come by `/t/<token>/`: the feed's own links carry the same prefix,
/// because a reader that follows one has nothing else to show.
final class RewrittenFiles: Sendable {
  /// A version of a file, and a token.
  struct Key: Hashable {
    let file: ServedFile
    let token: TokenSet.Digest

    static func == (a: Key, b: Key) -> Bool { a.file === b.file && a.token == b.token }

    func hash(into hasher: inout Hasher) {
      hasher.combine(ObjectIdentifier(file))
      hasher.combine(token)
    }
  }

  private struct Store {
    var files: [Key: RewrittenFile] = [:]
    /// Oldest first.
    var order: [Key] = []
    var bytes = 0
  }

  private let memory: FileMemory
  private var limit: Int { memory.limit / 4 }
  private let store = Mutex(Store())
  private let work = DispatchQueue(label: "refeed.files.rewriting")

  /// - Parameter memory: what holds the files as they are; a quarter of as much is held here.
  init(_ memory: FileMemory) {
    self.memory = memory
  }

  func known(_ key: Key) -> RewrittenFile? { store.withLock { $0.files[key] } }

  /// Rewrites a file, once for all who wait for it.
  func make(
    _ key: Key, base: String, feed: String, token: String, from files: FileStore,
    then done: @escaping @Sendable (RewrittenFile?) -> Void
  ) {
    work.async {
      if let known = self.known(key) { return done(known) }
      guard case .file(let open) = files.opened(key.file), let bytes = open.contents() else {
        return done(nil)
      }
      let rewritten = RewrittenFile(
        UnlockedDocument.bytes(bytes, base: base, feed: feed, token: token), of: key.file,
        link: files.site.link(to: key.file.name, token: token))
      self.keep(rewritten, as: key)
      done(rewritten)
    }
  }

  private func keep(_ file: RewrittenFile, as key: Key) {
    store.withLock { store in
      guard file.bytes <= limit / 4 else { return }
      while store.bytes + file.bytes > limit, !store.order.isEmpty {
        store.bytes -= store.files.removeValue(forKey: store.order.removeFirst())?.bytes ?? 0
      }
      store.files[key] = file
      store.order.append(key)
      store.bytes += file.bytes
    }
  }

  /// Whether a token can stand in an address as it is.
  static func isPlain(_ token: Substring) -> Bool {
    token.utf8.allSatisfy { byte in
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
      default: "-._~".utf8.contains(byte)
      }
    }
  }
}

/// One file as one token sees it.
final class RewrittenFile: Sendable {
  private let content: ByteBuffer
  private let zipped: ByteBuffer?
  private let facts: ServedFile.Facts
  private let modified: String
  /// Of the epoch.
  private let seconds: Int
  private let digest: String

  init(_ content: [UInt8], of file: ServedFile, link: String?) {
    self.content = ByteBuffer(bytes: content)
    zipped =
      content.count >= FileStore.leastZipped
      ? Gzip.compressed(content).map { ByteBuffer(bytes: $0) } : nil
    facts = ServedFile.Facts(
      mediaType: file.facts.mediaType,
      caching: file.facts.caching.replacing("public", with: "private"), isShared: false,
      link: link)
    modified = file.modified
    seconds = file.identity.seconds
    digest = ServedFile.digest(SHA256.digest(of: content))
  }

  /// Bytes that are held.
  var bytes: Int { content.readableBytes + (zipped?.readableBytes ?? 0) }

  /// - Parameter isNegotiated: whether `Accept` has chosen the file.
  func reply(to request: Request, isNegotiated: Bool) -> Reply {
    let isPart = request.method == .GET && request.fields.range != nil
    let takesZipped = !isPart && Preferences.acceptGzip(request.fields.acceptEncoding)
    let zipped = takesZipped ? zipped : nil
    let tag = zipped == nil ? plainTag : zippedTag
    var head = FileHead(facts: facts, modified: modified, etag: tag, isZipped: zipped != nil)
    if isNegotiated { head = head.negotiated }
    let conditions = Conditions(request.fields)
    guard conditions.expect(tags: [plainTag, zippedTag], seconds: seconds) else {
      return .message(Message(412, "That version is not there any more."))
    }
    if conditions.areUnchanged(tag: tag, modified: modified) {
      return .content(status: 304, head: ByteBuffer(string: head.unchanged), nil)
    }
    if isPart, let part = part(conditions, head) { return part }
    let body = zipped ?? content
    return .content(
      status: 200, head: ByteBuffer(string: head.whole(length: body.readableBytes)),
      request.method == .HEAD ? nil : body)
  }

  /// `nil` where the whole is to be sent.
  private func part(_ conditions: Conditions, _ head: FileHead) -> Reply? {
    let length = content.readableBytes
    // Another base gives other bytes under the same date: parts are put together by the tag alone.
    switch conditions.range(tag: plainTag, modified: nil, length: length) {
    case .whole: return nil
    case .part(let part):
      return .content(
        status: 206, head: ByteBuffer(string: head.part(part, of: length)),
        content.getSlice(at: part.lowerBound, length: part.count))
    case .unsatisfiable:
      return .content(
        status: 416, head: ByteBuffer(string: head.unsatisfiable(length: length)), nil)
    }
  }

  private var plainTag: String { "\"\(digest)\"" }

  private var zippedTag: String { "\"\(digest)-z\"" }
}
