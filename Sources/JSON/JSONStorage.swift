/// One value or member name: 12 bytes in a flat list, in document order.
///
/// The children of an array or object follow it; a member's name stands right before its value.
struct JSONNode: Sendable {
  enum Kind: UInt8, Sendable {
    case null, `false`, `true`, number, string, array, object
  }

  struct Flags: OptionSet, Sendable {
    let rawValue: UInt8
    /// The string contains a backslash.
    static let escaped = Flags(rawValue: 1)
    /// The member name comes again later in its object.
    static let superseded = Flags(rawValue: 2)
    /// The string holds bytes that are not UTF-8.
    static let repaired = Flags(rawValue: 4)
  }

  /// Offset of the first byte; of a string, of its opening quote.
  var start: UInt32
  /// Of a scalar the offset after its last byte; of an array or object the index after its last
  /// descendant.
  var extent: UInt32
  var kind: Kind
  var flags: Flags = []

  var isContainer: Bool { kind == .array || kind == .object }

  /// The index of the node after this one and its descendants.
  func next(after index: Int) -> Int { isContainer ? Int(extent) : index + 1 }
}

/// The text and the flat tree that all values of a document share.
final class JSONStorage: Sendable {
  let bytes: [UInt8]
  let nodes: [JSONNode]
  /// Offsets of the first byte of every line but the first.
  let lineStarts: [UInt32]
  /// Length of the byte order mark: 0 or 3.
  let textStart: Int

  init(bytes: [UInt8], nodes: [JSONNode], lineStarts: [UInt32], textStart: Int) {
    self.bytes = bytes
    self.nodes = nodes
    self.lineStarts = lineStarts
    self.textStart = textStart
  }

  func position(at offset: Int) -> JSONPosition {
    JSONPosition(offset: offset, lineStarts: lineStarts, textStart: textStart)
  }

  func string(at index: Int) -> String {
    JSONStringDecoder.string(nodes[index], in: bytes)
  }

  /// The index of the value of the member `name`, the last one where it is given twice.
  func value(of name: String.UTF8View, in object: Int) -> Int? {
    let end = Int(nodes[object].extent)
    var member = object + 1
    while member < end {
      if !nodes[member].flags.contains(.superseded), isName(at: member, name) { return member + 1 }
      member = nodes[member + 1].next(after: member + 1)
    }
    return nil
  }

  /// Whether the member name at `index` is `name`, compared as UTF-8.
  func isName(at index: Int, _ name: String.UTF8View) -> Bool {
    let node = nodes[index]
    if !node.flags.isDisjoint(with: [.escaped, .repaired]) {
      return string(at: index).utf8.elementsEqual(name)
    }
    let start = Int(node.start) + 1
    let name = name.span
    guard Int(node.extent) - 1 - start == name.count else { return false }
    for offset in name.indices where bytes[start + offset] != name[offset] { return false }
    return true
  }
}

extension JSONPosition {
  /// `lineStarts` is ascending.
  init(offset: Int, lineStarts: [UInt32], textStart: Int) {
    var low = 0
    var high = lineStarts.count
    while low < high {
      let middle = (low + high) / 2
      if Int(lineStarts[middle]) <= offset { low = middle + 1 } else { high = middle }
    }
    let start = low == 0 ? textStart : Int(lineStarts[low - 1])
    self.init(line: low + 1, column: offset - start + 1, offset: offset)
  }
}
