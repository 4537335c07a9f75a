internal import FeedModel
internal import HTML

/// A link to the entry itself with nothing but "Read more", last in the body.
enum ReadMore {
  /// Whether there was one.
  static func remove(
    _ rule: PromoRule, from document: inout HTMLDocument, _ work: inout EntryWork
  ) -> Bool {
    guard let link = lastLink(in: document), document.firstElement(.img, in: link) == nil,
      let text = document.trimmedText(of: link, upTo: 300),
      says(Array(text), rule, title: work.title), leadsToEntry(link, in: document, work)
    else { return false }
    var parts = [link]
    // Brackets, arrows and the like beside it.
    for sibling in [document.previousSibling(of: link), document.nextSibling(of: link)] {
      if let sibling, isMark(sibling, in: document) { parts.append(sibling) }
    }
    var parent = document.parent(of: link)
    for part in parts {
      work.log.recordRemoval(rule.name, of: part, in: document)
      document.detach(part)
    }
    // What is empty now would hide the next such link, and so would the blanks behind it.
    while let empty = parent, document.isElement(empty), !document.hasVisibleChild(empty) {
      parent = document.parent(of: empty)
      while let blank = document.nextSibling(of: empty), document.isInvisible(blank) {
        document.detach(blank)
      }
      document.detach(empty)
    }
    return true
  }

  /// The last thing that shows, if it is a link.
  private static func lastLink(in document: borrowing HTMLDocument) -> NodeID? {
    var current = document.lastChild(of: document.root)
    while let node = current {
      if document.isInvisible(node) || document.isElement(node, .br)
        || document.isElement(node, .hr) || isMark(node, in: document)
      {
        current = document.previousSibling(of: node)
      } else if document.isElement(node, .a) {
        return node
      } else if document.isElement(node) {
        current = document.lastChild(of: node)
      } else {
        return nil
      }
    }
    return nil
  }

  /// A text without a letter or a digit.
  private static func isMark(_ id: NodeID, in document: borrowing HTMLDocument) -> Bool {
    document.isText(id)
      && document.withText(of: id) { text in text.count <= 24 && !holdsWord(text) }
  }

  /// Whether there is anything that ``letters(_:)`` keeps.
  private static func holdsWord(_ text: Span<UInt8>) -> Bool {
    for index in text.indices where text[index].isASCIILetter || text[index].isASCIIDigit {
      return true
    }
    return !letters(text.copied).isEmpty
  }

  /// Whether the words are those of a rule, perhaps with the title behind them.
  static func says(_ text: [UInt8], _ rule: PromoRule, title: String) -> Bool {
    let words = letters(text)
    guard !words.isEmpty else { return false }
    return rule.markers.contains { marker in
      guard words.starts(with: marker) else { return false }
      return words.count == marker.count
        || words.dropFirst(marker.count).trimmedBlanks
          .elementsEqual(letters(Array(title.utf8)))
    }
  }

  /// Words in lower case with one blank between them; no marks, arrows, quotes and brackets.
  static func letters(_ text: [UInt8]) -> [UInt8] {
    var output: [UInt8] = []
    for scalar in String(decoding: text.inLowercase(), as: UTF8.self).unicodeScalars {
      // An apostrophe stands inside of words.
      if scalar == "'" || scalar == "’" {
        output.append(UInt8(ascii: "'"))
      } else if scalar.isLetterOrNumber
        || !scalar.isASCII && scalar.properties.generalCategory == .nonspacingMark
      {
        output += String(scalar).utf8
      } else {
        output.append(0x20)
      }
    }
    return output.collapsedSpaces
  }

  /// Whether a link's address is the entry's own, its fragment and tracking aside.
  static func leadsToEntry(
    _ link: NodeID, in document: borrowing HTMLDocument, _ work: EntryWork
  ) -> Bool {
    guard let href = document.attribute(.href, of: link),
      let address = WebAddress(href, base: work.base), address.isHTTP
    else { return false }
    return ([work.page].compactMap(\.self) + work.otherPages).contains { work.isOwn(address, $0) }
  }
}

extension EntryWork {
  /// Whether an address is the entry's page: by host and path, and by the query where that names the
  /// page.
  func isOwn(_ address: WebAddress, _ page: WebAddress) -> Bool {
    guard AppearedFirst.key(address) == AppearedFirst.key(page) else { return false }
    let own = rules.cleanedLink(page, ownHosts: ownHosts)?.address ?? page
    guard own.query != nil else { return true }
    let clean = rules.cleanedLink(address, ownHosts: ownHosts)?.address ?? address
    return clean.removingFragment == own.removingFragment
  }
}
