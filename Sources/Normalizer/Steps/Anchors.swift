internal import HTML

/// The ids that links in the entry point to.
struct Anchors {
  private let prefix: [UInt8]
  /// With the prefix.
  private var referenced: Set<[UInt8]> = []
  private var taken: Set<[UInt8]> = []

  init(_ document: borrowing HTMLDocument, prefix: [UInt8]) {
    self.prefix = prefix
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
      return ByteCoding.percentDecoded(href.extracting(1..<href.count).copied)
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

  /// Unwraps links to ids that are gone.
  func removeDangling(from document: inout HTMLDocument, _ work: inout EntryWork) {
    guard !referenced.isEmpty else { return }
    var alive: Set<[UInt8]> = []
    for node in document.descendants(of: document.root) {
      if let id = document.bytes(of: .id, node) { alive.insert(id) }
    }
    for node in document.elements(.a, in: document.root) {
      guard let target = Anchors.target(of: node, in: document), !alive.contains(target) else {
        continue
      }
      work.log.recordChange(
        "sanitizer.anchor", of: node, before: document.openTag(of: node), after: "", in: document)
      document.removeAttribute(.href, of: node)
      if !document.hasAttribute(.id, of: node) { document.unwrap(node) }
    }
  }
}
