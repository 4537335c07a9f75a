/// The folders that one call of ``Publisher`` has open.
///
/// A class because it owns descriptors; used by one call and closed at its end.
final class PublishBatch {
  private let root: PublishFolder
  private var folders: [String: PublishFolder] = [:]
  /// Opened folders in the order of opening.
  private var order: [PublishFolder] = []

  init(output: String, system: any FileSystem) throws(PublishError) {
    root = try PublishFolder(root: output, system: system, makingIt: true)
    order = [root]
  }

  /// The compressed copy is in place before the file itself, and gone before a file without one: a
  /// server that prefers copies never sends an old one beside a new file.
  func publish(
    _ bytes: [UInt8], as name: PublishName, precompress: Bool
  ) throws(PublishError) -> PublishFolder.Placed {
    let folder = try folder(name.folders)
    let found = try folder.found(bytes, as: name.file)
    let copy = name.file + ".gz"
    if precompress, let same = found.placed, folder.has(copy) { return same }
    if precompress, let compressed = Gzip.compressed(bytes) {
      _ = try folder.publish(compressed, as: copy)
    } else if !found.isSame {
      try folder.remove(copy)
    }
    return try folder.publish(bytes, as: name.file, over: found)
  }

  /// Removes a file and its compressed copy, and its folder if that is empty then.
  func remove(_ name: PublishName) throws(PublishError) {
    let folder = try folder(name.folders)
    try folder.remove(name.file + ".gz")
    try folder.remove(name.file)
    if let last = name.folders.last, try folder.names().isEmpty {
      try self.folder(name.folders.dropLast()).removeFolder(last)
    }
  }

  /// Brings the names in all changed folders onto the disk.
  func sync() throws(PublishError) {
    for folder in order { try folder.sync() }
  }

  func close() {
    for folder in order { folder.close() }
  }

  private func folder(_ names: some Sequence<String>) throws(PublishError) -> PublishFolder {
    var current = root
    var path = ""
    for name in names {
      path += "/" + name
      if let known = folders[path] {
        current = known
        continue
      }
      let next = try PublishFolder(named: name, in: current)
      folders[path] = next
      order.append(next)
      current = next
    }
    return current
  }
}
