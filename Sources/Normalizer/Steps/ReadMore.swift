internal import FeedModel
internal import HTML

/// A link to the entry itself with nothing but "Read more", last in the body.
enum ReadMore {
  /// Whether there was one.
  static func remove(
    _ rule: PromoRule, from document: inout HTMLDocument, _ work: inout EntryWork
  ) -> Bool {
    guard let last = Ending(of: document) else { return false }
    let link = last.link
    guard let text = words(of: link, in: document), leadsToEntry(link, in: document, work),
      says(Array(text), rule, title: work.title) || isJump(link, in: document)
        || text.count <= 48 && leadsToComments(link, in: document)
          && document.textLength(of: document.root) > text.count + 20
        || text.count <= 8 && isSign(link, Array(text), in: document),
      !isInParenthesis(link, in: document)
    else { return false }
    var parts = [link] + last.behind
    // Brackets, arrows and the like beside it.
    for sibling in [document.previousSibling(of: link), document.nextSibling(of: link)] {
      if let sibling, isMark(sibling, in: document) { parts.append(sibling) }
    }
    var parent = document.parent(of: link)
    dropBracket(before: link, rule, in: &document, &work)
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

  /// What a link says: its text, or the alternative text of the button that is all it shows.
  private static func words(of link: NodeID, in document: borrowing HTMLDocument) -> [UInt8]? {
    guard let image = document.firstElement(.img, in: link) else {
      return document.trimmedText(of: link, upTo: 300)
    }
    let appearance = Appearance(of: image, in: document)
    guard !document.showsText(link), document.elements(.img, in: link).count == 1,
      (appearance.width ?? 0) <= 300, (appearance.height ?? 0) <= 100,
      let text = document.bytes(of: .alt, image), !letters(text).isEmpty
    else { return nil }
    return text
  }

  /// Whether a bracket closes behind the link that opened before other words: "(see more)".
  private static func isInParenthesis(_ link: NodeID, in document: borrowing HTMLDocument) -> Bool {
    guard let before = document.previousSibling(of: link), document.isText(before),
      let after = document.nextSibling(of: link), document.isText(after)
    else { return false }
    let closing = document.withText(of: after) { $0.copied.trimmedBlanks.first }
    guard let pair = brackets.first(where: { $0.closing == closing }) else { return false }
    let text = document.withText(of: before) { $0.copied }
    let opening = text.lastIndex(of: pair.opening)
    return opening.map { holdsWord(Array(text[$0...]).span) } ?? false
  }

  private static let brackets = [("[", "]"), ("(", ")")].map { (opening: String, closing: String) in
    (opening: Array(opening.utf8)[0], closing: Array(closing.utf8)[0])
  }

  /// Takes the bracket that opens before the link from the end of a text: it closes behind the link.
  private static func dropBracket(
    before link: NodeID, _ rule: PromoRule, in document: inout HTMLDocument,
    _ work: inout EntryWork
  ) {
    guard let before = document.previousSibling(of: link), document.isText(before),
      let after = document.nextSibling(of: link), isMark(after, in: document)
    else { return }
    let text = document.withText(of: before) { $0.copied }
    let opening = text.trimmedBlanks
    let closing = document.withText(of: after) { $0.copied.trimmedBlanks.first }
    guard brackets.contains(where: { $0.opening == opening.last && $0.closing == closing }) else {
      return
    }
    let rest = opening.dropLast()
    let end = rest.lastIndex { !$0.isHTMLBlank }.map { $0 + 1 } ?? rest.startIndex
    let shortened = String(decoding: Array(rest[..<end]), as: UTF8.self)
    document.setText(shortened, of: before)
    work.log.recordChange(
      rule.name, of: before, before: String(decoding: text, as: UTF8.self), after: shortened,
      in: document)
  }

  /// The last thing that shows, if it is a link, with what stands behind it on its line: links to the
  /// site's sections, "at Example."
  private struct Ending {
    let link: NodeID
    private(set) var behind: [NodeID] = []

    init?(of document: borrowing HTMLDocument) {
      var current = document.lastChild(of: document.root)
      while let node = current {
        if document.isInvisible(node) || document.isElement(node, .br)
          || document.isElement(node, .hr) || isMark(node, in: document)
        {
          if !behind.isEmpty { behind.append(node) }
          current = document.previousSibling(of: node)
        } else if document.isElement(node, .a) {
          guard behind.isEmpty || document.parent(of: node) == document.parent(of: behind[0]) else {
            return nil
          }
          guard Ending.leadsToSection(node, in: document) else {
            link = node
            return
          }
          behind.append(node)
          current = document.previousSibling(of: node)
        } else if document.isElement(node) {
          guard behind.isEmpty else { return nil }
          current =
            Ending.isSignature(node, in: document) || Ending.isOfFeed(node, in: document)
            ? document.previousSibling(of: node) : document.lastChild(of: node)
        } else if behind.isEmpty, Ending.namesPlace(node, in: document) {
          behind.append(node)
          current = document.previousVisibleSibling(of: node)
          guard let link = current, document.isElement(link, .a) else { return nil }
        } else {
          return nil
        }
      }
      return nil
    }

    /// What Blogger puts below every entry of its feeds.
    private static func isOfFeed(_ node: NodeID, in document: borrowing HTMLDocument) -> Bool {
      document.withAttribute(.class, of: node) { $0.equals("blogger-post-footer") } ?? false
    }

    /// "— Jane", on a line of its own.
    private static func isSignature(_ node: NodeID, in document: borrowing HTMLDocument) -> Bool {
      guard document.isElement(node, .p) || document.isElement(node, .div),
        let only = document.onlyVisibleChild(of: node), document.isText(only),
        let text = document.trimmedText(of: only, upTo: 40)
      else { return false }
      return ["—", "–", "-- ", "- ", "~"].contains { text.starts(with: $0.utf8) }
        && !letters(text).isEmpty
    }

    private static func leadsToSection(_ link: NodeID, in document: borrowing HTMLDocument) -> Bool
    {
      guard let rel = document.bytes(of: .rel, link) else { return false }
      return rel.inLowercase().split(whereSeparator: \.isHTMLBlank).contains { word in
        word.elementsEqual("tag".utf8) || word.elementsEqual("directory".utf8)
      }
    }

    /// "at Example."
    private static func namesPlace(_ text: NodeID, in document: borrowing HTMLDocument) -> Bool {
      guard document.isText(text), let words = document.trimmedText(of: text, upTo: 48) else {
        return false
      }
      return isPlace(letters(words)[...])
    }
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
      let rest = words.dropFirst(marker.count)
      guard rest.first == 0x20 else { return rest.isEmpty }
      let tail = rest.dropFirst()
      if isPlace(tail) { return true }
      let title = letters(Array(title.utf8))
      guard !title.isEmpty, tail.starts(with: title) else { return false }
      let place = tail.dropFirst(title.count)
      return place.isEmpty || place.first == 0x20 && isPlace(place.dropFirst())
    }
  }

  /// "on", "on Medium": where the whole is to be read.
  private static func isPlace(_ words: ArraySlice<UInt8>) -> Bool {
    let parts = words.split(separator: 0x20)
    guard let first = parts.first, parts.count <= 6 else { return false }
    return prepositions.contains { first.elementsEqual($0.utf8) }
  }

  private static let prepositions = [
    "on", "at", "auf", "bei", "sur", "chez", "en", "su", "em", "op", "på", "hos", "via",
  ]

  /// Whether a link of its own line leads to where a blog's own list cuts the entry off: Blogger's
  /// `#more` and WordPress' `#more-12`, whatever it says.
  private static func isJump(_ link: NodeID, in document: borrowing HTMLDocument) -> Bool {
    guard let href = document.attribute(.href, of: link), let mark = href.utf8.firstIndex(of: 0x23)
    else { return false }
    let fragment = href.utf8[mark...].dropFirst()
    guard fragment.starts(with: "more".utf8) else { return false }
    let number = fragment.dropFirst(4)
    guard
      number.isEmpty
        || (number.first == UInt8(ascii: "-") && number.dropFirst().allSatisfy(\.isASCIIDigit))
    else { return false }
    return document.previousVisibleSibling(of: link).map { before in
      document.isElement(before)
        && (document.isElement(before, .br)
          || ContentModel.isBlock(document.name(of: before)))
    } ?? true
  }

  /// Whether a link to what others have said of the entry is all that its line holds, but for other
  /// links: "Read more | Comments (3)".
  private static func leadsToComments(_ link: NodeID, in document: borrowing HTMLDocument) -> Bool {
    guard let href = document.attribute(.href, of: link), let mark = href.utf8.firstIndex(of: 0x23),
      comments.contains(where: { href.utf8[mark...].dropFirst().elementsEqual($0.utf8) })
    else { return false }
    return !isJoined(link, in: document)
  }

  /// Whether a link's line holds nothing but a sign that a link log sets for a link to itself: "∞",
  /// "★". A fragment leads to a place in the entry, as from a footnote.
  private static func isSign(
    _ link: NodeID, _ text: [UInt8], in document: borrowing HTMLDocument
  ) -> Bool {
    !text.isEmpty && letters(text).isEmpty && !isJoined(link, in: document)
      && document.withAttribute(.href, of: link) { $0.holdsByte("#") } == false
  }

  /// Whether anything but links and marks stands before a link on its line.
  private static func isJoined(_ link: NodeID, in document: borrowing HTMLDocument) -> Bool {
    var current = document.previousVisibleSibling(of: link)
    while let node = current, !document.isElement(node, .br),
      !document.isElement(node) || !ContentModel.isBlock(document.name(of: node))
    {
      guard document.isElement(node, .a) || isMark(node, in: document) else { return true }
      current = document.previousVisibleSibling(of: node)
    }
    return false
  }

  private static let comments = [
    "comments", "respond", "comment-form", "disqus_thread", "comment-section", "comentarios",
    "commentaires", "kommentare",
  ]

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
