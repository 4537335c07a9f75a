internal import FeedModel
internal import HTML

/// WordPress' block around what it shows of another site: where the site didn't answer, the address
/// alone stands in it.
enum EmbedWrapper {
  /// Whether the address became a player or a link.
  static func repair(
    _ node: NodeID, in document: inout HTMLDocument, _ work: inout EntryWork
  ) -> Bool {
    guard document.isElement(node, .div) || document.isElement(node, .figure),
      let text = document.onlyVisibleChild(of: node), document.isText(text),
      document.withAttribute(.class, of: node, { isWrapper($0) }) == true
    else { return false }
    let written = document.trimmedText(of: text)
    guard AddressLinks.ranges(in: written) == [0..<written.count],
      let address = WebAddress(String(decoding: written, as: UTF8.self), base: work.base),
      address.isHTTP
    else { return false }
    let place = document.makeElement(.span)
    document.replace(text, with: place)
    if let known = EmbedElement(Array(address.href.utf8), nil, work.rules.embeds, work),
      Embeds.put(known.embed, title: nil, inPlaceOf: place, in: &document, &work)
    {
      return true
    }
    EmbedLink(address: address, label: nil, title: String(decoding: written, as: UTF8.self))
      .replace(place, in: &document, rule: "embed.other", &work)
    return true
  }

  private static func isWrapper(_ classes: Span<UInt8>) -> Bool {
    classes.containsWord { $0.equals("wp-block-embed__wrapper") || $0.equals("wp-block-embed") }
  }
}
