/// What the name at the end of an address says of the thing behind it.
enum PictureName {
  private static let pictures: Set<[UInt8]> = suffixes([
    "jpg", "jpeg", "jpe", "jfif", "png", "gif", "webp", "avif", "svg", "bmp", "heic", "heif",
    "tif", "tiff", "apng", "jxl", "jp2",
  ])
  private static let others: Set<[UInt8]> = suffixes([
    "htm", "html", "xhtml", "shtml", "pdf", "js", "css", "json", "xml", "txt", "zip", "mp4", "m4v",
    "webm", "mov", "ogv", "m3u8", "mpd", "mp3", "m4a", "ogg", "oga", "opus", "wav", "flac", "aac",
    "srt", "vtt",
  ])
  private static let media: Set<[UInt8]> = suffixes([
    "mp4", "m4v", "webm", "mov", "ogv", "m3u8", "mp3", "m4a", "ogg", "oga", "opus", "wav", "flac",
    "aac",
  ])

  private static func suffixes(_ names: [String]) -> Set<[UInt8]> {
    Set(names.map { Array($0.utf8) })
  }

  /// Whether the path ends as pictures' names do.
  static func isPicture(_ address: some BidirectionalCollection<UInt8>) -> Bool {
    pictures.contains(suffix(of: address))
  }

  /// Whether the path ends as names of sounds and films do.
  static func isMedia(_ address: some BidirectionalCollection<UInt8>) -> Bool {
    media.contains(suffix(of: address))
  }

  /// Whether the path ends as names of pages, films and other things do that are no pictures.
  static func isOther(_ address: some BidirectionalCollection<UInt8>) -> Bool {
    others.contains(suffix(of: address))
  }

  /// The media type that a picture's name stands for; `nil` for all other names.
  static func mediaType(of address: some BidirectionalCollection<UInt8>) -> String? {
    let suffix = suffix(of: address)
    guard pictures.contains(suffix) else { return nil }
    let name = String(decoding: suffix, as: UTF8.self)
    switch name {
    case "jpg", "jpe", "jfif": return "image/jpeg"
    case "svg": return "image/svg+xml"
    case "tif": return "image/tiff"
    default: return "image/" + name
    }
  }

  /// The name behind the last slash in lower case, without query and fragment.
  static func file(of address: [UInt8]) -> [UInt8] {
    var start = 0
    var end = 0
    while end < address.count {
      let byte = address[end]
      if byte == UInt8(ascii: "?") || byte == UInt8(ascii: "#") { break }
      end += 1
      if byte == UInt8(ascii: "/") { start = end }
    }
    var name: [UInt8] = []
    name.reserveCapacity(end - start)
    for index in start..<end { name.append(address[index].lowercased) }
    return name
  }

  /// The extension in lower case, without query and fragment; empty where there is none.
  static func suffix(of address: some BidirectionalCollection<UInt8>) -> [UInt8] {
    let path = address.prefix { $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#") }
    var suffix: [UInt8] = []
    for byte in path.reversed() {
      if byte == UInt8(ascii: ".") { return suffix.reversed() }
      guard byte.isASCIILetter || byte.isASCIIDigit, suffix.count < 5 else { return [] }
      suffix.append(byte.lowercased)
    }
    return []
  }
}

/// Addresses with a place for a script to fill in: `{width}`, `${w}`, `%%W%%`, `[width]`, `:width`.
enum AddressTemplate {
  private static let words = ["width", "height", "size", "quality", "format", "ratio", "w", "h"]
    .map { Array($0.utf8) }

  static func isTemplate(_ address: [UInt8]) -> Bool {
    for index in address.indices {
      switch address[index] {
      case UInt8(ascii: "{"):
        if isName(address[(index + 1)...], endingIn: "}") { return true }
      case UInt8(ascii: "%"):
        if address[index...].startsIgnoringCase("%7B".utf8),
          isName(address[(index + 3)...], endingIn: "%")
        {
          return true
        }
        if address[index...].starts(with: "%%".utf8),
          isName(address[(index + 2)...], endingIn: "%")
        {
          return true
        }
        if isWord(address[(index + 1)...], before: "%") { return true }
      case UInt8(ascii: "$"):
        if isWord(address[(index + 1)...], before: "$") { return true }
      case UInt8(ascii: "_"):
        if address[index...].starts(with: "__".utf8), isWord(address[(index + 2)...], before: "__")
        {
          return true
        }
      case UInt8(ascii: "<"):
        if address[index...].starts(with: "<%".utf8) { return true }
      case UInt8(ascii: "["):
        if let end = wordEnd(address[(index + 1)...]), end < address.count,
          address[end] == UInt8(ascii: "]"), !address[end...].starts(with: "]=".utf8)
        {
          return true
        }
      case UInt8(ascii: ":"):
        if let end = wordEnd(address[(index + 1)...]),
          end == address.count || !(address[end].isASCIIDigit || address[end] == UInt8(ascii: ":"))
        {
          return true
        }
      default: break
      }
    }
    return false
  }

  /// Whether the path holds a place of a page's template that nothing has filled in: `{{ name }}`,
  /// `<%= name %>`, `${name}`.
  static func isUnfilled(_ address: [UInt8]) -> Bool {
    let path = address.prefix { $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#") }
    guard path.contains(where: markStarts.contains) else { return false }
    return marks.contains { path.firstRange(ofBytes: $0) != nil } && isTemplate(Array(path))
  }

  private static let marks = ["{{", "%7B%7B", "<%", "${"].map { Array($0.utf8) }
  private static let markStarts = ByteSet(marks.map { $0[0] })

  /// A short name in braces; a GUID has dashes.
  private static func isName(_ rest: ArraySlice<UInt8>, endingIn end: Character) -> Bool {
    let name = rest.prefix(24).drop { $0 == UInt8(ascii: "{") || $0 == 0x20 }
      .prefix { $0.isASCIILetter || $0.isASCIIDigit || "_. ".utf8.contains($0) }
    let isNumber = name.count <= 2 && !name.isEmpty && name.allSatisfy(\.isASCIIDigit)
    guard let first = name.first,
      first.isASCIILetter || first == UInt8(ascii: "_") || isNumber && end == "}"
    else {
      return rest.startsIgnoringCase("%7B".utf8) && end == "%"
        ? isName(rest.dropFirst(3), endingIn: end) : false
    }
    return name.endIndex < rest.endIndex && rest[name.endIndex] == end.asciiValue
  }

  /// One of the words, and then a mark.
  private static func isWord(_ rest: ArraySlice<UInt8>, before mark: String) -> Bool {
    wordEnd(rest).map { rest[$0...].starts(with: mark.utf8) } ?? false
  }

  /// Behind one of the words, where no letter follows.
  private static func wordEnd(_ rest: ArraySlice<UInt8>) -> Int? {
    let word = rest.prefix(9).prefix(while: \.isASCIILetter)
    return words.contains { word.equalsIgnoringCase($0) } ? word.endIndex : nil
  }
}

extension Collection where Element == UInt8 {
  /// Whether the bytes are valid UTF-8.
  var isUTF8: Bool { String(validating: self, as: UTF8.self) != nil }
}
