import Glibc

/// Why a file or folder could not be read, in facts.
public struct LocalFileError: Error, Sendable, Hashable, CustomStringConvertible {
  /// Why it could not be read.
  public enum Reason: Sendable, Hashable {
    case notFound
    case notPermitted
    case notARegularFile
    case symbolicLink
    case tooLarge(limit: Int)
    /// A gzip file that breaks off or whose checksum is wrong.
    case damagedGzip
    /// A document could not be written to wait for its turn.
    case notSetDown(errno: Int32)
    case system(errno: Int32)
  }

  /// As the user gave it, or found below a folder that he gave.
  public var path: String
  /// Why it could not be read.
  public var reason: Reason

  public var description: String { description(limitKey: "fetch.maxBytes") }

  /// One sentence with its remedy.
  ///
  /// - Parameter limitKey: the key or option that sets the limit in bytes.
  package func description(limitKey: String) -> String {
    switch reason {
    case .notFound: "there is no such file or folder; check the spelling"
    case .notPermitted: "permission denied; check who may read it (ls -l)"
    case .notARegularFile: "neither a file nor a folder; give the path of one"
    case .symbolicLink: "a symbolic link inside a folder, which is not followed; name its target"
    case .tooLarge(let limit):
      "larger than the limit of \(limit) bytes; raise \(limitKey) if it is right"
    case .damagedGzip: "a gzip file that is damaged; fetch it again"
    case .notSetDown(let code):
      "a document could not be set down in \(path) (\(String(cString: strerror(code)))); see that "
        + "there is room"
    case .system(let code): "\(String(cString: strerror(code))) (reading)"
    }
  }

  package init(path: String, errno code: Int32) {
    self.path = path
    reason =
      switch code {
      case ENOENT, ENOTDIR: .notFound
      case EACCES, EPERM: .notPermitted
      case ELOOP: .symbolicLink
      default: .system(errno: code)
      }
  }

  package init(path: String, reason: Reason) {
    self.path = path
    self.reason = reason
  }
}

/// What tells one version of a file from the next.
package struct LocalFileIdentity: Sendable, Hashable {
  package var inode: UInt64
  package var size: Int64
  package var seconds: Int
  package var nanoseconds: Int
}

/// Reads what the user names on the command line or in the configuration.
package enum LocalFiles {
  package enum Kind {
    case file
    case folder
    case pipe
  }

  /// What is at a path; links that the user names are followed.
  package static func kind(of path: String) throws(LocalFileError) -> Kind {
    var status = stat()
    guard stat(LocalPath.bytes(of: path), &status) == 0 else {
      throw LocalFileError(path: path, errno: errno)
    }
    switch status.st_mode & S_IFMT {
    case S_IFDIR: return .folder
    case S_IFREG: return .file
    case S_IFIFO, S_IFCHR: return .pipe
    default: throw LocalFileError(path: path, reason: .notARegularFile)
    }
  }

  /// An absolute path without links, as far as what it names is there.
  package static func resolved(_ path: String) -> String {
    var missing: [Substring] = []
    var parts = path.split(separator: "/")[...]
    while true {
      let known = (path.hasPrefix("/") ? "/" : "./") + parts.joined(separator: "/")
      if let found = realpath(LocalPath.bytes(of: known), nil) {
        defer { free(found) }
        let start = LocalPath.text(of: UnsafeRawBufferPointer(start: found, count: strlen(found)))
        let rest = missing.reversed().joined(separator: "/")
        return rest.isEmpty ? start : (start == "/" ? "" : start) + "/" + rest
      }
      guard let last = parts.popLast() else { return path }
      missing.append(last)
    }
  }

  /// What a resolved path is called below a resolved folder: empty for the folder itself, `nil` for
  /// what is not in it.
  package static func name(of path: String, below folder: String) -> String? {
    if path.utf8.elementsEqual(folder.utf8) { return "" }
    let start = folder.hasSuffix("/") ? folder : folder + "/"
    guard path.utf8.starts(with: start.utf8) else { return nil }
    return String(path.utf8.dropFirst(start.utf8.count))
  }

  /// Whether there is a folder of that name, which is no link.
  package static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return lstat(LocalPath.bytes(of: path), &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// `nil` when there is no such file.
  package static func identity(of path: String) -> LocalFileIdentity? {
    var status = stat()
    guard lstat(LocalPath.bytes(of: path), &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      return nil
    }
    return LocalFileIdentity(
      inode: UInt64(status.st_ino), size: Int64(status.st_size),
      seconds: status.st_mtim.tv_sec, nanoseconds: status.st_mtim.tv_nsec)
  }

  /// The whole of a file.
  ///
  /// `isInsideFolder`: links and anything but regular files are refused, because nobody named
  /// them; a FIFO there would hang the run.
  package static func contents(
    of path: String, limit: Int, isInsideFolder: Bool = false
  ) throws(LocalFileError) -> [UInt8] {
    let flags = O_RDONLY | O_CLOEXEC | (isInsideFolder ? O_NOFOLLOW | O_NONBLOCK : 0)
    let descriptor = open(LocalPath.bytes(of: path), flags)
    guard descriptor >= 0 else { throw LocalFileError(path: path, errno: errno) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw LocalFileError(path: path, errno: errno) }
    let isRegular = status.st_mode & S_IFMT == S_IFREG
    if isInsideFolder && !isRegular { throw LocalFileError(path: path, reason: .notARegularFile) }
    let size = isRegular ? Int(status.st_size) : 0
    guard size <= limit else {
      throw LocalFileError(path: path, reason: .tooLarge(limit: limit))
    }
    return try contents(of: descriptor, named: path, expecting: size, limit: limit)
  }

  /// Everything that an open descriptor gives.
  package static func contents(
    of descriptor: Int32, named path: String, expecting size: Int = 0, limit: Int
  ) throws(LocalFileError) -> [UInt8] {
    var bytes: [UInt8] = []
    while true {
      let start = bytes.count
      // One byte more than expected, so that the end shows without growing.
      let wanted = start <= size ? size + 1 - start : 1 << 16
      bytes.append(contentsOf: repeatElement(0, count: wanted))
      let (count, code) = bytes.withUnsafeMutableBytes { buffer in
        (read(descriptor, buffer.baseAddress?.advanced(by: start), wanted), errno)
      }
      bytes.removeLast(wanted - max(0, count))
      if count == 0 { return bytes }
      if count < 0 && code != EINTR { throw LocalFileError(path: path, errno: code) }
      guard bytes.count <= limit else {
        throw LocalFileError(path: path, reason: .tooLarge(limit: limit))
      }
    }
  }

  /// Writes a file that is not there yet; one that is there is an error (`EEXIST`) and stays.
  package static func create(_ bytes: [UInt8], at path: String) throws(LocalFileError) {
    let descriptor = open(
      LocalPath.bytes(of: path), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw LocalFileError(path: path, errno: errno) }
    defer { close(descriptor) }
    let code: Int32 = bytes.withUnsafeBytes { buffer in
      var rest = UnsafeRawBufferPointer(buffer)
      while !rest.isEmpty {
        let count = write(descriptor, rest.baseAddress, rest.count)
        if count < 0 && errno != EINTR { return errno }
        rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(max(0, count)))
      }
      return fsync(descriptor) == 0 ? 0 : errno
    }
    guard code == 0 else {
      // Half a file would be in the way of the next attempt.
      unlink(LocalPath.bytes(of: path))
      throw LocalFileError(path: path, errno: code)
    }
  }

  /// The files below a folder, sorted by the bytes of their paths; hidden ones are skipped.
  ///
  /// Links and special files are listed too, so that they can be named as skipped.
  package static func files(below folder: String) throws(LocalFileError) -> [String] {
    var files: [String] = []
    var pending = [folder]
    while let next = pending.popLast() {
      for (name, isFolder) in try entries(of: next) {
        let path = next.hasSuffix("/") ? next + name : next + "/" + name
        if isFolder { pending.append(path) } else { files.append(path) }
      }
    }
    return files.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// What a folder holds itself but folders, sorted by the bytes of the names; hidden files too.
  package static func names(in folder: String) throws(LocalFileError) -> [String] {
    try entries(of: folder, hidden: true).filter { !$0.isFolder }.map(\.name)
      .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  private static func entries(
    of folder: String, hidden: Bool = false
  ) throws(LocalFileError) -> [(name: String, isFolder: Bool)] {
    guard let stream = opendir(LocalPath.bytes(of: folder)) else {
      throw LocalFileError(path: folder, errno: errno)
    }
    defer { closedir(stream) }
    var entries: [(name: String, isFolder: Bool)] = []
    errno = 0
    while let entry = readdir(stream) {
      let name = LocalPath.text(of: name(of: entry))
      if hidden || !name.hasPrefix(".") {
        entries.append((name, isFolder(entry.pointee.d_type, folder + "/" + name)))
      }
      errno = 0
    }
    // A folder that breaks off is not one with fewer files: entries would be lost without a word.
    guard errno == 0 else { throw LocalFileError(path: folder, errno: errno) }
    return entries
  }

  private static func name(of entry: UnsafeMutablePointer<dirent>) -> [UInt8] {
    withUnsafeBytes(of: &entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
  }

  private static func isFolder(_ type: UInt8, _ path: String) -> Bool {
    if type != UInt8(DT_UNKNOWN) { return type == UInt8(DT_DIR) }
    var status = stat()
    return lstat(LocalPath.bytes(of: path), &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }
}
