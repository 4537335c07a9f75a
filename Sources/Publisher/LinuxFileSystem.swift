import Glibc

/// The real file system.
public struct LinuxFileSystem: FileSystem {
  public init() {}

  public func open(
    _ name: String, in folder: Int32?, for mode: OpenMode
  ) throws(SystemError) -> Int32 {
    try Self.checked(
      openat(
        folder ?? AT_FDCWD, LocalPath.bytes(of: name), mode.flags | O_CLOEXEC, mode.permissions))
  }

  public func close(_ descriptor: Int32) throws(SystemError) {
    _ = try Self.checked(Glibc.close(descriptor))
  }

  public func read(
    _ descriptor: Int32, into buffer: inout [UInt8]
  ) throws(SystemError) -> Int {
    try Self.checked(
      buffer.withUnsafeMutableBytes { Glibc.read(descriptor, $0.baseAddress, $0.count) })
  }

  public func write(
    _ descriptor: Int32, _ bytes: [UInt8], from start: Int
  ) throws(SystemError) -> Int {
    try Self.checked(
      bytes[start...].withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) })
  }

  public func sync(_ descriptor: Int32) throws(SystemError) {
    _ = try Self.checked(fsync(descriptor))
  }

  public func rename(_ old: String, to new: String, in folder: Int32) throws(SystemError) {
    _ = try Self.checked(
      renameat(folder, LocalPath.bytes(of: old), folder, LocalPath.bytes(of: new)))
  }

  public func remove(_ name: String, in folder: Int32) throws(SystemError) {
    _ = try Self.checked(unlinkat(folder, LocalPath.bytes(of: name), 0))
  }

  public func removeFolder(_ name: String, in folder: Int32) throws(SystemError) {
    _ = try Self.checked(unlinkat(folder, name, AT_REMOVEDIR))
  }

  public func makeFolder(_ name: String, in folder: Int32?, mode: UInt32) throws(SystemError) {
    _ = try Self.checked(mkdirat(folder ?? AT_FDCWD, LocalPath.bytes(of: name), mode))
  }

  public func status(_ descriptor: Int32) throws(SystemError) -> FileStatus {
    var status = stat()
    _ = try Self.checked(fstat(descriptor, &status))
    return FileStatus(status)
  }

  public func status(of name: String, in folder: Int32?) throws(SystemError) -> FileStatus {
    var status = stat()
    _ = try Self.checked(
      fstatat(folder ?? AT_FDCWD, LocalPath.bytes(of: name), &status, AT_SYMLINK_NOFOLLOW))
    return FileStatus(status)
  }

  public func setMode(_ mode: UInt32, of descriptor: Int32) throws(SystemError) {
    _ = try Self.checked(fchmod(descriptor, mode))
  }

  public func setOwner(user: UInt32, group: UInt32, of descriptor: Int32) throws(SystemError) {
    _ = try Self.checked(fchown(descriptor, user, group))
  }

  /// `UTIME_OMIT`, a macro that Swift does not see: the time is left alone.
  private static let omitted = (1 << 30) - 2

  public func setModified(seconds: Int, of descriptor: Int32) throws(SystemError) {
    let times = [
      timespec(tv_sec: 0, tv_nsec: Self.omitted), timespec(tv_sec: seconds, tv_nsec: 0),
    ]
    _ = try Self.checked(futimens(descriptor, times))
  }

  public func lock(_ descriptor: Int32) throws(SystemError) -> Bool {
    if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { return true }
    if errno == EWOULDBLOCK { return false }
    throw SystemError(code: errno)
  }

  public func names(in descriptor: Int32) throws(SystemError) -> [String] {
    let copy = try Self.checked(openat(descriptor, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC))
    guard let stream = fdopendir(copy) else {
      let error = SystemError(code: errno)
      _ = Glibc.close(copy)
      throw error
    }
    defer { closedir(stream) }
    var names: [String] = []
    errno = 0
    while let entry = readdir(stream) {
      if let name = Self.name(of: entry), name != ".", name != ".." { names.append(name) }
      errno = 0
    }
    guard errno == 0 else { throw SystemError(code: errno) }
    return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// `nil` for a name that is no UTF-8: none of ours.
  private static func name(of entry: UnsafeMutablePointer<dirent>) -> String? {
    withUnsafePointer(to: &entry.pointee.d_name) { tuple in
      tuple.withMemoryRebound(to: CChar.self, capacity: 256) { String(validatingCString: $0) }
    }
  }

  private static func checked<N: SignedInteger>(_ result: N) throws(SystemError) -> N {
    if result < 0 { throw SystemError(code: errno) }
    return result
  }
}

extension OpenMode {
  fileprivate var flags: Int32 {
    switch self {
    case .reading: O_RDONLY | O_NOFOLLOW | O_NONBLOCK
    case .creating: O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW
    case .folder: O_RDONLY | O_DIRECTORY | O_NOFOLLOW
    case .rootFolder: O_RDONLY | O_DIRECTORY
    case .stream: O_WRONLY | O_NOCTTY
    }
  }

  fileprivate var permissions: mode_t {
    if case .creating(let mode) = self { mode } else { 0 }
  }
}

extension FileStatus {
  fileprivate init(_ status: stat) {
    let kind: Kind =
      switch status.st_mode & S_IFMT {
      case S_IFREG: .file
      case S_IFDIR: .folder
      case S_IFLNK: .symbolicLink
      case S_IFIFO: .pipe
      default: .other
      }
    self.init(
      kind: kind, mode: status.st_mode & 0o7777, user: status.st_uid, group: status.st_gid,
      bytes: Int(status.st_size), modifiedSeconds: status.st_mtim.tv_sec,
      inode: UInt64(status.st_ino), names: Int(status.st_nlink),
      modifiedNanoseconds: status.st_mtim.tv_nsec)
  }
}
