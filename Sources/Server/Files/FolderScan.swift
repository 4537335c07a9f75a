import Glibc
import Publisher
import Synchronization

/// Looks at what has been published under the names that a site may serve.
struct FolderScan {
  let site: ServedSite
  /// What was found before; a version that is still there is not read again.
  let before: PublishedIndex?
  /// Lists an open folder; `nil` where that fails.
  var list: @Sendable (Int32) -> [String]? = { FolderScan.names(in: $0) }

  private struct Places {
    var byPath: [String: PublishedIndex.Place] = [:]
    /// The paths of archive pages, by the feed's id.
    var pages: [String: [String]] = [:]

    subscript(path: String) -> PublishedIndex.Place? {
      get { byPath[path] }
      set { byPath[path] = newValue }
    }
  }

  /// What is there now; nothing where there is no output folder. What can't be looked at, because
  /// no descriptor is left or the disk fails, is what was found before.
  ///
  /// - Parameter changed: the ids of feeds, and names of pages, that alone need a look; `nil` for
  ///   all of them.
  func index(onlyOf changed: Set<String>? = nil) -> PublishedIndex {
    let root = open(LocalPath.bytes(of: site.root), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard root >= 0 else {
      guard !Self.isMissing(errno), let before else { return PublishedIndex(site) }
      return before
    }
    defer { close(root) }
    var places = Places()
    if changed != nil, let before { places = Places(byPath: before.places, pages: before.pages) }
    for (number, feed) in site.feeds.enumerated() where changed?.contains(feed.id) ?? true {
      if changed != nil { remove(feed, from: &places) }
      add(feed, number, in: root, to: &places)
    }
    for page in site.pages where changed?.contains(page.name) ?? true {
      places["/" + page.name] = nil
      add(page, in: root, to: &places)
    }
    return PublishedIndex(site, places.byPath, pages: places.pages)
  }

  private func remove(_ feed: ServedFeed, from places: inout Places) {
    places["/" + feed.id] = nil
    for document in feed.documents { places["/" + document.name] = nil }
    for path in places.pages.removeValue(forKey: feed.id) ?? [] { places[path] = nil }
  }

  private func add(_ page: ServedDocument, in root: Int32, to places: inout Places) {
    let facts = ServedFile.Facts(
      mediaType: page.mediaType, caching: "no-cache", isShared: true)
    if let file = file(page.name, at: page.name, in: root, facts) {
      places["/" + page.name] = .init(feed: nil, kind: .file(file))
    }
  }

  private func add(
    _ feed: ServedFeed, _ number: Int, in root: Int32, to places: inout Places
  ) {
    var choice: [ServedFile] = []
    for document in feed.documents {
      var facts = facts(feed, document, feed.freshSeconds)
      // Who may not read it may not subscribe to it either.
      facts.link = feed.isOpen ? site.link(to: document.name, of: feed) : nil
      guard let file = file(document.name, at: document.name, in: root, facts) else { continue }
      places["/" + document.name] = .init(feed: number, kind: .file(file))
      choice.append(file)
    }
    if !choice.isEmpty { places["/" + feed.id] = .init(feed: number, kind: .choice(choice)) }
    addPages(of: feed, number, in: root, to: &places)
  }

  private func addPages(
    of feed: ServedFeed, _ number: Int, in root: Int32, to places: inout Places
  ) {
    // Pages of months gone by change only where an entry is forgotten.
    let formats = feed.documents.filter(\.hasPages).map { document in
      (suffix: document.suffix, facts: facts(feed, document, max(feed.freshSeconds, 3600)))
    }
    guard !formats.isEmpty else { return }
    let folder = openat(root, feed.id, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW)
    guard folder >= 0 else {
      if !Self.isMissing(errno) { keepPages(of: feed, number, in: &places) }
      return
    }
    defer { close(folder) }
    guard let names = list(folder) else { return keepPages(of: feed, number, in: &places) }
    for name in names {
      guard let month = PageName(name),
        let format = formats.first(where: { $0.suffix == month.suffix })
      else { continue }
      let path = "\(feed.id)/\(name)"
      if let file = file(path, at: name, in: folder, format.facts) {
        places["/" + path] = .init(feed: number, kind: .file(file))
        places.pages[feed.id, default: []].append("/" + path)
      }
    }
  }

  /// Pages that can't be looked at stay what they were.
  private func keepPages(of feed: ServedFeed, _ number: Int, in places: inout Places) {
    for path in before?.pages[feed.id] ?? [] {
      guard let place = before?.places[path] else { continue }
      places[path] = .init(feed: number, kind: place.kind)
      places.pages[feed.id, default: []].append(path)
    }
  }

  /// Whether a failure says that nothing is there.
  private static func isMissing(_ code: Int32) -> Bool {
    [ENOENT, ENOTDIR, ELOOP].contains(code)
  }

  private func facts(
    _ feed: ServedFeed, _ document: ServedDocument, _ seconds: Int
  ) -> ServedFile.Facts {
    ServedFile.Facts(
      mediaType: document.mediaType,
      caching: feed.isOpen ? "public, max-age=\(seconds)" : "private, max-age=\(seconds)",
      isShared: feed.isOpen)
  }

  /// The file of a name; the one that is known where it has not changed.
  private func file(
    _ path: String, at name: String, in folder: Int32, _ facts: ServedFile.Facts
  ) -> ServedFile? {
    guard let identity = FileIdentity(of: name, in: folder) else { return nil }
    let zipped = FileIdentity(of: name + ".gz", in: folder)
    if let known = before?.file(path), known.identity == identity,
      known.sibling?.identity == zipped, known.facts == facts
    {
      return known
    }
    guard let open = OpenFile.opened(name, in: folder),
      let digest = ServedFile.digest(of: open)
    else { return nil }
    return ServedFile(
      name: path, identity: open.identity, digest: digest, facts: facts,
      sibling: zipped == nil ? nil : sibling(path + ".gz", at: name + ".gz", in: folder))
  }

  private func sibling(
    _ path: String, at name: String, in folder: Int32
  ) -> ServedFile.Sibling? {
    guard let open = OpenFile.opened(name, in: folder), open.identity.size > 0,
      let digest = ServedFile.digest(of: open)
    else { return nil }
    return ServedFile.Sibling(name: path, identity: open.identity, digest: digest)
  }

  private static func names(in folder: Int32) -> [String]? {
    let copy = openat(folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard copy >= 0 else { return nil }
    guard let stream = fdopendir(copy) else {
      close(copy)
      return nil
    }
    defer { closedir(stream) }
    var names: [String] = []
    while true {
      errno = 0
      guard let entry = readdir(stream) else {
        guard errno == 0 else { return nil }
        break
      }
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      names.append(name)
    }
    return names.sorted()
  }
}

/// The name of an archive page: `2024-10.atom`.
struct PageName {
  let suffix: String

  /// `nil` for what is none.
  init?(_ name: String) {
    let bytes = Array(name.utf8)
    guard bytes.count > 8, bytes.count < 32, bytes[4] == UInt8(ascii: "-"),
      bytes[7] == UInt8(ascii: "."),
      [0, 1, 2, 3, 5, 6].allSatisfy({ (0x30...0x39).contains(bytes[$0]) }),
      let month = Int(name.dropFirst(5).prefix(2)), (1...12).contains(month),
      bytes[8...].allSatisfy({ (0x61...0x7A).contains($0) })
    else { return nil }
    suffix = String(decoding: bytes[8...], as: UTF8.self)
  }
}
