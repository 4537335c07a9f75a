internal import Synchronization

/// A parsed HTML document or fragment: all nodes in one arena, freed as one.
///
/// A ``NodeID`` names a node; everything else is a method of the document. Texts and attribute
/// values are ranges of the input or of a side buffer, so that a node costs no object and no string.
/// The contents of a `<template>` are simply its children.
public struct Document: ~Copyable, Sendable {
  /// In a box, so that lending a document to a function costs a pointer and not a copy of this all.
  private var box: Box<Contents>

  struct Contents: ~Copyable, Sendable {
    /// A copy: an array would be lent through a coroutine wherever a text is read.
    var input = Buffer<UInt8>()
    var side = Buffer<UInt8>()
    var nodes = Buffer<Node>()
    var storedAttributes = Buffer<StoredAttribute>()
    var elementNames = InternedNames(known: .elements)
    var attributeNames = InternedNames(known: .attributes)
    var madeElements = NameSet()
    var givenAttributes = NameSet()
    var doctype = Doctype()
    var quirksMode = QuirksMode.noQuirks
    var reachedDepthLimit = false
    var reachedInputLimit = false
    var inputFitsXML = false
    var searchSteps = 0
    let counter = StepCounter()

    init(input: [UInt8]) {
      self.input.append(input.span)
    }

    mutating func copyInput(_ range: ByteRange, to target: Int) {
      side.replace(from: target, with: input, start: range.start, count: range.length)
    }
  }

  /// The parser nests no node deeper than this, counting the children of ``root`` as 1.
  public static var maximumDepth: Int { 512 }

  /// The parser reads no more than this many bytes (128 MiB).
  public static var maximumInputBytes: Int { 1 << 27 }

  /// Makes an empty document: a ``root`` without children.
  public init() {
    self.init(input: [])
  }

  init(input: [UInt8]) {
    box = Box(Contents(input: input))
    // Ordinary bodies have a node for every 80 bytes and an attribute for every 100.
    nodes.reserveExactly(input.count / 64 + 8)
    storedAttributes.reserveExactly(input.count / 96 + 4)
    nodes.append(Node(kind: .document))
  }

  /// The node that holds all others: the document, or the list of a parsed fragment's nodes.
  public var root: NodeID { NodeID(index: 0) }

  /// How many nodes were ever made, the detached ones and the root included.
  public var nodeCount: Int { nodes.count }

  /// How many bytes the document holds, the input included.
  package var storageBytes: Int {
    input.count + side.capacity + nodes.capacity * MemoryLayout<Node>.stride
      + storedAttributes.capacity * MemoryLayout<StoredAttribute>.stride
  }

  @inline(__always)
  func node(_ id: NodeID) -> Node { nodes[id.index] }

  /// Runs `body` on the bytes of `range`.
  @inline(__always)
  func withBytes<Result: ~Copyable, Failure: Error>(
    _ range: ByteRange, _ body: (Span<UInt8>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    if range.isInSideBuffer {
      return try side.withSpan(start: range.start, count: range.length, body)
    }
    return try input.withSpan(start: range.start, count: range.length, body)
  }

  /// Overwrites the side buffer from `target` on with bytes of the input.
  mutating func copyInput(_ range: ByteRange, to target: Int) {
    box.value.copyInput(range, to: target)
  }

  /// Stores `bytes` in the side buffer.
  mutating func store(_ bytes: Span<UInt8>) -> ByteRange {
    precondition(bytes.count < 1 << 31 - side.count, "the document is full")
    let start = side.count
    side.append(bytes)
    return ByteRange(side: start, count: bytes.count)
  }

  mutating func store(_ text: String) -> ByteRange {
    let bytes = Array(text.utf8)
    return store(bytes.span)
  }
}

/// How many steps may still be taken, see ``Document/stepsLeft``: atomic, because a document that is
/// only lent counts too.
struct StepCounter: ~Copyable, Sendable {
  let left = Atomic(Int.max)
}

// What the box holds

extension Document {
  @inline(__always)
  var input: Buffer<UInt8> {
    _read { yield box.value.input }
  }

  @inline(__always)
  var side: Buffer<UInt8> {
    _read { yield box.value.side }
    _modify { yield &box.value.side }
  }

  @inline(__always)
  var nodes: Buffer<Node> {
    _read { yield box.value.nodes }
    _modify { yield &box.value.nodes }
  }

  @inline(__always)
  var storedAttributes: Buffer<StoredAttribute> {
    _read { yield box.value.storedAttributes }
    _modify { yield &box.value.storedAttributes }
  }

  @inline(__always)
  var elementNames: InternedNames {
    _read { yield box.value.elementNames }
    _modify { yield &box.value.elementNames }
  }

  @inline(__always)
  var attributeNames: InternedNames {
    _read { yield box.value.attributeNames }
    _modify { yield &box.value.attributeNames }
  }

  @inline(__always)
  var madeElements: NameSet {
    _read { yield box.value.madeElements }
    _modify { yield &box.value.madeElements }
  }

  @inline(__always)
  var givenAttributes: NameSet {
    _read { yield box.value.givenAttributes }
    _modify { yield &box.value.givenAttributes }
  }

  @inline(__always)
  var counter: StepCounter {
    _read { yield box.value.counter }
  }

  @inline(__always)
  var doctype: Doctype {
    _read { yield box.value.doctype }
    _modify { yield &box.value.doctype }
  }

  /// Whether the document is in quirks mode.
  public internal(set) var quirksMode: QuirksMode {
    get { box.value.quirksMode }
    set { box.value.quirksMode = newValue }
  }

  /// Whether something was nested deeper than ``maximumDepth`` and was attached higher up.
  public internal(set) var reachedDepthLimit: Bool {
    get { box.value.reachedDepthLimit }
    set { box.value.reachedDepthLimit = newValue }
  }

  /// Whether the input was longer than ``maximumInputBytes`` and its end was ignored.
  public internal(set) var reachedInputLimit: Bool {
    get { box.value.reachedInputLimit }
    set { box.value.reachedInputLimit = newValue }
  }

  /// Whether the input is known to hold no control, no U+FFFE and no U+FFFF, so that writing it for XML
  /// need not look for them.
  package var inputFitsXML: Bool {
    get { box.value.inputFitsXML }
    set { box.value.inputFitsXML = newValue }
  }

  /// How many steps the parser's searches of the stack of open elements took, for tests.
  package internal(set) var searchSteps: Int {
    get { box.value.searchSteps }
    set { box.value.searchSteps = newValue }
  }
}
