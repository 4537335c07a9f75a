import Archive
import ConfigurationModel
import FeedModel
import History
import Publisher

/// Archive pages that hold what they must no longer hold.
///
/// A page that the archive has not noted was put back, from a backup or by a power failure, or is
/// older than the archive: what was forgotten may stand on it. One that is misdated was written
/// under a wrong clock. Nothing else is ever taken off a page: an archive may be older than its
/// pages.
extension FeedRefresh {
  /// Whether there are pages to look at.
  var hasUnknownPages: Bool {
    publication.rendering.hasPages && archive.hasForgotten && !unknownPages.isEmpty
  }

  /// Pages that are not as the archive has noted them, newest first.
  private var unknownPages: [String] {
    publication.output.pages(of: feed.id).filter { name in
      files.files[name] == nil
        && Publisher.isPage(name.split(separator: "/").last.map(String.init) ?? "")
    }
  }

  /// What is to become of pages.
  private struct Mending {
    var edited: [RenderedFile] = []
    var emptied: [String] = []
    /// Those on which nothing was found.
    var good: [String] = []
  }

  /// Takes off the feed's pages what must not stand on them; gives whether there was any.
  func mendPages() async throws -> Bool {
    guard publication.rendering.hasPages, archive.hasForgotten || !files.lost.isEmpty else {
      return false
    }
    let (key, output) = (feed.id, publication.output)
    let pages = unknownPages
    guard !pages.isEmpty else { return false }
    let noted = try archive.read { session throws(ArchiveError) in
      try session.publishedFiles(of: key)
    }
    let misdated = Set(noted.filter(\.isMisdated).map(\.name))
    guard archive.hasForgotten || !misdated.isEmpty else { return false }
    let mending = try await mending(of: pages, noted: noted, misdated: misdated)
    let known = Set(noted.map(\.name))
    var standing: [PublishedFile] = []
    for name in mending.good where !known.contains(name) {
      if let file = await output.standing(name) { standing.append(file) }
    }
    if !mending.edited.isEmpty {
      let state = try archive.read { session throws(ArchiveError) in try session.feedState(key) }
      let version = FileVersion(
        began: state?.began ?? .epoch, generation: state?.generation ?? 0)
      standing += try await output.publish(mending.edited, over: noted, as: version)
        .compactMap(\.file)
    }
    if !mending.emptied.isEmpty { try await output.remove(mending.emptied) }
    let files = standing
    if !files.isEmpty {
      try await write { session throws(ArchiveError) in try session.note(files, of: key) }
    }
    return !mending.edited.isEmpty || !mending.emptied.isEmpty
  }

  private func mending(
    of pages: [String], noted: [PublishedFile], misdated: Set<String>
  ) async throws -> Mending {
    let (key, output) = (feed.id, publication.output)
    let closed = try await publication.frozenPages(of: feed, known: noted)
    var mending = Mending()
    for name in pages {
      guard var page = await PublishedFeed.read(name, in: output, feed) else { continue }
      let month = misdated.contains(name) ? String(name.dropFirst(key.count + 1).prefix(7)) : nil
      let entries = page.entries
      let misplaced = try archive.read { session throws(ArchiveError) in
        try session.misplaced(among: entries, of: key, misdated: month)
      }
      guard !misplaced.isEmpty else {
        if month == nil { mending.good.append(name) }
        continue
      }
      page.entries.removeAll { misplaced.contains($0.id) }
      page.updated = page.entries.map(\.updated).max() ?? page.updated
      // A later page that is closed goes on leading to it.
      let isLinked =
        month == nil && closed.contains { isLater($0, than: name) }
      if page.entries.isEmpty && !isLinked {
        mending.emptied.append(name)
      } else if let file = publication.rendering.closedPage(
        page, named: name, of: feed, in: output, isClosed: closed.contains(name))
      {
        mending.edited.append(file)
      }
    }
    return mending
  }

  /// Whether a page is of the same format as another and of a later month.
  private func isLater(_ page: String, than other: String) -> Bool {
    guard other.utf8.lexicographicallyPrecedes(page.utf8) else { return false }
    return page.utf8.reversed().prefix { $0 != UInt8(ascii: ".") }
      .elementsEqual(other.utf8.reversed().prefix { $0 != UInt8(ascii: ".") })
  }
}
