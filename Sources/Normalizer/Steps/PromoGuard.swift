internal import FeedModel
internal import HTML

/// Decides whether blocks that are known by class, id or attribute alone may go: a name is a
/// suspicion, and all suspects of an entry together may not be what the entry is.
///
/// They are collected first and go or stay as one, so that their order and their sizes decide
/// nothing.
struct PromoGuard {
  private struct Suspect {
    var node: NodeID
    var rule: PromoRule
  }

  private var suspects: [Suspect] = []
  private let text: SubtreeSums
  private let images: SubtreeSums
  private let media: SubtreeSums
  /// Of blocks that are gone already.
  private var goneText = 0
  private var goneImages = 0
  /// Hosts of the body's images, with the names above them, once a rule asked.
  private var imageHosts: Set<ArraySlice<UInt8>>?

  init(_ document: borrowing HTMLDocument) {
    text = SubtreeSums(of: document) { document, node in document.ownTextLength(of: node) }
    images = SubtreeSums(of: document) { document, node in
      document.isElement(node, .img) ? 1 : 0
    }
    media = SubtreeSums(of: document) { document, node in document.isMedia(node) ? 1 : 0 }
  }

  enum Verdict {
    case goes
    /// If all other suspects may go as well.
    case isSuspected
    case stays
  }

  /// What the rule says of an element, the share of the entry aside.
  mutating func verdict(
    _ rule: PromoRule, _ id: NodeID, in document: borrowing HTMLDocument, _ work: EntryWork
  ) -> Verdict {
    if rule.within == .caption,
      !isInCaption(id, document) || ReadersText.isOne(id, in: document)
    {
      return .stays
    }
    if !rule.when.isEmpty, !isAt(rule.when, document, work) { return .stays }
    if rule.only == .empty { return text[id] == 0 && media[id] == 0 ? .goes : .stays }
    if rule.isPlugin {
      if LinkBox.isOne(id, in: document, work.rules.promos.endpoints) { return .goes }
      if !LinkBox.holdsParts(id, in: document) { return .stays }
    }
    return .isSuspected
  }

  /// Takes a block that goes out of what suspects are measured by.
  mutating func noteGone(_ id: NodeID) {
    goneText += text[id]
    goneImages += images[id]
  }

  mutating func suspect(_ id: NodeID, by rule: PromoRule) {
    suspects.append(Suspect(node: id, rule: rule))
  }

  /// Removes all suspects, or says why none goes.
  func settle(in document: inout HTMLDocument, _ work: inout EntryWork) {
    guard let first = suspects.first else { return }
    let lostText = suspects.reduce(0) { $0 + text[$1.node] }
    let lostImages = suspects.reduce(0) { $0 + images[$1.node] }
    guard lostText * 5 <= text[document.root] - goneText,
      lostImages == 0 || lostImages < images[document.root] - goneImages
    else {
      work.diagnostics.append(
        Diagnostic(
          .note, code: "promo-kept",
          "\(first.rule.name) and other rules of promos would have taken too much of the entry; "
            + "\(suspects.count) blocks stay"))
      return
    }
    for suspect in suspects {
      work.log.recordRemoval(suspect.rule.name, of: suspect.node, in: document)
      document.detach(suspect.node)
    }
  }

  private func isInCaption(_ id: NodeID, _ document: borrowing HTMLDocument) -> Bool {
    var current = document.parent(of: id)
    while let node = current {
      switch document.name(of: node) {
      case .figcaption, .figure, .caption: return true
      default: current = document.parent(of: node)
      }
    }
    return false
  }

  /// Whether the entry comes from one of these hosts, or its images do.
  private mutating func isAt(
    _ hosts: [String], _ document: borrowing HTMLDocument, _ work: EntryWork
  ) -> Bool {
    if work.isAt(hosts) { return true }
    let found = imageHosts ?? document.imageHosts()
    imageHosts = found
    return hosts.contains { found.contains(Array($0.utf8)[...]) }
  }
}

extension HTML.Document {
  /// Bytes of a text node without blanks.
  func ownTextLength(of id: NodeID) -> Int {
    guard isText(id) else { return 0 }
    return withText(of: id) { text in
      var length = 0
      for index in text.indices where !text[index].isHTMLBlank { length += 1 }
      return length
    }
  }

  /// Names of the hosts that images come from, and those above them.
  fileprivate func imageHosts() -> Set<ArraySlice<UInt8>> {
    var hosts: Set<ArraySlice<UInt8>> = []
    var current = next(after: root, in: root)
    while let node = current {
      if isElement(node, .img), let source = attribute(.src, of: node),
        let host = WebAddress(written: source)?.host
      {
        var name = Array(host.utf8)[...]
        // Names of rules have few labels; a name that was seen has all above it seen as well.
        while name.count <= 253, hosts.insert(name).inserted,
          let dot = name.firstIndex(of: UInt8(ascii: "."))
        {
          name = name[(dot + 1)...]
        }
      }
      current = next(after: node, in: root)
    }
    return hosts
  }
}
