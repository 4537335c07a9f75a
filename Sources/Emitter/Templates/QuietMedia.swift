/// Sounds and films of a page that are not asked for before somebody plays them.
enum QuietMedia {
  /// Sanitized HTML in which every `audio` and `video` says `preload="none"`.
  ///
  /// Such HTML has `<` and `>` nowhere but at the ends of tags, and `"` nowhere but around values.
  static func html(_ html: String) -> String {
    let bytes = Array(html.utf8)
    var output: [UInt8] = []
    var done = 0
    var rest = bytes[...]
    while let start = rest.firstIndex(of: UInt8(ascii: "<")) {
      rest = rest[(start + 1)...]
      guard names.contains(where: { rest.starts(with: $0) }) else { continue }
      guard let end = rest.firstIndex(of: UInt8(ascii: ">")) else { break }
      output += bytes[done..<start]
      output += quiet(bytes[start..<end])
      done = end
      rest = rest[end...]
    }
    guard done > 0 else { return html }
    output += bytes[done...]
    return String(decoding: output, as: UTF8.self)
  }

  private static let names = ["audio ", "audio>", "video ", "video>"].map { Array($0.utf8) }
  private static let attribute = Array(" preload=\"".utf8)

  /// - Parameter tag: without its `>`.
  private static func quiet(_ tag: ArraySlice<UInt8>) -> [UInt8] {
    var tag = Array(tag)
    if let old = tag.firstRange(of: attribute) {
      let value = tag[old.upperBound...].prefix { $0 != UInt8(ascii: "\"") }
      tag.removeSubrange(old.lowerBound..<min(value.endIndex + 1, tag.endIndex))
    }
    return tag + attribute + Array("none\"".utf8)
  }
}
