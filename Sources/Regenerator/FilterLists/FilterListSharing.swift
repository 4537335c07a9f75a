import Archive
import FeedModel
import History
import Publisher

/// What the processes that share an archive have in common of filter lists.
struct SharedLists: Sendable {
  let archive: Archive
  let keeper: TurnKeeper
}

extension ArchiveStore {
  /// `nil` where no other process works on the archive.
  var sharing: SharedLists? { keeper.map { SharedLists(archive: archive, keeper: $0) } }
}

/// Copies of lists are each machine's own, and the archive has the one that is in force for all: two
/// machines that clean by different lists would undo each other's work.
extension FilterListStore {
  /// Takes over what another process has fetched, or found out, since this machine's copy was
  /// confirmed; the problems are sentences.
  func adopt(
    _ address: WebAddress, _ folder: FilterListFolder, from shared: SharedLists
  ) -> [String] {
    let name = FilterListFolder.copyName(address)
    do throws(ArchiveError) {
      let known = try shared.archive.read { session throws(ArchiveError) in
        try session.sharedCopy(name)
      }
      guard let known else { return [] }
      let (mine, theirs) = (note(of: address, folder), FilterListNote(known.note))
      let files = [(FilterListFolder.noteName(address), known.note)]
      let copy = try? LocalFiles.contents(of: folder.path(of: name), limit: limit)
      if let copy, Fingerprint(copy) == known.print {
        return theirs.asked > mine.asked ? write(files) : []
      }
      // One that was confirmed here later was not shared: the archive could not be written to.
      guard copy == nil || Self.isNewer(theirs, than: mine) else { return [] }
      let content = try shared.archive.read { session throws(ArchiveError) in
        try session.sharedContent(name)
      }
      guard let content, Fingerprint(content) == known.print else { return [] }
      return write([(name, content)] + files)
    } catch {
      return ["the filter list \(shown(address)): \(error.description)"]
    }
  }

  /// Lets others have what this process has just fetched, or found out.
  func share(
    _ address: WebAddress, _ folder: FilterListFolder, with shared: SharedLists
  ) -> [String] {
    let name = FilterListFolder.copyName(address)
    // What nobody has had yet, each asks for.
    guard let content = try? LocalFiles.contents(of: folder.path(of: name), limit: limit) else {
      return []
    }
    let note = note(of: address, folder)
    let copy = SharedCopy(
      name: name, asked: note.asked, print: Fingerprint(content), note: note.bytes)
    do throws(ArchiveError) {
      try shared.archive.write(mayRepeat: true) { session throws(ArchiveError) in
        let isThere = try session.sharedCopy(name)?.print == copy.print
        try session.share(copy, content: isThere ? nil : content)
      }
      return []
    } catch {
      return ["the filter list \(shown(address)): \(error.description)"]
    }
  }

  private static func isNewer(_ one: FilterListNote, than other: FilterListNote) -> Bool {
    guard let confirmed = one.confirmed else { return false }
    return other.confirmed.map { confirmed > $0 } ?? true
  }
}
