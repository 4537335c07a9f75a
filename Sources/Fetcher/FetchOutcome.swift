public import FeedModel

/// What came of one fetch.
public enum FetchOutcome: Sendable {
  /// A complete body.
  case document(FetchedDocument)
  /// 304 to a conditional request: what was fetched before still holds.
  case notModified(FetchFacts)
  /// 410: the source is to be asked no more.
  case gone(FetchFacts)
  /// 429 or 503: the host wants to be left alone.
  ///
  /// `after` is what `Retry-After` asked for, 0 seconds to 7 days; `nil` when it was absent
  /// or unusable.
  case retryLater(after: Duration?, FetchFacts)
  case failed(FetchError)

  /// How long the host wants to be left alone, where it said so.
  var hold: Duration? {
    if case .retryLater(let wait, _) = self { wait } else { nil }
  }

  /// What is known of the transfer, whatever came of it.
  public var facts: FetchFacts {
    switch self {
    case .document(let document): document.facts
    case .notModified(let facts), .gone(let facts), .retryLater(_, let facts): facts
    case .failed(let error): error.facts
    }
  }
}

/// A body, and what was said of it.
public struct FetchedDocument: Sendable {
  /// What was got.
  public var document: SourceDocument
  /// To be sent with the next request.
  public var validators: Validators
  /// What is known of the transfer.
  public var facts: FetchFacts

  /// Bytes after the end of the compressed stream that were ignored.
  public var trailingBytes: Int

  /// Keeps the body's bytes counted in ``FetchPolicy/memory`` while anyone holds it; `nil` once
  /// they are elsewhere.
  public var lease: MemoryLease?
}
