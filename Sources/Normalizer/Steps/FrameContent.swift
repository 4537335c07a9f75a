internal import FeedModel
internal import HTML

/// What a frame holds for whoever can't show it.
enum FrameContent {
  /// Longer contents are looked at no further, in bytes.
  private static let longest = 4096

  /// The one link in what a frame without an address holds: Medium writes those of other sites' code
  /// so. `nil` where the frame is hidden, or leads to an advertiser.
  static func link(
    in frame: NodeID, of document: borrowing HTMLDocument, _ work: EntryWork
  ) -> EmbedLink? {
    guard document.isElement(frame, .iframe), !document.hasAttribute(.hidden, of: frame),
      document.withAttribute(.style, of: frame, { $0.holds("none") || $0.holds("hidden") }) != true,
      let markup = document.trimmedText(of: frame, upTo: longest),
      markup.first == UInt8(ascii: "<")
    else { return nil }
    let content = HTMLDocument(parsingFragment: markup, endsHiding: true)
    let links = content.elements(.a, in: content.root)
    guard links.count == 1, let link = links.first,
      let address = content.attribute(.href, of: link).flatMap({ WebAddress($0, base: work.base) }),
      address.isHTTP
    else { return nil }
    if let parts = AddressParts(address), let known = work.rules.embeds.rule(for: parts),
      known.rule.outcome == .drop
    {
      return nil
    }
    let text = content.trimmedText(of: link).collapsedSpaces
    guard !text.isEmpty, text.count <= 600 else { return nil }
    return EmbedLink(
      address: address, label: nil, title: String(decoding: text, as: UTF8.self))
  }
}
