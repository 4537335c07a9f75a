/// A feed's history as fixed monthly pages (RFC 5005 §4), as they are to be rendered.
public struct ArchivePages: Sendable {
  /// A page that has to be written.
  public struct Page: Sendable {
    /// `2024-10`
    public var month: String
    /// In the order of a feed: newest first, then by id.
    public var entries: [NormalizedEntry]
    /// The month of the page before it; `nil` for the oldest.
    public var previous: String?
    /// Whether the page will never change again.
    public var isClosed: Bool

    /// A page of a month.
    public init(month: String, entries: [NormalizedEntry], previous: String?, isClosed: Bool) {
      self.month = month
      self.entries = entries
      self.previous = previous
      self.isClosed = isClosed
    }
  }

  /// The pages to write, oldest first; frozen ones are not among them.
  public let pages: [Page]

  /// The month of the newest page, to which the main document links; `nil` without pages.
  public let newest: String?

  /// When the next page is to be closed; `nil` when all are.
  public let nextClosing: Timestamp?

  /// The pages of a feed, oldest first.
  public init(pages: [Page], newest: String?, nextClosing: Timestamp?) {
    self.pages = pages
    self.newest = newest
    self.nextClosing = nextClosing
  }
}
