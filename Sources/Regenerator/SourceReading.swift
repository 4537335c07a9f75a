import Archive
import ConfigurationModel
import FeedModel
import Fetcher
import History
import Publisher

/// What came of reading one source.
struct SourceReading: Sendable {
  /// What the web says beside a document.
  struct Response: Sendable {
    var facts: FetchFacts
    /// `nil` for a 304, which leaves those of before in force.
    var validators: Validators?
  }

  /// What a source answered, as far as the next run needs to know it.
  enum Answer: Sendable {
    /// Bytes that were not there the last time; `nil` for local ones.
    case content(Fingerprint, Response?)
    /// The same as the last time.
    case same(Response?)
    case gone(FetchFacts)
    /// The host wants to be left alone.
    case later(Duration?)
    case failed
  }

  /// `nil` when nothing could be read, or nothing is new.
  var feed: ParsedFeed?
  var report: SourceReport
  /// What the encoding of the source's documents was taken for before.
  var assumedEncoding: String?
  var answer = Answer.failed
  /// The host that has answered, where an address has led to; `nil` where none has.
  var answeringHost: String?
  /// Whether nothing at all came back; see ``FetchError/isSilence``.
  var isSilence = false
  /// How long after the start of the run the answer came.
  var delay: Duration = .zero

  init(_ report: SourceReport) {
    self.report = report
  }

  /// Whether every input was read whole.
  var isWhole: Bool { report.failures.isEmpty && feed?.isPartial != true }

  mutating func fail(_ name: String, _ reason: String) {
    report.failures.append(.init(name: name, reason: reason))
  }

  /// Adds a file's feed; what the first says of itself stays.
  mutating func append(_ other: ParsedFeed) {
    guard var first = feed.take() else {
      feed = other
      return
    }
    first.entries += other.entries
    first.diagnostics += other.diagnostics
    first.guessedEncoding = first.guessedEncoding ?? other.guessedEncoding
    first.isPartial = first.isPartial || other.isPartial
    feed = first
  }

  /// Notes that the bytes are the same as the last time.
  mutating func isSame(_ body: Fingerprint, _ known: SourceReader.Known) -> Bool {
    guard body == known.body else { return false }
    report.isNotModified = true
    answer = .same(nil)
    return true
  }

  /// Notes what a fetch came to; gives the document that is yet to be read.
  mutating func take(
    _ held: HeldOutcome, _ source: SourceConfiguration, _ known: SourceReader.Known,
    place: RemedyPlace
  ) -> PendingDocument? {
    let facts = held.outcome.facts
    report.received = facts.receivedBytes
    report.fetchTime = facts.timings.total
    answeringHost = WebAddress(facts.final)?.host
    switch held.outcome {
    case .document(let fetched): return take(fetched, held, source, known)
    case .notModified:
      report.isNotModified = true
      answer = .same(Response(facts: facts))
    case .gone:
      fail(
        source.name,
        "gone for good (410)"
          + (place == .configuration ? "; take it out of the configuration" : ""))
      answer = .gone(facts)
    case .retryLater(let delay, _):
      let wait = delay.map { "in \($0.components.seconds) s" } ?? "later"
      fail(source.name, "the host wants to be asked again \(wait)")
      answer = .later(delay)
    case .failed(let error):
      isSilence = error.isSilence
      fail(source.name, error.description(for: place))
    }
    return nil
  }

  private mutating func take(
    _ fetched: FetchedDocument, _ held: HeldOutcome, _ source: SourceConfiguration,
    _ known: SourceReader.Known
  ) -> PendingDocument? {
    if let problem = held.problem {
      fail(source.name, problem.description)
      return nil
    }
    let body = held.body ?? Fingerprint(fetched.document.bytes)
    let response = Response(facts: fetched.facts, validators: fetched.validators)
    if isSame(body, known) {
      answer = .same(response)
      return nil
    }
    answer = .content(body, response)
    var document = fetched.document
    document.timezone = source.timezone
    if let encoding = source.encoding {
      document.charset = encoding
      document.charsetIsForced = true
    }
    let place: PendingDocument.Place =
      held.setDown.map { .disk(document, $0) } ?? .memory(document, fetched.lease)
    return PendingDocument(
      place: place, body: body, bytes: held.setDown?.bytes ?? document.bytes.count)
  }

  /// Counts what there is.
  mutating func finish() {
    guard let feed else { return }
    report.entries = feed.entries.count
    report.diagnostics += feed.diagnostics
  }
}
