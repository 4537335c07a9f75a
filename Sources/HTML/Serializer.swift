extension Document {
  /// Appends the HTML of `id` itself (§13.3) to `output`; the root's is that of its children.
  ///
  /// `forXML` leaves out of texts and attribute values what XML 1.0 can't hold: controls, U+FFFE and
  /// U+FFFF. A carriage return becomes a line feed.
  public func serialize(_ id: NodeID, forXML: Bool = false, into output: inout [UInt8]) {
    guard kind(of: id) != .document else {
      return serializeChildren(of: id, forXML: forXML, into: &output)
    }
    var current = id
    while true {
      open(current, forXML, into: &output)
      if !isVoid(current), let child = firstChild(of: current) {
        current = child
        continue
      }
      close(current, into: &output)
      while current != id, node(current).next == .none {
        current = node(current).parent.optional ?? id
        close(current, into: &output)
      }
      guard current != id, let sibling = node(current).next.optional else { return }
      current = sibling
    }
  }

  /// Appends the HTML of what `id` contains (§13.3) to `output`.
  public func serializeChildren(
    of id: NodeID, forXML: Bool = false, into output: inout [UInt8]
  ) {
    guard !isVoid(id) else { return }
    var child = firstChild(of: id)
    while let node = child {
      serialize(node, forXML: forXML, into: &output)
      child = self.node(node).next.optional
    }
  }

  /// The HTML of what the root contains.
  public func serialized(forXML: Bool = false) -> [UInt8] {
    var output: [UInt8] = []
    output.reserveCapacity(input.count)
    serializeChildren(of: root, forXML: forXML, into: &output)
    return output
  }

  /// The same as a string, for XML.
  public func serializedText() -> String {
    // Valid UTF-8: the input was made so, and whole characters alone are added or left out.
    String(validUTF8: serialized(forXML: true))
  }

  private func open(_ id: NodeID, _ forXML: Bool, into output: inout [UInt8]) {
    let node = node(id)
    switch node.kind {
    case .element: openElement(node, forXML, into: &output)
    case .text: writeText(node, forXML, into: &output)
    case .comment: write("<!--", node.data, "-->", into: &output)
    case .doctype: write("<!DOCTYPE ", node.data, ">", into: &output)
    case .document: break
    }
  }

  private func openElement(_ node: Node, _ forXML: Bool, into output: inout [UInt8]) {
    output.append(UInt8(ascii: "<"))
    elementNames.withText(of: node.name.rawValue) { output.append(contentsOf: $0) }
    var index = node.firstAttribute
    while index != StoredAttribute.end {
      let attribute = storedAttributes[Int(index)]
      output.append(UInt8(ascii: " "))
      attributeNames.withText(of: attribute.name.rawValue) { output.append(contentsOf: $0) }
      output.append(UInt8(ascii: "="))
      output.append(UInt8(ascii: "\""))
      let isLookedThrough = forXML && !fitsXML(attribute.value)
      withBytes(attribute.value) { escape($0, .attribute, isLookedThrough, into: &output) }
      output.append(UInt8(ascii: "\""))
      index = attribute.next
    }
    output.append(UInt8(ascii: ">"))
  }

  private func close(_ id: NodeID, into output: inout [UInt8]) {
    guard kind(of: id) == .element, !isVoid(id) else { return }
    output.append(UInt8(ascii: "<"))
    output.append(UInt8(ascii: "/"))
    elementNames.withText(of: name(of: id).rawValue) { output.append(contentsOf: $0) }
    output.append(UInt8(ascii: ">"))
  }

  private func writeText(_ node: Node, _ forXML: Bool, into output: inout [UInt8]) {
    let isRaw = node.parent != .none && holdsRawText(node.parent)
    let isLookedThrough = forXML && !fitsXML(node.data)
    withBytes(node.data) { bytes in
      if isRaw {
        output.append(contentsOf: bytes)
      } else {
        escape(bytes, .text, isLookedThrough, into: &output)
      }
    }
  }

  /// Whether bytes are known to hold nothing that XML can't.
  private func fitsXML(_ range: ByteRange) -> Bool { inputFitsXML && !range.isInSideBuffer }

  private func write(
    _ head: StaticString, _ data: ByteRange, _ tail: StaticString, into output: inout [UInt8]
  ) {
    output += head.description.utf8
    withBytes(data) { output.append(contentsOf: $0) }
    output += tail.description.utf8
  }

  /// Elements that have no end tag in the serialization: the void ones and four old ones (§13.3).
  private func isVoid(_ id: NodeID) -> Bool {
    let node = node(id)
    guard node.namespace == .html else { return false }
    switch node.name {
    case .area, .base, .br, .col, .embed, .hr, .img, .input, .link, .meta, .source, .track, .wbr,
      .basefont, .bgsound, .frame, .keygen, .param:
      return true
    default: return false
    }
  }

  /// Elements whose text is written as it is (§13.3). `noscript` is not one: scripting is disabled.
  private func holdsRawText(_ id: NodeID) -> Bool {
    let node = node(id)
    guard node.namespace == .html else { return false }
    switch node.name {
    case .style, .script, .xmp, .iframe, .noembed, .noframes, .plaintext: return true
    default: return false
    }
  }

  private enum EscapedPlace {
    case text
    case attribute
  }

  /// Escaping a string (§13.3): `&`, U+00A0, `<`, `>`, and `"` in attribute values.
  @inline(__always)
  private func escape(
    _ bytes: Span<UInt8>, _ place: EscapedPlace, _ forXML: Bool, into output: inout [UInt8]
  ) {
    var start = 0
    var index = 0
    while index < bytes.count {
      var end = bytes.count
      if let word = bytes.word(at: index) {
        end = index &+ 8
        if !mayNeedEscape(word, place), !forXML || !mayNeedRemoval(word) {
          index = end
          continue
        }
      }
      while index < end {
        let found =
          escape(at: index, in: bytes, place) ?? (forXML ? removal(at: index, in: bytes) : nil)
        guard let escaped = found else {
          index &+= 1
          continue
        }
        output.append(contentsOf: bytes.extracting(start..<index))
        output += escaped.text.description.utf8
        index &+= escaped.length
        start = index
      }
    }
    output.append(contentsOf: bytes.extracting(start..<bytes.count))
  }

  /// Whether any of eight bytes is `&`, `<`, `>`, in an attribute `"`, or C2, with which U+00A0 begins.
  @inline(__always)
  private func mayNeedEscape(_ word: UInt64, _ place: EscapedPlace) -> Bool {
    // `<` and `>` differ in one bit.
    let angle = zeroBytes((word | 0x0202_0202_0202_0202) ^ 0x3E3E_3E3E_3E3E_3E3E)
    let ampersand = zeroBytes(word ^ 0x2626_2626_2626_2626)
    let quote = place == .attribute ? zeroBytes(word ^ 0x2222_2222_2222_2222) : 0
    return angle | ampersand | quote | zeroBytes(word ^ 0xC2C2_C2C2_C2C2_C2C2) != 0
  }

  /// Whether any of eight bytes is a control, or part of U+FFFE or U+FFFF: EF, BF and a third.
  @inline(__always)
  private func mayNeedRemoval(_ word: UInt64) -> Bool {
    let controls = (word &- 0x2020_2020_2020_2020) & ~word & 0x8080_8080_8080_8080
    let first = zeroBytes(word ^ 0xEFEF_EFEF_EFEF_EFEF)
    let second = zeroBytes(word ^ 0xBFBF_BFBF_BFBF_BFBF)
    return controls | first &<< 8 & second != 0 || word &>> 56 == 0xEF
  }

  /// What stands for the character at `index`, and how long that is; nil for one that is written as is.
  @inline(__always)
  private func escape(
    at index: Int, in bytes: Span<UInt8>, _ place: EscapedPlace
  ) -> (text: StaticString, length: Int)? {
    switch bytes[index] {
    case UInt8(ascii: "&"): ("&amp;", 1)
    case UInt8(ascii: "<"): ("&lt;", 1)
    case UInt8(ascii: ">"): ("&gt;", 1)
    case UInt8(ascii: "\"") where place == .attribute: ("&quot;", 1)
    case 0xC2 where index + 1 < bytes.count && bytes[index + 1] == 0xA0: ("&nbsp;", 2)
    default: nil
    }
  }

  /// The same for what XML 1.0 can't hold.
  private func removal(
    at index: Int, in bytes: Span<UInt8>
  ) -> (text: StaticString, length: Int)? {
    switch bytes[index] {
    case 0x09, 0x0A: nil
    case 0x0D: index + 1 < bytes.count && bytes[index + 1] == 0x0A ? ("", 1) : ("\n", 1)
    case 0..<0x20: ("", 1)
    case 0xEF where index + 2 < bytes.count && bytes[index + 1] == 0xBF && bytes[index + 2] >= 0xBE:
      ("", 3)
    default: nil
    }
  }
}
