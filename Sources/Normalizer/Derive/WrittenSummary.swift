internal import FeedModel
internal import HTML

/// The source's own summary: without promos and ways to read more, as plain text.
enum WrittenSummary {
  /// Characters; a longer one beside a content is the content again.
  private static let longest = 1000

  /// Characters of the longest that is taken for a summary although the content begins with it.
  private static let short = 400

  /// Whether a summary was written as one, so that it stays although the content begins with it.
  static func isOfItsOwn(_ text: String, hasMedia: Bool) -> Bool {
    let end = text.utf8.suffix(64).reversed().drop { ")] ".utf8.contains($0) }.reversed()
    let isCut =
      end.suffix(3).elementsEqual("…".utf8) || end.suffix(3).elementsEqual("...".utf8)
    return !isCut && Sentence.isWhole(Array(end))
      && text.unicodeScalars.count <= (hasMedia ? longest : short)
  }

  /// `nil` when nothing is left that says what the entry is about.
  static func text(
    _ summary: Text, isBesideContent: Bool, hasMedia: Bool, _ work: inout EntryWork
  ) -> String? {
    let plain = Array(PlainText.line(summary).utf8)
    guard !plain.isEmpty else { return nil }
    var text = plain
    if isBesideContent {
      text = cleaned(summary, work)
      text = SummaryHead.trimmed(SummaryTail.trimmed(withoutSource(text)))
    }
    let isUseful = SummaryJudge(title: work.title).accepts(text, isChosen: true)
    var result = isUseful ? String(decoding: text, as: UTF8.self) : ""
    if isBesideContent, !hasMedia, result.unicodeScalars.count > longest {
      result = Sentence.cut(Array(result.utf8), near: longest * 5 / 6)
    }
    if !result.utf8.elementsEqual(plain) {
      work.log.record(
        "summary.clean", field: "summary", before: String(decoding: plain, as: UTF8.self),
        after: result)
    }
    return result.isEmpty ? nil : result
  }

  /// As the rules for bodies leave it.
  private static func cleaned(_ summary: Text, _ work: EntryWork) -> [UInt8] {
    // Notes stand on lines of their own, in plain text too.
    let isMarkup = summary.kind == .html && summary.value.utf8.contains(UInt8(ascii: "<"))
    guard isMarkup || summary.value.utf8.contains(0x0A) else {
      return Array(PlainText.line(summary).utf8)
    }
    var markup =
      summary.kind == .html
      ? PlainText.clean(Array(summary.value.utf8)) : PlainMarkup.html(summary.value)
    if summary.kind == .html, !isMarkup {
      markup = Array(markup.split(separator: 0x0A).joined(separator: "<br>".utf8))
    }
    var document = HTMLDocument(parsingFragment: markup, endsHiding: true)
    var work = work.silent
    document.stepsLeft = StepBudget(bytes: summary.value.utf8.count, rules: work.rules).reserve
    for image in document.elements(.img, in: document.root) {
      _ = Emoji.repair(image, in: &document, &work)
    }
    PromoStep.apply(to: &document, &work)
    SummaryTail.removeLink(from: &document)
    let isSpent = document.isSpent
    document.stepsLeft = Int.max
    return isSpent
      ? Array(PlainText.line(summary).utf8) : text(of: document)
  }

  /// What a tree says, without the credit of a picture on the first line of several.
  private static func text(of document: borrowing HTMLDocument) -> [UInt8] {
    var lines = TextLines.of(document)[...]
    if lines.count > 1, let first = lines.first, SummaryHead.isCredit(first.text) {
      lines = lines.dropFirst()
    }
    let text = lines.map(\.text).joined(separator: [0x20])
    return PlainText.clean(Array(text)).collapsedSpaces
  }

  /// WordPress' note where it has lost its links: "The post T appeared first on S.", and Disqus'.
  private static func withoutSource(_ text: [UInt8]) -> [UInt8] {
    let notice = Array(
      "Please enable JavaScript to view the comments powered by Disqus.".utf8)
    if text.count > notice.count, text.suffix(notice.count).elementsEqual(notice) {
      return Array(text.dropLast(notice.count).trimmedSpaces)
    }
    let start = max(0, text.count - 400)
    guard let mark = text.firstRange(ofBytes: Array(" appeared first on ".utf8), from: start),
      let note = text.firstRange(ofBytes: Array("The post ".utf8), from: start),
      note.upperBound <= mark.lowerBound
    else { return text }
    return Array(text[..<note.lowerBound].trimmedSpaces)
  }
}
