internal import Bytes
internal import FeedModel
internal import HTML

/// Links that share the entry: they go where they stand among links and labels, and leave their
/// words where they stand in a sentence.
enum ShareLinks {
  static func remove(
    _ rule: PromoRule, _ endpoints: ShareEndpoints, from document: inout HTMLDocument,
    _ work: inout EntryWork
  ) {
    guard document.mayHold(ElementName.a) else { return }
    var shares: Set<NodeID> = []
    var unsure: Set<NodeID> = []
    var found: [NodeID] = []
    var current = document.next(after: document.root, in: document.root)
    while let node = current {
      let sharing = sharing(node, endpoints, in: document, work)
      if sharing != .nothing {
        shares.insert(node)
        found.append(node)
      }
      // What an icon alone leads to is a button.
      if sharing == .words,
        document.showsText(node) || document.showsPicture(node, sharedBy: node)
      {
        unsure.insert(node)
      }
      current = document.next(after: node, in: document.root)
    }
    var done: Set<NodeID> = []
    var places: [NodeID] = []
    for link in found where !done.contains(link) {
      let line = Line(around: link, in: document)
      var content = line.content(shares, in: document)
      if content.hasOthers, !content.isProse {
        let company = ShareCompany.links(on: line, beside: shares, in: document, work)
        if !company.isEmpty { content = line.content(shares.union(company), in: document) }
      }
      // Links of one line come one after the other: each line is looked at once.
      done.formUnion(content.shares)
      done.insert(link)
      // Words alone are shared by a button only among others that share the entry.
      if unsure.contains(link),
        content.shares.allSatisfy({ unsure.contains($0) || !shares.contains($0) })
      {
        continue
      }
      // A link in a link stands in no line of its own.
      if !content.shares.contains(link) { unwrap(link, rule, in: &document, &work) }
      let quoted = content.shares.filter { ShareCompany.isQuoted($0, in: document, work) }
      if content.isProse {
        for share in content.shares { unwrap(share, rule, in: &document, &work) }
      } else if content.hasOthers || !content.isLabelled || !quoted.isEmpty {
        for share in content.shares {
          if quoted.contains(share) {
            unwrap(share, rule, in: &document, &work)
          } else {
            places += [document.parent(of: share)].compactMap(\.self)
            take(share, rule, from: &document, &work)
          }
        }
      } else {
        places += [document.parent(of: line.nodes[0])].compactMap(\.self)
        for node in line.nodes { take(node, rule, from: &document, &work) }
      }
    }
    removeEmpty(places, rule, from: &document, &work)
  }

  /// Takes the lists and tables that held nothing but such links, from the inside to the outside, and
  /// the labels over them.
  private static func removeEmpty(
    _ places: [NodeID], _ rule: PromoRule, from document: inout HTMLDocument,
    _ work: inout EntryWork
  ) {
    var seen: Set<NodeID> = [document.root]
    var level = places
    while !level.isEmpty {
      var above: [NodeID] = []
      for node in level
      where seen.insert(node).inserted && document.isAttached(node, to: document.root)
        && !document.showsText(node) && !document.holdsMedia(node)
      {
        above += [document.parent(of: node)].compactMap(\.self)
        // A cell that is gone would move the others of its row.
        if ContentModel.isTablePart(document.name(of: node)) { continue }
        if let label = label(over: node, in: document) { take(label, rule, from: &document, &work) }
        take(node, rule, from: &document, &work)
      }
      level = above
    }
  }

  /// "Share:" in a heading or line of its own.
  private static func label(over node: NodeID, in document: borrowing HTMLDocument) -> NodeID? {
    guard let before = document.previousVisibleSibling(of: node), document.isElement(before),
      !document.isElement(before, .br), !document.holdsMedia(before),
      document.firstElement(.a, in: before) == nil,
      let text = document.trimmedText(of: before, upTo: 60), !text.isEmpty, !Line.isProse(text),
      Line.isLabel(text)
    else { return nil }
    return before
  }

  private static func sharing(
    _ node: NodeID, _ endpoints: ShareEndpoints, in document: borrowing HTMLDocument,
    _ work: EntryWork
  ) -> ShareEndpoints.Sharing {
    // Whatever shares something says what.
    guard document.isElement(node, .a) else { return .nothing }
    if endpoints.shareByPath(node, in: document, work) { return .entry }
    if endpoints.shareByApp(node, in: document, work) { return .entry }
    guard
      document.withAttribute(.href, of: node, { $0.holdsByte("?") || $0.holdsByte("#") }) == true,
      let href = document.attribute(.href, of: node),
      let address = WebAddress(href, base: work.base)
    else { return .nothing }
    if endpoints.isMail(Array(href.utf8), of: work) { return .entry }
    let target = work.rules.redirectors.unwrapped(address)?.address ?? address
    return endpoints.share(target, of: work)
  }

  private static func unwrap(
    _ node: NodeID, _ rule: PromoRule, in document: inout HTMLDocument, _ work: inout EntryWork
  ) {
    work.log.recordChange(
      rule.name, of: node, before: document.openTag(of: node), after: "", in: document)
    work.shownPictures.note(buttonsIn: node, in: document)
    document.unwrap(node)
  }

  private static func take(
    _ node: NodeID, _ rule: PromoRule, from document: inout HTMLDocument,
    _ work: inout EntryWork
  ) {
    work.log.recordRemoval(rule.name, of: node, in: document)
    document.detach(node)
  }
}

/// What stands on one line with a node: its siblings, or those of the inline elements around it, up
/// to the next block or line break on both sides.
struct Line {
  /// In document order.
  private(set) var nodes: [NodeID]

  init(around id: NodeID, in document: borrowing HTMLDocument) {
    var top = id
    while let parent = document.parent(of: top), document.isElement(parent),
      !ContentModel.isBlock(document.name(of: parent)),
      !ContentModel.isTablePart(document.name(of: parent))
    {
      top = parent
    }
    var before: [NodeID] = []
    var sibling = document.previousSibling(of: top)
    while let node = sibling, !Line.ends(at: node, in: document) {
      before.append(node)
      sibling = document.previousSibling(of: node)
    }
    nodes = before.reversed() + [top]
    sibling = document.nextSibling(of: top)
    while let node = sibling, !Line.ends(at: node, in: document) {
      nodes.append(node)
      sibling = document.nextSibling(of: node)
    }
  }

  private static func ends(at id: NodeID, in document: borrowing HTMLDocument) -> Bool {
    document.isElement(id)
      && (ContentModel.isBlock(document.name(of: id)) || document.isElement(id, .br))
  }

  struct Content {
    /// The marked links.
    var shares: [NodeID] = []
    /// Whether there are other links, or pictures and players outside of the marked.
    var hasOthers = false
    /// Whether the words outside of links are none, or speak of sharing.
    var isLabelled = false
    /// Whether the words outside of links are more than a label, or a picture is of a size to look at.
    var isProse = false
  }

  func content(_ marked: Set<NodeID>, in document: borrowing HTMLDocument) -> Content {
    var content = Content()
    var words: [UInt8] = []
    for top in nodes {
      var current: NodeID? = top
      while let node = current {
        var skips = false
        if document.isElement(node, .a) {
          skips = true
          words.append(0x20)
          if marked.contains(node) {
            content.shares.append(node)
            content.isProse = content.isProse || document.showsPicture(node, sharedBy: node)
          } else {
            content.hasOthers = true
          }
        } else if document.isMedia(node) {
          content.hasOthers = true
        } else if document.isText(node) {
          document.appendTextContent(of: node, to: &words)
        }
        current =
          skips ? document.next(afterSubtree: node, in: top) : document.next(after: node, in: top)
      }
    }
    content.isProse = content.isProse || Line.isProse(words)
    content.isLabelled = Line.isLabel(words)
    return content
  }

  /// "Share on:", "Teilen", "分享到", "|"; not a name or a heading that a share link stands behind.
  static func isLabel(_ text: [UInt8]) -> Bool {
    let words = ReadMore.letters(text)
    if words.isEmpty { return true }
    return sharing.contains { label in
      guard words.starts(with: label.utf8) else { return false }
      let rest = words.dropFirst(label.utf8.count)
      // Chinese and Japanese go on without a blank.
      return rest.isEmpty || rest.first == 0x20 || label.utf8.last.map { $0 >= 0x80 } == true
    }
  }

  private static let sharing = [
    "share", "tweet", "teilen", "partager", "compartir", "condividi", "compartilh",
    "delen", "dela", "del", "jaa", "udostępnij", "sdílet", "поделиться", "paylaş", "分享", "转发",
    "分享到", "シェア", "共有", "공유", "شارك",
  ]

  /// Four words or more, or the end of a sentence: not "Share on:", not "|".
  static func isProse(_ text: [UInt8]) -> Bool {
    let words = text.collapsedSpaces.split(separator: 0x20).filter { word in
      word.contains { $0.isASCIILetter || $0.isASCIIDigit || $0 >= 0x80 } && !word.isMark
    }
    if words.count > 3 || words.reduce(0, { $0 + $1.count }) > 36 { return true }
    let end = text.trimmedSpaces
    return !words.isEmpty
      && [".", "!", "?", "。", "！", "？"].contains {
        end.suffix($0.utf8.count).elementsEqual($0.utf8)
      }
  }
}

extension ArraySlice<UInt8> {
  /// A bullet, a bar, an arrow or the like, of three bytes at most.
  fileprivate var isMark: Bool {
    count <= 3
      && String(decoding: self, as: UTF8.self).unicodeScalars.allSatisfy {
        !$0.isLetterOrNumber
      }
  }
}

extension HTML.Document {
  /// Whether there is a picture inside that says that it is more than an icon, or a player.
  ///
  /// A link that shares the very picture shows no icon.
  fileprivate func showsPicture(_ id: NodeID, sharedBy link: NodeID) -> Bool {
    var current = next(after: id, in: id)
    while let node = current {
      if isElement(node, .img) {
        if ShareCompany.isPicture(node, of: link, in: self) { return true }
        if let source = bytes(of: .src, node), source.count > 8,
          let href = bytes(of: .href, link),
          PercentCoding.decoded(href).firstRange(ofBytes: source) != nil
        {
          return true
        }
        let height = attribute(.height, of: node).flatMap { Int($0) } ?? .max
        if let width = attribute(.width, of: node).flatMap({ Int($0) }), width > 100, height > 40 {
          return true
        }
      } else if isMedia(node), !isElement(node, .picture) {
        return true
      }
      current = next(after: node, in: id)
    }
    return false
  }
}
