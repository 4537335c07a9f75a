public import FeedModel
import HTML

/// What a page says of itself: `meta`, `link`, JSON-LD, Open Graph.
public struct PageMetadata: Sendable, Hashable {
  /// The article's, else the page's, plain text.
  public var title: String?
  /// Plain text.
  public var description: String?
  /// Each once, in the page's order.
  public var authors: [String] = []
  /// When it was first published.
  public var published: ParsedDate?
  /// When it was last changed.
  public var modified: ParsedDate?
  /// What the site calls itself.
  public var siteName: String?
  /// A BCP 47 tag.
  public var language: String?
  /// The picture that stands for it.
  public var image: WebAddress?
  /// The address that the page itself goes by.
  public var canonical: WebAddress?
  /// Its version for telephones.
  public var amp: WebAddress?
  /// Its version for paper.
  public var print: WebAddress?
  /// Where it goes on, as `link rel=next` says.
  public var next: WebAddress?
  /// Types of schema.org and Open Graph, lower case, in the page's order.
  public var types: [String] = []

  /// The title element's text, all of it.
  var pageTitle: String?
  /// schema.org's `headline`.
  var headline: String?
  /// `og:title`.
  var openTitle: String?
  /// `articleBody` of JSON-LD.
  var articleBody: String?
  /// What made the page: `generator`.
  var generator: String?

  /// Nothing is known.
  public init() {}

  /// Whether one of the types has this in its name.
  func isOfType(_ part: String) -> Bool { types.contains { $0.contains(part) } }
}
