import FeedModel

/// Files that no feed owns any more, and what dead runs left behind.
extension Publisher {
  /// The files in `output` that Refeed wrote and that are not among `owned`, sorted.
  ///
  /// A file counts as Refeed's if it has the name of a feed's document or archive page and says in
  /// its beginning that Refeed made it; with it goes its compressed copy. Everything else is the
  /// user's, and never listed. An `output` that is not there owns nothing.
  public func unowned(in output: String, owned: Set<String>) throws(PublishError) -> [String] {
    let root: PublishFolder
    do throws(PublishError) {
      root = try PublishFolder(root: output, system: system, makingIt: false)
    } catch  where error.isMissing {
      return []
    }
    defer { root.close() }
    var found: [String] = []
    for name in try root.names() {
      if Self.isDocument(name), !owned.contains(name), Self.isOurs(name, in: root) {
        found.append(name)
      } else if Self.isFeedID(name) {
        found += try unownedPages(in: root, name, owned: owned)
      }
    }
    return found
  }

  /// Removes files that ``unowned(in:owned:)`` named, and folders that are empty then.
  public func remove(_ names: [String], from output: String) throws(PublishError) {
    let batch = try PublishBatch(output: output, system: system)
    defer { batch.close() }
    for name in names {
      guard let parts = PublishName(name) else {
        throw PublishError(path: "\(output)/\(name)", action: .remove, cause: .invalidName)
      }
      try batch.remove(parts)
    }
    try batch.sync()
  }

  /// Removes temporary files that dead runs left in `output`.
  ///
  /// - Parameter everywhere: in the folders of archive pages too, which takes a look at each.
  public func removeLeftovers(
    in output: String, everywhere: Bool = true
  ) throws(PublishError) {
    let root: PublishFolder
    do throws(PublishError) {
      root = try PublishFolder(root: output, system: system, makingIt: false)
    } catch  where error.isMissing {
      return
    }
    defer { root.close() }
    root.removeStaleFiles()
    guard everywhere else { return }
    for name in try root.names() where Self.isFeedID(name) {
      guard let folder = try? PublishFolder(existing: name, in: root) else { continue }
      folder.removeStaleFiles()
      folder.close()
    }
  }

  /// The archive pages of a feed that were published closed, by name (`world/2024-10.atom`).
  ///
  /// Throws when it can't be told: a page that is taken for an open one would be written anew.
  public func frozenPages(of feed: String, in output: String) throws(PublishError) -> Set<String> {
    guard Self.isFeedID(feed) else { return [] }
    do throws(PublishError) {
      let root = try PublishFolder(root: output, system: system, makingIt: false)
      defer { root.close() }
      let folder = try PublishFolder(existing: feed, in: root)
      defer { folder.close() }
      let marks = Self.closedPageMarks
      var pages: Set<String> = []
      for name in try folder.names() where Self.isPage(name) {
        if try folder.head(of: name, has: marks) { pages.insert("\(feed)/\(name)") }
      }
      return pages
    } catch  where error.isMissing {
      return []
    }
  }

  /// What a page of a feed's history that is closed says of itself.
  private static let closedPageMarks = ["<fh:archive/>", "\"archive\": true"]

  /// Whether a document is a page of a feed's history that is closed.
  package static func isClosedPage(_ document: [UInt8]) -> Bool {
    PublishFolder.head(document.span, has: closedPageMarks) ?? false
  }

  /// Whether files are published under such a name.
  package static func isPublishable(_ name: String) -> Bool { PublishName(name) != nil }

  private func unownedPages(
    in root: PublishFolder, _ folderName: String, owned: Set<String>
  ) throws(PublishError) -> [String] {
    guard let folder = try? PublishFolder(existing: folderName, in: root) else { return [] }
    defer { folder.close() }
    return try folder.names().filter { name in
      Self.isPage(name) && !owned.contains("\(folderName)/\(name)")
        && Self.isOurs(name, in: folder)
    }.map { "\(folderName)/\($0)" }
  }

  /// Whether a document says that Refeed made it. One that can't be read is left alone.
  private static func isOurs(_ name: String, in folder: PublishFolder) -> Bool {
    guard let format = Self.format(of: name) else { return false }
    return (try? folder.head(of: name, has: [format.mark])) ?? false
  }

  private static func format(of name: String) -> FeedFormat? {
    name.split(separator: ".").last.flatMap { FeedFormat(rawValue: String($0)) }
  }

  /// `world.atom`
  package static func isDocument(_ name: String) -> Bool {
    let parts = name.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 2 && isFeedID(String(parts[0])) && format(of: name) != nil
  }

  /// `2024-10.atom`
  package static func isPage(_ name: String) -> Bool {
    let month = Array(name.utf8.prefix(7))
    let digits = [0, 1, 2, 3, 5, 6]
    return isDocument(name) && month.count == 7 && month[4] == UInt8(ascii: "-")
      && name.utf8.dropFirst(7).first == UInt8(ascii: ".")
      && digits.allSatisfy { (0x30...0x39).contains(month[$0]) }
  }

  /// `[a-z0-9][a-z0-9-]{0,63}`
  package static func isFeedID(_ name: String) -> Bool {
    guard (1...64).contains(name.utf8.count), name.utf8.first != UInt8(ascii: "-") else {
      return false
    }
    return name.utf8.allSatisfy {
      (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == UInt8(ascii: "-")
    }
  }
}
