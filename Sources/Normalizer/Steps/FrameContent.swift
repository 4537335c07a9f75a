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
      let markup = markup(of: frame, in: document), markup.first == UInt8(ascii: "<")
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
    if let title = EmbedLink.title(of: frame, in: document) {
      return EmbedLink(address: address, label: nil, title: title)
    }
    let text = content.trimmedText(of: link).collapsedSpaces
    guard text.count <= 600 else { return nil }
    if let image = content.firstElement(.img, in: link) {
      guard let words = AlternativeText.of(image, in: content) else { return nil }
      return EmbedLink(address: address, label: nil, title: words)
    }
    guard !text.isEmpty else { return nil }
    return EmbedLink(
      address: address, label: nil, title: String(decoding: text, as: UTF8.self))
  }

  /// What a frame shows: `srcdoc`, which browsers prefer, else its content.
  private static func markup(
    of frame: NodeID, in document: borrowing HTMLDocument
  ) -> [UInt8]? {
    guard let name = document.attributeName("srcdoc"),
      let written = document.bytes(of: name, frame)?.trimmedBlanks, !written.isEmpty
    else { return document.trimmedText(of: frame, upTo: longest) }
    return written.count <= longest ? Array(written) : nil
  }

  /// The player that the markup in a frame's `srcdoc` leads to: a still picture in a link, or another
  /// frame.
  static func embed(
    in frame: NodeID, of document: borrowing HTMLDocument, _ work: EntryWork
  ) -> Embed? {
    guard document.isElement(frame, .iframe), let name = document.attributeName("srcdoc"),
      document.hasAttribute(name, of: frame), let markup = markup(of: frame, in: document)
    else { return nil }
    return known(in: markup, work)
  }

  /// The player in the markup that a script holds until a visitor has agreed: `type="text/plain"`.
  static func withheld(
    by script: NodeID, in document: borrowing HTMLDocument, _ work: EntryWork
  ) -> Embed? {
    guard
      document.withAttribute(
        .type, of: script,
        {
          $0.equals("text/plain") || $0.equals("text/template") || $0.equals("text/html")
        }) == true,
      let markup = document.trimmedText(of: script, upTo: longest),
      markup.first == UInt8(ascii: "<")
    else { return nil }
    return known(in: markup, work)
  }

  /// The first frame or link of a known player.
  private static func known(in markup: [UInt8], _ work: EntryWork) -> Embed? {
    let content = HTMLDocument(parsingFragment: markup, endsHiding: true)
    let sources =
      content.elements(.iframe, in: content.root).flatMap { frame in
        [content.bytes(of: .src, frame), content.bytes(of: .dataSrc, frame)]
      } + content.elements(.a, in: content.root).map { content.bytes(of: .href, $0) }
    for source in sources.compactMap(\.self) {
      if let found = EmbedElement(Array(source.trimmedBlanks), nil, work.rules.embeds, work) {
        return found.embed
      }
    }
    return nil
  }
}
