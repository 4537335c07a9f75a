internal import Bytes
internal import FeedModel
internal import HTML

/// Makes every address absolute, without redirectors, tracking parameters and image proxies.
enum AddressStep {
  static func apply(to document: inout HTMLDocument, _ work: inout EntryWork) {
    work.entryPage = EntryPage(work)
    work.hidesReferrer = hidesReferrer(document)
    var current = document.next(after: document.root, in: document.root)
    while let node = current {
      if document.isElement(node), document.namespace(of: node) == .html {
        rewrite(node, in: &document, &work)
      }
      current = document.next(after: node, in: document.root)
    }
  }

  /// Whether the body says that its images are to be asked for without a `Referer`.
  private static func hidesReferrer(_ document: borrowing HTMLDocument) -> Bool {
    document.elements(.meta, in: document.root).contains { meta in
      guard document.bytes(of: .name, meta)?.equalsIgnoringCase("referrer".utf8) == true,
        let content = document.bytes(of: .content, meta)
      else { return false }
      return ["no-referrer", "never", "same-origin"].contains {
        content.trimmedBlanks.equalsIgnoringCase($0.utf8)
      }
    }
  }

  private static func rewrite(
    _ node: NodeID, in document: inout HTMLDocument, _ work: inout EntryWork
  ) {
    switch document.name(of: node) {
    case .a:
      link(node, in: &document, &work)
    case .img:
      let isNew = image(node, .src, in: &document, &work)
      if isNew || work.hidesReferrer, let rule = shyness(of: node, in: document, work) {
        document.setAttribute(.referrerpolicy, to: "no-referrer", of: node)
        work.log.recordChange(
          rule, of: node, before: "", after: "referrerpolicy=\"no-referrer\"",
          in: document)
      }
      candidates(node, in: &document, &work)
      PictureSources.settle(beside: node, in: &document, &work)
    case .source:
      let isPicture = document.parent(of: node).map { document.isElement($0, .picture) } ?? false
      _ = image(node, .src, in: &document, &work, isPicture: isPicture)
      candidates(node, in: &document, &work)
    case .video:
      _ = image(node, .src, in: &document, &work, isPicture: false)
      _ = image(node, .poster, in: &document, &work)
      Attachments.collect(node, in: document, &work)
    case .audio:
      _ = image(node, .src, in: &document, &work, isPicture: false)
      Attachments.collect(node, in: document, &work)
    case .track, .iframe:
      _ = image(node, .src, in: &document, &work, isPicture: false)
    case .blockquote, .q, .ins, .del:
      plain(node, .cite, in: &document, &work)
    default: break
    }
  }

  // MARK: Links

  /// `?a=1&amp;b=2` as it stands in the address itself was escaped twice.
  private static func escapedOnce(_ value: String) -> String? {
    let bytes = Array(value.utf8)
    let mark = Array("&amp;".utf8)
    guard let query = bytes.firstIndex(of: UInt8(ascii: "?")),
      var found = bytes.firstRange(ofBytes: mark, from: query)
    else { return nil }
    var output = Array(bytes[..<found.lowerBound])
    while true {
      let name = bytes[found.upperBound...].prefix {
        $0.isASCIILetter || $0.isASCIIDigit || $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: "-")
      }
      guard !name.isEmpty, name.endIndex < bytes.count, bytes[name.endIndex] == UInt8(ascii: "=")
      else { return nil }
      output.append(UInt8(ascii: "&"))
      guard let next = bytes.firstRange(ofBytes: mark, from: found.upperBound) else {
        output += bytes[found.upperBound...]
        return String(decoding: output, as: UTF8.self)
      }
      output += bytes[found.upperBound..<next.lowerBound]
      found = next
    }
  }

  private static func link(
    _ node: NodeID, in document: inout HTMLDocument, _ work: inout EntryWork
  ) {
    let rules = work.rules
    let isFine = document.withAttribute(.href, of: node) {
      rules.leavesLink($0) && !$0.holds("&amp;")
    }
    if isFine == true, !document.hasAttribute(.title, of: node) { return }
    guard var value = document.attribute(.href, of: node) else { return }
    if isFine == true { return dropEcho(of: value, node, in: &document, &work) }
    if let single = escapedOnce(value) {
      work.log.recordChange(
        "addresses.resolve", of: node, before: value, after: single, in: document)
      set(.href, to: single, of: node, in: &document)
      value = single
    }
    if leadsNowhere(value) {
      document.removeAttribute(.href, of: node)
      work.log.recordChange(
        "addresses.invalid", of: node, before: value, after: "", in: document)
      return
    }
    if let fragment = samePage(value, in: document, &work) {
      if fragment != value {
        set(.href, to: fragment, of: node, in: &document)
        work.log.recordChange(
          "addresses.resolve", of: node, before: value, after: fragment, in: document)
      }
      dropEcho(of: fragment, node, in: &document, &work)
      return
    }
    let glued = GluedAddress.inner(value, ownHosts: work.ownHosts) ?? MailAddress.link(value)
    guard let address = WebAddress(glued ?? value, base: work.base) else {
      document.removeAttribute(.href, of: node)
      work.log.recordChange(
        "addresses.invalid", of: node, before: value, after: "", in: document)
      return
    }
    var cleaned = work.rules.cleanedLink(address, ownHosts: work.ownHosts)
    // A link around an image may lead to the image through the same proxy.
    if let image = work.rules.cleanedImageLink(
      cleaned?.address ?? address, isAroundImage: document.holdsImage(node))
    {
      cleaned = Rules.Cleaned(address: image.address, rules: (cleaned?.rules ?? []) + image.rules)
    }
    store(cleaned, address, value, .href, of: node, in: &document, &work)
    dropEcho(of: value, node, in: &document, &work)
  }

  /// Nothing, `#` alone, or what a script would do.
  private static func leadsNowhere(_ value: String) -> Bool {
    let bytes = Array(value.utf8).trimmedBlanks
    return bytes.isEmpty || bytes.elementsEqual("#".utf8)
      || bytes.startsIgnoringCase("javascript:".utf8)
  }

  /// A link within the entry, as `#…`; `nil` when it leads elsewhere.
  private static func samePage(
    _ value: String, in document: borrowing HTMLDocument, _ work: inout EntryWork
  ) -> String? {
    let trimmed = value.utf8.drop { $0.isHTMLBlank }
    let fragment: [UInt8]
    if trimmed.first == UInt8(ascii: "#") {
      fragment = Array(trimmed)
    } else {
      guard value.holds(UInt8(ascii: "#")),
        let address = WebAddress(value, base: work.base), let name = address.fragment,
        work.entryPage.isSame(as: address, work.rules)
      else { return nil }
      fragment = [UInt8(ascii: "#")] + name.utf8
    }
    guard fragment.count > 1 else { return nil }
    let id = PercentCoding.decoded(fragment.dropFirst())
    let ids = work.ids ?? Anchors.ids(in: document, work.rules.policy)
    work.ids = ids
    guard ids.contains(id) else { return nil }
    let prefix = work.rules.policy.idPrefix
    if id.starts(with: prefix) { return String(decoding: fragment, as: UTF8.self) }
    return "#" + String(decoding: prefix + fragment.dropFirst(), as: UTF8.self)
  }

  /// `title="Link: …"` and titles that say the address again.
  private static func dropEcho(
    of href: String, _ node: NodeID, in document: inout HTMLDocument, _ work: inout EntryWork
  ) {
    guard work.rules.steps.contains(.linkTitle), var title = document.bytes(of: .title, node)
    else { return }
    if title.starts(with: "Link: ".utf8) { title.removeFirst(6) }
    guard
      title.count == href.utf8.count && title.elementsEqual(href.utf8)
        || !title.contains(0x20)
          && (title.starts(with: "http://".utf8) || title.starts(with: "https://".utf8))
    else { return }
    let before = document.attribute(.title, of: node) ?? ""
    document.removeAttribute(.title, of: node)
    work.log.recordChange("link.title", of: node, before: before, after: "", in: document)
  }

  // MARK: Images and media

  /// Whether there is an address now that may need more.
  private static func image(
    _ node: NodeID, _ name: AttributeName, in document: inout HTMLDocument,
    _ work: inout EntryWork, isPicture: Bool = true
  ) -> Bool {
    let rules = work.rules
    let isFine = document.withAttribute(name, of: node) {
      isPicture ? rules.leavesImage($0) : rules.leavesMedia($0)
    }
    if isFine == true { return false }
    guard let value = document.attribute(name, of: node) else { return false }
    if value.utf8.starts(with: "data:".utf8) { return false }
    guard let address = WebAddress(value, base: work.base), !value.utf8.allSatisfy(\.isHTMLBlank)
    else {
      document.removeAttribute(name, of: node)
      work.log.recordChange("addresses.invalid", of: node, before: value, after: "", in: document)
      return false
    }
    let cleaned =
      isPicture
      ? work.rules.cleanedImage(address, ownHosts: work.ownHosts)
      : document.isElement(node, .iframe)
        ? nil : work.rules.cleanedMedia(address, ownHosts: work.ownHosts)
    if cleaned == nil, isPicture,
      let unresolved = work.rules.unresolvedImage(address, base: work.base)
    {
      return resolve(unresolved, value, name, of: node, in: &document, &work)
    }
    store(cleaned, address, value, name, of: node, in: &document, &work)
    return true
  }

  /// A proxy was asked for a path of the page's own site, or for nothing.
  private static func resolve(
    _ unresolved: Rules.Unresolved, _ value: String, _ name: AttributeName, of node: NodeID,
    in document: inout HTMLDocument, _ work: inout EntryWork
  ) -> Bool {
    switch unresolved {
    case .address(let address):
      store(nil, address, value, name, of: node, in: &document, &work)
      return true
    case .nothing:
      document.removeAttribute(name, of: node)
      work.log.recordChange("addresses.invalid", of: node, before: value, after: "", in: document)
      return false
    }
  }

  /// The rule that says that the image's host answers only without a `Referer`.
  private static func shyness(
    of node: NodeID, in document: borrowing HTMLDocument, _ work: EntryWork
  ) -> String? {
    guard !document.hasAttribute(.referrerpolicy, of: node) else { return nil }
    if work.hidesReferrer { return "addresses.referrer" }
    guard let source = document.bytes(of: .src, node), let parts = AddressParts(source)
    else { return nil }
    return work.rules.images.noReferrer.values(for: parts.hostBytes).first
  }

  private static func candidates(
    _ node: NodeID, in document: inout HTMLDocument, _ work: inout EntryWork
  ) {
    guard let value = document.bytes(of: .srcset, node) else { return }
    var set = SourceSet(parsing: value)
    let own = work.rules
    if set.candidates.allSatisfy({ own.leavesImage(Array($0.address.utf8).span) }),
      set.isWritten(value)
    {
      return
    }
    var rules: [String] = []
    set.candidates = set.candidates.compactMap { candidate in
      if candidate.address.utf8.starts(with: "data:".utf8) { return nil }
      guard let address = WebAddress(candidate.address, base: work.base), address.isHTTP else {
        return nil
      }
      let cleaned = work.rules.cleanedImage(address, ownHosts: work.ownHosts)
      rules += cleaned?.rules ?? []
      var final = cleaned?.address ?? address
      switch cleaned == nil ? work.rules.unresolvedImage(address, base: work.base) : nil {
      case .address(let address): final = address
      case .nothing: return nil
      case nil: break
      }
      if isTracker(final, own) { return nil }
      return SourceSet.Candidate(address: final.listable, descriptor: candidate.descriptor)
    }
    // Sizes of the proxy's pictures are none of the original's.
    let isOne = !rules.isEmpty && set.dropDoubles()
    let text = set.text
    guard !text.utf8.elementsEqual(value) else { return }
    let isAlone = isOne && document.isElement(node, .img)
    if isAlone, !document.hasAttribute(.src, of: node), let only = set.candidates.first {
      document.setAttribute(.src, to: only.address, of: node)
    }
    if set.candidates.isEmpty || isAlone {
      document.removeAttribute(.srcset, of: node)
    } else {
      document.setAttribute(.srcset, to: text, of: node)
    }
    if !rules.isEmpty, document.isElement(node, .source) {
      PictureSources.note(node, set, isOne: isOne, in: &document, &work)
    }
    work.log.recordChange(
      rules.first ?? "addresses.resolve", of: node,
      before: String(decoding: value, as: UTF8.self), after: isAlone ? "" : text, in: document)
  }

  private static func isTracker(_ address: WebAddress, _ rules: Rules) -> Bool {
    AddressParts(address).flatMap { rules.trackers.rule(for: $0, isShown: true) } != nil
  }

  private static func plain(
    _ node: NodeID, _ name: AttributeName, in document: inout HTMLDocument,
    _ work: inout EntryWork
  ) {
    guard let value = document.attribute(name, of: node) else { return }
    guard let address = WebAddress(value, base: work.base) else {
      document.removeAttribute(name, of: node)
      work.log.recordChange("addresses.invalid", of: node, before: value, after: "", in: document)
      return
    }
    let cleaned = work.rules.cleanedLink(address, ownHosts: work.ownHosts)
    store(cleaned, address, value, name, of: node, in: &document, &work)
  }

  private static func store(
    _ cleaned: Rules.Cleaned?, _ address: WebAddress, _ value: String, _ name: AttributeName,
    of node: NodeID, in document: inout HTMLDocument, _ work: inout EntryWork
  ) {
    let text = (cleaned?.address ?? address).href
    guard !text.hasBytes(of: value) else { return }
    set(name, to: text, of: node, in: &document)
    work.log.recordChange(
      cleaned?.rules.joined(separator: " ") ?? "addresses.resolve", of: node, before: value,
      after: text, in: document)
  }

  private static func set(
    _ name: AttributeName, to value: String, of node: NodeID, in document: inout HTMLDocument
  ) {
    document.setAttribute(name, to: value, of: node)
  }
}

extension WebAddress {
  /// The address with a comma at either end escaped, so that it can stand in a list.
  fileprivate var listable: String {
    guard href.utf8.last == 0x2C else { return href }
    return String(decoding: Array(href.utf8.dropLast()), as: UTF8.self) + "%2C"
  }
}

extension HTML.Document {
  /// Whether there is an image inside.
  func holdsImage(_ id: NodeID) -> Bool { firstElement(.img, in: id) != nil }
}
