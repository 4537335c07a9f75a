internal import FeedModel

/// What a text is, by its content alone.
enum Sniffer {
  enum Shape {
    case entryFile
    /// With the index where the value begins.
    case json(start: Int)
    /// With the index of the first `<`.
    case xml(start: Int)
    case refused(NotAFeed.Reason)
  }

  static func refusal(_ shape: Shape) -> NotAFeed {
    if case .refused(let reason) = shape { return NotAFeed(reason) }
    return NotAFeed(.plainText)
  }

  static func shape(of bytes: [UInt8], base: WebAddress?) -> Shape {
    bytes.withUnsafeBufferPointer { buffer in
      guard let start = buffer.firstIndex(where: { !UTF8Text.isSpace($0) }) else {
        return .refused(.empty)
      }
      if EntryFileReader.isEntryFile(buffer, at: start) { return .entryFile }
      let scan = XMLScan(bytes: buffer)
      switch buffer[start] {
      case 0x7B: return .json(start: start)
      case 0x5B: return .json(start: start)
      case 0x3C: return markup(scan, at: start, base: base)
      default: return junk(scan, from: start, base: base)
      }
    }
  }

  /// XML or HTML: the first element decides.
  private static func markup(_ scan: XMLScan, at start: Int, base: WebAddress?) -> Shape {
    let head = scan.bytes.prefix(start + 4_096)
    if WebPage.isHTML(head, from: start), !holdsFeed(scan, from: start) {
      let page = WebPage(scan.bytes, base: base)
      return .refused(.webPage(title: page.title, feeds: page.feeds))
    }
    return .xml(start: declaration(scan, behindJunkFrom: start) ?? start)
  }

  /// A server's warning in HTML before the document: where the document begins after all.
  private static func declaration(_ scan: XMLScan, behindJunkFrom start: Int) -> Int? {
    let window = min(scan.count, start + 65_536)
    var i = start
    var isFirst = true
    while let tag = scan.index(of: 0x3C, from: i, to: window) {
      if openings.contains(where: { startsIgnoringCase(scan, $0, at: tag) }) {
        return isFirst ? nil : tag
      }
      if scan.starts(with: "<!--", at: tag) {
        i = scan.end(of: "-->", from: tag) ?? window
      } else if scan.starts(with: "<!", at: tag) {
        i = scan.endOfDoctype(from: tag) ?? window
      } else {
        i = tag + 1
        let isElement = i < window && UTF8Text.isLetter(scan.bytes[i])
        if isElement, isFirst, !isJunk(scan, at: i) { return nil }
        if isElement { isFirst = false }
      }
    }
    return nil
  }

  /// Whether an element is one that a server's warning begins with.
  private static func isJunk(_ scan: XMLScan, at index: Int) -> Bool {
    let names: [StaticString] = ["br", "b>", "p>", "div", "font", "table", "script", "style", "h1"]
    return names.contains { startsIgnoringCase(scan, $0, at: index) }
  }

  /// Whether a feed stands inside a page, as it does when a server wraps what it sends.
  private static func holdsFeed(_ scan: XMLScan, from start: Int) -> Bool {
    let window = min(scan.count, start + 16_384)
    var i = start
    while let tag = scan.index(of: 0x3C, from: i, to: window) {
      for opening: StaticString in ["<rss ", "<rss>", "<rdf:rdf", "<feed ", "<feed>"]
      where startsIgnoringCase(scan, opening, at: tag) {
        return true
      }
      i = tag + 1
    }
    return false
  }

  /// Text before the first tag: a feed behind a server's warnings, or no feed at all.
  private static func junk(_ scan: XMLScan, from start: Int, base: WebAddress?) -> Shape {
    let window = min(scan.count, start + 65_536)
    var i = start
    while let tag = scan.index(of: 0x3C, from: i, to: window) {
      for opening in openings where startsIgnoringCase(scan, opening, at: tag) {
        return .xml(start: tag)
      }
      i = tag + 1
    }
    if let kind = BinaryKinds.kind(of: scan.bytes) { return .refused(.binary(kind: kind)) }
    let page = scan.index(of: 0x3C, from: start, to: window)
    if let page, WebPage.isHTML(scan.bytes.prefix(window), from: page) {
      return markup(scan, at: page, base: base)
    }
    let odd = scan.bytes.prefix(512).count { $0 < 0x09 || ($0 > 0x0D && $0 < 0x20) }
    return .refused(odd > 2 ? .binary(kind: nil) : .plainText)
  }

  private static let openings: [StaticString] = [
    "<?xml", "<rss", "<rdf:rdf", "<feed", "<channel", "<opml", "<atom:feed", "<rdf",
  ]

  private static func startsIgnoringCase(
    _ scan: XMLScan, _ text: StaticString, at index: Int
  ) -> Bool {
    let length = text.utf8CodeUnitCount
    guard index + length <= scan.count else { return false }
    for i in 0..<length where UTF8Text.fold(scan.bytes[index + i]) != text.utf8Start[i] {
      return false
    }
    return true
  }
}

/// File kinds by their first bytes, for a helpful message.
enum BinaryKinds {
  static func kind(of bytes: UnsafeBufferPointer<UInt8>) -> String? {
    for (mark, kind) in marks where bytes.starts(with: mark.utf8) { return kind }
    return nil
  }

  private static let marks: [(String, String)] = [
    ("%PDF", "a PDF file"), ("GIF8", "a GIF image"), ("PK\u{3}\u{4}", "a ZIP archive"),
    ("ID3", "an MP3 file"), ("OggS", "an Ogg file"), ("RIFF", "a RIFF file"),
    ("BZh", "a bzip2 archive"), ("SQLite format", "an SQLite database"),
  ]
}
