/// Names a node of one ``Document``: an index into its arena.
///
/// An id stays valid, and keeps naming the same node, for as long as the document lives, also after
/// the node was detached. An id of another document is a mistake that is not detected unless it is
/// out of range, which traps.
public struct NodeID: Hashable, Sendable, BitwiseCopyable {
  /// The index. Ids are given in the order of creation, which is not always document order.
  public let rawValue: UInt32

  @inlinable
  package init(rawValue: UInt32) {
    self.rawValue = rawValue
  }

  /// Stands for "no node" inside the arena; never handed out.
  static var none: NodeID { NodeID(rawValue: .max) }

  @inline(__always)
  init(index: Int) {
    rawValue = UInt32(truncatingIfNeeded: index)
  }

  @inline(__always)
  var index: Int { Int(rawValue) }

  /// nil for ``none``.
  @inline(__always)
  var optional: NodeID? { self == .none ? nil : self }
}

/// What a node is.
public enum NodeKind: UInt8, Sendable, BitwiseCopyable {
  /// The root: of a whole document, or of a parsed fragment's nodes.
  case document
  /// `<!DOCTYPE …>`
  case doctype
  case element
  case text
  case comment
}

/// The namespace of an element.
public enum Namespace: UInt8, Sendable, BitwiseCopyable {
  case html
  case svg
  case mathML
}

/// Whether a document is in quirks mode (§13.2.6.4.1).
public enum QuirksMode: UInt8, Sendable, BitwiseCopyable {
  case noQuirks
  case limitedQuirks
  case quirks
}
