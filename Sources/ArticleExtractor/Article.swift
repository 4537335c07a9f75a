public import FeedModel
public import HTML

/// The article of a page: a part of its tree, and what is known about it.
public struct Article: ~Copyable, Sendable {
  /// The page, of which nothing is left but the article.
  public var document: HTML.Document
  /// The element that holds the article.
  public var content: NodeID
  /// What the page says of itself.
  public var metadata: PageMetadata
  /// The kind of page.
  public var kind: PageKind
  /// Where the article goes on.
  public var next: WebAddress?
  /// Why this is no article that may be published; nil where it is one.
  public var refusal: Refusal?
  /// The page's blocks with what was decided; empty unless they were asked for.
  public var blocks: [BlockDecision]
  /// The parts of the page that ``blocks`` stand in; empty unless they were asked for.
  public var regions: [BlockRegion]
  /// Of the page's texts, for ``ArticleHints/recurring`` of the site's other pages.
  public var fingerprints: [UInt64]
  /// What became of ``ArticleHints/choice``; nil where there was none.
  public var choice: ChoiceOutcome?

  /// The article's HTML; empty where nothing was found.
  public var html: String {
    if refusal == .nothingFound { return "" }
    var bytes: [UInt8] = []
    document.serializeChildren(of: content, into: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }
}

/// What sort of page it is.
public enum PageKind: String, Sendable, Hashable {
  /// One text.
  case article
  /// Posts of several people, in order.
  case thread
}

/// Why a page gives no article.
public enum Refusal: String, Sendable, Hashable {
  /// There is no text that could be one.
  case nothingFound = "nothing-found"
  /// It asks for a login or a payment.
  case loginWall = "login-wall"
  /// It asks for consent.
  case consentPage = "consent-page"
  /// It says that it isn't there.
  case notFound = "not-found"
  /// It asks for JavaScript, or to prove that a person reads it.
  case needsScript = "needs-script"
  /// It does not hold what the feed says of the entry.
  case otherText = "other-text"
}

/// An element of the page that begins and ends blocks.
public struct BlockRegion: Sendable, Hashable {
  /// The numbers of the blocks in it.
  public var blocks: Range<Int>
  /// The number of the region around it; -1 for the first.
  public var parent: Int
}

/// A block of the page and what became of it.
public struct BlockDecision: Sendable, Hashable {
  /// Its text, one line.
  public var text: String
  /// The elements around it: `main > article > p`.
  public var path: String
  /// Whether it is of the article.
  public var isKept: Bool
  /// Why.
  public var reason: Reason
  /// From 0 to 1, what the table of weights gave.
  public var likelihood: Float
  /// The numbers that the table was asked with.
  public var evidence: [Float]
  /// The number of its region.
  public var region: Int
  /// The number of its region's kind: elements with one name and one class.
  public var kind: Int
  /// The number of its region's kind, the two elements around it taken into account.
  public var pathKind: Int
  /// Its length in words.
  public var length: Float

  /// Why a block was taken or left.
  public enum Reason: String, Sendable, Hashable {
    /// The table of weights found it likely enough.
    case evidence
    /// It did not.
    case unlikely
    /// It stands on other pages of the site.
    case recurring
    /// The rest of its list, table or paragraph was taken, or left.
    case together
    /// The page doesn't show it.
    case hidden
    /// Its text was taken at another place.
    case copy
    /// A heading over text that was taken.
    case heading
    /// A heading over nothing.
    case headingWithoutText = "heading-without-text"
    /// It shows a picture or a player, taken where the text around it is.
    case picture
    /// The caption of a picture that was taken.
    case caption
    /// It holds the beginning that the feed gave.
    case excerpt
    /// A line that says who made the text, or points elsewhere.
    case note
    /// The page's title over its text, which the article has as such.
    case title
    /// It stands beside the article or behind its end: comments, an aside, links to others.
    case beside
    /// A rule of the site asked for it.
    case rule
  }
}
