/// The names of a markup: its tags, classes and ids.
package enum MarkupNames {
  /// `div`, `.share`, `#more`, each once, in no order that matters; at most 2,000.
  ///
  /// Tags are looked for as they stand: what is no tag but looks like one counts too.
  package static func names(in markup: [UInt8]) -> Set<[UInt8]> {
    var names: Set<[UInt8]> = []
    var index = 0
    while index < markup.count, names.count < most {
      guard markup[index] == UInt8(ascii: "<") else {
        index += 1
        continue
      }
      index = readTag(markup, from: index + 1, &names)
    }
    return names
  }

  private static let most = 2000
  private static let longest = 80

  /// The text between tags; what a browser would show of it is not looked at more closely.
  package static func text(of markup: [UInt8]) -> [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity(markup.count)
    var index = 0
    while index < markup.count {
      let byte = markup[index]
      if byte == UInt8(ascii: "<") {
        let end = endOfTag(markup, from: index + 1)
        let isInline = isInlineTag(markup[(index + 1)..<min(end, markup.count)])
        if !isInline { text.append(0x20) }
        index = end
      } else if byte == UInt8(ascii: "&"),
        let (character, end) = reference(markup, from: index)
      {
        text += character
        index = end
      } else {
        text.append(byte)
        index += 1
      }
    }
    return text
  }

  /// What stands inside of words, such as emphasis and links, does not part them.
  private static func isInlineTag(_ tag: ArraySlice<UInt8>) -> Bool {
    let name = tag.drop { $0 == UInt8(ascii: "/") }.prefix(while: isNameByte)
    return inline.contains(String(decoding: name, as: UTF8.self))
  }

  private static let inline: Set<String> = [
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "em", "i", "mark", "q", "ruby", "s", "small",
    "span", "strong", "sub", "sup", "u", "wbr",
  ]

  /// The references that serialized HTML has (WHATWG HTML §13.3).
  private static func reference(
    _ markup: [UInt8], from start: Int
  ) -> (character: [UInt8], end: Int)? {
    for (name, character) in [
      ("&amp;", "&"), ("&lt;", "<"), ("&gt;", ">"), ("&nbsp;", " "), ("&quot;", "\""),
    ] where markup[start...].starts(with: name.utf8) {
      return (Array(character.utf8), start + name.utf8.count)
    }
    return nil
  }

  private static func endOfTag(_ markup: [UInt8], from start: Int) -> Int {
    var index = start
    var quote: UInt8?
    while index < markup.count {
      let byte = markup[index]
      if let open = quote {
        if byte == open { quote = nil }
      } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        quote = byte
      } else if byte == UInt8(ascii: ">") {
        return index + 1
      }
      index += 1
    }
    return markup.count
  }

  private static func readTag(
    _ markup: [UInt8], from start: Int, _ names: inout Set<[UInt8]>
  ) -> Int {
    var index = start
    let name = markup[index...].prefix(longest).prefix(while: isNameByte)
    guard let first = name.first, !(0x30...0x39).contains(first) else { return start }
    names.insert(lower(name))
    index += name.count
    while index < markup.count, markup[index] != UInt8(ascii: ">") {
      let attribute = markup[index...].prefix(longest).prefix(while: isNameByte)
      guard !attribute.isEmpty else {
        index += 1
        continue
      }
      index += attribute.count
      let equals = markup[index...].prefix(8).drop(while: isBlank)
      guard equals.first == UInt8(ascii: "=") else { continue }
      index = equals.startIndex + 1
      while index < markup.count, isBlank(markup[index]) { index += 1 }
      let value = value(markup, &index)
      take(value, of: lower(attribute), &names)
    }
    return index
  }

  private static func value(_ markup: [UInt8], _ index: inout Int) -> ArraySlice<UInt8> {
    guard index < markup.count else { return [] }
    let quote = markup[index]
    if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
      let value = markup[(index + 1)...].prefix { $0 != quote }
      index = min(value.endIndex + 1, markup.count)
      return value
    }
    let value = markup[index...].prefix { !isBlank($0) && $0 != UInt8(ascii: ">") }
    index = value.endIndex
    return value
  }

  private static func take(
    _ value: ArraySlice<UInt8>, of attribute: [UInt8], _ names: inout Set<[UInt8]>
  ) {
    if attribute.elementsEqual("class".utf8) {
      for name in value.split(whereSeparator: isBlank) where name.count <= longest {
        names.insert([UInt8(ascii: ".")] + name)
      }
    } else if attribute.elementsEqual("id".utf8), value.count <= longest {
      names.insert([UInt8(ascii: "#")] + value)
    }
  }

  private static func lower(_ name: ArraySlice<UInt8>) -> [UInt8] {
    name.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || (0x09...0x0D).contains(byte)
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x5F, 0x3A: true
    default: false
    }
  }
}
