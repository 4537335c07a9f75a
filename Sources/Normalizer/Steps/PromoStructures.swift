internal import Bytes
internal import FeedModel
internal import HTML

/// WordPress: `<p>The post <a href=ITEM>T</a> appeared first on <a href=SITE>S</a>.</p>`.
enum AppearedFirst {
  /// Whether one was removed.
  static func remove(
    _ rule: PromoRule, at lines: ClosingLines, from document: inout HTMLDocument,
    _ work: inout EntryWork
  ) -> Bool {
    for line in lines.all where isNote(line.nodes, line.text, in: document, work) {
      for node in line.nodes {
        work.log.recordRemoval(rule.name, of: node, in: document)
        document.detach(node)
      }
      return true
    }
    return false
  }

  private static func isNote(
    _ nodes: [NodeID], _ text: [UInt8], in document: borrowing HTMLDocument, _ work: EntryWork
  ) -> Bool {
    guard let link = work.link, !text.isEmpty else { return false }
    let links = firstLinks(of: nodes, upTo: 3, in: document)
    if links.isEmpty { return isPlainNote(text, work.title) }
    guard links.count == 2 else { return false }
    let first = document.trimmedText(of: links[0])
    let second = document.trimmedText(of: links[1])
    guard text.count - first.count - second.count <= 90, second.count <= 200,
      isTitle(first, work.title),
      let item = document.attribute(.href, of: links[0]).flatMap({ WebAddress($0, base: work.base) }
      ),
      let site = document.attribute(.href, of: links[1]).flatMap({ WebAddress($0, base: work.base) }
      )
    else { return false }
    if key(item) == key(link) { return isHome(site, of: link, work) }
    // FeedBurner's links to items say nothing of the site: the note's own must agree.
    return isFeedBurner(link) && isBelow(item, site)
  }

  /// The last node is the first of the line.
  private static func firstLinks(
    of nodes: [NodeID], upTo most: Int, in document: borrowing HTMLDocument
  ) -> [NodeID] {
    var links: [NodeID] = []
    for top in nodes.reversed() {
      var current: NodeID? = top
      while let node = current {
        if document.isElement(node, .a) {
          links.append(node)
          if links.count == most { return links }
          if node == top { break }
        }
        current = document.next(after: node, in: top)
      }
    }
    return links
  }

  /// The note less its links, which another cleaner took: the title stands between its words.
  private static func isPlainNote(_ line: [UInt8], _ title: String) -> Bool {
    guard line.count <= title.utf8.count + 300 else { return false }
    return notes.contains { start, middle in
      guard start.utf8.first == line.first, line.starts(with: start.utf8),
        let found = line.firstRange(ofBytes: Array(middle.utf8), from: start.utf8.count)
      else { return false }
      let site = line[found.upperBound...]
      return !site.isEmpty && site.count <= 120
        && isTitle(Array(line[start.utf8.count..<found.lowerBound]), title)
    }
  }

  private static let notes = [
    ("The post ", " appeared first on "), ("The post ", " first appeared on "),
    ("Der Beitrag ", " erschien zuerst auf "), ("L’article ", " est apparu en premier sur "),
    ("L'article ", " est apparu en premier sur "), ("La entrada ", " se publicó primero en "),
    ("La entrada ", " apareció primero en "), ("L’articolo ", " proviene da "),
    ("L'articolo ", " proviene da "), ("O post ", " apareceu primeiro em "),
    ("Het bericht ", " verscheen eerst op "), ("Wpis ", " pojawił się poczatkowo na "),
    ("Запись ", " впервые появилась "), ("Сообщение ", " появились сначала на "),
  ]

  private static func isFeedBurner(_ link: WebAddress) -> Bool {
    let isAtFeedBurner = ["feedproxy.google.com", "feeds.feedburner.com"].contains {
      link.isWithin($0)
    }
    return isAtFeedBurner || link.path.utf8.starts(with: "/~r/".utf8)
  }

  /// Whether an address lies below a page at the same host.
  private static func isBelow(_ address: WebAddress, _ page: WebAddress) -> Bool {
    let home = key(page)
    let item = key(address)
    return home.count < item.count && item.starts(with: home)
      && item[home.count] == UInt8(ascii: "/")
  }

  /// Host and decoded path, `www.` and a slash at the end aside: the query may hold tracking.
  static func key(_ address: WebAddress) -> [UInt8] {
    guard let parts = AddressParts(address) else { return [] }
    var host = parts.hostBytes
    if host.starts(with: "www.".utf8) { host = host.dropFirst(4) }
    var key = host + PercentCoding.decoded(parts.pathBytes)
    if key.last == UInt8(ascii: "/") { key.removeLast() }
    return Array(key)
  }

  static func isTitle(_ text: [UInt8], _ title: String) -> Bool {
    let text = text.collapsedSpaces
    let title = Array(title.utf8).collapsedSpaces
    if text == title { return true }
    // Round quotes and dashes are two bytes longer than plain ones.
    guard abs(text.count - title.count) <= 16 + title.count / 4 else { return false }
    return letters(text) == letters(title)
  }

  /// What is left when quotes and dashes, which WordPress makes round, are dropped.
  private static func letters(_ text: [UInt8]) -> [UInt8] {
    let scalars = String(decoding: text, as: UTF8.self).unicodeScalars
    return Array(String(String.UnicodeScalarView(scalars.filter(\.isLetterOrNumber))).utf8)
  }

  /// The feed's home page, or the page above the entry's own at the same host.
  private static func isHome(_ site: WebAddress, of link: WebAddress, _ work: EntryWork) -> Bool {
    if let homepage = work.homepage, key(homepage) == key(site) { return true }
    return isBelow(link, site)
  }
}

/// Medium: a pixel, and right after it `<hr><p>… was originally published in …`.
enum MediumNote {
  static func remove(
    _ rule: PromoRule, from document: inout HTMLDocument, _ work: inout EntryWork
  ) {
    let paths = rule.markers.map { Array($0.drop { $0 != UInt8(ascii: "/") }) }
    for image in document.elements(.img, in: document.root) {
      guard holds(paths, image, in: document), let source = document.attribute(.src, of: image),
        let address = WebAddress(source, base: work.base).flatMap({ AddressParts($0) }),
        rule.markers.contains(where: {
          ($0[...]).elementsEqual(address.hostBytes + address.pathBytes)
        })
      else { continue }
      var parts = [image]
      if let ruler = document.nextVisibleSibling(of: image), document.isElement(ruler, .hr),
        let note = document.nextVisibleSibling(of: ruler), document.isElement(note, .p),
        isNote(note, in: document)
      {
        parts += [ruler, note]
      }
      for part in parts {
        work.log.recordRemoval(rule.name, of: part, in: document)
        document.detach(part)
      }
    }
  }

  /// Whether an image's address has one of the paths in it; cheaper than to parse it.
  private static func holds(
    _ paths: [[UInt8]], _ image: NodeID, in document: borrowing HTMLDocument
  ) -> Bool {
    document.withAttribute(.src, of: image) { source in
      source.withUnsafeBufferPointer { source in
        paths.contains { source.firstRange(ofBytes: $0) != nil }
      }
    } ?? false
  }

  private static func isNote(_ id: NodeID, in document: borrowing HTMLDocument) -> Bool {
    document.trimmedText(of: id, upTo: 2000)?
      .firstRange(ofBytes: Array("was originally published in".utf8)) != nil
  }
}

/// FeedBurner: an element, known by its class, whose links all hold the marker.
enum LinkRow {
  static func isOne(
    _ id: NodeID, _ rule: PromoRule, in document: borrowing HTMLDocument
  ) -> Bool {
    var hasLinks = false
    var current = document.next(after: id, in: id)
    while let node = current {
      if document.isElement(node, .a) {
        let href = document.bytes(of: .href, node) ?? []
        guard rule.markers.contains(where: { href.firstRange(ofBytes: $0) != nil }) else {
          return false
        }
        hasLinks = true
      }
      current = document.next(after: node, in: id)
    }
    // The row's words are few: a block that holds an article beside it is none.
    return hasLinks && document.trimmedText(of: id, upTo: 400) != nil
  }
}
