public import ArticleExtractor
import ConfigurationModel
public import FeedModel
import FeedReader
import Fetcher
import HTML
import Normalizer
public import Publisher
import SiteRules

/// What `refeed extract` was asked to do with one page.
public struct ExtractionRequest: Sendable {
  /// A file, an address, or `-`.
  public var page: String
  /// The page's address, where it is no address itself; else the base of its links is unknown.
  public var address: WebAddress?
  /// A feed or entry file that has the page's entry.
  public var entryFile: String?
  /// A folder of rules for sites.
  public var siteRules: String?
  /// CSS selectors of elements that hold the article.
  public var keep: [String] = []
  /// CSS selectors of elements that are none of it.
  public var remove: [String] = []
  /// Whether ``PageExtraction/blocks`` are wanted.
  public var explains = false
  /// Whether addresses may lead to this machine or a private network.
  public var allowPrivateNetworks = false
  /// The largest page in bytes, unpacked; `nil` for 32 MiB.
  public var maxBytes: Int?

  /// All else at its default.
  public init(page: String) {
    self.page = page
  }
}

/// The article of one page, cleaned as every body is.
public struct PageExtraction: Sendable {
  /// Why there is none.
  public struct Failure: Error, Sendable, Hashable, CustomStringConvertible {
    /// The page, as it was asked for, without user name and password.
    public var name: String
    /// One sentence without the name.
    public var reason: String
    public var description: String { "\(name): \(reason)" }
  }

  /// The address that the page was read from, after redirects.
  public let address: WebAddress?
  /// What the page says of itself.
  public let metadata: PageMetadata
  /// The kind of page.
  public let kind: PageKind
  /// Where the article goes on.
  public let next: WebAddress?
  /// Why it should not be published; nil where it may be.
  public let refusal: Refusal?
  /// The article; nil where nothing was found.
  public let content: CleanHTML?
  /// The page's blocks and what became of them; empty unless asked for.
  public let blocks: [BlockDecision]
  /// The parts that they stand in; empty unless asked for.
  public let regions: [BlockRegion]

  /// Where the rules are written that were followed.
  public let followedRules: [String]
  /// Why others were not, each a sentence.
  public let ruleRemarks: [String]

  /// Reads, extracts and cleans.
  public init(
    _ request: ExtractionRequest, standardInput: @escaping StandardInput
  ) async throws(Failure) {
    let page = try await Self.document(
      request.page, request, accepting: "text/html, application/xhtml+xml, */*;q=0.8",
      standardInput)
    let address = request.address ?? page.address
    var hints = ArticleHints()
    if let file = request.entryFile {
      hints = try await Self.hints(in: file, of: address, request, standardInput)
    }
    let rule = try Self.rules(request).rule(for: address, source: nil)
    let read = RuledPage(
      PageText.utf8(of: page), address, hints, rule: rule, of: address,
      explains: request.explains)
    self.address = address
    metadata = read.article.metadata
    kind = read.article.kind
    next = address.flatMap { read.next(of: $0) }
    refusal = read.article.refusal
    blocks = read.article.blocks
    regions = read.article.regions
    (followedRules, ruleRemarks) = (read.followed, read.remarks)
    content = Self.cleaned(read.article.html, read.article.metadata, address)
  }

  /// The article as Markdown.
  public var markdown: String { written { MarkdownWriter.markdown(of: $0.root, in: $0) } }

  /// The article as plain text.
  public var text: String { written { MarkdownWriter.text(of: $0.root, in: $0) } }

  private func written(_ write: (borrowing Document) -> String) -> String {
    guard let content else { return "" }
    return write(Document(parsingFragment: content.html))
  }

  /// The article after all steps that a feed's bodies go through.
  private static func cleaned(
    _ html: String, _ metadata: PageMetadata, _ address: WebAddress?
  ) -> CleanHTML? {
    guard !html.isEmpty else { return nil }
    var entry = ParsedEntry()
    entry.link = address
    entry.rawLink = address?.href
    entry.title = metadata.title.map { Text(.plain, $0) }
    entry.content = Text(.html, html, base: address, language: metadata.language)
    let context = NormalizationContext(
      id: "urn:refeed:extract", homepage: address, language: metadata.language)
    return Normalizer().normalized(entry: entry, context: context)?.content
  }
}

// Rules for sites

extension PageExtraction {
  private static func rules(_ request: ExtractionRequest) throws(Failure) -> PageRules {
    var rule = SiteRule()
    rule.keep = try parts(request.keep, "--keep")
    rule.remove = try parts(request.remove, "--remove")
    guard let path = request.siteRules else { return PageRules(rule, SiteRuleBook()) }
    let folder = SiteRuleFolder(path)
    if folder.name == nil, let problem = folder.problems.first {
      throw Failure(name: "--site-rules", reason: problem)
    }
    return PageRules(rule, folder.book)
  }

  private static func parts(
    _ texts: [String], _ option: String
  ) throws(Failure) -> [SiteRule.Part] {
    var parts: [SiteRule.Part] = []
    for text in texts {
      do throws(InvalidSelector) {
        parts.append(.init(.selector(try Selector(parsing: text)), place: "\(option) \(text)"))
      } catch {
        throw Failure(name: option, reason: "\"\(text)\" is no CSS selector: \(error)")
      }
    }
    return parts
  }
}

// Where pages come from

extension PageExtraction {
  private static func document(
    _ name: String, _ request: ExtractionRequest, accepting types: String,
    _ standardInput: StandardInput
  ) async throws(Failure) -> SourceDocument {
    if case .web(let address) = SourceLocation(name) {
      return try await fetched(address, request, accepting: types)
    }
    let limit = request.maxBytes ?? FetchSettings().maxBytes
    do throws(LocalFileError) {
      let packed =
        name == "-" ? try standardInput(limit) : try LocalFiles.contents(of: name, limit: limit)
      let bytes = try LocalFiles.unpacked(packed, named: name, limit: limit)
      return SourceDocument(bytes: bytes, name: name, address: request.address)
    } catch {
      throw Failure(name: name, reason: error.description(for: .command))
    }
  }

  private static func fetched(
    _ address: WebAddress, _ request: ExtractionRequest, accepting types: String
  ) async throws(Failure) -> SourceDocument {
    var settings = FetchSettings()
    settings.allowPrivateNetworks = request.allowPrivateNetworks
    settings.maxBytes = request.maxBytes ?? settings.maxBytes
    let name = address.removingCredentials.href
    var fetch = FetchRequest(address: address, name: name)
    fetch.headers = [.init(name: "Accept", value: types)]
    switch await Fetcher(policy: FetchPolicy(settings)).fetch(fetch) {
    case .document(let fetched): return fetched.document
    case .failed(let error): throw Failure(name: name, reason: error.description(for: .command))
    case .gone: throw Failure(name: name, reason: "there is nothing any more (410)")
    case .retryLater, .notModified:
      throw Failure(name: name, reason: "the host wants to be asked again later")
    }
  }

  /// What the feed says of the page: the entry with its address, or the only one.
  private static func hints(
    in file: String, of address: WebAddress?, _ request: ExtractionRequest,
    _ standardInput: StandardInput
  ) async throws(Failure) -> ArticleHints {
    var feedRequest = request
    feedRequest.address = nil
    let document = try await document(
      file, feedRequest,
      accepting: "application/atom+xml, application/rss+xml, application/feed+json, */*;q=0.8",
      standardInput)
    let feed: ParsedFeed
    do {
      feed = try FeedReader().read(document)
    } catch {
      throw Failure(name: file, reason: error.description)
    }
    let sameAddress = feed.entries.first { entry in
      address != nil && entry.link?.pageKey == address?.pageKey
    }
    guard let entry = sameAddress ?? (feed.entries.count == 1 ? feed.entries.first : nil) else {
      throw Failure(
        name: file, reason: "none of its \(feed.entries.count) entries has the page's address")
    }
    return ArticleHints(
      title: entry.title.map(plain), excerpt: (entry.content ?? entry.summary).map(plain))
  }

  private static func plain(_ text: Text) -> String {
    guard text.kind == .html else { return text.value }
    let document = Document(parsingFragment: text.value)
    return MarkdownWriter.text(of: document.root, in: document)
  }
}
