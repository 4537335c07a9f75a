extension Document {
  /// The characters of a text or comment node; empty for others.
  public func text(of id: NodeID) -> String {
    withText(of: id) { String(decoding: $0) }
  }

  /// Runs `body` on the UTF-8 bytes of a text or comment node, without making a string.
  @inline(__always)
  public func withText<Result, Failure: Error>(
    of id: NodeID, _ body: (Span<UInt8>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    let data = node(id).data
    spend(data.length >> 6)
    return try withBytes(data, body)
  }

  /// All text inside `id` (or its own, if it is a text), joined in document order.
  public func textContent(of id: NodeID) -> String {
    var bytes: [UInt8] = []
    appendTextContent(of: id, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Appends the UTF-8 bytes of all text inside `id`, or its own, to `bytes`.
  public func appendTextContent(of id: NodeID, to bytes: inout [UInt8]) {
    var current: NodeID? = id
    while let node = current {
      if isText(node) { withText(of: node) { bytes.append(contentsOf: $0) } }
      current = next(after: node, in: id)
    }
  }

  /// Whether a text node holds nothing but ASCII white space; also true of an empty one.
  public func isBlankText(_ id: NodeID) -> Bool {
    isText(id)
      && withText(of: id) { bytes in
        for index in bytes.indices where !isASCIIWhitespace(bytes[index]) { return false }
        return true
      }
  }

  /// Replaces the characters of a text or comment node.
  public mutating func setText(_ text: String, of id: NodeID) {
    nodes[id.index].data = store(text)
    nodes[id.index].capacityShift = 0
  }

  /// Replaces all that an element contains by one text.
  public mutating func setTextContent(_ text: String, of id: NodeID) {
    detachChildren(of: id)
    append(makeText(text), to: id)
  }
}

/// Tab, line feed, form feed, carriage return, space.
@inline(__always)
func isASCIIWhitespace(_ byte: UInt8) -> Bool {
  byte == 0x20 || byte == 0x0A || byte == 0x09 || byte == 0x0C || byte == 0x0D
}
