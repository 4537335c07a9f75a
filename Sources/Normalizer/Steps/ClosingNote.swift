internal import FeedModel
internal import HTML

/// A note of one known text that services put below every entry: Feed43, FetchRSS, podcast hosts.
enum ClosingNote {
  /// Bytes of the longest note.
  private static let longest = 240
  /// Blocks within blocks that are looked into.
  private static let deepest = 4

  /// Whether one of the rules found its note.
  static func remove(
    _ rules: [PromoRule], at lines: ClosingLines, from document: inout HTMLDocument,
    _ work: inout EntryWork
  ) -> Bool {
    for line in lines.all.prefix(deepest) where line.text.count <= longest {
      if let rule = rules.first(where: { says(line.text, $0) })
        ?? PodcastCall.rule(line, rules, in: document),
        linksAreKnown(line.nodes, rule, in: document, work)
          || PodcastCall.isOne(line, in: document)
      {
        take(line, rule, from: &document, &work)
        return true
      }
    }
    return false
  }

  private static func says(_ line: [UInt8], _ rule: PromoRule) -> Bool {
    if rule.structure == .lastText {
      let text = line.drop { $0 == UInt8(ascii: "-") || $0 == 0x20 }
      return rule.markers.contains { $0.first == text.first && matches(text, $0) }
    }
    return line.count <= 60 && !line.isEmpty
      && rule.markers.allSatisfy { line.firstRange(ofBytes: $0) != nil }
  }

  /// Whether a text is the marker, where `*` stands for a word.
  private static func matches(_ text: ArraySlice<UInt8>, _ marker: [UInt8]) -> Bool {
    guard let star = marker.firstIndex(of: UInt8(ascii: "*")) else {
      return text.elementsEqual(marker)
    }
    let (start, end) = (marker[..<star], marker[(star + 1)...])
    guard text.count > start.count + end.count, text.starts(with: start),
      text.suffix(end.count).elementsEqual(end)
    else { return false }
    return !text.dropFirst(start.count).dropLast(end.count).contains(0x20)
  }

  /// A text without a note behind its last sentence.
  static func trimmed(_ text: [UInt8], _ rules: [PromoRule]) -> [UInt8] {
    for rule in rules where rule.structure == .lastText {
      for marker in rule.markers
      where text.count > marker.count && text.suffix(marker.count).elementsEqual(marker) {
        let rest = Array(text.dropLast(marker.count).trimmedSpaces)
        if Sentence.isWhole(rest) { return rest }
      }
    }
    return text
  }

  private static func linksAreKnown(
    _ nodes: [NodeID], _ rule: PromoRule, in document: borrowing HTMLDocument, _ work: EntryWork
  ) -> Bool {
    for top in nodes {
      var current: NodeID? = top
      while let node = current {
        if document.isElement(node, .a) {
          let address = document.attribute(.href, of: node).flatMap { WebAddress(written: $0) }
          guard
            rule.hosts.contains(where: { address?.isWithin($0) == true })
              || work.ownHosts.contains(where: { address?.isWithin($0) == true })
          else { return false }
        }
        current = document.next(after: node, in: top)
      }
    }
    return true
  }

  /// Takes a line away, with the breaks before it and what held it alone.
  static func take(
    _ line: LastLine, _ rule: PromoRule, from document: inout HTMLDocument,
    _ work: inout EntryWork
  ) {
    let block = line.block
    for node in line.nodes {
      work.log.recordRemoval(rule.name, of: node, in: document)
      document.detach(node)
    }
    // The breaks that parted the note from the text, and what held it alone.
    while block != document.root, let last = document.lastChild(of: block),
      document.isInvisible(last) || document.isElement(last, .br)
    {
      document.detach(last)
    }
    var empty: NodeID? = block
    while let node = empty, node != document.root, !document.hasVisibleChild(node) {
      empty = document.parent(of: node)
      document.detach(node)
    }
  }
}
