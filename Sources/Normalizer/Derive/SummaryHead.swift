/// What stands at the head of a summary and is none of it, and what looks like it.
enum SummaryHead {
  // MARK: Pictures

  /// Labels of a picture's credit.
  private static let credits = [
    "photo:", "photos:", "photograph:", "picture:", "image:", "images:", "foto:", "fotos:", "bild:",
    "photo by ", "photos by ", "image by ", "photo credit:", "image credit:", "credit:",
  ]

  /// Bytes of the longest credit.
  private static let longest = 100
  /// Columns of the least that must follow.
  private static let shortest = 20

  /// What stands behind the label of a credit; `nil` where a text doesn't begin with one.
  private static func credited(_ text: [UInt8]) -> ArraySlice<UInt8>? {
    guard let first = text.first, "pPiIfFbBcC".utf8.contains(first),
      let label = credits.first(where: { text.startsIgnoringCase($0.utf8) })
    else { return nil }
    return text.dropFirst(label.utf8.count).trimmedSpaces
  }

  /// Whether a text is a picture's credit and no more.
  static func isCredit(_ text: [UInt8]) -> Bool {
    text.count <= longest && credited(text) != nil && !describesPicture(text)
  }

  /// "Photo: the keeper on the stairs on his last night …": a sentence on what is to be seen.
  static func describesPicture(_ text: [UInt8]) -> Bool {
    guard let rest = credited(text), SummaryJudge.width(of: rest) >= 60 else { return false }
    let small = rest.split(separator: 0x20).filter { word in
      word[word.startIndex].isASCIILetter && !word[word.startIndex].isASCIIUpper
    }
    return small.count >= 6
  }

  /// A text without the credit before its first sentence, "Photo: Ann Lee.", and without what arXiv
  /// writes before an abstract.
  static func trimmed(_ text: [UInt8]) -> [UInt8] {
    if text.starts(with: "arXiv:".utf8) { return withoutNumber(text) }
    guard let rest = credited(text) else { return text }
    let head = rest.prefix(longest)
    var start = head.startIndex
    while let stop = Array(head).firstRange(
      ofBytes: [UInt8(ascii: "."), 0x20], from: start - head.startIndex)
    {
      let end = head.startIndex + stop.lowerBound
      start = head.startIndex + stop.upperBound
      let names = rest[rest.startIndex..<end]
      // "J. Smith" is one name.
      let last = names.split(separator: 0x20).last ?? []
      if last.count < 2 { continue }
      let text = rest[start...].trimmedSpaces
      guard areNames(names), SummaryJudge.width(of: text) >= shortest else { break }
      return Array(text)
    }
    return text
  }

  /// Whether every word begins with a capital, or joins two that do.
  private static func areNames(_ text: ArraySlice<UInt8>) -> Bool {
    let words = text.split(separator: 0x20)
    guard !words.isEmpty, words.count <= 10 else { return false }
    return words.allSatisfy { word in
      let first = word[word.startIndex]
      return !first.isASCIILetter || first.isASCIIUpper
        || joints.contains { word.elementsEqual($0.utf8) }
    }
  }

  private static let joints = [
    "and", "for", "of", "the", "via", "from", "und", "von", "für", "et", "de", "du", "y", "van",
  ]

  /// "arXiv:2502.00001v2 Announce Type: new Abstract: We show …"
  private static func withoutNumber(_ text: [UInt8]) -> [UInt8] {
    let head = Array(text.prefix(160))
    if let label = head.firstRange(ofBytes: Array("Abstract: ".utf8)) {
      return Array(text[label.upperBound...])
    }
    return head.firstRange(ofBytes: Array("Announce Type:".utf8)) != nil && text.count < 100
      ? [] : text
  }

  // MARK: Sentences

  /// "Edited by hand, the logbooks fill eleven shelves.": a whole sentence that begins as a byline does
  /// and names nobody.
  static func isSentenceOfDeed(_ text: [UInt8]) -> Bool {
    let head = Array(text.prefix(24))
    guard let mark = head.firstRange(ofBytes: Array(" by ".utf8)), mark.upperBound < head.count,
      head[mark.upperBound].isASCIILetter, !head[mark.upperBound].isASCIIUpper
    else { return false }
    let word = text[mark.upperBound...].prefix { $0.isASCIILetter }
    return !speakers.contains { word.elementsEqual($0.utf8) } && Sentence.isWhole(text)
      && SummaryJudge.width(of: text) >= 60
      && text.firstRange(ofBytes: [UInt8(ascii: ","), 0x20]) != nil
  }

  private static let speakers = ["our", "my", "your", "you", "us", "me", "this", "admin", "staff"]

  /// "Commit by ann in trunk/src/main_window.cpp:": a line that leads on from a place among files.
  static func namesPlace(_ text: [UInt8]) -> Bool {
    guard text.last == UInt8(ascii: ":"), text.count < 200,
      let word = text.split(separator: 0x20).last,
      let slash = word.firstIndex(of: UInt8(ascii: "/"))
    else { return false }
    return slash > word.startIndex && word[word.startIndex..<slash].last != UInt8(ascii: ":")
      && word.contains(UInt8(ascii: "."))
  }

  /// Whether a short text is a sentence: three words, one of them small, or six signs of East Asia.
  static func isShortSentence(_ text: [UInt8]) -> Bool {
    guard text.count <= 60, Sentence.isWhole(text) else { return false }
    var signs = 0
    for byte in text where byte >= 0xE3 && byte < 0xF0 { signs += 1 }
    if signs > 6 { return true }
    let words = String(decoding: text, as: UTF8.self).unicodeScalars.split(separator: " ")
    return words.count >= 3
      && words.dropFirst().contains { $0.first?.properties.isLowercase == true }
  }

  /// Whether two lines are rows of one list: both begin with a sign or a number.
  static func areRows(_ first: [UInt8], _ second: [UInt8]) -> Bool {
    PriceRow.areAlike(first, second)
      || [first, second].allSatisfy { text in
        guard let sign = String(decoding: text.prefix(4), as: UTF8.self).unicodeScalars.first else {
          return false
        }
        return sign.properties.numericType != nil
          || !sign.isLetterOrNumber && !"\"'“”‘’«»„(（「『【[".unicodeScalars.contains(sign)
      }
  }
}

/// Lists of "label: value" before a text: what is said of a paper, a film, an event.
enum FieldList {
  /// The lines, those of such lists as ones that are folded.
  static func folded(_ lines: [TextLine]) -> [TextLine] {
    guard lines.contains(where: { $0.place == .item && isField($0.text) }) else { return lines }
    var result = lines
    var start = 0
    while start < lines.count {
      var end = start
      var loose = 0
      while end < lines.count, lines[end].place == .item, isField(lines[end].text) {
        if !Sentence.isWhole(lines[end].text) { loose += 1 }
        end += 1
      }
      let isBounded =
        (start == 0 || lines[start - 1].place != .item)
        && (end == lines.count || lines[end].place != .item)
      if end - start > 1, isBounded, loose * 2 >= end - start {
        for index in start..<end { result[index].isFolded = true }
      }
      start = max(end, start + 1)
    }
    return result
  }

  /// A label of three words at most, a colon, and what stands for it.
  private static func isField(_ text: [UInt8]) -> Bool {
    guard let colon = text.prefix(26).firstIndex(of: UInt8(ascii: ":")), colon >= 2,
      colon + 2 < text.count, text[colon + 1] == 0x20
    else { return false }
    let label = text[..<colon]
    return label.allSatisfy { $0.isASCIILetter || $0 >= 0x80 || $0 == 0x20 }
      && label.split(separator: 0x20).count <= 3
  }
}
