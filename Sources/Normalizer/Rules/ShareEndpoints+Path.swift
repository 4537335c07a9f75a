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

  /// Schemes of programs that pass a text on.
  private static let programs = [
    "whatsapp:", "viber:", "tg:", "fb-messenger:", "line:", "threema:", "signal:", "sgnl:", "sms:",
    "kakaolink:", "weixin:", "skype:", "mastodon:",
  ]

  /// Whether a link hands the entry's address to a program: `whatsapp://send?text=…`, `sms:?body=…`.
  func shareByApp(
    _ link: NodeID, in document: borrowing HTMLDocument, _ work: EntryWork
  ) -> Bool {
    let mayBe = document.withAttribute(.href, of: link) { href in
      href.count > 8 && href[0].isASCIILetter && href[0].lowercased != UInt8(ascii: "h")
    }
    guard !isEmpty, mayBe == true, let href = document.bytes(of: .href, link),
      ShareEndpoints.programs.contains(where: { href.startsIgnoringCase($0.utf8) }),
      let mark = href.firstIndex(of: UInt8(ascii: "?"))
    else { return false }
    let text = PercentCoding.decoded(href[mark...])
    guard let start = text.firstRange(ofBytes: Array("://".utf8))?.upperBound else { return false }
    return ShareEndpoints.isOwn(text[start...], of: work)
  }
}
