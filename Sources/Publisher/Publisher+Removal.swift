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

  /// Whether a document has one of the marks in its head, before its first entry; a file that is
  /// none has none.
  func head(of name: String, has marks: [String]) throws(PublishError) -> Bool {
    do throws(PublishError) {
      return try headOfFile(name, has: marks)
    } catch  where Self.areNoFile.contains(error.cause) {
      return false
    }
  }

  /// What opening or reading something else gives.
  private static let areNoFile: [PublishError.Cause] = [ENOENT, ELOOP, ENXIO, EISDIR]
    .map(PublishError.Cause.system)

  private func headOfFile(
    _ name: String, has marks: [String]
  ) throws(PublishError) -> Bool {
    let folder = descriptor
    let file = try call.attempt(.compare, pathOf(name)) { system throws(SystemError) in
      try system.open(name, in: folder, for: .reading)
    }
    defer { try? system.close(file) }
    var head: [UInt8] = []
    while head.count < Self.longestHead {
      // Most heads are short; with twice as much each time, none is searched often.
      var piece = [UInt8](repeating: 0, count: max(4096, head.count))
      let count = try call.attempt(.compare, pathOf(name)) { system throws(SystemError) in
        try system.read(file, into: &piece)
      }
      guard count > 0 else { break }
      head += piece[..<count]
      if let isMarked = Self.head(head.span, has: marks) { return isMarked }
    }
    return false
  }

  /// Whether a beginning of a document has one of the marks before its first entry; `nil` where
  /// more of it has to be seen.
  static func head(_ text: Span<UInt8>, has marks: [String]) -> Bool? {
    let end = firstEntries.compactMap { place(of: $0, in: text) }.min()
    if marks.contains(where: { place(of: $0, in: text).map { $0 < end ?? .max } ?? false }) {
      return true
    }
    return end == nil ? nil : false
  }

  private static func place(of mark: String, in text: Span<UInt8>) -> Int? {
    let mark = Array(mark.utf8)
    guard text.count >= mark.count else { return nil }
    return (0...(text.count - mark.count)).first { start in
      mark.indices.allSatisfy { text[start + $0] == mark[$0] }
    }
  }

  private static let longestHead = 1 << 20

  /// What follows the head; in a text it would be escaped.
  private static let firstEntries = ["<entry", "<item>", "<item ", "\"items\": [", "<article"]
}
