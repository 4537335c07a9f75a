internal import FeedModel
internal import HTML

/// What Substack writes below an episode of a podcast at a domain of its owner's: the campaign of the
/// link gives it away, wherever it leads.
enum PodcastCall {
  private static let starts = [
    "This is a public episode. ", "This is a free preview of a paid episode. ",
    "Get full access to ",
  ].map { Array($0.utf8) }

  /// The rule of Substack's notes, where a line is one of them.
  static func rule(
    _ line: LastLine, _ rules: [PromoRule], in document: borrowing HTMLDocument
  ) -> PromoRule? {
    guard starts.contains(where: { line.text.starts(with: $0) }), isOne(line, in: document) else {
      return nil
    }
    return rules.first { rule in
      rule.structure == .lastText
        && rule.hosts.contains { $0.utf8.elementsEqual("substack.com".utf8) }
    }
  }

  /// Whether a line's only link asks to subscribe: `/subscribe?utm_medium=podcast&utm_campaign=CTA_4`.
  static func isOne(_ line: LastLine, in document: borrowing HTMLDocument) -> Bool {
    let links = line.nodes.flatMap { node in
      document.isElement(node, .a) ? [node] : document.elements(.a, in: node)
    }
    guard links.count == 1,
      let address = document.attribute(.href, of: links[0]).flatMap({ WebAddress(written: $0) }),
      let parts = AddressParts(address), parts.pathBytes.elementsEqual("/subscribe".utf8),
      let campaign = parts.value(of: "utm_campaign".utf8)
    else { return false }
    return campaign.starts(with: "CTA_".utf8)
  }
}
