/// Rewrites the markup of an entry as other writers would have written it.
///
/// Deterministic: a seed names one sequence of changes.
struct Mutation {
  private var state: UInt64

  init(seed: Int) {
    state = UInt64(truncatingIfNeeded: seed) &* 0x9E37_79B9_7F4A_7C15 &+ 1
  }

  mutating func number(below limit: Int) -> Int {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return Int(state % UInt64(limit))
  }

  mutating func one<Value>(of values: [Value]) -> Value { values[number(below: values.count)] }

  /// Another spelling of the same markup: case of tags, quotes, order and blanks of attributes.
  mutating func respelled(_ html: String) -> String {
    var output: [UInt8] = []
    let bytes = Array(html.utf8)
    var index = 0
    while index < bytes.count {
      guard bytes[index] == UInt8(ascii: "<"), let end = Mutation.endOfTag(bytes, from: index)
      else {
        output.append(bytes[index])
        index += 1
        continue
      }
      output += number(below: 4) == 0 ? respelledTag(bytes[index..<end]) : Array(bytes[index..<end])
      index = end
    }
    return String(decoding: output, as: UTF8.self)
  }

  /// The index behind `>` of a plain tag; `nil` for anything else.
  private static func endOfTag(_ bytes: [UInt8], from start: Int) -> Int? {
    guard start + 1 < bytes.count, isLetter(bytes[start + 1]) else { return nil }
    var quote: UInt8?
    for index in start..<bytes.count {
      let byte = bytes[index]
      if let open = quote {
        if byte == open { quote = nil }
      } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        quote = byte
      } else if byte == UInt8(ascii: ">") {
        return index + 1
      } else if byte == UInt8(ascii: "<"), index > start {
        return nil
      }
    }
    return nil
  }

  private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }

  /// `<name a="1" b='2'>` with its attributes in another order.
  private mutating func respelledTag(_ tag: ArraySlice<UInt8>) -> [UInt8] {
    let text = String(decoding: tag.dropFirst().dropLast(), as: UTF8.self)
    guard !text.hasSuffix("/"), let pieces = Mutation.pieces(of: text), let name = pieces.first
    else { return Array(tag) }
    var attributes = Array(pieces.dropFirst())
    if attributes.count > 1 { attributes.swapAt(0, number(below: attributes.count)) }
    let blank = one(of: [" ", "  ", "\n", "\t "])
    let isLoud = number(below: 2) == 0
    let written = [isLoud ? name.uppercased() : name] + attributes.map { respelledAttribute($0) }
    return Array("<\(written.joined(separator: blank))\(one(of: ["", " ", "\n"]))>".utf8)
  }

  /// The name and the attributes; `nil` for what is not well formed.
  private static func pieces(of text: String) -> [String]? {
    var pieces: [String] = []
    var current = ""
    var quote: Character?
    for character in text {
      if let open = quote {
        current.append(character)
        if character == open { quote = nil }
      } else if character == "\"" || character == "'" {
        guard current.hasSuffix("=") else { return nil }
        current.append(character)
        quote = character
      } else if character.isWhitespace {
        if !current.isEmpty { pieces.append(current) }
        current = ""
      } else {
        current.append(character)
      }
    }
    if !current.isEmpty { pieces.append(current) }
    return pieces.dropFirst().allSatisfy({ !$0.hasPrefix("=") && !$0.hasSuffix("=") })
      ? pieces : nil
  }

  private mutating func respelledAttribute(_ attribute: String) -> String {
    let parts = attribute.split(separator: "=", maxSplits: 1)
    guard parts.count == 2, parts[1].hasPrefix("\""), parts[1].hasSuffix("\""), parts[1].count > 1
    else { return attribute }
    let value = parts[1].dropFirst().dropLast()
    switch number(below: 3) {
    case 0 where !value.contains("'"): return "\(parts[0])='\(value)'"
    case 1
    where !value.isEmpty && value.allSatisfy({ $0.isASCII && !" \t\n\"'=<>`".contains($0) })
      && !value.hasSuffix("/"):
      return "\(parts[0].uppercased())=\(value)"
    default: return "\(parts[0]) = \"\(value)\""
    }
  }

  /// feedx's footer, as it was seen and as it might be.
  mutating func footer() -> String {
    let links = (0..<(1 + number(below: 3))).map { _ in footerLink() }
    let marker = one(of: ["获取更多RSS", "获取更多RSS", "获取更多 RSS", "獲取更多RSS", "获取更多&#82;SS"])
    let colon = one(of: ["：", "：", ":", " ： ", "&#65306;", ""])
    let line = one(of: ["<br>", "<br/>", "<BR />", "\n<br>\n"])
    let inside =
      "\(marker)\(colon)\(line)\(links.joined(separator: one(of: [" \(line)", line, " "])))"
    let rulers = one(of: [
      "<br><hr>", "<br><hr>", "<hr>", "<br/><hr/>", "<br>\n<hr>\n", "<HR><br>", "<br>&nbsp;<hr>",
    ])
    switch number(below: 8) {
    case 0: return "\(rulers)\(inside)\(line)"
    case 1: return "\(rulers)<div>\(inside)"
    case 2: return "\(rulers)<DIV >\n\(inside)\(line)\n</DIV>"
    case 3: return "\(rulers)<div style='color:gray'>\(inside)<br></div>"
    case 4: return "\(rulers)<p>\(inside)</p>"
    default: return "\(rulers)<div>\(inside)<br></div>"
    }
  }

  private mutating func footerLink() -> String {
    let host = one(of: [
      "feedx.net", "feedx.xyz", "feedx.run", "feedx.co", "feedx.site", "feedx.fun", "www.feedx.net",
      "FEEDX.net",
    ])
    let address =
      one(of: ["https://", "https://", "http://", "//"]) + host + one(of: ["", "", "/"])
    let text = one(of: [address, address, host, "FeedX"])
    let style = one(of: [
      " style=\"color:orange\" target=\"_blank\"", "", " target=_blank style='color:orange'",
      " rel=\"nofollow\"",
    ])
    return one(of: [
      "<a href=\"\(address)\"\(style)>\(text)</a>", "<a\(style) href='\(address)'>\(text)</a>",
      "<A HREF=\(address) >\(text)</A>",
    ])
  }

  /// Something that an article does not close, to stand before a footer.
  mutating func unclosed() -> String {
    one(of: [
      "", "", "", "<b>", "<em><strong>", "<font color=blue>", "<a href='https://example.org/x'>x",
      "<p><b>y</p>", "<div><div>", "<ul><li>z", "<table><tr><td>c", "<blockquote>q", "<section>",
      "<p><a href=https://example.org/y>w</p>", "<span style=\"font-size:1px\">", "<center>",
      "<h2>t", "<figure><figcaption>u", "<pre>v", "<!-- c -->", "<noscript>n", "<button>o",
      "<svg><path d=''>", "<details><summary>s",
    ])
  }

  /// An image behind images.weserv.nl, however it is written; its original.
  mutating func proxiedImage() -> (html: String, original: String) {
    let path = one(of: ["a.jpg", "b/c.png", "img/1_2-3.jpeg", "x.php?id=1", "%E4%BD%A0.jpg"])
    let original = "media.example.org/\(path)"
    let address = proxied(original)
    let quote = one(of: ["\"", "'"])
    let value = "\(quote)\(address)\(quote)"
    let html = one(of: [
      "<img src=\(value)>", "<img alt='' width=\"600\" src=\(value) />", "<IMG SRC = \(value)>",
      "<img src='data:image/gif;base64,R0lGODlhAQABAAAAACw=' data-src=\(value)>",
      "<a href=\(value)><img src=\(value)></a>", "<img data-original=\(value)>",
      "<picture><source srcset=\(value)><img src=\(value)></picture>",
      "<video controls poster=\(value) src='https://media.example.org/v.mp4'></video>",
      "<img srcset=\"\(address) 1x, \(address) 2x\" src=\(value)>",
      "<noscript><img src=\(value)></noscript>",
      "<div style=\"background-image: url(\(address))\"></div>", "<amp-img src=\(value)></amp-img>",
      "<image src=\(value)>", "<figure><img src=\(value)><figcaption>c</figcaption></figure>",
      "<a href=\(value)>picture</a>", "<img data-srcset=\"\(address) 640w\" src=''>",
    ])
    return (html, original)
  }

  private mutating func proxied(_ original: String) -> String {
    let host = one(of: ["images.weserv.nl", "images.weserv.nl", "wsrv.nl", "IMAGES.weserv.nl"])
    let scheme = one(of: ["https://", "https://", "http://", "//"])
    let slash = one(of: ["/", ""])
    let encoded = original.utf8.map { byte in
      byte == UInt8(ascii: "/")
        ? "%2F"
        : byte == UInt8(ascii: "?")
          ? "%3F"
          : byte == UInt8(ascii: "=")
            ? "%3D"
            : byte == 0x25
              ? "%25" : String(UnicodeScalar(byte))
    }.joined()
    let value = one(of: [
      original, original, "https://\(original)", "ssl:\(original)", "//\(original)",
      "https%3A%2F%2F\(encoded)", "https:/\(original)", "media.example.orghttps://\(original)",
      "wsrv.nl/?url=\(original)",
    ])
    let options = one(of: ["", "", "&amp;w=300", "&w=10&h=20", "&amp;output=webp&amp;q=80"])
    return one(of: [
      "\(scheme)\(host)\(slash)?url=\(value)\(options)",
      "\(scheme)\(host)\(slash)?w=9&amp;url=\(value)\(options)",
    ])
  }
}
