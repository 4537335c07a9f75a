import Glibc
import FeedModel
import Synchronization

/// The output folder as the server sees it: files by name, with their ETags remembered.
///
/// Nothing outside the folder, no hidden or temporary file and no symbolic link is ever opened.
public final class PublishedFolder: Sendable {
  /// One file's bytes and validators.
  struct File: Sendable {
    var bytes: [UInt8]
    /// Strong, with its quotes.
    var etag: String
    var modified: Timestamp
    var identity: Identity
  }

  /// What tells one version of a file from the next; publishing makes a new inode every time.
  struct Identity: Sendable, Hashable {
    var inode: UInt64
    var size: Int64
    var seconds: Int
    var nanoseconds: Int
  }

  private let root: String
  private let cacheBytes: Int
  private let cache = Mutex<(files: [String: File], bytes: Int)>(([:], 0))

  /// `cacheBytes`: the most memory for files kept between requests.
  public init(root: String, cacheBytes: Int = 64 << 20) {
    self.root = root
    self.cacheBytes = cacheBytes
  }

  /// Bytes of the files that are kept.
  var cachedBytes: Int { cache.withLock { $0.bytes } }

  /// The file that a path of segments names; `nil` when there is none to be served.
  func file(_ segments: [String]) -> File? {
    guard !segments.isEmpty, segments.allSatisfy(Self.isServable) else { return nil }
    let name = segments.joined(separator: "/")
    guard let descriptor = openBeneathRoot(segments) else { return nil }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    let identity = Identity(
      inode: UInt64(status.st_ino), size: Int64(status.st_size),
      seconds: status.st_mtim.tv_sec, nanoseconds: status.st_mtim.tv_nsec)
    if let known = cache.withLock({ $0.files[name] }), known.identity == identity { return known }
    guard let bytes = contents(of: descriptor, size: Int(status.st_size)) else { return nil }
    let modified = Timestamp(milliseconds: Int64(identity.seconds) &* 1000) ?? .epoch
    let file = File(
      bytes: bytes, etag: EntityTag.strong(of: bytes),
      modified: modified, identity: identity)
    remember(file, as: name)
    return file
  }

  /// Letters, digits, `-`, `_` and dots, none of them first: no `..`, no hidden file, and none
  /// of the publisher's temporary files.
  static func isServable(_ segment: String) -> Bool {
    guard let first = segment.utf8.first, first != UInt8(ascii: "."), segment.utf8.count <= 255
    else { return false }
    return segment.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "-"),
        UInt8(ascii: "_"):
        true
      default: false
      }
    }
  }

  /// Opens step by step, so that no link on the way is followed.
  private func openBeneathRoot(_ segments: [String]) -> Int32? {
    var descriptor = open(root, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    for (index, segment) in segments.enumerated() {
      let isLast = index == segments.count - 1
      let kind = isLast ? O_NONBLOCK : O_DIRECTORY
      let next = openat(descriptor, segment, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | kind)
      close(descriptor)
      guard next >= 0 else { return nil }
      descriptor = next
    }
    return descriptor
  }

  private func contents(of descriptor: Int32, size: Int) -> [UInt8]? {
    var isWhole = false
    let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      count = 0
      while count < size {
        let read = pread(
          descriptor, buffer.baseAddress?.advanced(by: count), size - count, off_t(count))
        if read < 0 && errno == EINTR { continue }
        guard read > 0 else { return }
        count += read
      }
      isWhole = true
    }
    return isWhole ? bytes : nil
  }

  private func remember(_ file: File, as name: String) {
    guard file.bytes.count <= cacheBytes / 4 else { return }
    cache.withLock { cache in
      if cache.bytes + file.bytes.count > cacheBytes { cache = ([:], 0) }
      cache.bytes += file.bytes.count - (cache.files[name]?.bytes.count ?? 0)
      cache.files[name] = file
    }
  }
}
