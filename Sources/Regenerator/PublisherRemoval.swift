import Glibc

/// Looking at and removing what is in a folder.
extension PublishFolder {
  /// The names in the folder, in byte order.
  func names() throws(PublishError) -> [String] {
    let descriptor = descriptor
    return try call.attempt(.list, path) { system throws(SystemError) in
      try system.names(in: descriptor)
    }
  }

  /// Whether there is a file of that name.
  func has(_ name: String) -> Bool {
    (try? system.status(of: name, in: descriptor))?.kind == .file
  }

  /// Removes a file; one that is not there is no error.
  func remove(_ name: String) throws(PublishError) {
    guard has(name) else { return }
    let descriptor = descriptor
    try call.attempt(.remove, pathOf(name)) { system throws(SystemError) in
      try system.remove(name, in: descriptor)
    }
    noteChangedNames()
  }

  /// Removes a folder if it is empty; a refusal is no error.
  func removeFolder(_ name: String) {
    guard (try? system.removeFolder(name, in: descriptor)) != nil else { return }
    noteChangedNames()
  }

  /// Whether the first 64 KiB of a file have one of the marks in them.
  func begins(_ name: String, with marks: [String]) -> Bool {
    guard has(name), let file = try? system.open(name, in: descriptor, for: .reading) else {
      return false
    }
    defer { try? system.close(file) }
    var start = [UInt8](repeating: 0, count: 1 << 16)
    guard let count = try? system.read(file, into: &start) else { return false }
    let text = String(decoding: start[..<count], as: UTF8.self)
    return marks.contains { text.contains($0) }
  }
}
