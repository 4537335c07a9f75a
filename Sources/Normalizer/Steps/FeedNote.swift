internal import FeedModel
internal import HTML

/// Last lines that speak of the feed and not of the entry: thanks for reading by RSS, as blogs copy them
/// from each other, and calls whose one link says that it is the feed's footer.
enum FeedNote {
  /// Bytes of the longest note.
  private static let longest = 400
  /// Blocks within blocks that are looked into.
  private static let deepest = 4

  /// Whether there was one.
  static func remove(
    _ rule: PromoRule, at lines: ClosingLines, from document: inout HTMLDocument,
    _ work: inout EntryWork
  ) -> Bool {
    for line in lines.all.prefix(deepest) where (1...longest).contains(line.text.count) {
      if isThanks(line.text) || isFooter(line.nodes, in: document) {
        guard linksAreOwn(line.nodes, in: document, work), hasMore(than: line, in: document) else {
          continue
        }
        ClosingNote.take(line, rule, from: &document, &work)
        return true
      }
      guard let thanks = thanks(before: line, in: document, work) else { continue }
      work.log.recordRemoval(rule.name, of: thanks, in: document)
      document.detach(thanks)
      ClosingNote.take(line, rule, from: &document, &work)
      return true
    }
    return false
  }

  /// The block before a last one that only says how to answer: "Reply by email".
  private static func thanks(
    before line: LastLine, in document: borrowing HTMLDocument, _ work: EntryWork
  ) -> NodeID? {
    guard line.isBlock(in: document),
      holdsMail(line.nodes[0], in: document) && linksAreOwn(line.nodes, in: document, work)
        || asksForGifts(line.nodes[0], in: document),
      let before = document.previousVisibleSibling(of: line.nodes[0]), document.isElement(before),
      ContentModel.isBlock(document.name(of: before)), !document.holdsMedia(before),
      let text = document.trimmedText(of: before, upTo: longest), isThanks(text.collapsedSpaces),
      linksAreOwn([before], in: document, work),
      document.previousVisibleSibling(of: before) != nil
    else { return nil }
    return before
  }

  private static func holdsMail(_ node: NodeID, in document: borrowing HTMLDocument) -> Bool {
    document.elements(.a, in: node).contains { link in
      document.withAttribute(.href, of: link) { $0.starts(with: "mailto:") } == true
    }
  }

  /// Whether all links of a block lead to where one gives something to who writes.
  private static func asksForGifts(_ node: NodeID, in document: borrowing HTMLDocument) -> Bool {
    let links = document.elements(.a, in: node)
    return !links.isEmpty
      && links.allSatisfy { link in
        guard let href = document.attribute(.href, of: link),
          let address = WebAddress(written: href)
        else { return false }
        return gifts.contains { address.isWithin($0) }
      }
  }

  private static let gifts = [
    "ko-fi.com", "buymeacoffee.com", "patreon.com", "paypal.com", "paypal.me", "liberapay.com",
    "opencollective.com", "steadyhq.com", "tipeee.com", "donorbox.org", "buy.stripe.com",
  ]

  private static func hasMore(than line: LastLine, in document: borrowing HTMLDocument) -> Bool {
    document.holdsMedia(document.root)
      || document.textLength(of: document.root)
        > line.nodes.reduce(0) { $0 + document.textLength(of: $1) }
  }

  // MARK: Thanks

  /// "Thanks for reading this post via RSS.": the first sentence thanks for reading, and its end is the
  /// way by which.
  private static func isThanks(_ text: [UInt8]) -> Bool {
    guard thankWords.contains(where: { text.startsIgnoringCase($0.utf8) }) else { return false }
    let sentence = text.prefix(160).prefix { !".!?".utf8.contains($0) }.inLowercase()
    guard let mark = sentence.firstRange(ofBytes: Array("rss".utf8)) else { return false }
    let before = sentence[..<mark.lowerBound]
    let behind = sentence[mark.upperBound...].drop { $0 == 0x20 }
    guard before.last == 0x20 || before.last == UInt8(ascii: "-"),
      readings.contains(where: { sentence.firstRange(ofBytes: Array($0.utf8)) != nil })
    else { return false }
    // "your RSS rant", and not "via RSS", is what was read.
    return behind.isEmpty || !behind[behind.startIndex].isASCIILetter
      || ends.contains { behind.starts(with: $0.utf8) }
  }

  private static let thankWords = [
    "thank", "danke", "merci", "gracias", "obrigad", "grazie", "bedankt", "dank ", "tack", "takk",
    "tak ",
  ]
  private static let readings = [
    "read", "subscrib", "follow", "using", "lesen", "liest", "lest", "abonn", "folg", "lire",
    "lectur", "suiv", "leer", "leyendo", "legg", "letto", "lezen", "ler ", "lendo", "läs", "les",
  ]
  private static let ends = [
    "feed", "reader", "liest", "lest", "lesen", "abonn", "folg", "leest", "and ", "und ", "et ",
  ]

  // MARK: Footers

  /// Whether the one link of a line says by its campaign that it stands in the footer of the feed.
  private static func isFooter(_ nodes: [NodeID], in document: borrowing HTMLDocument) -> Bool {
    let links = nodes.flatMap { node in
      document.isElement(node, .a) ? [node] : document.elements(.a, in: node)
    }
    guard links.count == 1,
      document.withAttribute(.href, of: links[0], { $0.holds("utm_medium=") && $0.holds("footer") })
        == true,
      let address = document.attribute(.href, of: links[0]).flatMap({ WebAddress(written: $0) }),
      let parts = AddressParts(address), let medium = parts.value(of: "utm_medium".utf8)
    else { return false }
    return ["rss", "feed", "atom"].contains { medium.equalsIgnoringCase($0.utf8) }
      && ["utm_campaign", "utm_content", "utm_term"].contains { name in
        parts.value(of: name.utf8)?.equalsIgnoringCase("footer".utf8) == true
      }
  }

  /// Whether all links lead to the publisher or to his letter box.
  private static func linksAreOwn(
    _ nodes: [NodeID], in document: borrowing HTMLDocument, _ work: EntryWork
  ) -> Bool {
    for top in nodes {
      var current: NodeID? = top
      while let node = current {
        current = document.next(after: node, in: top)
        guard document.isElement(node, .a), let href = document.attribute(.href, of: node) else {
          continue
        }
        if href.utf8.starts(with: "mailto:".utf8) { continue }
        guard let address = WebAddress(href, base: work.base),
          work.ownHosts.contains(where: { address.isWithin($0) })
        else { return false }
      }
    }
    return true
  }
}
