internal import Bytes
internal import HTML

/// The ids that links in the entry point to.
struct Anchors {
  private let prefix: [UInt8]
  /// With the prefix.
  private var referenced: Set<[UInt8]> = []
  private var taken: Set<[UInt8]> = []

  init(_ document: borrowing HTMLDocument, prefix: [UInt8]) {
    self.prefix = prefix
    guard document.mayHold(ElementName.a) else { return }
    var current = document.next(after: document.root, in: document.root)
    while let node = current {
      if let target = Anchors.target(of: node, in: document) { referenced.insert(target) }
      current = document.next(after: node, in: document.root)
    }
  }

  /// The id that a link within the entry points to.
  private static func target(of node: NodeID, in document: borrowing HTMLDocument) -> [UInt8]? {
    guard document.isElement(node, .a) else { return nil }
    return document.withAttribute(.href, of: node) { href -> [UInt8]? in
      guard href.count > 1, href[0] == UInt8(ascii: "#") else { return nil }
      return PercentCoding.decoded(href.extracting(1..<href.count).copied)
    } ?? nil
  }

  /// Every id that an element of the policy has.
  static func ids(
    in document: borrowing HTMLDocument, _ policy: SanitizerPolicy
  ) -> Set<[UInt8]> {
    var ids: Set<[UInt8]> = []
    var current = document.next(after: document.root, in: document.root)
    while let node = current {
      if document.isElement(node), document.namespace(of: node) == .html {
        var id = document.bytes(of: .id, node)
        if id == nil, document.isElement(node, .a) { id = document.bytes(of: .name, node) }
        if let id, !id.isEmpty,
          policy.outcome(of: document.name(of: node), in: .html) == .allow
        {
          ids.insert(id)
        }
      }
      current = document.next(after: node, in: document.root)
    }
    return ids
  }

  /// The id as it is published: with the prefix, if a link points to it or a heading has it.
  func published(_ id: [UInt8], isHeading: Bool) -> [UInt8]? {
    guard !id.isEmpty, id.count <= 200, !id.contains(where: \.isHTMLBlank) else { return nil }
    let full = id.starts(with: prefix) ? id : prefix + id
    return isHeading || referenced.contains(full) ? full : nil
  }

  /// Whether this is the first element of that id.
  mutating func take(_ id: [UInt8]) -> Bool { taken.insert(id).inserted }

  /// Whether there is an id, or a link to one.
  var areUsed: Bool { !referenced.isEmpty || !taken.isEmpty }

  /// Unwraps links to ids that are gone, and takes away ids that no link points to any more.
  ///
  /// Whether there were any.
  static func settle(in document: inout HTMLDocument, _ work: inout EntryWork) -> Bool {
    var alive: Set<[UInt8]> = []
    for node in document.descendants(of: document.root) {
      if let id = document.bytes(of: .id, node) { alive.insert(id) }
    }
    var referenced: Set<[UInt8]> = []
    var changed = false
    for node in document.elements(.a, in: document.root) {
      guard let target = target(of: node, in: document) else { continue }
      if alive.contains(target) {
        referenced.insert(target)
      } else {
        take(.href, from: node, in: &document, &work)
        changed = true
      }
    }
    for node in document.descendants(of: document.root) where !alive.isEmpty {
      guard document.namespace(of: node) != .svg,
        let id = document.bytes(of: .id, node), !referenced.contains(id),
        !ContentModel.isHeading(document.name(of: node))
      else { continue }
      take(.id, from: node, in: &document, &work)
      changed = true
    }
    return changed
  }

  private static func take(
    _ name: AttributeName, from node: NodeID, in document: inout HTMLDocument,
    _ work: inout EntryWork
  ) {
    work.log.recordChange(
      "sanitizer.anchor", of: node, before: document.openTag(of: node), after: "", in: document)
    document.removeAttribute(name, of: node)
    if !SanitizeStep.isUseful(node, in: document) { document.unwrap(node) }
  }
}
