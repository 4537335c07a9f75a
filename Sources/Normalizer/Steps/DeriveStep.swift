internal import FeedModel
internal import HTML

/// Finds a summary and a picture in a clean body.
enum DeriveStep {
  /// Characters.
  private static let shortest = 20
  private static let longest = 200

  /// The first paragraph that is long enough, outside captions, headers, footers and asides.
  static func summary(of document: borrowing HTMLDocument) -> String? {
    var fallback: [UInt8]?
    var current = document.next(after: document.root, in: document.root)
    while let node = current {
      if document.isElement(node), isBeside(document.name(of: node)) {
        current = document.next(afterSubtree: node, in: document.root)
        continue
      }
      if document.isElement(node, .p) {
        let text = document.trimmedText(of: node)
        if isLongEnough(text) { return cut(start(of: text)) }
        // A paragraph of the clean body holds lines of text alone.
        current = document.next(afterSubtree: node, in: document.root)
        continue
      } else if fallback == nil, document.isText(node) {
        let text = line(from: node, in: document)
        if isLongEnough(text) { fallback = text }
      }
      current = document.next(after: node, in: document.root)
    }
    return fallback.map { cut($0.collapsedSpaces) }
  }

  /// As much of a text as ``cut(_:)`` looks at, or more; blanks in a row are one.
  private static func start(of text: [UInt8]) -> [UInt8] {
    let start = text.prefix(8 * longest).collapsedSpaces
    return start.count > 4 * (longest + 50) ? start : text.collapsedSpaces
  }

  private static func isBeside(_ name: ElementName) -> Bool {
    switch name {
    case .figure, .figcaption, .header, .footer, .aside, .nav, .table, .h1, .h2, .h3, .h4, .h5,
      .h6, .pre, .math, .audio, .video, .iframe:
      true
    default: false
    }
  }

  /// A text and the inline nodes behind it, up to the next block or line break.
  private static func line(from node: NodeID, in document: borrowing HTMLDocument) -> [UInt8] {
    var bytes: [UInt8] = []
    var next: NodeID? = node
    // A line begins at each of its texts; pictures with blanks between must not be passed each time.
    var passed = 0
    while let sibling = next, passed < 48 {
      passed += 1
      if document.isElement(sibling),
        ContentModel.isBlock(document.name(of: sibling)) || document.isElement(sibling, .br)
      {
        break
      }
      document.appendTextContent(of: sibling, to: &bytes)
      if bytes.count > 4 * longest { break }
      next = document.nextSibling(of: sibling)
    }
    return Array(bytes.trimmedSpaces)
  }

  private static func isLongEnough(_ text: [UInt8]) -> Bool {
    var characters = 0
    for byte in text where byte & 0xC0 != 0x80 {
      characters += 1
      if characters >= shortest { return true }
    }
    return false
  }

  /// Cuts at the end of a sentence near 200 characters, else at a word with an ellipsis.
  static func cut(_ text: [UInt8]) -> String {
    // A scalar takes four bytes at most.
    let start = String(decoding: text.prefix(4 * (longest + 50)), as: UTF8.self)
    let scalars = Array(start.unicodeScalars.prefix(longest + 41))
    guard scalars.count > longest + 40 else { return String(decoding: text, as: UTF8.self) }
    var end: Int?
    for index in stride(from: longest + 39, through: 60, by: -1) where isEnd(scalars, index) {
      end = index + 1
      break
    }
    if let end { return String(String.UnicodeScalarView(scalars[..<end])) }
    var stop = longest
    while stop > longest - 30, scalars[stop] != " " { stop -= 1 }
    if scalars[stop] != " " { stop = longest }
    return String(String.UnicodeScalarView(scalars[..<stop])) + "…"
  }

  private static func isEnd(_ scalars: [Unicode.Scalar], _ index: Int) -> Bool {
    switch scalars[index] {
    case "。", "！", "？", "…":
      guard index + 1 < scalars.count else { return true }
      return scalars[index + 1] != "”" && scalars[index + 1] != "』" && scalars[index + 1] != "」"
    case "”", "』", "」":
      return index > 0 && ["。", "！", "？"].contains(scalars[index - 1])
    case ".", "!", "?":
      return index + 1 < scalars.count && scalars[index + 1] == " "
    default: return false
    }
  }

  /// Whether a summary says nothing that the content doesn't begin with.
  static func repeatsStart(_ summary: String, of document: borrowing HTMLDocument) -> Bool {
    var text: [UInt8] = []
    var current = document.next(after: document.root, in: document.root)
    while let node = current, text.count < 4 * summary.utf8.count + 2000 {
      if document.isText(node) { document.appendTextContent(of: node, to: &text) }
      current = document.next(after: node, in: document.root)
    }
    let start = letters(summary)
    guard start.count > 12 else { return start.isEmpty }
    return letters(String(decoding: text, as: UTF8.self)).starts(with: start)
  }

  /// Without blanks and an ellipsis at the end.
  private static func letters(_ text: String) -> [UInt8] {
    var bytes = Array(text.utf8.filter { !$0.isHTMLBlank })
    for tail in ["[…]", "[&hellip;]", "[...]", "…", "..."]
    where bytes.suffix(tail.utf8.count).elementsEqual(tail.utf8) {
      bytes.removeLast(tail.utf8.count)
      break
    }
    return bytes
  }

  /// The first image that is no icon.
  static func picture(of document: borrowing HTMLDocument) -> WebAddress? {
    for image in document.elements(.img, in: document.root) {
      if isIcon(image, in: document) { continue }
      if let source = document.attribute(.src, of: image), let address = WebAddress(source),
        address.isHTTP
      {
        return address
      }
    }
    for video in document.elements(.video, in: document.root) {
      if let poster = document.attribute(.poster, of: video), let address = WebAddress(poster),
        address.isHTTP
      {
        return address
      }
    }
    return nil
  }

  private static func isIcon(_ image: NodeID, in document: borrowing HTMLDocument) -> Bool {
    for name in [AttributeName.width, .height] {
      if let value = document.attribute(name, of: image), let size = Int(value), size <= 48 {
        return true
      }
    }
    guard let source = document.bytes(of: .src, image) else { return true }
    return iconWords.contains { source.firstRange(ofBytes: $0) != nil }
  }

  private static let iconWords = [
    "emoji", "smiley", "smilies", "gravatar.com", "/avatar", "favicon", "spacer.",
    "blank_white_space", "fallback-image",
  ].map { Array($0.utf8) }
}
