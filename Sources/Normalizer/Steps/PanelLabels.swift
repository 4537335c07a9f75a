internal import HTML

/// Buttons side by side that name the boxes they open: tabs, and the title of a box beside "Show/Hide".
/// Each label stands above its box; a button alone is read with what it stands before.
enum PanelLabels {
  /// Bytes of the longest label.
  private static let longest = 160
  /// Boxes of one entry.
  private static let most = 200

  static func settle(in document: inout HTMLDocument, _ work: inout EntryWork) {
    guard document.mayHold(ElementName.button), work.rules.steps.contains(.hidden) else { return }
    let names = ["aria-controls", "data-target", "data-bs-target"].compactMap {
      document.attributeName($0)
    }.filter { document.mayHold($0) }
    guard !names.isEmpty else { return }
    var panels: [[UInt8]: NodeID]?
    var labelled: Set<NodeID> = []
    let buttons = document.elements(.button, in: document.root).prefix(most).filter {
      id(of: $0, names, in: document) != nil && hasNeighbour($0, in: document)
    }
    for button in buttons {
      guard let id = id(of: button, names, in: document) else { continue }
      let known = panels ?? elementsByID(in: document)
      panels = known
      guard let panel = known[id], !document.isElement(panel, .button),
        document.isAttached(panel, to: document.root), !contains(panel, button, in: document),
        document.showsText(panel) || document.holdsMedia(panel),
        let label = document.trimmedText(of: button, upTo: longest)?.collapsedSpaces
      else { continue }
      let isFirst = labelled.insert(panel).inserted
      guard !label.isEmpty, isFirst || label.split(separator: 0x20).count <= 3 else { continue }
      if isFirst { put(label, above: panel, in: &document, &work) }
      work.log.recordRemoval("hidden.details", of: button, in: document)
      document.detach(button)
    }
  }

  private static func id(
    of button: NodeID, _ names: [AttributeName], in document: borrowing HTMLDocument
  ) -> [UInt8]? {
    for name in names {
      guard let value = document.bytes(of: name, button)?.trimmedBlanks, !value.isEmpty,
        value.count <= 200
      else { continue }
      return Array(value.first == UInt8(ascii: "#") ? value.dropFirst() : value)
    }
    return nil
  }

  /// Whether another button stands beside it, or in the item before or behind.
  private static func hasNeighbour(_ button: NodeID, in document: borrowing HTMLDocument) -> Bool {
    var node = button
    for _ in 0..<3 {
      let siblings = [
        document.previousVisibleSibling(of: node), document.nextVisibleSibling(of: node),
      ].compactMap(\.self)
      let isBeside = siblings.contains { sibling in
        document.isElement(sibling, .button)
          || node != button && document.firstElement(.button, in: sibling) != nil
      }
      if isBeside { return true }
      guard siblings.isEmpty, let parent = document.parent(of: node),
        document.isElement(parent, .li) || document.isElement(parent, .span)
      else { return false }
      node = parent
    }
    return false
  }

  private static func elementsByID(in document: borrowing HTMLDocument) -> [[UInt8]: NodeID] {
    var result: [[UInt8]: NodeID] = [:]
    var current = document.next(after: document.root, in: document.root)
    while let node = current {
      if document.hasAttributes(node), let id = document.bytes(of: .id, node), !id.isEmpty,
        result[id] == nil
      {
        result[id] = node
      }
      current = document.next(after: node, in: document.root)
    }
    return result
  }

  private static func contains(
    _ panel: NodeID, _ button: NodeID, in document: borrowing HTMLDocument
  ) -> Bool {
    var current = document.parent(of: button)
    while let node = current {
      if node == panel { return true }
      current = document.parent(of: node)
    }
    return false
  }

  private static func put(
    _ label: [UInt8], above panel: NodeID, in document: inout HTMLDocument,
    _ work: inout EntryWork
  ) {
    let line = document.makeElement(.p)
    let words = document.makeElement(.strong)
    document.append(document.makeText(String(decoding: label, as: UTF8.self)), to: words)
    document.append(words, to: line)
    document.insert(line, before: panel)
    work.log.recordChange(
      "hidden.details", of: line, before: "", after: document.markup(of: line), in: document)
  }
}
