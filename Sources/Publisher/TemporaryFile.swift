import Glibc

extension PublishFolder {
  struct TemporaryFile {
    let name: String
    let descriptor: Int32
  }

  private static let prefix = ".refeed-"
  private static let suffix = ".tmp"

  /// Creates a file that this process holds the lock of for as long as it is open.
  ///
  /// No two have the same name: one that was taken away and made again by another could else be
  /// put in place in its stead. A file whose lock nobody holds was left by a run that died.
  func temporaryFile() throws(PublishError) -> TemporaryFile {
    let folder = descriptor
    for _ in 0..<Self.attempts {
      let number = String(UInt64.random(in: .min ... .max), radix: 16)
      let name = Self.prefix + number + Self.suffix
      do throws(PublishError) {
        let file = try call.attempt(.create, pathOf(name)) { system throws(SystemError) in
          try system.open(name, in: folder, for: .creating(mode: 0o600))
        }
        // A file system without locks has no say; what becomes of the name is seen before the
        // file is put in place.
        _ = try? system.lock(file)
        return TemporaryFile(name: name, descriptor: file)
      } catch  where error.cause == .system(EEXIST) {
        continue
      }
    }
    throw PublishError(path: path, action: .create, cause: .system(EEXIST))
  }

  private static let attempts = 8

  /// Of the file that was written; throws unless its name still leads to it.
  func status(
    of file: TemporaryFile, expectedFor name: String
  ) throws(PublishError) -> FileStatus {
    let folder = descriptor
    let (written, named) = try call.attempt(.rename, pathOf(name)) { system throws(SystemError) in
      (try system.status(file.descriptor), try system.status(of: file.name, in: folder))
    }
    guard written.inode == named.inode, named.kind == .file else {
      throw PublishError(path: pathOf(name), action: .rename, cause: .system(ESTALE))
    }
    return written
  }

  /// Removes the temporary file `name` if nobody holds it.
  ///
  /// While it is held here: else another who finds it stale too could have put his own in its
  /// place before it is removed. Where the lock can't be had for another reason it stays.
  private func removeIfStale(_ name: String) {
    guard let file = try? system.open(name, in: descriptor, for: .reading) else { return }
    defer { try? system.close(file) }
    guard (try? system.lock(file)) == true, let opened = try? system.status(file),
      (try? system.status(of: name, in: descriptor))?.inode == opened.inode
    else { return }
    try? system.remove(name, in: descriptor)
  }

  /// Removes what runs that died in this folder left behind; takes a look at all names in it.
  func removeStaleFiles() {
    for name in (try? names()) ?? []
    where name.hasPrefix(Self.prefix) && name.hasSuffix(Self.suffix) {
      removeIfStale(name)
    }
  }

  func fill(
    _ file: TemporaryFile, with bytes: [UInt8], path: String, after old: FileStatus?
  ) throws(PublishError) {
    try call.write(bytes, to: file.descriptor, path: path)
    try setOwnerAndMode(of: file.descriptor, from: status, mask: 0o664, path: path)
    try call.attempt(.write, path) { system throws(SystemError) in
      let new = try system.status(file.descriptor)
      if let old, new.modifiedSeconds <= old.modifiedSeconds {
        try system.setModified(seconds: old.modifiedSeconds + 1, of: file.descriptor)
      }
    }
    try call.attempt(.sync, path) { system throws(SystemError) in
      try system.sync(file.descriptor)
    }
  }

  /// Files and folders get the owner, group and permissions of the folder that they are in, as
  /// far as `mask` goes.
  ///
  /// Only root may give a file away, so a refusal is no error.
  func setOwnerAndMode(
    of file: Int32, from folder: FileStatus, mask: UInt32, path: String
  ) throws(PublishError) {
    let (user, group, mode) = (folder.user, folder.group, folder.mode & mask)
    try call.attempt(.write, path) { system throws(SystemError) in
      let new = try system.status(file)
      if new.user != user || new.group != group {
        do throws(SystemError) {
          try system.setOwner(user: user, group: group, of: file)
        } catch  where error.code == EPERM {
          try? system.setOwner(user: new.user, group: group, of: file)
        }
      }
      try system.setMode(mode, of: file)
    }
  }
}
