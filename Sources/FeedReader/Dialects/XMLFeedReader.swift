internal import FeedModel

/// Reads XML: libxml2 first, the tolerant tokenizer when the document is not well-formed.
struct XMLFeedReader {
  let limits: FeedReader.Limits
  let address: WebAddress?
  let outlines: OutlineCollector
  var dates = DateReading()

  func read(_ bytes: [UInt8], from start: Int) throws(NotAFeed) -> ParsedFeed {
    var (handler, diagnostics, isPartial) = run(bytes, from: start)
    guard handler.looksLikeFeed, !handler.isOPML else { throw refusal(handler) }
    // What the addresses of the entries are relative to stood behind them, or other dates tell the
    // order of day and month.
    let base = handler.feed.betterBase
    if base != nil || handler.feed.datesBeginWithMonth {
      var reader = self
      if handler.feed.datesBeginWithMonth { reader.dates.isMonthFirst = true }
      (handler, diagnostics, isPartial) = reader.run(bytes, from: start, base: base)
    }
    var feed = handler.feed.finished()
    feed.isPartial = isPartial
    feed.diagnostics = diagnostics + feed.diagnostics
    return feed
  }

  func readOutlines(_ bytes: [UInt8], from start: Int) throws(NotAFeed) -> OPML {
    let (handler, diagnostics, _) = run(bytes, from: start)
    guard let root = handler.rootName else { throw NotAFeed(.invalidXML) }
    guard handler.isOPML else { throw NotAFeed(.unknownRoot(root)) }
    var opml = OPML()
    opml.title = handler.feed.feed.title?.value
    opml.diagnostics = diagnostics
    return opml
  }

  private func refusal(_ handler: FeedHandler) -> NotAFeed {
    guard let root = handler.rootName else { return NotAFeed(.invalidXML) }
    if handler.isOPML {
      return NotAFeed(.subscriptionList(count: outlines.subscriptions.count))
    }
    return NotAFeed(.unknownRoot(String(root.prefix(80))))
  }

  // MARK: - Running

  private func makeHandler(_ base: WebAddress?) -> FeedHandler {
    let handler = FeedHandler(limits: limits, address: address, base: base, outlines: outlines)
    handler.feed.dates = dates
    return handler
  }

  private func run(
    _ bytes: [UInt8], from start: Int, base: WebAddress? = nil
  ) -> (handler: FeedHandler, diagnostics: [Diagnostic], isPartial: Bool) {
    bytes.withUnsafeBufferPointer { buffer in
      var diagnostics: [Diagnostic] = []
      if buffer[..<start].contains(where: { !UTF8Text.isSpace($0) }) {
        diagnostics.append(
          Diagnostic(
            .warning, code: "xml-junk-before",
            "\(start) bytes before the document's beginning are left out.", line: 1))
      }
      let known = diagnostics.count
      if let handler = readStrictly(buffer, from: start, base, &diagnostics) {
        return (handler, diagnostics, false)
      }
      let isExplained = diagnostics.count > known
      let (handler, isPartial) = readTolerantly(
        buffer, from: start, base, isExplained: isExplained, &diagnostics)
      return (handler, diagnostics, isPartial)
    }
  }

  /// - Parameter isExplained: Whether a diagnostic says already what is wrong.
  private func readTolerantly(
    _ buffer: UnsafeBufferPointer<UInt8>, from start: Int, _ base: WebAddress?,
    isExplained: Bool,
    _ diagnostics: inout [Diagnostic]
  ) -> (handler: FeedHandler, isPartial: Bool) {
    let handler = makeHandler(base)
    var loose = LooseXML(buffer, limits: limits, handler: handler)
    loose.run(from: start)
    let wasCut = handler.finishDocument()
    if wasCut {
      // What libxml2 made of it says the same.
      diagnostics.removeAll { $0.code == "xml-ends-early" }
      diagnostics.append(
        Diagnostic(
          .error, code: "xml-truncated",
          "The document ends before it is complete; entries may be missing.",
          line: XMLScan(bytes: buffer).newlines(from: 0, to: buffer.count) + 1))
    }
    if loose.isTooDeep {
      diagnostics.append(
        Diagnostic(
          .error, code: "too-deep",
          "Elements are nested deeper than \(limits.depth); the markup below is left out."))
    } else if !isExplained, !wasCut {
      diagnostics.append(
        Diagnostic(
          .warning, code: "xml-not-well-formed",
          "More than \(limits.depth) elements are never closed; read tolerantly."))
    }
    return (handler, wasCut || loose.isTooDeep)
  }

  /// `nil` when the document is not well-formed.
  private func readStrictly(
    _ buffer: UnsafeBufferPointer<UInt8>, from start: Int, _ base: WebAddress?,
    _ diagnostics: inout [Diagnostic]
  ) -> FeedHandler? {
    let handler = makeHandler(base)
    guard let stream = XMLStream(handler: handler, limits: limits) else { return nil }
    var guardian = XMLGuard(
      buffer, limits: limits, stream: stream, handler: handler)
    do throws(XMLGuard.Refusal) {
      try guardian.run(from: start)
    } catch {
      diagnostics.append(problem(error, stream.problem, in: buffer))
      return nil
    }
    // The tolerant tokenizer goes on behind what is too deep, and knows `<br>` from what it nests.
    if handler.isTooDeep { return nil }
    if guardian.droppedReferences > 0 {
      diagnostics.append(
        Diagnostic(
          .warning, code: "character-illegal",
          "\(guardian.droppedReferences) references to characters that XML does not allow are left "
            + "out."))
    }
    if stream.hasUndeclaredPrefix {
      diagnostics.append(
        Diagnostic(
          .warning, code: "xml-prefix-undeclared",
          "A namespace prefix is not declared; it is taken for what it usually means."))
    }
    if guardian.hasJunkAfterEnd {
      diagnostics.append(
        Diagnostic(
          .warning, code: "xml-junk-after", "What follows the document's end is left out."))
    }
    _ = handler.finishDocument()
    return handler
  }

  private func problem(
    _ refusal: XMLGuard.Refusal, _ problem: XMLStream.Problem?,
    in bytes: UnsafeBufferPointer<UInt8>
  ) -> Diagnostic {
    switch refusal {
    case .oversizedTag:
      return Diagnostic(
        .warning, code: "xml-tag-oversized",
        "A start tag has more than \(limits.attributes) attributes or \(limits.startTagBytes) bytes; "
          + "what exceeds that is left out.")
    case .damaged(let damage, let place):
      let scan = XMLScan(bytes: bytes)
      let line = scan.newlines(from: 0, to: place) + 1
      let lineStart = bytes[..<place].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
      return notWellFormed(damage, line: line, column: place - lineStart + 1)
    case .notWellFormed:
      guard let problem, problem.code > 0 else {
        return notWellFormed(.other, line: nil, column: nil)
      }
      return notWellFormed(
        .reported(problem.code), line: problem.line > 0 ? problem.line : nil,
        column: problem.column > 0 ? problem.column : nil)
    }
  }

  private func notWellFormed(_ damage: XMLDamage, line: Int?, column: Int?) -> Diagnostic {
    Diagnostic(
      .warning, code: damage == .reported(5) ? "xml-ends-early" : "xml-not-well-formed",
      "There is \(damage.description); the document is read tolerantly.", line: line,
      column: column)
  }
}
