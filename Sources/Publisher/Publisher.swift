public import FeedModel

/// What became of one file.
public struct PublishOutcome: Sendable, Hashable {
  /// Whether readers see other bytes now.
  public enum Change: String, Sendable, Hashable {
    case created
    case replaced
    /// The bytes were there already; the file and its modification time were left alone.
    case unchanged
  }

  /// The file's name relative to the output folder: `world/2024-10.atom`.
  public let name: String
  /// Whether readers see other bytes now.
  public let change: Change
  /// The size of the file in bytes.
  public let bytes: Int
  /// What tells the file that holds the bytes from any other that has its name later; `nil` for
  /// what was written to a device or pipe.
  public let status: FileStatus?

  public init(name: String, change: Change, bytes: Int, status: FileStatus? = nil) {
    self.name = name
    self.change = change
    self.bytes = bytes
    self.status = status
  }
}

/// Puts rendered files where readers see them.
///
/// Each file is replaced as a whole: written under a temporary name in the same folder, brought
/// onto the disk, renamed. Files in folders (archive pages) are in place and on the disk before
/// the files beside them (the documents that link to the pages) are touched. A replaced file is at
/// least a second younger than its predecessor, because web servers make validators of that time.
public struct Publisher: Sendable {
  package let system: any FileSystem
  private let precompress: Bool

  /// - Parameter precompress: Whether each file gets a compressed copy beside it (`world.atom.gz`),
  ///   for web servers that send such copies. Copies of before are removed when it is not set and
  ///   their file changes, because they would be sent in its place.
  public init(_ system: any FileSystem = LinuxFileSystem(), precompress: Bool = false) {
    self.system = system
    self.precompress = precompress
  }

  /// Publishes `files` into the folder `output`, which is made if it is missing.
  ///
  /// Gives an outcome for each file, in the order of `files`. After an error the files that were
  /// not yet reached are as they were before; none is ever half written.
  public func publish(
    _ files: [RenderedFile], into output: String
  ) throws(PublishError) -> [PublishOutcome] {
    let names = try Self.names(of: files, in: output)
    let batch = try PublishBatch(output: output, system: system)
    defer { batch.close() }
    var outcomes: [Int: PublishOutcome] = [:]
    for depth in stride(from: PublishName.maximumParts - 1, through: 0, by: -1) {
      for (index, name) in names.enumerated() where name.folders.count == depth {
        let placed = try batch.publish(
          files[index].bytes, as: name, precompress: precompress)
        outcomes[index] = PublishOutcome(
          name: files[index].name, change: placed.change, bytes: files[index].bytes.count,
          status: placed.status)
      }
      try batch.sync()
    }
    return names.indices.compactMap { outcomes[$0] }
  }

  /// Publishes one file at any path, by the same rules; its folder must exist.
  public func publish(_ bytes: [UInt8], at path: String) throws(PublishError) -> PublishOutcome {
    let slash = path.utf8.lastIndex(of: UInt8(ascii: "/"))
    let name = slash.map { String(path[path.utf8.index(after: $0)...]) } ?? path
    let folder = slash.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
    guard !name.isEmpty, name != ".", name != ".." else {
      throw PublishError(path: path, action: .write, cause: .invalidName)
    }
    if try Self.written(bytes, toStream: path, system) {
      return PublishOutcome(name: path, change: .created, bytes: bytes.count)
    }
    let place = try PublishFolder(root: folder, system: system, makingIt: false)
    defer { place.close() }
    // Nobody else clears up where the user's own folders are.
    place.removeStaleFiles()
    let placed = try place.publish(bytes, as: name)
    try place.sync()
    return PublishOutcome(
      name: path, change: placed.change, bytes: bytes.count, status: placed.status)
  }

  /// Writes to a device or pipe, where there is nothing to be replaced; `false`, with nothing
  /// written, when `path` is neither.
  private static func written(
    _ bytes: [UInt8], toStream path: String, _ system: any FileSystem
  ) throws(PublishError) -> Bool {
    guard let stream = try? system.open(path, in: nil, for: .stream) else { return false }
    defer { try? system.close(stream) }
    guard let kind = try? system.status(stream).kind, kind == .pipe || kind == .other else {
      return false
    }
    try PublishCall(system: system).write(bytes, to: stream, path: path)
    return true
  }

  private static func names(
    of files: [RenderedFile], in output: String
  ) throws(PublishError) -> [PublishName] {
    var names: [PublishName] = []
    for file in files {
      guard let name = PublishName(file.name) else {
        throw PublishError(
          path: "\(output)/\(file.name)", action: .write, cause: .invalidName)
      }
      names.append(name)
    }
    return names
  }
}
