import FeedModel
import HTML

/// What holds for a page as a whole.
struct PageFacts {
  var length: Float = 0
  var linkDensity: Float = 0
  var unspacedShare: Float = 0
  /// The block that holds the title; -1 where none does.
  var titleBlock: Int32 = -1
  var articles: Float = 0
  var longBlocks: Float = 0
  var isArticle: Float = 0
  var isForum: Float = 0
  var isProduct: Float = 0
  var isListing: Float = 0
  var hasBody: Float = 0
  var pathDepth: Float = 0
  var threadRegions: Float = 0
  var commentRegions: Float = 0
  var isDocumentation: Float = 0
  /// How many parts are posts by schema.org's word.
  var posts: Float = 0

  /// What sort of page it is.
  var kind: PageKind { isForum >= 2 ? .thread : .article }

  init(
    _ outline: borrowing Outline, _ sums: borrowing Sums, _ metadata: PageMetadata,
    _ address: WebAddress?
  ) {
    let count = Int32(outline.blocks.count)
    length = sums.length(0, count)
    linkDensity = sums.linkDensity(0, count)
    for region in outline.regions {
      if region.surroundings & Surrounding.article.bit != 0 { articles += 1 }
      if region.cues.contains(.thread) { threadRegions += 1 }
      if region.cues.contains(.comment) { commentRegions += 1 }
      if region.surroundings & Surrounding.post.bit != 0 { posts += 1 }
    }
    var unspaced = 0
    var characters = 1
    for block in outline.blocks {
      unspaced += Int(block.measure.unspaced)
      characters += Int(block.measure.characters)
      if block.measure.length > 20, block.linkDensity < 0.3 { longBlocks += 1 }
    }
    unspacedShare = Float(unspaced) / Float(characters)
    takeTypes(metadata)
    takeAddress(address)
    if posts > 1 { isForum = max(isForum, 2) }
    titleBlock = PageFacts.titleBlock(outline)
  }

  private mutating func takeTypes(_ metadata: PageMetadata) {
    if metadata.isOfType("article") || metadata.isOfType("blogposting") { isArticle = 1 }
    if metadata.isOfType("discussion") || metadata.isOfType("qapage") { isForum = 2 }
    let forums = [
      "discourse", "phpbb", "vbulletin", "xenforo", "mybb", "flarum", "nodebb", "smf", "vanilla",
      "invision",
    ]
    let books = [
      "sphinx", "mkdocs", "docusaurus", "mdbook", "vitepress", "vuepress", "docbook", "antora",
      "gitbook", "doxygen", "starlight", "hugo docs", "docsify",
    ]
    if let generator = metadata.generator, forums.contains(where: { generator.hasPrefix($0) }) {
      isForum = 2
    }
    if let generator = metadata.generator, books.contains(where: { generator.utf8.holds($0.utf8) })
    {
      isDocumentation = 2
    }
    if metadata.isOfType("product") { isProduct = 1 }
    if metadata.isOfType("collection") || metadata.isOfType("itemlist") { isListing = 1 }
    hasBody = metadata.articleBody.map { min(Float($0.utf8.count) / 1000, 10) } ?? 0
  }

  /// What the address says: whole words of it, in the host, the path, the names of the query.
  private mutating func takeAddress(_ address: WebAddress?) {
    guard let address else { return }
    let path = address.path
    pathDepth = Float(min(path.utf8.reduce(0) { $0 + ($1 == 0x2F ? 1 : 0) }, 10))
    let labels = (address.host ?? "").split(separator: ".").dropLast()
    let segments = path.lowercased().split(separator: "/").prefix(12)
    let names = (address.query ?? "").split(separator: "&").prefix(8).map {
      $0.prefix { $0 != "=" }
    }
    let parts = labels + segments.map { segment in segment.prefix { $0 != "." } }
    if parts.contains(where: { PageFacts.forumWords.contains(String($0)) })
      || names.contains(where: { $0 == "topic" || $0 == "thread" || $0 == "showtopic" })
    {
      isForum += 1
    }
    if parts.contains(where: { PageFacts.documentationWords.contains(String($0)) }) {
      isDocumentation += 1
    }
  }

  private static let forumWords: Set<String> = [
    "t", "thread", "threads", "forum", "forums", "topic", "topics", "question", "questions", "q",
    "discussion", "discussions", "community", "discuss", "answers", "boards", "board", "ask", "bbs",
    "viewtopic", "showthread", "viewthread",
  ]
  private static let documentationWords: Set<String> = [
    "docs", "doc", "documentation", "manual", "reference", "guide", "guides", "tutorial",
    "tutorials", "api", "wiki", "developer", "developers", "learn", "help", "book", "man",
    "handbook", "library", "std",
  ]

  /// The heading, else the block, that is nearest to the title's words.
  private static func titleBlock(_ outline: borrowing Outline) -> Int32 {
    var best: (score: Float, index: Int32) = (0.5, -1)
    for index in outline.blocks.indices {
      let block = outline.blocks[index]
      guard block.measure.titleWords > 0, block.measure.words < 60 else { continue }
      let region = outline.regions[Int(block.region)]
      let words = Float(block.measure.words)
      let share = Float(block.measure.titleWords) / words
      let rank: Float =
        switch region.name {
        case .h1: 1
        case .h2, .h3: 0.6
        default: 0.3
        }
      let score = share * rank * min(words, 6) / 2
      if score > best.score { best = (score, Int32(index)) }
    }
    return best.index
  }
}
