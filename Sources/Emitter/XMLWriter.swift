/// Writes indented XML straight to UTF-8 bytes.
///
/// Whatever strings it is given, what comes out is well-formed; names are the caller's
/// responsibility. Two spaces a level, LF line ends, no CDATA, no time of day, no state but its own.
struct XMLWriter {
  /// What is written and not yet taken.
  private(set) var bytes: [UInt8] = []

  /// Makes room for so many bytes, where a caller knows about how many there will be.
  mutating func reserveCapacity(_ count: Int) { bytes.reserveCapacity(count) }
  private var openNames: [String] = []
  private var isInline = false

  /// A name and its value; an attribute whose value is `nil` is not written.
  typealias Attribute = (name: String, value: String?)

  mutating func declaration() {
    bytes.append(contentsOf: "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".utf8)
  }

  /// Begins an element that holds other elements, one on a line.
  mutating func open(_ name: String, _ attributes: [Attribute] = []) {
    startTag(name, attributes)
    bytes.append(UInt8(ascii: ">"))
    endLine()
    openNames.append(name)
  }

  /// Ends what ``open(_:_:)`` began last.
  mutating func close() {
    guard let name = openNames.popLast() else { return }
    indent()
    endTag(name)
    endLine()
  }

  /// An element on a line of its own that holds `text`, or nothing when it is empty.
  mutating func leaf(_ name: String, _ attributes: [Attribute] = [], text: String = "") {
    startTag(name, attributes)
    if text.isEmpty {
      bytes.append(contentsOf: "/>".utf8)
    } else {
      bytes.append(UInt8(ascii: ">"))
      XMLCharacters.appendEscaped(text, in: .text, to: &bytes)
      endTag(name)
    }
    endLine()
  }

  /// An element on a line of its own, left out where there is no text.
  mutating func leaf(_ name: String, unlessEmpty text: String?) {
    if let text, !text.isEmpty { leaf(name, text: text) }
  }

  /// An element with both text and elements: no white space is added inside.
  mutating func mixed(
    _ name: String, _ attributes: [Attribute], text: String,
    children: (inout XMLWriter) -> Void
  ) {
    startTag(name, attributes)
    bytes.append(UInt8(ascii: ">"))
    XMLCharacters.appendEscaped(text, in: .text, to: &bytes)
    let wasInline = isInline
    isInline = true
    children(&self)
    isInline = wasInline
    endTag(name)
    endLine()
  }

  /// Hands out what was written so far and begins an empty buffer that keeps its capacity.
  mutating func flush<E: Error>(into sink: ([UInt8]) throws(E) -> Void) throws(E) {
    guard !bytes.isEmpty else { return }
    try sink(bytes)
    bytes.removeAll(keepingCapacity: true)
  }

  private mutating func startTag(_ name: String, _ attributes: [Attribute]) {
    indent()
    bytes.append(UInt8(ascii: "<"))
    bytes.append(contentsOf: name.utf8)
    for attribute in attributes {
      guard let value = attribute.value else { continue }
      bytes.append(UInt8(ascii: " "))
      bytes.append(contentsOf: attribute.name.utf8)
      bytes.append(contentsOf: "=\"".utf8)
      XMLCharacters.appendEscaped(value, in: .attribute, to: &bytes)
      bytes.append(UInt8(ascii: "\""))
    }
  }

  private mutating func endTag(_ name: String) {
    bytes.append(contentsOf: "</".utf8)
    bytes.append(contentsOf: name.utf8)
    bytes.append(UInt8(ascii: ">"))
  }

  private mutating func indent() {
    guard !isInline else { return }
    for _ in 0..<openNames.count { bytes.append(contentsOf: "  ".utf8) }
  }

  private mutating func endLine() {
    if !isInline { bytes.append(UInt8(ascii: "\n")) }
  }
}
