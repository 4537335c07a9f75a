import Glibc

extension PublishFolder {
  struct TemporaryFile {
    let name: String
    let descriptor: Int32
  }

  /// More than enough: one for each run that works in the folder at the same time.
  private static let temporaryNames = (0..<64).map { ".refeed-\($0).tmp" }

  /// Creates a file that this process holds the lock of for as long as it is open.
  ///
  /// A file of that name which nobody holds was left by a run that died; it is removed. So a
  /// folder never gathers leftovers, and no process id or random number is needed.
  func temporaryFile() throws(PublishError) -> TemporaryFile {
    let folder = descriptor
    for name in Self.temporaryNames {
      for _ in 0..<2 {
        do throws(PublishError) {
          let file = try call.attempt(.create, pathOf(name)) { system throws(SystemError) in
            try system.open(name, in: folder, for: .creating(mode: 0o600))
          }
          if isOurs(file) { return TemporaryFile(name: name, descriptor: file) }
          try? system.close(file)
        } catch  where error.cause == .system(EEXIST) {
          guard removeIfStale(name) else { break }
        }
      }
    }
    throw PublishError(path: path, action: .create, cause: .system(EEXIST))
  }

  /// Whether a file that was just created is locked now and still has its name. A file system
  /// without locks has no say.
  private func isOurs(_ file: Int32) -> Bool {
    guard (try? system.lock(file)) != false else { return false }
    return (try? system.status(file))?.names != 0
  }

  /// Removes the temporary file `name` if nobody holds it.
  ///
  /// While it is held here: else another who finds it stale too could have put its own in its
  /// place before it is removed.
  private func removeIfStale(_ name: String) -> Bool {
    guard let file = try? system.open(name, in: descriptor, for: .reading) else { return false }
    defer { try? system.close(file) }
    guard (try? system.lock(file)) == true, let opened = try? system.status(file) else {
      return false
    }
    guard (try? system.status(of: name, in: descriptor))?.inode == opened.inode else {
      return false
    }
    return (try? system.remove(name, in: descriptor)) != nil
  }

  /// Removes what runs that died in this folder left behind.
  ///
  /// - Parameter all: looks on behind a gap in the names, which a run that wrote several files at
  ///   a time may have left.
  func removeStaleFiles(all: Bool = false) {
    for name in Self.temporaryNames {
      guard (try? system.status(of: name, in: descriptor)) != nil else {
        if all { continue } else { return }
      }
      _ = removeIfStale(name)
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
