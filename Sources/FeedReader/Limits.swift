extension FeedReader {
  /// How much of a document is read; what lies beyond is left out with a diagnostic.
  public struct Limits: Sendable, Hashable {
    /// Elements or JSON values inside one another.
    public var depth = 256
    /// Entries of one feed; the newest stay.
    public var entries = 10_000
    /// Bytes of one start tag in XML.
    public var startTagBytes = 1 << 20
    /// Attributes of one start tag, namespace declarations among them.
    public var attributes = 256
    /// Namespace declarations in scope at one place.
    public var namespaces = 256
    /// Extension elements, links, authors and the like: of one entry, and of the feed itself.
    public var fields = 1_000

    public init() {}
  }
}
