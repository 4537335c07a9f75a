import Glibc

/// An open folder into which files are published.
///
/// A class because it owns a descriptor; closed by its owner.
final class PublishFolder {
  let path: String
  private(set) var status: FileStatus
  let system: any FileSystem
  let descriptor: Int32
  private(set) var hasUnsyncedNames = false

  /// Opens a folder that the user named; its missing parents are made if `makingIt`.
  init(root path: String, system: any FileSystem, makingIt: Bool) throws(PublishError) {
    if makingIt { try Self.make(path, system: system) }
    let call = PublishCall(system: system)
    let opened = try call.attempt(.openFolder, path) { system throws(SystemError) in
      try system.open(path, in: nil, for: .rootFolder)
    }
    self.path = path
    self.system = system
    descriptor = opened
    status = try call.attempt(.inspect, path, closing: opened) { system throws(SystemError) in
      try system.status(opened)
    }
  }

  /// Opens a folder inside a folder that must be there.
  init(existing name: String, in parent: PublishFolder) throws(PublishError) {
    let path = "\(parent.path)/\(name)"
    let call = PublishCall(system: parent.system)
    let folder = parent.descriptor
    let opened = try call.attempt(.openFolder, path) { system throws(SystemError) in
      try system.open(name, in: folder, for: .folder)
    }
    self.path = path
    system = parent.system
    descriptor = opened
    status = try call.attempt(.inspect, path, closing: opened) { system throws(SystemError) in
      try system.status(opened)
    }
  }

  /// Opens a folder inside a folder, and makes it if it is missing.
  convenience init(named name: String, in parent: PublishFolder) throws(PublishError) {
    let isNew = try parent.makeFolder(name)
    try self.init(existing: name, in: parent)
    if isNew { try takeOver(parent.status) }
  }

  /// Gives a new folder its parent's owner, group and permissions.
  private func takeOver(_ parent: FileStatus) throws(PublishError) {
    let descriptor = descriptor
    try setOwnerAndMode(of: descriptor, from: parent, mask: 0o2775, path: path)
    status = try call.attempt(.inspect, path) { system throws(SystemError) in
      try system.status(descriptor)
    }
  }

  func close() {
    try? system.close(descriptor)
  }

  /// Brings changed names onto the disk; nothing to do where nothing changed.
  func sync() throws(PublishError) {
    guard hasUnsyncedNames else { return }
    let descriptor = descriptor
    try call.attempt(.sync, path) { system throws(SystemError) in try system.sync(descriptor) }
    hasUnsyncedNames = false
  }

  /// What has a name now, and whether it holds the wanted bytes.
  struct Found {
    let old: FileStatus?
    let isSame: Bool

    /// The file that is there, where nothing is to be written.
    var placed: Placed? { isSame ? old.map { Placed(change: .unchanged, status: $0) } : nil }
  }

  /// What became of a file, and what is known of the one that has the name now.
  struct Placed {
    let change: PublishOutcome.Change
    let status: FileStatus
  }

  func found(_ bytes: [UInt8], as name: String) throws(PublishError) -> Found {
    let old = try oldFile(name)
    guard let old else { return Found(old: nil, isSame: false) }
    return Found(old: old, isSame: try holds(bytes, name, status: old))
  }

  func publish(_ bytes: [UInt8], as name: String) throws(PublishError) -> Placed {
    try publish(bytes, as: name, over: found(bytes, as: name))
  }

  func publish(
    _ bytes: [UInt8], as name: String, over found: Found
  ) throws(PublishError) -> Placed {
    if let same = found.placed { return same }
    let temporary = try temporaryFile()
    defer { try? system.close(temporary.descriptor) }
    do throws(PublishError) {
      try fill(temporary, with: bytes, path: pathOf(name), after: found.old)
      let status = try rename(temporary, to: name)
      return Placed(change: found.old == nil ? .created : .replaced, status: status)
    } catch {
      try? system.remove(temporary.name, in: descriptor)
      throw error
    }
  }

  /// Gives what is known of the file, which is whole by then.
  private func rename(
    _ file: TemporaryFile, to name: String
  ) throws(PublishError) -> FileStatus {
    let status = try status(of: file, expectedFor: name)
    let folder = descriptor
    try call.attempt(.rename, pathOf(name)) { system throws(SystemError) in
      try system.rename(file.name, to: name, in: folder)
    }
    hasUnsyncedNames = true
    return status
  }

  func noteChangedNames() {
    hasUnsyncedNames = true
  }

  var call: PublishCall { PublishCall(system: system) }

  func pathOf(_ name: String) -> String { "\(path)/\(name)" }
}

// MARK: - The old file

extension PublishFolder {
  /// What has the name now; `nil` when nothing has. Throws for anything but a file.
  private func oldFile(_ name: String) throws(PublishError) -> FileStatus? {
    let descriptor = descriptor
    let status: FileStatus?
    do throws(PublishError) {
      status = try call.attempt(.inspect, pathOf(name)) { system throws(SystemError) in
        try system.status(of: name, in: descriptor)
      }
    } catch  where error.cause == .system(ENOENT) {
      return nil
    }
    if let status, status.kind != .file {
      throw PublishError(path: pathOf(name), action: .inspect, cause: .occupied(status.kind))
    }
    return status
  }

  /// Whether the file holds just these bytes. One that can't be read is as good as different: the
  /// rename replaces it.
  private func holds(
    _ bytes: [UInt8], _ name: String, status: FileStatus
  ) throws(PublishError) -> Bool {
    guard status.bytes == bytes.count else { return false }
    do throws(PublishError) {
      return try sameBytes(bytes, name)
    } catch  where [.system(EACCES), .system(EIO), .system(EPERM)].contains(error.cause) {
      return false
    }
  }

  private func sameBytes(_ bytes: [UInt8], _ name: String) throws(PublishError) -> Bool {
    let folder = descriptor
    let file = try call.attempt(.compare, pathOf(name)) { system throws(SystemError) in
      try system.open(name, in: folder, for: .reading)
    }
    defer { try? system.close(file) }
    var chunk = [UInt8](repeating: 0, count: min(max(bytes.count, 1), 1 << 18))
    var position = 0
    while position < bytes.count {
      let count = try call.attempt(.compare, pathOf(name)) { system throws(SystemError) in
        try system.read(file, into: &chunk)
      }
      guard count > 0, position + count <= bytes.count,
        chunk[..<count].elementsEqual(bytes[position..<position + count])
      else { return false }
      position += count
    }
    return true
  }
}

// MARK: - Folders

extension PublishFolder {
  /// Makes a folder unless it is there; whether it was made.
  private func makeFolder(_ name: String) throws(PublishError) -> Bool {
    let (folder, mode) = (descriptor, status.mode)
    do throws(PublishError) {
      try call.attempt(.makeFolder, pathOf(name)) { system throws(SystemError) in
        try system.makeFolder(name, in: folder, mode: mode & 0o2775)
      }
    } catch  where error.cause == .system(EEXIST) {
      return false
    }
    hasUnsyncedNames = true
    try sync()
    return true
  }

  /// Makes `path` and its missing parents.
  private static func make(_ path: String, system: any FileSystem) throws(PublishError) {
    let call = PublishCall(system: system)
    do throws(PublishError) {
      try call.attempt(.makeFolder, path) { system throws(SystemError) in
        try system.makeFolder(path, in: nil, mode: 0o755)
      }
    } catch  where error.cause == .system(EEXIST) {
      return
    } catch  where error.cause == .system(ENOENT) {
      guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")), slash != path.startIndex else {
        throw error
      }
      try make(String(path[..<slash]), system: system)
      try call.attempt(.makeFolder, path) { system throws(SystemError) in
        try system.makeFolder(path, in: nil, mode: 0o755)
      }
    }
  }
}
