internal import FeedModel
internal import HTML

/// A link without words in a block for something that is embedded, whose script would show it as a card:
/// Iframely, Embedly and their like.
enum EmptyLink {
  /// Elements around a link that are asked what they are for.
  private static let deepest = 3

  /// Puts what it leads to into its place, or gives it words.
  static func name(
    _ link: NodeID, leadingTo address: WebAddress, in document: inout HTMLDocument,
    _ work: inout EntryWork
  ) {
    guard let box = box(around: link, in: document), !document.holdsMedia(box),
      !document.showsText(box), !work.isOwnPage(address)
    else { return }
    if let known = EmbedElement(Array(address.href.utf8), nil, work.rules.embeds, work),
      Embeds.put(known.embed, title: nil, inPlaceOf: link, in: &document, &work)
    {
      return
    }
    let title = EmbedLink.title(of: link, in: document)
    EmbedLink(address: address, label: nil, title: title)
      .replace(link, in: &document, rule: "embed.other", &work)
  }

  /// The nearest element whose class says that something is embedded, or the link itself where one of
  /// its attributes does.
  private static func box(around link: NodeID, in document: borrowing HTMLDocument) -> NodeID? {
    if let name = document.attributeName("data-iframely-url"),
      document.hasAttribute(name, of: link)
    {
      return link
    }
    var current = document.parent(of: link)
    for _ in 0..<deepest {
      guard let node = current, document.isElement(node) else { return nil }
      let says = document.withAttribute(.class, of: node) { classes in
        classes.count <= 128
          && (classes.holds("embed") || classes.holds("iframely") || classes.holds("linkcard")
            || classes.holds("link-card") || classes.holds("blogcard"))
      }
      if says == true { return node }
      current = document.parent(of: node)
    }
    return nil
  }
}

extension EntryWork {
  /// Whether an address is the entry's page or the home page.
  func isOwnPage(_ address: WebAddress) -> Bool {
    let key = AppearedFirst.key(address)
    return [link, homepage].contains { $0.map { AppearedFirst.key($0) == key } ?? false }
  }
}
