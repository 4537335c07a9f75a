package import FeedModel

/// What a reader sees of an entry, condensed: the text of its title and body without digits and
/// blanks, its images and its attachments.
///
/// Digits don't count, for view counters and "3 minutes ago" are no news.
package enum VisibleFingerprint {
  package static func of(_ entry: NormalizedEntry) -> Fingerprint {
    var print = FingerprintBuilder()
    print.update(text: letters(of: entry.title))
    var body = Body(html: entry.sourceText ?? entry.content?.html ?? entry.summary ?? "")
    body.scan()
    print.update(body.text)
    for source in body.sources { print.update(text: withoutQuery(source)) }
    for attachment in entry.attachments {
      print.update(text: withoutQuery(attachment.address.href))
    }
    return print.finish()
  }

  /// A file that is signed anew, or whose version is named, is the same file.
  private static func withoutQuery(_ address: String) -> String {
    guard let mark = address.utf8.firstIndex(where: { $0 == 0x3F || $0 == 0x23 }) else {
      return address
    }
    return String(address[..<mark])
  }

  private static func letters(of text: String) -> String {
    String(decoding: text.utf8.filter { !isIgnored($0) }, as: UTF8.self)
  }

  static func isIgnored(_ byte: UInt8) -> Bool {
    byte <= 0x20 || (0x30...0x39).contains(byte)
  }

  /// Splits serialized HTML (WHATWG HTML §13.3) into text and the addresses of its images.
  ///
  /// Attribute values are quoted with `"` there, and may hold `>`.
  private struct Body {
    let bytes: [UInt8]
    var text: [UInt8] = []
    var sources: [String] = []

    init(html: String) {
      bytes = Array(html.utf8)
      text.reserveCapacity(bytes.count)
    }

    mutating func scan() {
      var index = 0
      while index < bytes.count {
        if bytes[index] == UInt8(ascii: "<") {
          index = scanTag(from: index)
        } else {
          if !isIgnored(bytes[index]) { text.append(bytes[index]) }
          index += 1
        }
      }
    }

    private mutating func scanTag(from start: Int) -> Int {
      var isQuoted = false
      var end = start + 1
      while end < bytes.count, isQuoted || bytes[end] != UInt8(ascii: ">") {
        if bytes[end] == UInt8(ascii: "\"") { isQuoted.toggle() }
        end += 1
      }
      let tag = bytes[start..<end]
      if tag.starts(with: "<img ".utf8) || tag.starts(with: "<source ".utf8) {
        sources += source(in: tag).map { [$0] } ?? []
      }
      return end + 1
    }

    private func source(in tag: ArraySlice<UInt8>) -> String? {
      guard let name = tag.firstRange(of: " src=\"".utf8) else { return nil }
      let value = tag[name.upperBound...].prefix { $0 != UInt8(ascii: "\"") }
      return String(decoding: value, as: UTF8.self)
    }
  }
}
