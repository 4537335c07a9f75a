internal import FeedModel
internal import HTML

/// `noscript`: copies of lazy pictures and players, notices, counters.
enum NoScript {
  /// Whether it is a notice, "Please enable JavaScript", which readers don't need: they run none.
  static func isNotice(_ node: NodeID, in document: borrowing HTMLDocument) -> Bool {
    // One that was left open holds the rest of the article.
    guard let text = document.trimmedText(of: node, upTo: 300), !document.holdsMedia(node) else {
      return false
    }
    if text.isEmpty { return document.firstElement(.a, in: node) == nil }
    guard speaksOfScripts(text) else { return false }
    return document.elements(.a, in: node).allSatisfy { leadsToHelp($0, in: document) }
  }

  /// Reads markup that was written out as text: `<noscript>&lt;img src=…&gt;</noscript>`.
  static func readWritten(
    _ node: NodeID, in document: inout HTMLDocument, _ work: inout EntryWork
  ) {
    guard let text = document.onlyVisibleChild(of: node), document.isText(text),
      document.withText(of: text, { $0.holdsByte("<") && $0.holdsByte(">") })
    else { return }
    let written = document.trimmedText(of: node)
    guard written.first == UInt8(ascii: "<"), written.last == UInt8(ascii: ">"),
      ["<img", "<picture", "<iframe", "<video"].contains(where: {
        written.firstRange(ofBytes: Array($0.utf8)) != nil
      })
    else { return }
    let before = work.log.isOn ? document.markup(of: text) : ""
    guard WrittenMarkup.replace(text, with: written, in: &document) else { return }
    work.log.recordChange(
      "repair.noscript", of: node, before: before, after: document.markup(of: node), in: document)
  }

  /// "Please enable JavaScript", "Your browser …".
  static func speaksOfScripts(_ text: [UInt8]) -> Bool {
    let words = text.split { !$0.isASCIILetter }
    let isNamed = words.contains { word in
      ["script", "scripts", "javascript", "scripting", "browser", "browsers", "js", "navigateur"]
        .contains { word.equalsIgnoringCase($0.utf8) }
    }
    return isNamed
      || ["浏览器", "瀏覽器", "ブラウザ"].contains { text.firstRange(ofBytes: Array($0.utf8)) != nil }
  }

  /// Whether a link says how to run scripts, or names whose script it was.
  private static func leadsToHelp(_ link: NodeID, in document: borrowing HTMLDocument) -> Bool {
    guard let href = document.attribute(.href, of: link), let address = WebAddress(written: href),
      let parts = AddressParts(address)
    else { return true }
    return helpHosts.contains(parts.hostBytes)
  }

  private static let helpHosts: HostTable<Bool> = {
    var table = HostTable<Bool>()
    for host in [
      "disqus.com", "enable-javascript.com", "enablejavascript.io", "activatejavascript.org",
    ] {
      table.insert(true, for: host)
    }
    return table
  }()

  /// Makes one picture of a lazy one and its copy, then leaves what `node` contains in its place.
  ///
  /// All lazy addresses are where they belong by now.
  static func settle(
    _ node: NodeID, _ lazy: LazyAttributes, in document: inout HTMLDocument,
    _ work: inout EntryWork
  ) {
    let copies = own(.img, in: node, document).filter { !isCounter($0, in: document, work) }
    for pair in pairs(copies, near: node, lazy, in: document, work) {
      CopiedPicture(copy: pair.copy, twin: pair.twin, holder: node)
        .settle(lazy, in: &document, &work)
    }
    dropPlayers(in: node, of: &document, &work)
    guard document.hasVisibleChild(node), !CopiedLink.isOne(node, in: document) else {
      work.log.recordRemoval("repair.noscript", of: node, in: document)
      return document.detach(node)
    }
    work.log.recordChange(
      "repair.noscript", of: node, before: "<noscript>", after: "", in: document)
    document.unwrap(node)
  }

  /// The elements of a name, without those of a `noscript` inside, which is settled by itself.
  private static func own(
    _ name: ElementName, in node: NodeID, _ document: borrowing HTMLDocument
  ) -> [NodeID] {
    var found: [NodeID] = []
    var current = document.next(after: node, in: node)
    while let inner = current {
      if document.isElement(inner, name) { found.append(inner) }
      current =
        document.isElement(inner, .noscript)
        ? document.next(afterSubtree: inner, in: node) : document.next(after: inner, in: node)
    }
    return found
  }

  private static func isCounter(
    _ image: NodeID, in document: borrowing HTMLDocument, _ work: EntryWork
  ) -> Bool {
    let source = document.attribute(.src, of: image) ?? ""
    return TrackerStep.rule(
      for: image, at: WebAddress(source, base: work.base).map { Array($0.href.utf8) } ?? [],
      in: document, work) != nil
  }

  /// Copies with the pictures that they are copies of.
  private static func pairs(
    _ copies: [NodeID], near node: NodeID, _ lazy: LazyAttributes,
    in document: borrowing HTMLDocument, _ work: EntryWork
  ) -> [(copy: NodeID, twin: NodeID)] {
    guard !copies.isEmpty else { return [] }
    // A row of pictures may stand before a row of copies.
    let row = copies.count + Neighbourhood.countOfCopies(beside: node, in: document)
    let wide = Neighbourhood.pictures(near: node, row, in: document)
    guard !wide.isEmpty else { return [] }
    var pairs: [(copy: NodeID, twin: NodeID)] = []
    var left: [NodeID] = []
    let keys = wide.map { PictureKeys(of: $0.node, in: document, work) }
    var taken: Set<NodeID> = []
    for copy in copies {
      let own = PictureKeys(of: copy, in: document, work)
      let index =
        wide.indices.first { !taken.contains(wide[$0].node) && keys[$0].isSame(as: own) }
        ?? wide.indices.first { !taken.contains(wide[$0].node) && keys[$0].isLike(own) }
        ?? wide.indices.first { !taken.contains(wide[$0].node) && keys[$0].isBehind(own) }
      guard let index else {
        left.append(copy)
        continue
      }
      taken.insert(wide[index].node)
      pairs.append((copy, wide[index].node))
    }
    // What waits for a script and says nothing of its picture: as many as there are copies.
    if left.isEmpty { return pairs }
    var near =
      row == copies.count
      ? wide : Neighbourhood.pictures(near: node, copies.count, in: document)
    near.removeAll { picture in
      let source = document.bytes(of: .src, picture.node) ?? []
      return taken.contains(picture.node) || !picture.isAlone || !lazy.isPlaceholder(source)
        || !lazy.isBlankOrNamed(source) && !isBlurred(picture.node, source, left, in: document)
    }
    let nearest = near.filter { $0.distance == near.first?.distance }
    if nearest.count == left.count {
      for (copy, twin) in zip(left, nearest.sorted { $0.node.rawValue < $1.node.rawValue }) {
        pairs.append((copy, twin.node))
      }
    }
    return pairs
  }

  /// Whether a small picture in the address itself is said to show what one of the copies shows.
  private static func isBlurred(
    _ picture: NodeID, _ source: [UInt8], _ copies: [NodeID], in document: borrowing HTMLDocument
  ) -> Bool {
    guard source.startsIgnoringCase("data:image/".utf8), source.count < 4096,
      let text = document.bytes(of: .alt, picture)?.collapsedSpaces
    else { return false }
    return copies.contains { document.bytes(of: .alt, $0)?.collapsedSpaces == text }
  }

  /// Players that stand beside the `noscript` already.
  private static func dropPlayers(
    in node: NodeID, of document: inout HTMLDocument, _ work: inout EntryWork
  ) {
    for frame in own(.iframe, in: node, document) {
      guard let source = document.bytes(of: .src, frame),
        Neighbourhood.elements(.iframe, near: node, in: document).contains(where: {
          document.bytes(of: .src, $0.node) == source
        })
      else { continue }
      work.log.recordRemoval("repair.noscript", of: frame, in: document)
      document.detach(frame)
    }
  }
}

/// A lazy picture and its copy in `noscript`: one remains, with the best of both.
private struct CopiedPicture {
  let copy: NodeID
  let twin: NodeID
  /// The `noscript`.
  let holder: NodeID

  func settle(
    _ lazy: LazyAttributes, in document: inout HTMLDocument, _ work: inout EntryWork
  ) {
    // The one that leads somewhere stays.
    let keepsCopy =
      holds(copy, .a, in: document) && document.ancestor(of: twin, named: .a) == nil
      || holds(copy, .figure, in: document) && document.ancestor(of: twin, named: .figure) == nil
    let (kept, gone) = keepsCopy ? (copy, twin) : (twin, copy)
    let before = work.log.isOn ? document.openTag(of: kept) : ""
    merge(gone, into: kept, lazy, &document)
    work.latePictures.insert(kept)
    let after = work.log.isOn ? document.openTag(of: kept) : ""
    if !after.hasBytes(of: before) {
      work.log.recordChange("repair.noscript", of: kept, before: before, after: after, in: document)
    }
    let top = keepsCopy ? gone : outermost(gone, in: document)
    work.log.recordRemoval("repair.noscript", of: top, in: document)
    document.detach(top)
  }

  /// Whether an element of the name stands between the copy and its `noscript`.
  private func holds(
    _ node: NodeID, _ name: ElementName, in document: borrowing HTMLDocument
  ) -> Bool {
    var current = document.parent(of: node)
    while let parent = current, parent != holder {
      if document.isElement(parent, name) { return true }
      current = document.parent(of: parent)
    }
    return false
  }

  /// The copy with the elements around it that hold nothing else, `picture` with its sources.
  private func outermost(_ node: NodeID, in document: borrowing HTMLDocument) -> NodeID {
    var top = node
    while let parent = document.parent(of: top), parent != holder,
      document.isElement(parent, .picture) || document.isAlone(top)
    {
      top = parent
    }
    return top
  }

  private func merge(
    _ gone: NodeID, into kept: NodeID, _ lazy: LazyAttributes, _ document: inout HTMLDocument
  ) {
    let source = document.bytes(of: .src, gone) ?? []
    let own = document.bytes(of: .src, kept) ?? []
    let isEmpty = lazy.isPlaceholder(own)
    if isEmpty, !lazy.isPlaceholder(source) {
      document.removeAttribute(.srcset, of: kept)
    }
    if !lazy.isPlaceholder(source), isEmpty || PictureKeys.isLarger(source, than: own) {
      document.setAttribute(.src, to: String(decoding: source, as: UTF8.self), of: kept)
    }
    for name in [AttributeName.srcset, .sizes, .alt, .width, .height] {
      guard let value = document.attribute(name, of: gone),
        document.bytes(of: name, kept)?.trimmedBlanks.isEmpty != false
          || isEmpty && (name == .width || name == .height)
      else { continue }
      document.setAttribute(name, to: value, of: kept)
    }
  }
}

/// What stands beside a node: its neighbours, and those of elements that hold nothing else.
enum Neighbourhood {
  struct Neighbour {
    let node: NodeID
    /// Levels that were climbed.
    let distance: Int
    /// Whether there is no text beside it in the neighbour that holds it.
    let isAlone: Bool
  }

  /// Levels to climb, and nodes to look at in one neighbour.
  private static let height = 4
  private static let width = 60
  /// Copies in a row.
  private static let longestRow = 12

  /// How many other copies stand right beside one.
  static func countOfCopies(
    beside node: NodeID, in document: borrowing HTMLDocument
  ) -> Int {
    var count = 0
    var before = document.previousVisibleSibling(of: node)
    while count < longestRow, let copy = before, document.isElement(copy, .noscript) {
      count += 1
      before = document.previousVisibleSibling(of: copy)
    }
    var after = document.nextVisibleSibling(of: node)
    while count < longestRow, let copy = after, document.isElement(copy, .noscript) {
      count += 1
      after = document.nextVisibleSibling(of: copy)
    }
    return count
  }

  /// So many pictures and more, where they stand in a row.
  static func pictures(
    near node: NodeID, _ count: Int, in document: borrowing HTMLDocument
  ) -> [Neighbour] {
    elements(.img, near: node, reach: min(count, width), in: document)
  }

  /// The elements of a name, the nearest first.
  ///
  /// - Parameter reach: how many neighbours on each side are looked at.
  static func elements(
    _ name: ElementName, near node: NodeID, reach: Int = 1, in document: borrowing HTMLDocument
  ) -> [Neighbour] {
    var found: [Neighbour] = []
    var current = node
    for distance in 0..<height {
      for sibling in siblings(of: current, reach, in: document) {
        collect(name, in: sibling, distance, document, &found)
      }
      guard let parent = document.parent(of: current), document.isElement(parent),
        isWrapper(parent, of: current, in: document)
      else { break }
      current = parent
    }
    return found
  }

  private static func isWrapper(
    _ parent: NodeID, of child: NodeID, in document: borrowing HTMLDocument
  ) -> Bool {
    switch document.name(of: parent) {
    case .figure, .picture, .a, .span: true
    default: document.isAlone(child)
    }
  }

  /// The neighbours on both sides, other `noscript`s passed over.
  private static func siblings(
    of node: NodeID, _ reach: Int, in document: borrowing HTMLDocument
  ) -> [NodeID] {
    row(from: node, reach, in: document) { document, id in document.previousVisibleSibling(of: id) }
      + row(from: node, reach, in: document) { document, id in document.nextVisibleSibling(of: id) }
  }

  /// Elements on one side, as far as text stands between them.
  private static func row(
    from node: NodeID, _ reach: Int, in document: borrowing HTMLDocument,
    _ next: (borrowing HTMLDocument, NodeID) -> NodeID?
  ) -> [NodeID] {
    var found: [NodeID] = []
    var passed = 0
    var current = next(document, node)
    while found.count < reach, let sibling = current, document.isElement(sibling) {
      if !document.isElement(sibling, .noscript) {
        found.append(sibling)
      } else {
        passed += 1
        if passed > longestRow { break }
      }
      current = next(document, sibling)
    }
    return found
  }

  private static func collect(
    _ name: ElementName, in sibling: NodeID, _ distance: Int, _ document: borrowing HTMLDocument,
    _ found: inout [Neighbour]
  ) {
    var nodes: [NodeID] = []
    var hasText = false
    var current: NodeID? = sibling
    for _ in 0..<width {
      guard let node = current else { break }
      if document.isElement(node, .noscript) {
        current = document.next(afterSubtree: node, in: sibling)
        continue
      }
      if document.isElement(node, name) { nodes.append(node) }
      hasText = hasText || document.isText(node) && !document.isInvisible(node)
      current = document.next(after: node, in: sibling)
    }
    found += nodes.map { Neighbour(node: $0, distance: distance, isAlone: !hasText) }
  }
}
