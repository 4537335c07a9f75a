public import FeedModel

/// What is known of a page before it is read.
public struct ArticleHints: Sendable, Hashable {
  /// The entry's title.
  public var title: String?
  /// The entry's text or its beginning, plain text.
  public var excerpt: String?
  /// When it was published.
  public var published: ParsedDate?
  /// Blocks that recur on other pages of the site, by their fingerprints.
  public var recurring: Set<UInt64> = []
  /// What a rule of the site says of the page.
  public var choice: SiteChoice?

  public init(title: String? = nil, excerpt: String? = nil) {
    self.title = title
    self.excerpt = excerpt
  }
}
