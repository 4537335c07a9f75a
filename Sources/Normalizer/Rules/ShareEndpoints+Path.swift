internal import Bytes
internal import FeedModel
internal import HTML

extension ShareEndpoints {
  /// Hatena's page on another: the other's address, without its scheme, is the end of its own.
  private static let pages = ["b.hatena.ne.jp/entry/s/", "b.hatena.ne.jp/entry/"]
    .map { Array($0.utf8) }

  /// Whether a link leads to what a network's readers have said of the entry, which its button counts.
  ///
  /// The page of another site's article stays.
  func shareByPath(
    _ link: NodeID, in document: borrowing HTMLDocument, _ work: EntryWork
  ) -> Bool {
    guard !isEmpty, let page = work.page,
      document.withAttribute(.href, of: link, { $0.holds("b.hatena.ne.jp/entry/") }) == true,
      let address = document.attribute(.href, of: link).flatMap({ WebAddress(written: $0) }),
      let parts = AddressParts(address), let own = AddressParts(page)
    else { return false }
    let place = Array(parts.hostBytes) + parts.pathBytes
    return ShareEndpoints.pages.contains { start in
      place.starts(with: start)
        && place.dropFirst(start.count).elementsEqual(Array(own.hostBytes) + own.pathBytes)
    }
  }
}
