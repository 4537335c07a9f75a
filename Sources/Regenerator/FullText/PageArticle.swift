import ArticleExtractor
import ConfigurationModel
import FeedModel
import HTML

/// The article of an entry's pages.
struct PageArticle {
  /// Unclean HTML; empty where there is a problem.
  private(set) var html = ""
  /// Where the first page was read from.
  let address: WebAddress
  private(set) var authors: [String] = []
  /// Why it is not to be published, in words.
  private(set) var problem: String?
  /// Where the rules are written that were followed, each once.
  private(set) var followed: [String] = []
  /// Why others were not, each once; sentences that begin with a place.
  private(set) var remarks: [String] = []
  /// What the first page says of itself.
  private(set) var metadata = PageMetadata()
  /// What became of the blocks of all pages; empty unless asked for.
  private(set) var blocks: [BlockDecision] = []

  /// - Parameters:
  ///   - pages: one at least.
  ///   - entry: as its source published it; a page that does not hold it is none of its pages.
  ///   - source: the one that offers the entry.
  init(
    _ pages: PageStore.Pages, of entry: ParsedEntry, recurring site: SiteTexts, rules: PageRules,
    source: SourceConfiguration?, explains: Bool = false
  ) {
    address = pages[0].address
    let own = PlainBody.text(of: entry.content ?? entry.summary ?? Text(.plain, ""))
    var text = 0
    var told: Set<Int> = []
    // What is still to come has no content.
    for (index, page) in pages.enumerated() where !page.html.isEmpty {
      var hints = ArticleHints(title: entry.title.map(PlainBody.text))
      if index == 0, !own.isEmpty { hints.excerpt = own }
      hints.recurring = site.recurring(besides: page.html)
      let read = RuledPage(
        page.html, page.address, hints, rule: rules.rule(for: page.address, source: source),
        explains: explains)
      take(read)
      if index == 0 {
        metadata = read.article.metadata
        authors = metadata.authors
        if let refusal = read.article.refusal {
          problem = Self.words(for: refusal)
          return
        }
      } else if read.article.refusal != nil, read.article.refusal != .otherText {
        continue
      }
      let words = MarkdownWriter.text(of: read.article.content, in: read.article.document)
      // Pages of comments, say, tell the article again.
      guard Self.isNews(words, &told) else { continue }
      html += read.article.html
      text += words.utf8.count
    }
    if text < own.utf8.count {
      html = ""
      problem = "it holds less text than the feed gives"
    }
  }

  /// Whether a page's text is for the most part not that of the pages before it.
  private static func isNews(_ text: String, _ told: inout Set<Int>) -> Bool {
    let lines = Set(
      text.split(separator: "\n").filter { $0.utf8.count >= 40 }.map(\.hashValue))
    let old = lines.intersection(told).count
    told.formUnion(lines)
    return old == 0 || lines.count - old > old
  }

  private mutating func take(_ read: borrowing RuledPage) {
    for place in read.followed where !followed.contains(place) { followed.append(place) }
    for remark in read.remarks where !remarks.contains(remark) { remarks.append(remark) }
    blocks += read.article.blocks
  }

  static func words(for refusal: Refusal) -> String {
    switch refusal {
    case .nothingFound: "no article was found in it"
    case .notFound: "it says that there is no such page"
    case .loginWall: "it asks for a login or a subscription"
    case .consentPage: "it asks for consent"
    case .needsScript: "it shows nothing without JavaScript"
    case .otherText: "it holds neither the title nor the text of the entry"
    }
  }
}

/// What other pages of a site have in common: the site's, not an article's.
struct SiteTexts: Sendable {
  /// Pages that are worth reading for it.
  static let most = 6

  /// Of each page: its length and beginning tell it, its fingerprints are what is compared.
  private var pages: [[UInt8]: Set<UInt64>] = [:]
  private var order: [[UInt8]] = []

  init(_ pages: [[UInt8]]) {
    for page in pages { add(page) }
  }

  mutating func add(_ html: [UInt8]) {
    let key = Self.key(html)
    guard !html.isEmpty, order.count < 2 * Self.most, pages[key] == nil else { return }
    let article = ArticleExtractor().article(
      of: Document(parsing: html), address: nil, hints: ArticleHints())
    pages[key] = Set(article.fingerprints)
    order.append(key)
  }

  /// What stands on two other pages at least.
  func recurring(besides html: [UInt8]) -> Set<UInt64> {
    let own = Self.key(html)
    var counts: [UInt64: Int] = [:]
    for key in order where key != own {
      for print in pages[key] ?? [] { counts[print, default: 0] += 1 }
    }
    return Set(counts.lazy.filter { $0.value >= 2 }.map(\.key))
  }

  private static func key(_ html: [UInt8]) -> [UInt8] {
    Array("\(html.count) ".utf8) + html.suffix(64) + html.prefix(512)
  }
}
