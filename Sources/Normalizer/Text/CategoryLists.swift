internal import FeedModel

/// Categories that are written as one: a line each, or with commas and no blanks between them.
///
/// `Film, TV and Radio` is one category; `Film,TV,Radio` are three.
enum CategoryLists {
  /// More parts are no list that people made.
  private static let most = 100
  /// In bytes; a longer part is a sentence.
  private static let longest = 80

  static func parts(_ category: Category) -> [Category] {
    guard category.label == nil,
      let terms = isOfFlickr(category)
        ? category.term.utf8.split(whereSeparator: \.isHTMLBlank).prefix(most).map({ Array($0) })
        : terms(Array(category.term.utf8))
    else { return [category] }
    return terms.map { term in
      Category(term: String(decoding: term, as: UTF8.self), scheme: category.scheme)
    }
  }

  /// Flickr's tags are words, with a blank between each two.
  private static func isOfFlickr(_ category: Category) -> Bool {
    category.scheme?.utf8.elementsEqual("urn:flickr:tags".utf8) ?? false
  }

  /// `nil` for one term.
  private static func terms(_ text: [UInt8]) -> [[UInt8]]? {
    let lines = text.split { $0 == 0x0A || $0 == 0x0D }.map(\.trimmedBlanks).filter { !$0.isEmpty }
    if lines.count > 1, areTerms(lines), !lines.dropFirst().contains(where: goesOn) {
      return lines.flatMap { terms(Array($0)) ?? [Array($0)] }
    }
    for mark in [[UInt8(ascii: ",")], Array("，".utf8), Array("、".utf8)] {
      let parts = split(text, at: mark)
      guard parts.count > 2, areTerms(parts) else { continue }
      let isTight = parts.dropFirst().allSatisfy { $0.first.map { !$0.isHTMLBlank } ?? false }
      let hasNumbers = zip(parts, parts.dropFirst()).contains { before, after in
        before.last?.isASCIIDigit == true && after.first?.isASCIIDigit == true
      }
      if mark.count > 1 || (isTight && !hasNumbers) { return parts.map { Array($0.trimmedBlanks) } }
    }
    return nil
  }

  private static func areTerms(_ parts: [ArraySlice<UInt8>]) -> Bool {
    parts.count <= most
      && parts.allSatisfy { part in
        let term = part.trimmedBlanks
        return !term.isEmpty && term.count <= longest
          && term.firstRange(ofBytes: [0x3A, 0x2F, 0x2F]) == nil
      }
  }

  /// Whether a line only goes on with the one before.
  private static func goesOn(_ line: ArraySlice<UInt8>) -> Bool {
    let word = line.prefix { !$0.isHTMLBlank }
    return ["and", "or", "of", "the", "in", "for", "&", "und", "et", "y", "e", "de", "/", "-"]
      .contains { word.elementsEqual($0.utf8) }
  }

  private static func split(_ text: [UInt8], at mark: [UInt8]) -> [ArraySlice<UInt8>] {
    var parts: [ArraySlice<UInt8>] = []
    var start = 0
    while let range = text.firstRange(ofBytes: mark, from: start) {
      parts.append(text[start..<range.lowerBound])
      start = range.upperBound
    }
    return parts + [text[start...]]
  }
}
