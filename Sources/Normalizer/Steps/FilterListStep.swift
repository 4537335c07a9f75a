internal import FeedModel
internal import FilterLists
internal import HTML

/// Does what filter lists say: removes blocks, frames, films and pictures that they name, and takes
/// parameters off links.
///
/// Blocks, frames and films go before markup is repaired, because lists are written for pages as
/// sites make them; pictures and links come when addresses are whole. What a rule names by host and
/// what comes from another site goes as it is; all else is a suspicion (``ListedShare``).
enum FilterListStep {
  /// Removes what cosmetic rules name, and frames and films by their addresses.
  static func removeBlocks(from document: inout HTMLDocument, _ work: inout EntryWork) {
    guard let lists = lists(of: work) else { return }
    let page = page(of: work)
    work.listed = ListsOfEntry(page: page, isAllowed: lists.isAllowed(page))
    if work.listed?.isAllowed == true { return }
    var cosmetic: [NodeID: ListedRule] = [:]
    for element in lists.elements(in: document, under: document.root, of: page) {
      cosmetic[element.node] = element.rule
    }
    guard !cosmetic.isEmpty || frames.contains(where: { document.mayHold($0) }) else { return }
    removeBlocks(cosmetic, lists, page, from: &document, &work)
  }

  /// What network rules act on before repairs.
  private static let frames: [ElementName] = [.iframe, .frame, .embed, .object, .video, .audio]

  private static func removeBlocks(
    _ cosmetic: [NodeID: ListedRule], _ lists: CompiledLists, _ page: ListedPage,
    from document: inout HTMLDocument, _ work: inout EntryWork
  ) {
    var found: [(node: NodeID, rule: ListedRule)] = []
    var measures = cosmetic.isEmpty ? nil : ListedMeasures(document)
    var current = document.next(after: document.root, in: document.root)
    while let node = current {
      let following = document.next(afterSubtree: node, in: document.root)
      current = document.next(after: node, in: document.root)
      if let rule = cosmetic[node] {
        if measures?.isContent(node, by: rule) != false { continue }
        found.append((node, rule))
        current = following
      } else if let blocked = frame(node, lists, page, in: document, work) {
        current = following
        if isCertain(blocked.rule, blocked.address, page) {
          remove(node, blocked.rule, from: &document, &work)
        } else {
          found.append((node, blocked.rule))
        }
      }
    }
    guard !found.isEmpty else { return }
    let all = measures.take() ?? ListedMeasures(document)
    var share = ListedShare(text: all.text[document.root], images: all.images[document.root])
    let suspects = found.map { all.suspect($0.node, $0.rule) }
    remove(suspects, &share, from: &document, &work)
    work.listed?.share = share
  }

  /// Removes pictures that network rules name, and takes parameters off links.
  static func cleanAddresses(in document: inout HTMLDocument, _ work: inout EntryWork) {
    guard let lists = lists(of: work), let entry = work.listed else { return }
    if !entry.isAllowed { removePictures(lists, entry.page, from: &document, &work) }
    for link in document.elements(.a, in: document.root) {
      guard let value = document.attribute(.href, of: link), value.utf8.contains(0x3F),
        let address = WebAddress(value), address.isHTTP
      else { continue }
      document.spend(value.utf8.count / 8)
      guard let (clean, rule) = cleaned(address, by: lists) else { continue }
      document.setAttribute(.href, to: clean.href, of: link)
      work.log.recordChange(
        name(rule), of: link, before: value, after: clean.href, in: document)
    }
    noteKept(&work)
  }

  /// An address outside of the body, without the parameters that lists name.
  static func cleaned(
    _ address: WebAddress, field: String, _ work: inout EntryWork
  ) -> WebAddress {
    guard address.query != nil, let lists = lists(of: work),
      let (clean, rule) = cleaned(address, by: lists)
    else { return address }
    work.log.record(name(rule), field: field, before: address.href, after: clean.href)
    return clean
  }

  private static func lists(of work: EntryWork) -> CompiledLists? {
    work.rules.steps.contains(.filterLists) ? work.rules.filterLists : nil
  }

  /// The page that an entry's things are parts of: its own, else the feed's.
  private static func page(of work: EntryWork) -> ListedPage {
    ListedPage([work.link, work.homepage].lazy.compactMap { $0 }.first { $0.isHTTP })
  }

  /// How long the text of a rule is told.
  private static let longestRule = 200

  /// The change's name: the rule of the list is its evidence.
  private static func name(_ rule: ListedRule) -> String {
    "filter-list "
      + (rule.text.utf8.count <= longestRule
        ? rule.text : String(rule.text.unicodeScalars.prefix(longestRule)) + "…")
  }

  // MARK: Links

  /// The address without what `removeparam` names, and the first rule that did; `nil` when none is.
  /// Whoever follows a link is on its page: that is the page that rules for some pages ask for.
  private static func cleaned(
    _ address: WebAddress, by lists: CompiledLists
  ) -> (address: WebAddress, rule: ListedRule)? {
    let found = lists.parameters(of: address, as: .document, from: ListedPage(address))
    guard let first = found.first, let query = address.query else { return nil }
    var gone = found[...]
    let kept = query.utf8.split(separator: UInt8(ascii: "&"), omittingEmptySubsequences: false)
      .filter { parameter in
        guard let next = gone.first, parameter.elementsEqual(next.text.utf8) else { return true }
        gone.removeFirst()
        return false
      }
    let rest = kept.map { String(Substring($0)) }.joined(separator: "&")
    return (address.with(query: rest.isEmpty ? nil : rest), first.rule)
  }

  // MARK: Removing

  private static func remove(
    _ suspects: [ListedShare.Suspect], _ share: inout ListedShare,
    from document: inout HTMLDocument, _ work: inout EntryWork
  ) {
    guard !suspects.isEmpty, share.takes(suspects) else { return }
    for suspect in suspects { remove(suspect.node, suspect.rule, from: &document, &work) }
  }

  private static func remove(
    _ node: NodeID, _ rule: ListedRule, from document: inout HTMLDocument,
    _ work: inout EntryWork
  ) {
    work.log.recordRemoval(name(rule), of: node, in: document)
    document.detach(node)
  }

  // MARK: Frames and films

  /// The rule by which a frame, a plug-in or a film goes.
  private static func frame(
    _ node: NodeID, _ lists: CompiledLists, _ page: ListedPage,
    in document: borrowing HTMLDocument, _ work: EntryWork
  ) -> (rule: ListedRule, address: WebAddress)? {
    guard document.isElement(node) else { return nil }
    let kind: RequestKind
    let address: WebAddress?
    switch document.name(of: node) {
    case .iframe, .frame:
      kind = .subdocument
      address = FrameAddress.address(of: node, in: document, work)
    case .embed, .object:
      kind = .object
      address = FrameAddress.address(of: node, in: document, work)
    case .video, .audio:
      kind = .media
      address = mediaAddress(of: node, in: document, work)
    default: return nil
    }
    guard let address else { return nil }
    document.spend(address.href.utf8.count / 8)
    guard case .blocked(let rule) = lists.verdict(on: address, as: kind, from: page) else {
      return nil
    }
    return (rule, address)
  }

  /// Its own address, else that of its first source.
  private static func mediaAddress(
    of node: NodeID, in document: borrowing HTMLDocument, _ work: EntryWork
  ) -> WebAddress? {
    let value =
      document.attribute(.src, of: node)
      ?? document.firstElement(.source, in: node).flatMap { document.attribute(.src, of: $0) }
    return value.flatMap { WebAddress($0, base: work.base) }.flatMap { $0.isHTTP ? $0 : nil }
  }

  /// Whether a rule is about the host that is asked, and that host is not the entry's own site.
  private static func isCertain(
    _ rule: ListedRule, _ address: WebAddress, _ page: ListedPage
  ) -> Bool {
    rule.isNamed && page.isOther(than: address)
  }

  // MARK: Pictures

  private static func removePictures(
    _ lists: CompiledLists, _ page: ListedPage, from document: inout HTMLDocument,
    _ work: inout EntryWork
  ) {
    var suspects: [ListedShare.Suspect] = []
    for image in document.elements(.img, in: document.root) {
      guard let address = pictureAddress(of: image, in: document) else { continue }
      document.spend(address.href.utf8.count / 8)
      guard case .blocked(let rule) = lists.verdict(on: address, as: .image, from: page) else {
        continue
      }
      var node = image
      if let parent = document.parent(of: image), document.isElement(parent, .picture) {
        node = parent
      }
      if isCertain(rule, address, page) {
        remove(node, rule, from: &document, &work)
      } else if rule.isNamed || !ListedMeasures.isArticlePicture(image, in: document) {
        let isSeen = ListedMeasures.isPicture(image, in: document)
        suspects.append(
          ListedShare.Suspect(node: node, rule: rule, text: 0, images: isSeen ? 1 : 0))
      }
    }
    guard !suspects.isEmpty else { return }
    var share = work.listed?.share ?? ListedShare(text: 0, images: images(in: document))
    remove(suspects, &share, from: &document, &work)
    work.listed?.share = share
  }

  /// How many pictures there are to be seen.
  private static func images(in document: borrowing HTMLDocument) -> Int {
    document.elements(.img, in: document.root).count {
      ListedMeasures.isPicture($0, in: document)
    }
  }

  /// In `src`, else the first of `srcset`.
  private static func pictureAddress(
    of image: NodeID, in document: borrowing HTMLDocument
  ) -> WebAddress? {
    let value =
      document.attribute(.src, of: image)
      ?? document.bytes(of: .srcset, image).flatMap {
        SourceSet(parsing: $0).candidates.first?.address
      }
    return value.flatMap { WebAddress($0) }.flatMap { $0.isHTTP ? $0 : nil }
  }

  private static func noteKept(_ work: inout EntryWork) {
    guard let kept = work.listed?.share?.kept, kept > 0 else { return }
    work.diagnostics.append(
      Diagnostic(
        .note, code: "filter-list-kept",
        "filter lists would have taken too much of the entry; \(kept) parts stay"))
  }
}
