internal import Bytes
internal import FeedModel
internal import HTML

/// Runs the steps over one body, in the order of the design.
struct Body: ~Copyable {
  private let source: Text
  private let budget: StepBudget
  var document: HTMLDocument

  init(_ text: Text, _ budget: StepBudget) {
    source = text
    self.budget = budget
    document = Body.parsed(text)
    ControlCharacters.remove(from: &document, of: text)
  }

  private static func parsed(_ text: Text) -> HTMLDocument {
    switch text.kind {
    case .html:
      HTMLDocument(parsingFragment: UnclosedTags.closed(text.value), endsHiding: true)
    case .plain: HTMLDocument(parsingFragment: PlainMarkup.html(text.value))
    }
  }

  /// Takes the base that the markup itself gives, as whole pages do: the first that has an address
  /// (HTML §4.2.3).
  private func takeBase(_ work: inout EntryWork) {
    var current = document.next(after: document.root, in: document.root)
    while let node = current {
      if document.isElement(node, .base), let href = document.attribute(.href, of: node) {
        if let base = WebAddress(href, base: work.base), base.isHTTP { work.base = base }
        return
      }
      current = document.next(after: node, in: document.root)
    }
  }

  /// Takes every step. One that spends the budget is taken back, with what it did by halves, and the
  /// steps behind it that may be left out are.
  mutating func clean(_ work: inout EntryWork) {
    if document.mayHold(ElementName.base) { takeBase(&work) }
    let start = work
    guard let spent = run(before: nil, &work) else { return noteDepth(&work) }
    let rule = work.rule
    work = start
    document = Body.parsed(source)
    ControlCharacters.remove(from: &document, of: source)
    let isSafe = !spent.isNeeded && run(before: spent, &work) == nil
    if !isSafe { document = HTMLDocument(parsingFragment: PlainMarkup.html(plainText())) }
    work.steps.spent = spent
    let outcome = isSafe ? "without it and the rules behind it" : "as plain text"
    work.diagnostics.append(
      Diagnostic(
        .warning, code: "steps-spent",
        "\(rule) took too many steps; the entry is published \(outcome)"))
  }

  /// Takes the steps in order, of those from `end` on only the needed ones; the one that spent its
  /// budget, if one did.
  private mutating func run(before end: CleaningStep?, _ work: inout EntryWork) -> CleaningStep? {
    var left = budget.shared
    var isCut = false
    for step in CleaningStep.allCases {
      isCut = isCut || step == end
      if isCut, !step.isNeeded { continue }
      let granted = step.isNeeded ? budget.reserve : left
      document.stepsLeft = granted
      work.rule = step.rawValue
      take(step, &work)
      if document.isSpent { return step }
      work.steps[step] = granted - document.stepsLeft
      if !step.isNeeded { left = document.stepsLeft }
    }
    document.stepsLeft = Int.max
    return nil
  }

  private mutating func take(_ step: CleaningStep, _ work: inout EntryWork) {
    switch step {
    case .drawings:
      HeadingAnchors.remove(from: &document, &work)
      MapLinks.show(in: &document, &work)
      Drawings.settle(in: &document, &work)
    case .lift:
      TextParagraphs.apply(to: &document, &work)
      LiftStep.apply(to: &document, &work)
    case .related: RelatedStep.apply(to: document, &work)
    case .formulas: Formulas.apply(to: &document, &work)
    case .hidden:
      PanelLabels.settle(in: &document, &work)
      HiddenStep.apply(to: &document, &work)
    case .promos: PromoStep.apply(to: &document, &work)
    case .text: takeText(&work)
    case .styles:
      StyleMeaning.apply(to: &document, &work)
      CodeLines.repair(in: &document, &work)
    case .listedBlocks: FilterListStep.removeBlocks(from: &document, &work)
    case .repair: RepairStep.apply(to: &document, &work)
    case .addresses: AddressStep.apply(to: &document, &work)
    case .trackers: TrackerStep.apply(to: &document, &work)
    case .listedAddresses: FilterListStep.cleanAddresses(in: &document, &work)
    case .feedRules: FeedRuleStep.apply(to: &document, &work)
    case .sanitize: work.hasAnchors = SanitizeStep.apply(to: &document, &work)
    case .learned: LearnedStep.apply(to: &document, &work)
    case .tidy:
      TidyStep.apply(to: &document, &work)
      // The last block may have gone.
      TextParagraphs.apply(to: &document, &work)
    case .settle: SettleStep.apply(to: &document, &work, hasAnchors: work.hasAnchors)
    }
  }

  /// What only stands there as text: addresses, protected e-mail addresses, and the film that an entry
  /// is about.
  private mutating func takeText(_ work: inout EntryWork) {
    if source.kind == .plain { AddressLinks.apply(to: &document, &work) }
    MailText.link(in: &document, &work)
    VideoLead.apply(to: &document, work.video, &work)
    ProtectedEmails.repair(in: &document, &work)
  }

  /// Takes the steps before the feed's own rules, and no other.
  mutating func prepare(_ work: inout EntryWork) {
    if document.mayHold(ElementName.base) { takeBase(&work) }
    for step in CleaningStep.allCases {
      guard step != .feedRules, !document.isSpent else { break }
      document.stepsLeft = step.isNeeded ? budget.reserve : budget.shared
      take(step, &work)
    }
    document.stepsLeft = Int.max
  }

  private func noteDepth(_ work: inout EntryWork) {
    guard document.reachedDepthLimit else { return }
    work.diagnostics.append(
      Diagnostic(.note, code: "html-depth", "the body nests too deeply; it was flattened"))
  }

  /// What is left of a body that can't be cleaned.
  private func plainText() -> String {
    switch source.kind {
    case .html: String(decoding: PlainText.stripped(Array(source.value.utf8)), as: UTF8.self)
    case .plain: source.value
    }
  }

  /// Derives something from the clean body; `nil` when that took too many steps.
  func derived<Value>(
    _ work: inout EntryWork, _ derive: (borrowing HTMLDocument) -> Value?
  ) -> Value? {
    document.stepsLeft = budget.reserve
    defer { document.stepsLeft = Int.max }
    let value = derive(document)
    work.steps.derived += budget.reserve - document.stepsLeft
    return document.isSpent ? nil : value
  }

  /// All that a reader sees.
  func text() -> [UInt8] {
    var bytes: [UInt8] = []
    document.appendTextContent(of: document.root, to: &bytes)
    return bytes
  }

  /// The clean markup; `nil` when nothing is left.
  func html() -> CleanHTML? {
    let text = document.serializedText()
    return text.isEmpty ? nil : CleanHTML(sanitized: text)
  }
}

/// Markup for plain text: paragraphs at empty lines, line breaks at the others, unless a program has
/// wrapped and indented them.
enum PlainMarkup {
  static func html(_ text: String) -> [UInt8] {
    var output: [UInt8] = []
    var paragraph: [ArraySlice<UInt8>] = []
    for line in PlainText.clean(Array(text.utf8)).split(
      separator: 0x0A, omittingEmptySubsequences: false)
    {
      if line.isEmpty || line.trimmedBlanks.isEmpty {
        close(&paragraph, into: &output)
      } else {
        paragraph.append(line)
      }
    }
    close(&paragraph, into: &output)
    return output
  }

  private static func close(_ lines: inout [ArraySlice<UInt8>], into output: inout [UInt8]) {
    if lines.isEmpty { return }
    let isWrapped = WrappedLines.areIndented(lines)
    let isIndented = WrappedLines.hasCommonIndent(lines)
    output += "<p>".utf8
    for (index, line) in lines.enumerated() {
      if index > 0 { output += isWrapped ? " ".utf8 : "<br>".utf8 }
      let isTrimmed = isIndented && index > 0
      var line = isTrimmed ? line.drop(while: WrappedLines.isBlank) : line
      while isWrapped, let last = line.last, WrappedLines.isBlank(last) { line.removeLast() }
      MarkupEscaping.append(line, to: &output)
    }
    output += "</p>".utf8
    lines.removeAll(keepingCapacity: true)
  }
}
