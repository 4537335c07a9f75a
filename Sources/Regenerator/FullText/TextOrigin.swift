import ArticleExtractor
import ConfigurationModel
public import FeedModel
import Normalizer
import SiteRules

/// Where the text of an entry came from, or why it is the feed's.
public struct TextOrigin: Sendable, Hashable {
  /// Blocks of the pages that were left out for one reason.
  public struct Left: Sendable, Hashable {
    /// As `refeed extract --explain` names it.
    public var reason: String
    /// How many there are.
    public var blocks: Int
    /// How the longest begins.
    public var example: String
  }

  /// The pages that were joined, after redirects, in order; empty where none is kept.
  public var pages: [WebAddress] = []
  /// When they were fetched.
  public var fetched: Timestamp?
  /// Where the rules for the site are written that were followed.
  public var rules: [String] = []
  /// Why others were not, each a sentence.
  public var remarks: [String] = []
  /// What the pages have beside the article, the most frequent reason first.
  public var left: [Left] = []
  /// Why the feed's own text stayed; `nil` where the page's was taken.
  public var problem: String?
}

/// Tells of entries where their texts come from, by the pages that are kept; nothing is asked.
struct TextOrigins: Sendable {
  private let feed: FeedConfiguration
  private let store: PageStore
  private let rules: PageRules

  /// `nil` for a feed that takes no pages.
  init?(_ request: ConversionRequest) {
    guard let feed = request.like, feed.settings.fullText != "never", let archive = request.archive
    else { return nil }
    self.feed = feed
    store = PageStore(beside: archive)
    rules = PageRules(feed, request.siteRules.map { SiteRuleFolder($0).book } ?? SiteRuleBook())
  }

  /// Which of a document's entries are to have the texts of their pages.
  func wanted(_ entries: [ParsedEntry]) -> [Bool] {
    if feed.settings.fullText == "always" { return entries.map { _ in true } }
    let truncated = TruncatedEntries(entries)
    return entries.indices.map { truncated.contains($0) }
  }

  /// - Returns: with the page's article as unclean HTML and its base; `nil` where the feed's text stays.
  func origin(
    of entry: ParsedEntry, link: WebAddress?, isWanted: Bool
  ) -> (origin: TextOrigin, article: (html: String, base: WebAddress)?) {
    var origin = TextOrigin()
    guard isWanted else {
      origin.problem = "the feed gives the whole text"
      return (origin, nil)
    }
    guard let link, link.isHTTP else {
      origin.problem = "the entry has no web page"
      return (origin, nil)
    }
    guard let pages = store.pages(of: link, feed: feed.id) else {
      origin.problem =
        "its page is not kept: it was not fetched yet, could not be had, or is older than "
        + "fetch.keepPages"
      return (origin, nil)
    }
    let others = SiteTexts(store.others(of: feed.id, but: link, limit: SiteTexts.most))
    let article = PageArticle(
      pages, of: entry, recurring: others, rules: rules,
      source: feed.sources.count == 1 ? feed.sources.first : nil, explains: true)
    origin.pages = pages.map(\.address)
    origin.fetched = store.fetched(link, feed: feed.id)
    (origin.rules, origin.remarks) = (article.followed, article.remarks)
    origin.left = Self.left(of: article.blocks)
    origin.problem = article.problem
    return (origin, article.problem == nil ? (article.html, article.address) : nil)
  }

  private static func left(of blocks: [BlockDecision]) -> [TextOrigin.Left] {
    var left: [TextOrigin.Left] = []
    var longest: [Float] = []
    for block in blocks where !block.isKept && !block.text.isEmpty {
      let beginning = String(block.text.prefix(60))
      if let place = left.firstIndex(where: { $0.reason == block.reason.rawValue }) {
        left[place].blocks += 1
        if block.length > longest[place] {
          (longest[place], left[place].example) = (block.length, beginning)
        }
      } else {
        left.append(.init(reason: block.reason.rawValue, blocks: 1, example: beginning))
        longest.append(block.length)
      }
    }
    return left.sorted { ($1.blocks, $0.reason) < ($0.blocks, $1.reason) }
  }
}
