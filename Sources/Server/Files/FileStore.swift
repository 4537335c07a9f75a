import Dispatch
import Glibc
import NIOCore
import Publisher
import Synchronization

/// The published files as they are served: what is there now, and what of it is held in memory.
public final class FileStore: Sendable {
  private let current: Mutex<PublishedIndex>
  /// Changes with the index: what was found in another one may not be so any more.
  private let generations = Atomic<Int>(0)
  /// Looks at the folder; one look at a time.
  private let scans = DispatchQueue(label: "refeed.files.scan")
  /// Reads and compresses, so that no event loop waits for a disk or for zlib.
  private let work = DispatchQueue(label: "refeed.files.work")
  let memory: FileMemory

  /// Looks at the folder before it returns.
  ///
  /// - Parameters:
  ///   - memory: the most bytes of contents that are held, compressed ones included.
  ///   - openFiles: the most files that are kept open.
  public init(_ site: ServedSite, memory: Int = 48 << 20, openFiles: Int = 256) {
    self.memory = FileMemory(limit: memory, openLimit: openFiles)
    current = Mutex(FolderScan(site: site, before: nil).index())
  }

  /// What is there now.
  var index: PublishedIndex { current.withLock { $0 } }

  /// Which index is served, by number.
  var generation: Int { generations.load(ordering: .acquiring) }

  /// The site that is served.
  public var site: ServedSite { index.site }

  /// Serves another site from now on: another configuration.
  public func serve(_ site: ServedSite) {
    scans.sync { look(at: site, onlyOf: nil) }
  }

  /// Holds no more bytes of contents than this from now on.
  public func change(memory limit: Int) { memory.change(limit: limit) }

  /// Looks at the folder, and returns when what is there is served.
  ///
  /// - Parameter changed: the ids of feeds and names of pages that have changed; `nil` for all.
  func rescan(onlyOf changed: Set<String>? = nil) {
    scans.sync { look(at: index.site, onlyOf: changed) }
  }

  /// The same, without waiting for it.
  func rescanLater(then done: @escaping @Sendable () -> Void) {
    scans.async {
      self.look(at: self.index.site, onlyOf: nil)
      done()
    }
  }

  private func look(at site: ServedSite, onlyOf changed: Set<String>?) {
    let before = index
    let now = FolderScan(site: site, before: before).index(onlyOf: changed)
    current.withLock { $0 = now }
    generations.add(1, ordering: .releasing)
    for (path, place) in before.places {
      guard case .file(let file) = place.kind else { continue }
      if case .file(let kept)? = now.places[path]?.kind, kept === file { continue }
      memory.forget(file)
    }
  }

  // MARK: Contents

  /// What can be sent of a file now.
  enum Content {
    case memory(ByteBuffer)
    case file(OpenFile)
    /// Another version, or none, has taken its place.
    case gone
  }

  /// The content of a file that is not in memory; the next request may find it there.
  func opened(_ file: ServedFile) -> Content {
    if let open = file.held.withLock({ $0.open }) {
      keepSoon(file)
      return .file(open)
    }
    guard let open = Self.open(file.name, below: index.site.root), open.identity == file.identity
    else { return .gone }
    file.held.withLock { $0.open = open }
    memory.opened(file)
    keepSoon(file)
    return .file(open)
  }

  /// Reads a file into memory soon, if it has room there.
  private func keepSoon(_ file: ServedFile) {
    guard memory.hasRoom(for: file.identity.size) else { return }
    let isFirst = file.held.withLock { held in
      defer { held.isAwaited = true }
      return !held.isAwaited
    }
    guard isFirst else { return }
    work.async {
      let content = file.held.withLock({ $0.open })?.contents()
      file.held.withLock { $0.isAwaited = false }
      guard let content else { return }
      self.memory.keep(ByteBuffer(bytes: content), of: file)
    }
  }

  /// Compresses a file, once for all who wait for it; `done` is called on another thread, with `nil`
  /// where the file is better sent as it is.
  func zip(_ file: ServedFile, then done: @escaping @Sendable (ServedFile.Zipped?) -> Void) {
    work.async {
      if let zipped = file.held.withLock({ $0.zipped }) { return done(zipped) }
      guard !file.held.withLock({ $0.isNeverZipped }), let bytes = self.zipped(file),
        self.memory.hasRoom(for: bytes.count)
      else {
        file.held.withLock { $0.isNeverZipped = true }
        return done(nil)
      }
      let head = FileHead(file, isZipped: true).whole(length: bytes.count)
      let zipped = ServedFile.Zipped(
        content: ByteBuffer(bytes: bytes), head: ByteBuffer(string: head))
      self.memory.keep(zipped, of: file)
      done(zipped)
    }
  }

  private func zipped(_ file: ServedFile) -> [UInt8]? {
    let root = index.site.root
    if let sibling = file.sibling {
      guard memory.hasRoom(for: sibling.identity.size),
        let open = Self.open(sibling.name, below: root), open.identity == sibling.identity
      else { return nil }
      return open.contents()
    }
    guard file.identity.size <= Self.mostZipped,
      let open = Self.open(file.name, below: root), open.identity == file.identity,
      let bytes = open.contents()
    else { return nil }
    return Gzip.compressed(bytes)
  }

  /// Smaller files are not worth it, larger ones not the time, in bytes.
  static let leastZipped = 512
  private static let mostZipped = 32 << 20

  /// Opens step by step, so that no link on the way is followed.
  private static func open(_ name: String, below root: String) -> OpenFile? {
    let folder = Glibc.open(LocalPath.bytes(of: root), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard folder >= 0 else { return nil }
    defer { close(folder) }
    let parts = name.split(separator: "/").map(String.init)
    guard parts.count == 2 else { return OpenFile.opened(name, in: folder) }
    let inner = openat(folder, parts[0], O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW)
    guard inner >= 0 else { return nil }
    defer { close(inner) }
    return OpenFile.opened(parts[1], in: inner)
  }
}
