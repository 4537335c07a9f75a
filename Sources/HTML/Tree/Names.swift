/// The name of an element: a small integer.
///
/// Names that HTML, SVG or MathML define have the same number in every document and a constant here.
/// Any other name is numbered by the document that it occurs in, and means nothing elsewhere.
/// HTML elements are lower case; SVG's carry their own spelling (``foreignObject``).
public struct ElementName: Hashable, Sendable, BitwiseCopyable {
  /// The place in the table of names.
  public let rawValue: UInt32

  @inlinable
  package init(rawValue: UInt32) {
    self.rawValue = rawValue
  }

  /// The name of what is no element.
  @inlinable
  public static var nameless: ElementName { ElementName(rawValue: 0) }
}

/// The name of an attribute: a small integer, known or numbered by its document as ``ElementName`` is.
public struct AttributeName: Hashable, Sendable, BitwiseCopyable {
  /// The place in the table of names.
  public let rawValue: UInt32

  @inlinable
  package init(rawValue: UInt32) {
    self.rawValue = rawValue
  }
}

/// Where bytes of a document are: in its input, or in its side buffer.
struct ByteRange: BitwiseCopyable {
  var bits: UInt32
  var count: UInt32

  private static var sideFlag: UInt32 { 1 << 31 }

  @inline(__always)
  init(bits: UInt32, count: UInt32) {
    self.bits = bits
    self.count = count
  }

  static var empty: ByteRange { ByteRange(input: 0, count: 0) }

  @inline(__always)
  init(input start: Int, count: Int) {
    bits = UInt32(truncatingIfNeeded: start)
    self.count = UInt32(truncatingIfNeeded: count)
  }

  @inline(__always)
  init(side start: Int, count: Int) {
    bits = UInt32(truncatingIfNeeded: start) | ByteRange.sideFlag
    self.count = UInt32(truncatingIfNeeded: count)
  }

  @inline(__always)
  var isInSideBuffer: Bool { bits & ByteRange.sideFlag != 0 }

  @inline(__always)
  var start: Int { Int(bits & ~ByteRange.sideFlag) }

  @inline(__always)
  var length: Int { Int(count) }

  @inline(__always)
  var end: Int { start &+ length }
}
