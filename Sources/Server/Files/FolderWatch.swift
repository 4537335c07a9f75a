import CServing
import Glibc
import Synchronization

/// Follows what happens in the output folder, and looks at it when something has.
///
/// The kernel tells of changes (inotify); every 30 s, and where it has lost count, all is looked at.
public final class FolderWatch: Sendable {
  private let store: FileStore
  private let notices: Int32
  private let wake: Int32
  private let isStopped = Atomic(false)
  /// The folders by the number that the kernel gave them: a feed's id, empty for the output folder.
  private let folders = Mutex<[Int32: String]>([:])

  private static let interval: Int32 = 30_000

  /// Begins at once.
  public init(_ store: FileStore) {
    self.store = store
    notices = inotify_init1(Int32(IN_NONBLOCK) | Int32(IN_CLOEXEC))
    wake = refeed_event()
    _ = watchFolders()
    BackgroundThread.start(named: "folder watch") { [self] in run() }
  }

  /// Ends it.
  public func stop() {
    isStopped.store(true, ordering: .releasing)
    var one: UInt64 = 1
    _ = write(wake, &one, 8)
  }

  deinit {
    close(wake)
    if notices >= 0 { close(notices) }
  }

  private func run() {
    // What happened before anything was watched.
    store.rescan()
    while !isStopped.load(ordering: .acquiring) {
      // Without notices, as where there is no output folder yet, a look each second has to do.
      var descriptors = [
        pollfd(fd: wake, events: Int16(POLLIN), revents: 0),
        pollfd(fd: notices, events: Int16(POLLIN), revents: 0),
      ]
      let ready = poll(&descriptors, 2, isRootWatched ? Self.interval : 1000)
      guard !isStopped.load(ordering: .acquiring) else { break }
      if ready > 0, descriptors[1].revents != 0 {
        // A run publishes many files in a row.
        usleep(20_000)
        let changed = drained()
        if changed?.isEmpty != true { store.rescan(onlyOf: changed) }
      } else {
        store.rescan()
      }
      // What was put into a new folder before it was watched.
      let new = watchFolders()
      if !new.isEmpty { store.rescan(onlyOf: new) }
    }
  }

  /// What has changed, by the id or name that it begins with; `nil` where that can't be told.
  private func drained() -> Set<String>? {
    var changed: Set<String>? = []
    let size = 1 << 16
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: size, alignment: 8)
    defer { buffer.deallocate() }
    while true {
      let count = read(notices, buffer.baseAddress, size)
      guard count > 0 else { return changed }
      var offset = 0
      while offset + MemoryLayout<inotify_event>.size <= count {
        let event = buffer.load(fromByteOffset: offset, as: inotify_event.self)
        let start = offset + MemoryLayout<inotify_event>.size
        let bytes = buffer[start..<min(count, start + Int(event.len))].prefix { $0 != 0 }
        offset = start + Int(event.len)
        if event.mask & UInt32(IN_Q_OVERFLOW) != 0 || event.mask & Self.ends != 0 {
          changed = nil
        } else {
          note(event, String(decoding: bytes, as: UTF8.self), in: &changed)
        }
      }
    }
  }

  private func note(_ event: inotify_event, _ name: String, in changed: inout Set<String>?) {
    guard let folder = folders.withLock({ $0[event.wd] }) else { return }
    // Temporary names begin with a dot.
    guard !name.hasPrefix(".") else { return }
    guard folder.isEmpty else {
      changed?.insert(folder)
      return
    }
    changed?.insert(name)
    if let dot = name.utf8.firstIndex(of: UInt8(ascii: ".")) {
      changed?.insert(String(name[..<dot]))
      // `index.html.gz` is of `index.html`.
      if name.hasSuffix(".gz") { changed?.insert(String(name.dropLast(3))) }
    }
  }

  private static let ends = UInt32(IN_DELETE_SELF) | UInt32(IN_MOVE_SELF) | UInt32(IN_IGNORED)

  private static let events =
    UInt32(IN_CREATE) | UInt32(IN_MOVED_TO) | UInt32(IN_MOVED_FROM) | UInt32(IN_DELETE)
    | UInt32(IN_CLOSE_WRITE) | UInt32(IN_DELETE_SELF) | UInt32(IN_MOVE_SELF)

  private var isRootWatched: Bool { folders.withLock { $0.values.contains("") } }

  /// Gives the ids of feeds whose folders were not watched yet. Watching what is watched already
  /// changes nothing.
  private func watchFolders() -> Set<String> {
    guard notices >= 0 else { return [] }
    let site = store.site
    var known: [Int32: String] = [:]
    let root = inotify_add_watch(notices, site.root, Self.events)
    if root >= 0 { known[root] = "" }
    for feed in site.feeds where feed.documents.contains(where: \.hasPages) {
      let number = inotify_add_watch(notices, "\(site.root)/\(feed.id)", Self.events)
      if number >= 0 { known[number] = feed.id }
    }
    return folders.withLock { folders in
      let before = folders
      folders = known
      return Set(known.filter { before[$0.key] == nil }.values).subtracting([""])
    }
  }
}
