import ArticleExtractor
import FeedModel
import HTML
import SiteRules

/// A page whose article was taken with what is known of its site.
struct RuledPage: ~Copyable {
  var article: Article
  /// What the rule found; `nil` without one.
  let findings: RuleFindings?
  /// Where the parts of the rule are written that were followed.
  private(set) var followed: [String] = []
  /// Why others were not, each a sentence that begins with a place.
  private(set) var remarks: [String] = []
  /// Where a link of the page goes on with the article.
  private let linked: WebAddress?
  private let address: WebAddress?

  /// - Parameters:
  ///   - html: UTF-8, as it was fetched.
  ///   - first: the address of the article's first page, to find the next one; `nil` for no interest.
  init(
    _ html: [UInt8], _ address: WebAddress?, _ hints: ArticleHints, rule: SiteRule?,
    of first: WebAddress? = nil, explains: Bool = false
  ) {
    let document = Document(parsing: rule?.replaced(html) ?? html)
    let findings = rule?.findings(in: document, address: address)
    self.address = address
    linked = first.flatMap { NextPageLink.address(in: document, at: address ?? $0, of: $0) }
    var hints = hints
    if let choice = findings?.choice, !choice.keep.isEmpty || !choice.remove.isEmpty {
      hints.choice = choice
    }
    var extractor = ArticleExtractor()
    extractor.isExplaining = explains
    article = extractor.article(of: document, address: address, hints: hints)
    self.findings = findings
    guard let rule, let findings else { return }
    remarks = findings.problems
    note(rule, findings)
    takeMetadata(findings)
  }

  /// Where the article goes on: what the rule says, else the page, where it means the same article.
  ///
  /// - Parameter first: the address of its first page.
  func next(of first: WebAddress) -> WebAddress? {
    if let next = findings?.next { return next }
    if let next = article.next, NextPageLink.isNext(next, at: address ?? first, of: first) {
      return next
    }
    return linked
  }

  private mutating func note(_ rule: SiteRule, _ findings: RuleFindings) {
    let outcome = article.choice ?? ChoiceOutcome()
    if let taken = outcome.taken, findings.places.indices.contains(taken) {
      followed.append(findings.places[taken])
    } else if let place = findings.places.first {
      remarks.append(
        "\(place): what the rule takes for the article agrees neither with the page nor with the "
          + "feed's text; it was not followed; look whether the site has changed")
    } else if let place = rule.keep.first?.place {
      remarks.append(
        "\(place): the rule finds no article on the page; look whether the site has changed")
    }
    guard let place = findings.removingPlace else { return }
    if outcome.hasRemoved {
      followed.append(place)
    } else {
      remarks.append(
        "\(place): what the rule removes is most of the article or of the feed's text; it stays")
    }
  }

  private mutating func takeMetadata(_ findings: RuleFindings) {
    if let title = findings.title, Self.agree(title, article.metadata.title) {
      article.metadata.title = title
    }
    if !findings.authors.isEmpty { article.metadata.authors = findings.authors }
    if let published = findings.published { article.metadata.published = published }
  }

  /// Whether a rule's title can be the page's: they share half of the shorter one's words, or one holds
  /// the other.
  private static func agree(_ title: String, _ other: String?) -> Bool {
    guard let other else { return true }
    let (a, b) = (PlainBody.words(of: title), PlainBody.words(of: other))
    if a.contains(b) || b.contains(a) { return true }
    let (first, second) = (Set(a.split(separator: " ")), Set(b.split(separator: " ")))
    return first.intersection(second).count * 2 >= min(first.count, second.count)
  }
}
