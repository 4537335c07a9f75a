/// A request for what is no published file.
struct PageRequest: Sendable {
  /// `/opml`; what follows `/t/<token>` where there is one.
  var path: String
  /// Behind the `?`, not decoded.
  var query: String
  /// Of the path, as it is written there.
  var token: String?
  /// Of the path or of `Authorization`.
  var presented: TokenSet.Digest?
  var caller: Caller
  var host: String?
  var ifNoneMatch: String?
  /// What the owner's pages ask for; `nil` for others.
  var visit: OwnerVisit?
  /// What was sent to the hub; `nil` for what is only looked at.
  var sent: SentForm?
}

/// Answers what is no published file.
protocol PageSource: Sendable {
  /// Never fails; what is not there is ``Message/notFound``.
  func answer(_ request: PageRequest) async -> Message

  /// The most bytes of a form's content; `nil` where no form is taken.
  func formLimit(of visit: OwnerVisit, path: String) -> Int?

  /// The most bytes of a request to the hub; `nil` where there is none.
  var hubLimit: Int? { get }

  /// Whether a token lets any feed be cleaned.
  func cleans(for token: TokenSet.Digest) -> Bool
}

extension PageSource {
  func cleans(for token: TokenSet.Digest) -> Bool { false }
}
