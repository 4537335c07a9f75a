public import FeedModel

/// Where a document is published, and which documents stand beside it.
///
/// Everything is `nil` without a configured `baseURL`: no address of the feed itself is known then.
public struct DocumentLinks: Sendable, Hashable {
  /// The address of the document itself: Atom `self`, JSON `feed_url`.
  public var selfAddress: WebAddress?
  /// The main document, said by archive pages alone (RFC 5005 §4 `current`).
  public var current: WebAddress?
  /// The page with the next older entries (RFC 5005 §4 `prev-archive`, JSON `next_url`).
  public var previousArchive: WebAddress?
  /// The page with the next newer entries, said by archive pages alone (`next-archive`).
  public var nextArchive: WebAddress?
  /// Whether the document is an archive page that never changes (RFC 5005 §4 `fh:archive`).
  public var isArchive: Bool
  /// Where readers may subscribe to the document (WebSub); none for archive pages.
  public var hubs: [WebAddress] = []

  public init(
    selfAddress: WebAddress? = nil, current: WebAddress? = nil,
    previousArchive: WebAddress? = nil, nextArchive: WebAddress? = nil, isArchive: Bool = false
  ) {
    self.selfAddress = selfAddress
    self.current = current
    self.previousArchive = previousArchive
    self.nextArchive = nextArchive
    self.isArchive = isArchive
  }

  /// What is known, as link relations.
  var relations: [(rel: String, address: WebAddress)] {
    let all = [
      ("self", selfAddress), ("current", current), ("prev-archive", previousArchive),
      ("next-archive", nextArchive),
    ]
    return all.compactMap { rel, address in address.map { (rel, $0) } }
  }
}
