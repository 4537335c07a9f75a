import Archive
import ConfigurationModel
import FeedModel
import Fetcher
import History

/// What came of reading one source.
struct SourceReading: Sendable {
  /// What the web says beside a document.
  struct Response: Sendable {
    var facts: FetchFacts
    /// `nil` for a 304, which leaves those of before in force.
    var validators: Validators?
    /// Keeps the body's bytes counted until what was made of them is in the archive.
    var lease: MemoryLease?
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

  mutating func take(
    _ outcome: FetchOutcome, _ source: SourceConfiguration, _ known: SourceReader.Known,
    reader: SourceReader
  ) {
    let facts = outcome.facts
    report.received = facts.receivedBytes
    switch outcome {
    case .document(let fetched):
      let body = Fingerprint(fetched.document.bytes)
      var response = Response(facts: facts, validators: fetched.validators)
      if isSame(body, known) {
        answer = .same(response)
        return
      }
      response.lease = fetched.lease
      var document = fetched.document
      document.timezone = source.timezone
      if let encoding = source.encoding {
        document.charset = encoding
        document.charsetIsForced = true
      }
      reader.parse(document, &self)
      answer = .content(body, response)
    case .notModified:
      report.isNotModified = true
      answer = .same(Response(facts: facts))
    case .gone:
      fail(source.name, "gone for good (410); take it out of the configuration")
      answer = .gone(facts)
    case .retryLater(let delay, _):
      let wait = delay.map { "in \($0.components.seconds) s" } ?? "later"
      fail(source.name, "the host wants to be asked again \(wait)")
      answer = .later(delay)
    case .failed(let error):
      fail(source.name, error.description)
    }
  }

  /// Counts what there is.
  mutating func finish() {
    guard let feed else { return }
    report.entries = feed.entries.count
    report.diagnostics += feed.diagnostics
  }
}
