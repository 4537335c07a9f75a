import Foundation

/// A folder's files as a disk holds them: what is safe, and what has been done since.
struct Disk {
  /// A write or a truncation.
  struct Change {
    private let offset: Int
    private let bytes: [UInt8]?

    init(_ offset: Int, _ bytes: [UInt8]) {
      self.offset = offset
      self.bytes = bytes
    }

    init(length: Int) {
      offset = length
      bytes = nil
    }

    func apply(to content: inout [UInt8]) {
      let end = offset + (bytes?.count ?? 0)
      if content.count < end {
        content += [UInt8](repeating: 0, count: end - content.count)
      }
      if let bytes {
        content.replaceSubrange(offset..<end, with: bytes)
      } else {
        content.removeSubrange(offset...)
      }
    }
  }

  private struct File {
    var safe: [UInt8] = []
    var pending: [Change] = []
  }

  private enum NameChange {
    case set(String, file: Int)
    case remove(String)
  }

  private var files: [File] = []
  /// The file that an inode stands for; inodes are used again.
  private var byInode: [UInt64: Int] = [:]
  private var folders: [UInt64: String] = [:]
  private var names: [String: Int] = [:]
  private var safeNames: [String: Int] = [:]
  /// By folder, in order.
  private var pendingNames: [String: [[NameChange]]] = [:]

  /// Reads a folder and all below it; what is there is taken for safe.
  init(reading root: URL) throws {
    let paths = try FileManager.default.subpathsOfDirectory(atPath: root.path)
    for path in [root.path] + paths.map({ root.path + "/" + $0 }) {
      let facts = try FileManager.default.attributesOfItem(atPath: path)
      guard let inode = (facts[.systemFileNumber] as? NSNumber)?.uint64Value else { continue }
      if facts[.type] as? FileAttributeType == .typeDirectory {
        folders[inode] = path
      } else {
        files.append(File(safe: [UInt8](try Data(contentsOf: URL(filePath: path)))))
        byInode[inode] = files.count - 1
        names[path] = files.count - 1
      }
    }
    safeNames = names
  }

  mutating func create(_ inode: UInt64, _ path: String) {
    if let known = names[path], byInode[inode] == known { return }
    files.append(File())
    byInode[inode] = files.count - 1
    changeNames([.set(path, file: files.count - 1)], in: path)
  }

  mutating func change(_ inode: UInt64, _ change: Change) {
    guard let file = byInode[inode] else { return }
    files[file].pending.append(change)
  }

  mutating func sync(_ inode: UInt64) {
    if let folder = folders[inode] {
      for change in pendingNames[folder] ?? [] { Self.apply(change, to: &safeNames) }
      pendingNames[folder] = nil
    } else if let file = byInode[inode] {
      for change in files[file].pending { change.apply(to: &files[file].safe) }
      files[file].pending = []
    }
  }

  mutating func rename(_ from: String, _ to: String) {
    guard let file = names[from] else { return }
    changeNames([.remove(from), .set(to, file: file)], in: to)
  }

  mutating func unlink(_ path: String) { changeNames([.remove(path)], in: path) }

  private mutating func changeNames(_ change: [NameChange], in path: String) {
    Self.apply(change, to: &names)
    let folder = String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)])
    pendingNames[folder, default: []].append(change)
  }

  private static func apply(_ change: [NameChange], to names: inout [String: Int]) {
    for one in change {
      switch one {
      case .set(let path, let file): names[path] = file
      case .remove(let path): names[path] = nil
      }
    }
  }

  func survivors(
    _ survival: PowerFailure.Survival, _ random: inout some RandomNumberGenerator
  ) -> [String: [UInt8]] {
    var left = survival == .names ? names : safeNames
    if survival == .chance {
      for folder in pendingNames.keys.sorted() {
        let changes = pendingNames[folder] ?? []
        for change in changes.prefix(Int.random(in: 0...changes.count, using: &random)) {
          Self.apply(change, to: &left)
        }
      }
    }
    var result: [String: [UInt8]] = [:]
    for (path, file) in left.sorted(by: { $0.key < $1.key }) {
      var content = files[file].safe
      if survival == .chance {
        for change in files[file].pending where Bool.random(using: &random) {
          change.apply(to: &content)
        }
      }
      result[path] = content
    }
    return result
  }
}
