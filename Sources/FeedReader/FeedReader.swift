public import FeedModel

/// Turns the bytes of a document into a feed, whatever its dialect, encoding or damage.
public struct FeedReader: Sendable {
  /// How much of a document is read.
  public var limits: Limits

  /// The time against which dates count as future; `nil` leaves them unflagged.
  public var now: Timestamp?

  /// Gives the offset from UTC in minutes of clock times in a zone of the IANA's database, `nil` for
  /// a name that it lacks.
  public typealias Zones = @Sendable (_ name: String) -> (@Sendable (CivilTime) -> Int)?

  /// Knows the zones that dates and sources name; without it they are taken for UTC.
  public var zones: Zones?

  public init(limits: Limits = .init(), now: Timestamp? = nil, zones: Zones? = nil) {
    self.limits = limits
    self.now = now
    self.zones = zones
  }

  /// Reads a feed, or an entry file as a feed of one entry. What is compressed is unpacked before.
  ///
  /// What is damaged is read as far as it goes: ``ParsedFeed/diagnostics`` says what was wrong, and
  /// ``ParsedFeed/isPartial`` whether entries may be missing. Takes time linear in the document, and
  /// memory for its text once more and for the entries.
  public func read(_ document: SourceDocument) throws(NotAFeed) -> ParsedFeed {
    var text = DecodedText(document)
    var feed = try parse(&text, document)
    feed.address = document.address
    feed.encoding = text.encoding
    feed.guessedEncoding = text.guess
    feed.diagnostics = text.diagnostics + mediaTypeDiagnostics(document, feed) + feed.diagnostics
    noteFutureDates(&feed)
    return feed
  }

  /// Reads a list of subscriptions.
  public func readOPML(_ document: SourceDocument) throws(NotAFeed) -> OPML {
    var text = DecodedText(document)
    let shape = shape(of: &text, document)
    guard case .xml(let start) = shape else { throw Sniffer.refusal(shape) }
    let collector = OutlineCollector(limit: limits.entries)
    let reader = XMLFeedReader(limits: limits, address: document.address, outlines: collector)
    var opml = try reader.readOutlines(text.bytes, from: start)
    opml.subscriptions = collector.subscriptions
    opml.diagnostics = text.diagnostics + opml.diagnostics
    return opml
  }

  /// What the text is; XML's line breaks are made even on the way.
  private func shape(of text: inout DecodedText, _ document: SourceDocument) -> Sniffer.Shape {
    let shape = Sniffer.shape(of: text.bytes, base: document.address)
    guard case .xml = shape, text.normalizeLineBreaks() else { return shape }
    return Sniffer.shape(of: text.bytes, base: document.address)
  }

  private func parse(
    _ text: inout DecodedText, _ document: SourceDocument
  ) throws(NotAFeed) -> ParsedFeed {
    let shape = shape(of: &text, document)
    switch shape {
    case .entryFile:
      var reader = EntryFileReader(text.bytes, base: document.address)
      reader.dates = dates(of: document)
      return try reader.read()
    case .json(let start):
      var reader = JSONFeedReader(limits: limits, address: document.address)
      reader.dates = dates(of: document)
      return try reader.read(start == 0 ? text.bytes : Array(text.bytes[start...]))
    case .xml(let start):
      let outlines = OutlineCollector(limit: limits.entries)
      var reader = XMLFeedReader(limits: limits, address: document.address, outlines: outlines)
      reader.dates = dates(of: document)
      return try reader.read(text.bytes, from: start)
    case .refused: throw Sniffer.refusal(shape)
    }
  }

  private func dates(of document: SourceDocument) -> DateReading {
    DateReading(sourceZone: document.timezone.flatMap { zones?($0) }, zones: zones)
  }

  // MARK: - Diagnostics

  private func mediaTypeDiagnostics(_ document: SourceDocument, _ feed: ParsedFeed) -> [Diagnostic]
  {
    guard let type = document.mediaType, !type.isEmpty, feed.dialect != .entryFile else {
      return []
    }
    let isFitting =
      type.hasSuffix("xml") || type.hasSuffix("json") || type.hasSuffix("xml-dtd")
      || type.hasSuffix("xml-external-parsed-entity") || type == "application/octet-stream"
    if isFitting { return [] }
    return [
      Diagnostic(
        .note, code: "media-type-unexpected",
        "Served as \(type.prefix(60)), read as \(feed.dialect.rawValue).")
    ]
  }

  private func noteFutureDates(_ feed: inout ParsedFeed) {
    guard let now else { return }
    let late = feed.entries.count { entry in
      [entry.published, entry.updated].contains { date in
        date.map { $0.milliseconds > now.milliseconds + 86_400_000 } ?? false
      }
    }
    if late > 0 {
      feed.diagnostics.append(
        Diagnostic(
          .note, code: "date-future", "\(late) entries have a date more than a day ahead."))
    }
  }
}
