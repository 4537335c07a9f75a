import FeedModel

@testable import FeedReader

/// Compares markup as read with markup that feedparser has also resolved and cleaned, which is
/// another stage's work here: both sides are taken apart into tags and text, addresses are
/// resolved, and what a sanitizer removes is removed from both.
enum MarkupComparison {
  private enum Piece: Equatable {
    case start(String, [String])
    case end(String)
    case text(String)
  }

  static func areEqual(_ found: String, base: String?, _ expected: String) -> Bool {
    // Plain text stands for itself; feedparser escapes it where it might be markup.
    if found == expected || found == CharacterReferences.resolvedOnce(expected) { return true }
    let base = base.flatMap { WebAddress($0) }
    let a = pieces(found, base: base)
    let b = pieces(expected, base: base)
    return a == b || unwrapped(a) == unwrapped(b)
  }

  /// Without the `div` that XHTML is wrapped in.
  private static func unwrapped(_ pieces: [Piece]) -> [Piece] {
    guard pieces.first == .start("div", []), pieces.last == .end("div") else { return pieces }
    return Array(pieces.dropFirst().dropLast())
  }

  private static let dropped: Set<String> = [
    "applet", "base", "blink", "body", "embed", "frame", "frameset", "head", "html", "iframe",
    "link", "meta", "noscript", "object", "param", "script", "style", "xml", "br-void",
  ]
  private static let emptied: Set<String> = ["applet", "script", "style"]

  private static func pieces(_ text: String, base: WebAddress?) -> [Piece] {
    var pieces: [Piece] = []
    var words: [UInt8] = []
    let bytes = Array(text.utf8)
    var skipped: String?
    func flush() {
      if words.isEmpty { return }
      let plain = CharacterReferences.resolvedOnce(String(decoding: words, as: UTF8.self))
      words = []
      if skipped != nil { return }
      if case .text(let before) = pieces.last {
        pieces[pieces.count - 1] = .text(before + plain)
      } else {
        pieces.append(.text(plain))
      }
    }
    bytes.withUnsafeBufferPointer { buffer in
      let scan = XMLScan(bytes: buffer)
      var i = 0
      while i < buffer.count {
        guard buffer[i] == 0x3C, scan.isMarkup(at: i) else {
          words.append(buffer[i])
          i += 1
          continue
        }
        flush()
        // feedparser takes SVG's empty elements for void ones.
        if scan.starts(with: "<!--", at: i) {
          i = scan.end(of: "-->", from: i) ?? buffer.count
        } else if buffer[i + 1] == 0x21 || buffer[i + 1] == 0x3F {
          i = scan.end(of: ">", from: i) ?? buffer.count
        } else if buffer[i + 1] == 0x2F {
          let end = scan.end(of: ">", from: i) ?? buffer.count
          let name = UTF8Text.lowered(
            UTF8Text.trimmed(String(decoding: buffer[(i + 2)..<max(i + 2, end - 1)], as: UTF8.self))
          )
          i = end
          if skipped == name { skipped = nil }
          let isShown =
            skipped == nil && !dropped.contains(name) && !Markup.isVoid(name)
            && name != "circle"
          if isShown { pieces.append(.end(name)) }
        } else {
          var tags = LooseTags(buffer, from: i + 1)
          let tag = tags.read()
          i = max(tags.position, i + 1)
          let name = UTF8Text.lowered(tag.name)
          if emptied.contains(name), !tag.isEmptyElement, skipped == nil { skipped = name }
          if skipped == nil, !dropped.contains(name) {
            pieces.append(.start(name, attributes(tag, base: base)))
            if tag.isEmptyElement, !Markup.isVoid(name), name != "circle" {
              pieces.append(.end(name))
            }
          }
        }
      }
      flush()
    }
    return pieces.compactMap(even)
  }

  /// Text with its white space made even, `nil` where nothing is left of it.
  private static func even(_ piece: Piece) -> Piece? {
    guard case .text(let text) = piece else { return piece }
    let even = text.split { $0.isWhitespace }.joined(separator: " ")
    return even.isEmpty ? nil : .text(even)
  }

  private static func attributes(_ tag: LooseTags.Tag, base: WebAddress?) -> [String] {
    tag.attributes.compactMap { attribute in
      let name = UTF8Text.lowered(attribute.name)
      if name.hasPrefix("on") || name == "style" || name.contains(":") || name == "xmlns"
        || name == "autoplay"
      {
        return nil
      }
      guard Markup.isAddress(name) || name == "usemap" else { return "\(name)=\(attribute.value)" }
      let scheme = UTF8Text.lowered(UTF8Text.trimmed(attribute.value))
      if scheme.isEmpty || scheme.hasPrefix("javascript:") { return "\(name)=" }
      return "\(name)=\(WebAddress(attribute.value, base: base)?.href ?? attribute.value)"
    }.sorted()
  }
}
