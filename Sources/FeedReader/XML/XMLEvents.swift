/// What a tokenizer tells of a document: libxml2's stream and the tolerant one drive the same
/// handler.
protocol XMLEvents: AnyObject {
  /// Whether the handler wants no more: a limit was reached.
  var isStopped: Bool { get }
  func startElement(_ name: XMLName, attributes: [XMLAttribute])
  /// Character data in UTF-8, in pieces of any size.
  func characters(_ bytes: UnsafeBufferPointer<UInt8>)
  func endElement()
}
