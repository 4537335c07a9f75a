internal import FeedModel
internal import HTML

/// What a body hides: answers that a heading or button discloses stay, notes that are no part of the
/// article go.
enum HiddenStep {
  /// Bytes of text from which a hidden block is a part of the article.
  private static let runningText = 200
  /// Bytes of the text that a newsletter shows beside its subject.
  private static let longestPreheader = 600

  static func apply(to document: inout HTMLDocument, _ work: inout EntryWork) {
    guard
      document.mayHold(AttributeName.style) || document.mayHold(AttributeName.class)
        || document.mayHold(AttributeName.hidden)
    else { return }
    let notes = work.rules.promos.structures(.hidden).first?.name
    let makesDetails = work.rules.steps.contains(.hidden)
    var controlled: Set<[UInt8]>?
    var notesFound: [NodeID] = []
    var hasBegun = false
    var current = document.next(after: document.root, in: document.root)
    while let node = current {
      current = document.next(after: node, in: document.root)
      hasBegun = hasBegun || HiddenText.shows(node, in: document)
      guard document.hasAttributes(node), document.namespace(of: node) == .html else { continue }
      let concealment = Concealment(node, in: document)
      guard concealment != .none else { continue }
      if let notes, isNote(node, concealment, hasBegun, in: document, work, &controlled) {
        current = document.next(afterSubtree: node, in: document.root)
        if concealment == .label {
          work.log.recordRemoval(notes, of: node, in: document)
          document.detach(node)
        } else {
          notesFound.append(node)
        }
      } else if makesDetails, concealment == .display || concealment == .attribute,
        let heading = heading(over: node, in: document)
      {
        let details = disclose(node, under: heading, in: &document, &work)
        current = document.next(after: details, in: document.root)
      }
    }
    if let notes { remove(notesFound, notes, from: &document, &work) }
  }

  /// Takes the notes out, unless they are what the entry says: nothing else, or the half of it.
  private static func remove(
    _ found: [NodeID], _ rule: String, from document: inout HTMLDocument, _ work: inout EntryWork
  ) {
    guard !found.isEmpty else { return }
    let lost = found.reduce(0) { $0 + document.textLength(of: $1) }
    let all = document.textLength(of: document.root)
    guard lost == 0 || lost * 2 < all || lost < all && document.holdsMedia(document.root) else {
      return
    }
    for node in found {
      work.log.recordRemoval(rule, of: node, in: document)
      document.detach(node)
    }
  }

  // MARK: What goes

  private static func isNote(
    _ node: NodeID, _ concealment: Concealment, _ hasBegun: Bool,
    in document: borrowing HTMLDocument, _ work: EntryWork, _ controlled: inout Set<[UInt8]>?
  ) -> Bool {
    guard !document.holdsMedia(node) else { return false }
    switch concealment {
    case .none, .attribute: return false
    case .preheader:
      if document.trimmedText(of: node, upTo: longestPreheader) != nil { return true }
      return false
    case .label:
      guard let label = document.trimmedText(of: node, upTo: 120),
        !ReadersText.isOne(node, in: document)
      else { return false }
      // What a link says to nobody else, it says to readers of feeds.
      guard let link = document.ancestor(of: node, named: .a) else {
        return !isAllThereIs(node, label, in: document)
      }
      return document.holdsImage(link) || document.trimmedText(of: link, upTo: 120) != label
    case .offScreen: return isForeignLinks(node, in: document, work)
    case .sizeless: return SizelessText.isOne(node, in: document)
    case .display:
      guard document.trimmedText(of: node, upTo: runningText * 3) != nil,
        String(decoding: document.trimmedText(of: node), as: UTF8.self).unicodeScalars.count
          < runningText
      else { return false }
      // What stands before all else is shown beside a newsletter's subject.
      return !HiddenText.isRunning(node, isFirst: !hasBegun, in: document)
        && !isDisclosed(node, in: document, &controlled)
        && (!hasBegun || !LabelledBlock.isOne(node, in: document)
          || isForeignLinks(node, in: document, work))
    }
  }

  /// Whether a cell or an item says nothing else: its icon goes as well.
  private static func isAllThereIs(
    _ node: NodeID, _ label: [UInt8], in document: borrowing HTMLDocument
  ) -> Bool {
    var block = document.parent(of: node)
    while let parent = block, document.isElement(parent, .span) || document.isElement(parent, .i) {
      block = document.parent(of: parent)
    }
    guard let block, document.isElement(block), !document.holdsMedia(block) else { return false }
    switch document.name(of: block) {
    case .td, .th, .li, .dd, .dt: break
    default: return false
    }
    return document.trimmedText(of: block, upTo: 120).map {
      $0.collapsedSpaces == label.collapsedSpaces
    } ?? false
  }

  /// Links to other sites, and nothing else worth the name.
  private static func isForeignLinks(
    _ node: NodeID, in document: borrowing HTMLDocument, _ work: EntryWork
  ) -> Bool {
    let links = document.elements(.a, in: node)
    guard !links.isEmpty else { return false }
    var linked = 0
    for link in links {
      linked += document.trimmedText(of: link).count
      guard
        let address = document.attribute(.href, of: link).flatMap({
          WebAddress($0, base: work.base)
        }),
        address.isHTTP, address.host != work.link?.host, address.host != work.homepage?.host
      else { return false }
    }
    return linked * 2 >= document.textLength(of: node)
  }

  // MARK: What stays

  /// Whether something on the page shows the block to who asks for it.
  private static func isDisclosed(
    _ node: NodeID, in document: borrowing HTMLDocument, _ controlled: inout Set<[UInt8]>?
  ) -> Bool {
    if heading(over: node, in: document) != nil || isAnswer(node, in: document)
      || Disclosure.isBeside(node, in: document)
    {
      return true
    }
    if document.ancestor(of: node, named: .details) != nil { return true }
    if let role = document.bytes(of: .role, node), role.elementsEqual("tabpanel".utf8) {
      return true
    }
    guard let id = document.bytes(of: .id, node), !id.isEmpty else { return false }
    let known = controlled ?? controls(in: document)
    controlled = known
    return known.contains(id)
  }

  /// Whether what stands before a block asks for it: a question, a line in bold, a heading or a link
  /// to nowhere in a block of its own.
  private static func isAnswer(_ node: NodeID, in document: borrowing HTMLDocument) -> Bool {
    var current = node
    for _ in 0..<3 {
      if let before = document.previousVisibleSibling(of: current) {
        return asks(before, in: document)
      }
      guard let parent = document.parent(of: current), document.isElement(parent, .div) else {
        return false
      }
      current = parent
    }
    return false
  }

  private static func asks(_ before: NodeID, in document: borrowing HTMLDocument) -> Bool {
    if document.isElement(before, .input) || document.isElement(before, .label) { return true }
    guard let text = document.trimmedText(of: before, upTo: runningText), !text.isEmpty else {
      return false
    }
    if holdsSwitch(before, in: document) { return true }
    if ["?", "？", "؟"].contains(where: { text.suffix($0.utf8.count).elementsEqual($0.utf8) }) {
      return true
    }
    var label = before
    while let only = document.onlyVisibleChild(of: label), document.isElement(only) { label = only }
    if isSwitch(label, in: document) { return true }
    var parent = label
    while parent != before, let above = document.parent(of: parent) {
      if isSwitch(above, in: document) { return true }
      parent = above
    }
    return false
  }

  /// A heading, words in bold, a button, or a link that a script follows.
  private static func isSwitch(_ node: NodeID, in document: borrowing HTMLDocument) -> Bool {
    guard document.isElement(node) else { return false }
    let name = document.name(of: node)
    if ContentModel.isHeading(name) || isButton(node, document) { return true }
    switch name {
    case .strong, .b, .button, .dt, .summary: return true
    case .a:
      let href = document.bytes(of: .href, node) ?? []
      return href.isEmpty || href.first == UInt8(ascii: "#")
        || href.startsIgnoringCase("javascript:".utf8)
    default:
      return document.attributeName("onclick").map { document.hasAttribute($0, of: node) } ?? false
    }
  }

  /// A box to tick, by which a style shows what stands behind it.
  private static func holdsSwitch(_ line: NodeID, in document: borrowing HTMLDocument) -> Bool {
    guard let input = document.firstElement(.input, in: line),
      let type = document.bytes(of: .type, input)?.inLowercase()
    else { return false }
    return type.elementsEqual("checkbox".utf8) || type.elementsEqual("radio".utf8)
  }

  /// The ids that buttons, tabs and links open.
  private static func controls(in document: borrowing HTMLDocument) -> Set<[UInt8]> {
    var ids: Set<[UInt8]> = []
    let names = ["aria-controls", "data-target", "data-bs-target"].compactMap {
      document.attributeName($0)
    }
    for node in document.descendants(of: document.root) where document.isElement(node) {
      for name in names + [.href] {
        guard let value = document.bytes(of: name, node) else { continue }
        if value.first == UInt8(ascii: "#") {
          ids.insert(Array(value.dropFirst()))
        } else if name != .href {
          for id in value.split(whereSeparator: \.isHTMLBlank) { ids.insert(Array(id)) }
        }
      }
    }
    return ids
  }

  /// The heading, term or button right before a block.
  private static func heading(
    over node: NodeID, in document: borrowing HTMLDocument
  ) -> NodeID? {
    guard let before = document.previousVisibleSibling(of: node), document.isElement(before)
    else { return nil }
    let name = document.name(of: before)
    if ContentModel.isHeading(name) || name == .button || name == .dt || isButton(before, document)
    {
      return before
    }
    // A button alone in its line.
    if name == .p || name == .div, let only = document.onlyVisibleChild(of: before),
      document.isElement(only, .button) || isButton(only, document)
    {
      return before
    }
    return LabelledBlock.isPair(before, node, in: document) ? before : nil
  }

  private static func isButton(_ node: NodeID, _ document: borrowing HTMLDocument) -> Bool {
    guard document.isElement(node) else { return false }
    let role = document.bytes(of: .role, node) ?? []
    if role.elementsEqual("button".utf8) || role.elementsEqual("tab".utf8) { return true }
    return document.attributeName("aria-expanded").map { document.hasAttribute($0, of: node) }
      ?? false
  }

  /// `<details><summary>heading</summary>block</details>` in the place of both.
  private static func disclose(
    _ node: NodeID, under heading: NodeID, in document: inout HTMLDocument,
    _ work: inout EntryWork
  ) -> NodeID {
    let before = work.log.isOn ? document.openTag(of: heading) + document.openTag(of: node) : ""
    document.removeAttribute(.style, of: node)
    document.removeAttributes(of: node) { $0 == .hidden }
    guard !document.isElement(heading, .dt) else {
      work.log.recordChange(
        "hidden.details", of: node, before: before, after: document.openTag(of: node), in: document)
      return node
    }
    let details = document.makeElement(.details)
    let summary = document.makeElement(.summary)
    document.insert(details, before: heading)
    document.append(summary, to: details)
    if ContentModel.isHeading(document.name(of: heading)) {
      document.append(heading, to: summary)
    } else {
      let text = document.trimmedText(of: heading).collapsedSpaces
      document.append(document.makeText(String(decoding: text, as: UTF8.self)), to: summary)
      document.detach(heading)
    }
    document.append(node, to: details)
    work.log.recordChange(
      "hidden.details", of: details, before: before, after: "<details><summary>", in: document)
    return details
  }
}
