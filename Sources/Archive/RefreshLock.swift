public import FeedModel
internal import Glibc
internal import History

/// Keeps two refreshes of one archive apart; the kernel lets go of it with the process.
public final class RefreshLock: Sendable {
  /// What the process that holds a lock says of itself.
  public struct Holder: Sendable, Hashable {
    /// The start of its run.
    public var since: Timestamp?
    /// How long the run before it took; `nil` where none came to its end.
    public var lastRun: Duration?
    /// Its number in the system.
    public var process: Int?

    public init(since: Timestamp? = nil, lastRun: Duration? = nil, process: Int? = nil) {
      self.since = since
      self.lastRun = lastRun
      self.process = process
    }

    /// Whether it has held the lock for so long that somebody should look (design §7).
    public func isOverdue(now: Timestamp) -> Bool {
      guard let since else { return false }
      let usual = max(.seconds(3600), (lastRun ?? .zero) * 4)
      return now.milliseconds - since.milliseconds > usual.wholeMilliseconds
    }
  }

  private let descriptor: Int32
  private let lastRun: Duration?
  /// Runs in a row before this one that found no network.
  public let previousOutages: Int
  /// Whether the process that held the lock last ended without saying so.
  public let previousHolderDied: Bool

  /// Takes the lock of an archive.
  ///
  /// - Parameters:
  ///   - path: the archive's path; the lock is a file beside it, which stays. It says who holds
  ///     it, since when, and how long the last run took.
  ///   - now: the start of the run.
  /// - Throws: ``ArchiveError/locked(path:by:)`` at once when another process holds it.
  public init(path: String, now: Timestamp) throws(ArchiveError) {
    let file = path + ".lock"
    descriptor = ArchiveFile.uninterrupted {
      open(file, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o644)
    }
    guard descriptor >= 0 else {
      let detail = String(cString: strerror(errno))
      throw errno == EROFS || errno == EACCES
        ? .readOnly(path: file) : .cannotOpen(path: file, detail: detail)
    }
    while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
      let code = errno
      if code == EINTR { continue }
      let holder = LockRecord(reading: descriptor)?.holder ?? Holder()
      close(descriptor)
      if code == EWOULDBLOCK { throw .locked(path: path, by: holder) }
      throw .failed(path: file, detail: String(cString: strerror(code)))
    }
    let before = LockRecord(reading: descriptor)
    previousHolderDied = before?.isHeld ?? false
    lastRun = before?.holder.lastRun
    previousOutages = before?.outages ?? 0
    // A mark that can't be made only leaves a dead run's temporary files for longer.
    LockRecord(
      isHeld: true, outages: previousOutages,
      holder: Holder(since: now, lastRun: lastRun, process: Int(getpid()))
    ).write(to: descriptor)
    // The power may fail too.
    _ = fdatasync(descriptor)
  }

  /// Says that the run came to its end.
  ///
  /// - Parameters:
  ///   - duration: how long it took; `nil` for what is no refresh.
  ///   - outages: runs in a row, this one among them, that found no network; `nil` leaves it.
  public func finish(after duration: Duration? = nil, outages: Int? = nil) {
    LockRecord(
      isHeld: false, outages: outages ?? previousOutages,
      holder: Holder(lastRun: duration ?? lastRun)
    ).write(to: descriptor)
  }

  deinit { close(descriptor) }
}

/// What a lock file says, in one line: `1 STARTED LAST PROCESS OUTAGES`, the first two in
/// milliseconds, while it is held; `0 - LAST - OUTAGES` or nothing when it is not. `-` stands for
/// what is not known.
struct LockRecord {
  var isHeld: Bool
  /// Runs in a row that found no network.
  var outages = 0
  var holder: RefreshLock.Holder

  private static let maxBytes = 200

  init(isHeld: Bool, outages: Int, holder: RefreshLock.Holder) {
    self.isHeld = isHeld
    self.outages = outages
    self.holder = holder
  }

  /// `nil` for an empty file, and one that can't be read.
  init?(reading descriptor: Int32) {
    var bytes = [UInt8](repeating: 0, count: Self.maxBytes)
    let count = ArchiveFile.uninterrupted { pread(descriptor, &bytes, bytes.count, 0) }
    guard count > 0 else { return nil }
    let words = String(decoding: bytes[..<count], as: UTF8.self)
      .split { $0 == " " || $0 == "\n" }.map { Int64($0) }
    isHeld = words.first != 0
    holder = RefreshLock.Holder()
    // Earlier versions wrote a mark alone.
    guard words.count >= 4 else { return }
    holder.since = words[1].flatMap { Timestamp(milliseconds: $0) }
    holder.lastRun = words[2].flatMap { $0 < 0 ? nil : .milliseconds($0) }
    holder.process = words[3].map { Int($0) }
    if words.count > 4, let count = words[4] { outages = Int(max(0, min(count, 1_000_000))) }
  }

  func write(to descriptor: Int32) {
    let words = [
      holder.since.map { String($0.milliseconds) },
      holder.lastRun.map { String($0.wholeMilliseconds) }, holder.process.map { String($0) },
      String(outages),
    ]
    let line =
      (isHeld ? "1 " : "0 ") + words.map { $0 ?? "-" }.joined(separator: " ") + "\n"
    let bytes = Array(line.utf8)
    if pwrite(descriptor, bytes, bytes.count, 0) == bytes.count {
      _ = ftruncate(descriptor, off_t(bytes.count))
    }
  }
}
