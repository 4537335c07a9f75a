internal import FeedModel
internal import HTML

/// The source's own summary as plain text, without the promos of its end.
enum SummaryText {
  /// `nil` when nothing is left.
  static func line(_ summary: Text, _ work: inout EntryWork) -> String? {
    guard summary.kind == .html, summary.value.utf8.contains(UInt8(ascii: "<")) else {
      let line = PlainText.line(summary)
      return line.isEmpty ? nil : line
    }
    var document = HTMLDocument(parsingFragment: PlainText.clean(Array(summary.value.utf8)))
    let before = line(of: document)
    document.stepsLeft =
      StepBudget(bytes: summary.value.utf8.count, rules: work.rules).reserve
    // What is recorded is the change of the text, not those of a body.
    var inner = work
    inner.log = ChangeLog(isOn: work.log.isOn)
    let hadFooters = PromoStep.removeFooters(from: &document, &inner)
    let hadNotes = PromoStep.removeClosing(from: &document, &inner)
    var after = before
    if hadFooters || hadNotes, !document.isSpent {
      document.stepsLeft = Int.max
      after = line(of: document)
      work.log.record(
        inner.log.changes.first?.rule ?? "", field: "summary", before: before, after: after)
    }
    return after.isEmpty ? nil : after
  }

  private static func line(of document: borrowing HTMLDocument) -> String {
    String(decoding: PlainText.text(of: document).collapsedSpaces, as: UTF8.self)
  }
}
