internal import CLibXML

/// Replaces texts in bytes; linear in what is read and written for each of them.
enum TextReplacement {
  /// The most replacements of one rule that are made.
  static let mostReplacements = 100

  /// - Parameter limit: what the result may not be longer than; a replacement that would is left out.
  static func replaced(
    _ bytes: [UInt8], _ replacements: [SiteRule.Replacement], limit: Int
  ) -> [UInt8] {
    var text = bytes
    for replacement in replacements.prefix(mostReplacements) {
      text = replaced(text, replacement, limit: limit) ?? text
    }
    return text
  }

  /// `nil` where there is nothing to replace, or too much would come of it.
  private static func replaced(
    _ text: [UInt8], _ replacement: SiteRule.Replacement, limit: Int
  ) -> [UInt8]? {
    guard var place = firstPlace(of: replacement.find, in: text.span, from: 0) else { return nil }
    var result: [UInt8] = []
    result.reserveCapacity(text.count)
    var start = 0
    while true {
      result += text[start..<place]
      result += replacement.replacement
      if result.count > limit { return nil }
      start = place + replacement.find.count
      guard let next = firstPlace(of: replacement.find, in: text.span, from: start) else { break }
      place = next
    }
    result += text[start...]
    return result.count > limit ? nil : result
  }

  /// Where a text stands first, from a place on; linear in both.
  static func firstPlace(of text: [UInt8], in bytes: Span<UInt8>, from start: Int) -> Int? {
    guard !text.isEmpty, start >= 0, bytes.count - start >= text.count else { return nil }
    return bytes.withUnsafeBytes { all in
      guard let base = all.baseAddress,
        let place = memmem(base + start, all.count - start, text, text.count)
      else { return nil }
      return UnsafeRawPointer(place) - base
    }
  }
}
