internal import HTML

/// A body that is one `pre` of prose, as archives of mailing lists write a mail: its paragraphs are parted
/// by blank lines, and its addresses are no links.
enum MailText {
  /// Boxes around it that are looked into.
  private static let deepest = 6
  /// Bytes by which it is judged.
  private static let sample = 4000

  /// `nil` for every other body, one of code too.
  static func node(in document: borrowing HTMLDocument) -> NodeID? {
    guard document.mayHold(ElementName.pre) else { return nil }
    var current = document.root
    for _ in 0..<deepest {
      guard let only = document.onlyVisibleChild(of: current), document.isElement(only) else {
        return nil
      }
      if document.isElement(only, .pre) { return isMail(only, in: document) ? only : nil }
      guard
        document.isElement(only, .div) || document.isElement(only, .section)
          || document.isElement(only, .article)
      else { return nil }
      current = only
    }
    return nil
  }

  /// Makes links of the addresses that stand bare in it.
  static func link(in document: inout HTMLDocument, _ work: inout EntryWork) {
    guard let mail = node(in: document) else { return }
    AddressLinks.apply(toTextsOf: mail, in: &document, &work)
  }

  /// Whether a `pre` holds nothing but text and links, and that in words and sentences.
  private static func isMail(_ pre: NodeID, in document: borrowing HTMLDocument) -> Bool {
    var text: [UInt8] = []
    var child = document.firstChild(of: pre)
    while let node = child, text.count < sample {
      child = document.nextSibling(of: node)
      if document.isElement(node), !document.isElement(node, .a), !document.isElement(node, .br) {
        return false
      }
      if document.isText(node) { document.appendTextContent(of: node, to: &text) }
    }
    return isProse(Array(text.prefix(sample)))
  }

  /// Whether nearly all signs are letters, hardly one is a programmer's, and sentences end.
  private static func isProse(_ text: [UInt8]) -> Bool {
    var letters = 0
    var signs = 0
    var others = 0
    var index = 0
    let addresses = AddressLinks.ranges(in: text)
    var next = addresses.startIndex
    while index < text.count {
      if next < addresses.endIndex, addresses[next].lowerBound == index {
        index = addresses[next].upperBound
        next += 1
        continue
      }
      let byte = text[index]
      if byte.isASCIILetter || byte >= 0x80 {
        letters += 1
      } else if "{}=<|;\\$`[]_#@".utf8.contains(byte) {
        signs += 1
      } else if !byte.isHTMLBlank {
        others += 1
      }
      index += 1
    }
    guard letters * 100 >= (letters + signs + others) * 85, signs * 50 <= letters else {
      return false
    }
    let paragraphs = text.split(separator: 0x0A, omittingEmptySubsequences: false)
      .split { $0.trimmedBlanks.isEmpty }
    return paragraphs.contains { lines in
      let paragraph = Array(lines.joined(separator: [0x20])).collapsedSpaces
      return paragraph.split(separator: 0x20).count >= 8
        && (Sentence.isWhole(paragraph) || SummaryJudge.leadsOn(paragraph))
    }
  }
}
