/// One node of the arena: 32 bytes.
///
/// What `first` and `last` hold is the children; `payload` and `extra` depend on the kind:
/// an element's name and first attribute; the start and length of a text's or comment's bytes.
struct Node: BitwiseCopyable {
  var parent = NodeID.none
  var previous = NodeID.none
  var next = NodeID.none
  var first = NodeID.none
  var last = NodeID.none
  private var payload: UInt32 = 0
  private var extra: UInt32 = 0
  let kind: NodeKind
  let namespace: Namespace
  var flags = NodeFlags()
  /// The spare room of a text that grows: its bytes own 2 to this power, 0 for none.
  var capacityShift: UInt8 = 0

  init(kind: NodeKind) {
    self.kind = kind
    namespace = .html
  }

  @inline(__always)
  init(element name: ElementName, namespace: Namespace, firstAttribute: UInt32) {
    kind = .element
    self.namespace = namespace
    payload = name.rawValue
    extra = firstAttribute
  }

  @inline(__always)
  init(kind: NodeKind, data: ByteRange) {
    self.kind = kind
    namespace = .html
    payload = data.bits
    extra = data.count
  }

  /// ``ElementName/nameless`` for what is no element.
  @inline(__always)
  var name: ElementName {
    get { kind == .element ? ElementName(rawValue: payload) : .nameless }
    set { if kind == .element { payload = newValue.rawValue } }
  }

  /// The index of an element's first attribute; ``StoredAttribute/end`` for none.
  @inline(__always)
  var firstAttribute: UInt32 {
    get { kind == .element ? extra : StoredAttribute.end }
    set { if kind == .element { extra = newValue } }
  }

  /// The bytes of a text or a comment.
  @inline(__always)
  var data: ByteRange {
    get { kind == .element ? .empty : ByteRange(bits: payload, count: extra) }
    set {
      if kind == .element { return }
      payload = newValue.bits
      extra = newValue.count
    }
  }
}

struct NodeFlags: OptionSet, BitwiseCopyable {
  let rawValue: UInt8

  /// On the stack of open elements.
  static var isOpen: NodeFlags { NodeFlags(rawValue: 1) }
  /// In the list of active formatting elements.
  static var isFormatting: NodeFlags { NodeFlags(rawValue: 2) }
}

/// One attribute of the arena: 16 bytes. An element's attributes form a chain.
struct StoredAttribute: BitwiseCopyable {
  var name: AttributeName
  var value: ByteRange
  /// The index of the element's next attribute.
  var next: UInt32

  static var end: UInt32 { .max }
}

/// A document type declaration. nil where the declaration has no such identifier.
struct Doctype: BitwiseCopyable {
  var name = ByteRange.empty
  var publicID: ByteRange?
  var systemID: ByteRange?
}
