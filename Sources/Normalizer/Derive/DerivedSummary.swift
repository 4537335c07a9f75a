internal import FeedModel
internal import HTML

/// A summary made of a clean body: its first real sentence and what follows, as plain text.
enum DerivedSummary {
  /// Columns: East Asian characters take two.
  private static let shortest = 20
  /// Characters.
  private static let length = 200
  /// Shorter beginnings take in the next lines.
  private static let enough = 100

  static func text(of document: borrowing HTMLDocument, title: String) -> String? {
    let judge = SummaryJudge(title: title)
    // Nearly always it stands at the head.
    let head = beginning(TextLines.of(document, upTo: 800), judge)
    if head.isSettled, let first = head.first { return finished(head.paragraphs, first) }
    return text(of: TextLines.of(document, upTo: 6000), judge)
      ?? text(of: TextLines.of(document, upTo: 200_000), judge)
  }

  private static func text(of lines: [TextLine], _ judge: SummaryJudge) -> String? {
    let beginning = beginning(lines, judge)
    if let first = beginning.first { return finished(beginning.paragraphs, first) }
    // What stands below a picture, or is folded, may be all there is.
    if lines.contains(where: { $0.isOfPicture || $0.isFolded }) {
      let all = lines.map { line in
        var line = line
        line.isOfPicture = false
        line.isFolded = false
        return line
      }
      return text(of: all, judge)
    }
    let link = lines.first { judge.tolerates($0) && isLongEnough($0.text) }
    return link.map { Sentence.cut($0.text, near: length) }
  }

  /// A short beginning takes in what follows, unless that would be cut in the middle of a sentence.
  private static func finished(_ paragraphs: [Paragraph], _ first: Int) -> String {
    let first = LeadingLabel.skipped(
      from: ownWords(paragraphs, first), of: paragraphs.map(\.text)
    ) {
      paragraphs[$0].isPlain
    }
    let start = Dateline.removed(from: paragraphs[first].text)
    var text = start
    var next = first + 1
    while next < paragraphs.count, SummaryJudge.width(of: text) < enough,
      paragraphs[next].isNext,
      paragraphs[next].place == paragraphs[first].place || !isLongEnough(text),
      Sentence.isWhole(text) || SummaryJudge.width(of: text) < 2 * shortest
        || SummaryJudge.leadsOn(text) || goesOn(text),
      isLongEnough(paragraphs[next].text) || goesOn(text)
        || SummaryHead.isShortSentence(paragraphs[next].text),
      !SummaryJudge.leadsOn(paragraphs[next].text)
    {
      if !Sentence.endsWithoutBlank(text) { text.append(0x20) }
      text += paragraphs[next].text
      next += 1
    }
    if SummaryJudge.leadsOn(text) {
      if let whole = Sentence.whole(text), isLongEnough(whole) {
        text = whole
      } else if let other = behindList(paragraphs, from: next, text) {
        text = other
      }
    }
    let joined = cut(text)
    guard text.count > start.count, joined.utf8.suffix(3).elementsEqual("…".utf8) else {
      return joined
    }
    return Sentence.isWhole(start) && isLongEnough(start) ? cut(start) : joined
  }

  /// The paragraph behind what a few words announce, where that was left out: "We looked at:".
  private static func behindList(
    _ paragraphs: [Paragraph], from next: Int, _ text: [UInt8]
  ) -> [UInt8]? {
    guard SummaryJudge.width(of: text) < enough, next < paragraphs.count,
      !paragraphs[next].isNext
    else { return nil }
    return paragraphs[next...].first {
      $0.place == .paragraph && isLongEnough($0.text) && Sentence.isWhole($0.text)
        && !SummaryJudge.leadsOn($0.text)
    }?.text
  }

  /// Whether a text ends with a comma, or a dash behind a blank.
  private static func goesOn(_ text: [UInt8]) -> Bool {
    text.last == UInt8(ascii: ",")
      || ["，", "、", " -", " –", " —"].contains {
        text.suffix($0.utf8.count).elementsEqual($0.utf8)
      }
  }

  /// Where a summary begins that has a long enough paragraph: at the short sentences right before it, or
  /// the rows of the same list.
  private static func start(of first: Int, in paragraphs: [Paragraph]) -> Int {
    var start = first
    while start > 0, paragraphs[start].isNext,
      SummaryHead.isShortSentence(paragraphs[start - 1].text)
        || paragraphs[start].place == .paragraph && paragraphs[start - 1].place == .paragraph
          && SummaryHead.areRows(paragraphs[start - 1].text, paragraphs[start].text)
    {
      start -= 1
    }
    return start
  }

  /// The author's own words, where the entry begins with a quotation and they are among its first.
  private static func ownWords(_ paragraphs: [Paragraph], _ first: Int) -> Int {
    guard paragraphs[first].place == .quotation else { return first }
    return paragraphs[first...].firstIndex { paragraph in
      paragraph.place == .paragraph && isLongEnough(paragraph.text)
        && Sentence.isWhole(paragraph.text)
    } ?? first
  }

  private static func cut(_ text: [UInt8]) -> String {
    Sentence.cut(withoutMark(withoutAddress(SummaryTail.trimmed(text))), near: length)
  }

  /// Without an address as the last word.
  private static func withoutAddress(_ text: [UInt8]) -> [UInt8] {
    guard let blank = text.lastIndex(of: 0x20), blank >= shortest,
      text[(blank + 1)...].startsIgnoringCase("http://".utf8)
        || text[(blank + 1)...].startsIgnoringCase("https://".utf8)
    else { return text }
    let rest = Array(text[..<blank].trimmedSpaces)
    // "Read it at" leads nowhere without it.
    if Sentence.isWhole(rest) { return rest }
    if let whole = Sentence.whole(rest), isLongEnough(whole) { return whole }
    let last = rest[(rest.lastIndex(of: 0x20).map { $0 + 1 } ?? 0)...]
    return leads.contains { last.equalsIgnoringCase($0.utf8) } ? text : rest
  }

  /// Words that say nothing without what they lead to.
  private static let leads = [
    "see", "at", "and", "or", "via", "here:", "see:", "at:", "siehe", "unter", "und", "voir",
    "sur", "et", "ver", "en", "y", "su", "e", "zie", "op", "se", "på",
  ]

  private struct Paragraph {
    var text: [UInt8]
    var place: TextLine.Place
    /// Whether nothing that was left out stands before it.
    var isNext: Bool
    /// Whether it may be a label: a plain paragraph, without a picture on its line.
    var isPlain: Bool
  }

  private struct Beginning {
    var paragraphs: [Paragraph] = []
    /// The first that is long enough.
    var first: Int?
    /// Whether nothing that follows would change the summary.
    var isSettled = false
  }

  /// Lines parted by single breaks in one, those that are no sentences left out; no more of them than a
  /// summary takes.
  private static func beginning(_ lines: [TextLine], _ judge: SummaryJudge) -> Beginning {
    var result = Beginning()
    var width = 0
    var isNext = true
    for line in FieldList.folded(lines) {
      var line = withoutQuotationMark(withoutBullet(line))
      line.text = SummaryHead.trimmed(line.text)
      guard judge.accepts(line) else {
        isNext = false
        continue
      }
      if isNext, line.isContinuation, let last = result.paragraphs.indices.last {
        let isForm = isField(result.paragraphs[last].text) && isField(line.text)
        let isJoined = Sentence.endsWithoutBlank(result.paragraphs[last].text)
        result.paragraphs[last].text += isForm ? [UInt8(ascii: ";"), 0x20] : isJoined ? [] : [0x20]
        result.paragraphs[last].text += line.text
      } else {
        if let last = result.paragraphs.last, result.first != nil || isLongEnough(last.text) {
          let newest = result.paragraphs.count - 1
          result.first = result.first ?? start(of: newest, in: result.paragraphs)
          // What may be a label is judged by what follows.
          if !last.isPlain || !LeadingLabel.mayBe(last.text) {
            width += SummaryJudge.width(of: last.text.prefix(4 * enough))
          }
          result.isSettled = width >= enough
          if result.isSettled { return result }
        }
        result.paragraphs.append(
          Paragraph(
            text: line.text, place: line.place, isNext: isNext,
            isPlain: line.place == .paragraph && !line.isBesidePicture))
      }
      isNext = true
    }
    if result.first == nil, let last = result.paragraphs.last, isLongEnough(last.text) {
      result.first = start(of: result.paragraphs.count - 1, in: result.paragraphs)
    }
    return result
  }

  /// Without the sign of a list's item that was typed.
  private static func withoutBullet(_ line: TextLine) -> TextLine {
    guard let sign = bullets.first(where: { line.text.starts(with: $0) }) else { return line }
    var line = line
    line.text = Array(line.text.dropFirst(sign.count).trimmedSpaces)
    return line
  }

  private static let bullets = ["•", "‣", "▪", "●", "◆", "■", "▶"].map { Array($0.utf8) }

  /// What leads on to a quotation, but is a sentence before that, stands for itself.
  private static func withoutQuotationMark(_ line: TextLine) -> TextLine {
    guard line.isBeforeQuotation, SummaryJudge.leadsOn(line.text),
      let whole = Sentence.whole(line.text), isLongEnough(whole)
    else { return line }
    var line = line
    line.text = whole
    line.isBeforeQuotation = false
    return line
  }

  /// "Place: Town Hall": a label, and what stands for it, without a sign at its end.
  private static func isField(_ text: [UInt8]) -> Bool {
    guard let colon = text.firstIndex(of: UInt8(ascii: ":")), (2...24).contains(colon),
      colon + 2 < text.count, text[colon + 1] == 0x20, let last = text.last
    else { return false }
    return text[..<colon].allSatisfy { $0.isASCIILetter || $0 >= 0x80 }
      && (last.isASCIILetter || last.isASCIIDigit || last >= 0x80)
  }

  private static func isLongEnough(_ text: [UInt8]) -> Bool {
    SummaryJudge.width(of: text.prefix(4 * shortest)) >= shortest
  }

  /// Without the brackets around an ellipsis at the end.
  private static func withoutMark(_ text: [UInt8]) -> [UInt8] {
    for mark in ["[…]", "[...]", "(…)", "(...)"]
    where text.count > mark.utf8.count && text.suffix(mark.utf8.count).elementsEqual(mark.utf8) {
      return Array(text.dropLast(mark.utf8.count).trimmedSpaces) + "…".utf8
    }
    return text
  }

  /// Whether a summary says nothing that the content doesn't begin with.
  static func repeatsStart(_ summary: String, of document: borrowing HTMLDocument) -> Bool {
    let start = letters(Array(summary.utf8))
    guard start.count > 12 else {
      // As much may begin another text.
      return start.isEmpty
        || TextLines.of(document, upTo: 200).first.map { letters($0.text) == start } ?? false
    }
    var text: [UInt8] = []
    for line in TextLines.of(document, upTo: 4 * summary.utf8.count + 2000) { text += line.text }
    return letters(text).starts(with: start)
  }

  /// Without blanks and an ellipsis at the end.
  private static func letters(_ text: [UInt8]) -> [UInt8] {
    var bytes = text.filter { !$0.isHTMLBlank }
    for tail in ["[…]", "[&hellip;]", "[...]", "…", "..."]
    where bytes.suffix(tail.utf8.count).elementsEqual(tail.utf8) {
      bytes.removeLast(tail.utf8.count)
      break
    }
    return bytes
  }
}
