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

  func publish(
    _ bytes: [UInt8], as name: PublishName
  ) throws(PublishError) -> PublishOutcome.Change {
    try folder(name.folders).publish(bytes, as: name.file)
  }

  /// Brings the names in all changed folders onto the disk.
  func sync() throws(PublishError) {
    for folder in order { try folder.sync() }
  }

  func close() {
    for folder in order { folder.close() }
  }

  private func folder(_ names: [String]) throws(PublishError) -> PublishFolder {
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
