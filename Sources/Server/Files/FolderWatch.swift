import CServing
import Glibc
import Publisher
import Synchronization

/// Follows what happens in the output folder, and looks at it when something has.
///
/// The kernel tells of changes (inotify); every 30 s, and where it has lost count, all is looked at.
public final class FolderWatch: Sendable {
  private let store: FileStore
  private let notices: Int32
  private let wake: Int32
  private let isStopped = Atomic(false)
  /// The folders that are watched.
  private let folders = Mutex(Watched())

  private struct Watched {
    /// By the number that the kernel gave them: a feed's id, empty for the output folder.
    var byNumber: [Int32: String] = [:]
    var names: Set<String> = []
  }

  private static let interval: Int32 = 30_000

  /// Begins at once.
  public init(_ store: FileStore) {
    self.store = store
    notices = inotify_init1(Int32(IN_NONBLOCK) | Int32(IN_CLOEXEC))
    wake = refeed_event()
    _ = watchFolders(of: nil)
    BackgroundThread.start(named: "folder watch") { [self] in run() }
  }

  /// Ends it.
  public func stop() {
    isStopped.store(true, ordering: .releasing)
    lookAtAll()
  }

  /// Looks at everything soon, because there may be other feeds now.
  public func lookAtAll() {
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
    var pause: Duration = .zero
    while !isStopped.load(ordering: .acquiring) {
      // Without notices, as where there is no output folder yet, a look each second has to do.
      var descriptors = [
        pollfd(fd: wake, events: Int16(POLLIN), revents: 0),
        pollfd(fd: notices, events: Int16(POLLIN), revents: 0),
      ]
      let ready = poll(&descriptors, 2, isRootWatched ? Self.interval : 1000)
      guard !isStopped.load(ordering: .acquiring) else { break }
      var changed: Set<String>?
      if ready > 0, descriptors[0].revents == 0 {
        // A run publishes many files in a row; and looking leaves time for those who answer.
        usleep(UInt32(max(pause, Self.leastPause) / .microseconds(1)))
        changed = drained()
      } else {
        var count: UInt64 = 0
        _ = read(wake, &count, 8)
      }
      if changed?.isEmpty == true { continue }
      let start = ContinuousClock.now
      store.rescan(onlyOf: changed)
      // What was put into a new folder before it was watched.
      let new = watchFolders(of: changed)
      if !new.isEmpty { store.rescan(onlyOf: new) }
      pause = min((ContinuousClock.now - start) * 4, Self.mostPause)
    }
  }

  private static let leastPause: Duration = .milliseconds(20)
  private static let mostPause: Duration = .seconds(1)

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
        if event.mask & UInt32(IN_Q_OVERFLOW) != 0 {
          changed = nil
        } else if event.mask & Self.ends != 0 {
          if folders.withLock({ $0.byNumber[event.wd] != nil }) { changed = nil }
        } else {
          note(event, String(decoding: bytes, as: UTF8.self), in: &changed)
        }
      }
    }
  }

  private func note(_ event: inotify_event, _ name: String, in changed: inout Set<String>?) {
    guard let folder = folders.withLock({ $0.byNumber[event.wd] }) else { return }
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

  private var isRootWatched: Bool { folders.withLock { $0.names.contains("") } }

  /// Gives the ids of feeds whose folders were not watched yet.
  ///
  /// - Parameter changed: those that alone need a look; `nil` for all.
  private func watchFolders(of changed: Set<String>?) -> Set<String> {
    guard notices >= 0 else { return [] }
    let before = folders.withLock { $0 }
    var now = changed == nil ? Watched() : before
    let site = store.site
    // Watching what is watched already changes nothing.
    if changed == nil { watch(site.root, as: "", in: &now) }
    for feed in site.feeds where feed.documents.contains(where: \.hasPages) {
      if let changed, !changed.contains(feed.id) || now.names.contains(feed.id) { continue }
      watch("\(site.root)/\(feed.id)", as: feed.id, in: &now)
    }
    for number in before.byNumber.keys where now.byNumber[number] == nil {
      inotify_rm_watch(notices, number)
    }
    folders.withLock { $0 = now }
    return now.names.subtracting(before.names).subtracting([""])
  }

  private func watch(_ path: String, as name: String, in watched: inout Watched) {
    let number = inotify_add_watch(notices, LocalPath.bytes(of: path), Self.events)
    guard number >= 0 else { return }
    watched.byNumber[number] = name
    watched.names.insert(name)
  }
}
