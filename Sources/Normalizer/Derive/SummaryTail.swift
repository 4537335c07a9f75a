internal import HTML

/// Links and words that lead from a summary to the whole article.
enum SummaryTail {
  /// Takes the last link, if it holds such words and nothing else.
  static func removeLink(from document: inout HTMLDocument) {
    guard let last = document.elements(.a, in: document.root).last,
      let text = document.trimmedText(of: last, upTo: 80),
      isOne(text) || !text.isEmpty && isDecoration(text[...])
    else { return }
    document.detach(last)
  }

  /// A text without such words behind its last sentence.
  static func trimmed(_ text: [UInt8]) -> [UInt8] {
    let tail = text.suffix(60)
    let folded = tail.inLowercase()
    guard folded.count == tail.count else { return text }
    let words = folded[..<endOfLetters(folded)]
    guard words.last.map(ends.contains) == true || folded.last == UInt8(ascii: ".") else {
      return text
    }
    for phrase in phrases {
      let isDotted = phrase.last == UInt8(ascii: ".")
      guard (isDotted ? folded[...] : words).reversed().starts(with: phrase.reversed()) else {
        continue
      }
      let start = (isDotted ? folded.count : words.count) - phrase.count
      guard start > 0, folded.firstRange(ofBytes: phrase)?.lowerBound == start,
        endsSentence(folded[..<start])
      else { continue }
      return Array(text.dropLast(folded.count - start).trimmedSpaces)
    }
    return text
  }

  /// Whether a text is nothing but such words, with arrows and brackets.
  static func isOne(_ text: [UInt8]) -> Bool {
    let folded = text.inLowercase().collapsedSpaces
    return phrases.contains { phrase in
      folded.firstRange(ofBytes: phrase).map { range in
        isDecoration(folded[..<range.lowerBound]) && isDecoration(folded[range.upperBound...])
      } ?? false
    }
  }

  /// The index behind the last letter or digit.
  private static func endOfLetters(_ text: [UInt8]) -> Int {
    var end = text.count
    for scalar in String(decoding: text, as: UTF8.self).unicodeScalars.reversed() {
      if scalar.isLetterOrNumber { break }
      end -= UTF8.width(scalar)
    }
    return max(0, end)
  }

  private static func isDecoration(_ text: ArraySlice<UInt8>) -> Bool {
    String(decoding: text, as: UTF8.self).unicodeScalars.allSatisfy {
      !$0.isLetterOrNumber
    }
  }

  private static func endsSentence(_ text: ArraySlice<UInt8>) -> Bool {
    let text = String(decoding: text, as: UTF8.self).unicodeScalars
    guard let last = text.last(where: { $0 != " " && $0 != "\u{A0}" && $0 != "\n" }) else {
      return false
    }
    return !last.isLetterOrNumber && last != ","
  }

  /// The bytes that any of them ends with.
  private static let ends = ByteSet(phrases.compactMap(\.last))

  /// In lower case; the longer of two that begin alike comes first.
  private static let phrases: [[UInt8]] =
    """
    continue reading
    keep reading
    read the full article
    read the full story
    read the rest
    read full article
    read full story
    read whole story
    read more
    read on
    learn more
    find out more
    view more
    more...
    weiterlesen
    mehr lesen
    lire la suite
    en savoir plus
    leer más
    seguir leyendo
    continuar leyendo
    leia mais
    ler mais
    continue lendo
    continue a ler
    leggi tutto
    leggi di più
    continua a leggere
    lees verder
    lees meer
    læs mere
    läs mer
    les mer
    lue lisää
    czytaj dalej
    czytaj więcej
    více
    читать далее
    читать дальше
    читать полностью
    читать еще
    devamını oku
    続きを読む
    もっと読む
    阅读全文
    阅读更多
    閱讀全文
    閱讀更多
    继续阅读
    繼續閱讀
    查看全文
    더 보기
    더 읽기
    계속 읽기
    """.split(separator: "\n").map { Array($0.utf8) }
}
