internal import HTML

/// The mark of a footnote: a link within the entry that says nothing but a number or a sign.
enum FootnoteMark {
  /// Bytes of the longest, brackets included.
  private static let longest = 8

  /// Whether an element is such a link, or raises one and nothing else.
  ///
  /// A raised number without a link may be an exponent, and "see section 2" leads to a place in the text.
  ///
  /// - Parameter isJoined: whether it follows a word without a blank.
  static func isOne(
    _ node: NodeID, _ name: ElementName, isJoined: Bool, in document: borrowing HTMLDocument
  ) -> Bool {
    guard name == .a || name == .sup,
      let text = document.trimmedText(of: node, upTo: longest), isMark(text),
      name == .sup || isJoined || text.first == UInt8(ascii: "[")
    else { return false }
    let link = name == .a ? node : document.firstElement(.a, in: node)
    return link.flatMap { document.withAttribute(.href, of: $0) { $0.starts(with: "#") } } ?? false
  }

  /// "1", "[12]", "*", "†", "a".
  private static func isMark(_ text: [UInt8]) -> Bool {
    var letters = 0
    for scalar in String(decoding: text, as: UTF8.self).unicodeScalars {
      if "0123456789[]()*†‡§↑↩^ ".unicodeScalars.contains(scalar) { continue }
      letters += 1
    }
    return !text.isEmpty && letters <= 1
  }
}
