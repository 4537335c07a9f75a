/// CDATA sections within CDATA sections, which XML does not know, and the marks that they leave in
/// bodies.
enum SectionMarks {
  /// A body without `<![CDATA[` and the `]]>` that belongs to it.
  ///
  /// HTML takes the first for a comment's beginning, which hides all up to the next `>`.
  static func removed(_ html: String) -> String {
    var html = html
    return html.withUTF8 { bytes -> String? in
      let scan = XMLScan(bytes: bytes)
      guard var inner = scan.startOfSection(from: 0) else { return nil }
      var rest: [UInt8] = []
      rest.reserveCapacity(bytes.count)
      var start = 0
      while true {
        rest.append(contentsOf: bytes[start..<(inner - 9)])
        start = inner
        let next = scan.startOfSection(from: inner)
        if let end = scan.endOfSection(from: inner, to: next.map { $0 - 9 } ?? bytes.count) {
          rest.append(contentsOf: bytes[inner..<(end - 3)])
          start = end
        }
        guard let next else { break }
        inner = next
      }
      // The ends of outer ones.
      rest.append(contentsOf: bytes[start...])
      return String(decoding: rest, as: UTF8.self)
    } ?? html
  }
}

extension XMLScan {
  /// The index just behind the `]]>` that ends a section within which another begins: the one that
  /// stands before the end tag of the element. `nil` where the first ends it.
  ///
  /// Looks at few ends behind the first, so that a document of such beginnings stays linear.
  func endOfOuterSection(from start: Int, first: Int, in name: String) -> Int? {
    guard startOfSection(from: start, to: first - 3) != nil,
      !isEndTag(at: first, of: name), !starts(with: "<![CDATA[", at: first)
    else { return nil }
    var last = first
    for _ in 0..<16 {
      guard let next = endOfSection(from: last), !hasEndTag(from: last, to: next, of: name) else {
        return nil
      }
      if isEndTag(at: next, of: name) { return next }
      last = next
    }
    return nil
  }

  private func hasEndTag(from start: Int, to end: Int, of name: String) -> Bool {
    var i = start
    while let tag = index(of: 0x3C, from: i, to: end) {
      if isEndTag(at: tag, of: name) { return true }
      i = tag + 1
    }
    return false
  }

  /// Whether the element's end tag stands here, perhaps behind blanks; its name in lower case.
  private func isEndTag(at index: Int, of name: String) -> Bool {
    var i = index
    while i < count, UTF8Text.isSpace(bytes[i]) { i += 1 }
    let name = name.utf8
    guard i + 2 + name.count < count, bytes[i] == 0x3C, bytes[i + 1] == 0x2F else { return false }
    let behind = bytes[i + 2 + name.count]
    return bytes[(i + 2)..<(i + 2 + name.count)].lazy.map(UTF8Text.fold).elementsEqual(name)
      && (behind == 0x3E || UTF8Text.isSpace(behind))
  }
}
