public import FeedModel
public import HTML

/// Takes the article out of a page.
///
/// A pure function of the page, its address and what is known of it: nothing is asked, nothing is
/// remembered. Takes time linear in the page.
public struct ArticleExtractor: Sendable {
  private static let fitted = Weights(
    first: BoostedTrees(WeightTable.first.description),
    second: BoostedTrees(WeightTable.second.description))

  /// The trees of the first and the second look.
  private let weights: Weights

  /// Whether ``Article/blocks`` are filled in.
  public var isExplaining = false

  /// With the weights of the table.
  public init() { weights = ArticleExtractor.fitted }

  /// With other weights, as ``BoostedTrees`` reads them.
  package init(first: String, second: String) {
    weights = Weights(first: BoostedTrees(first), second: BoostedTrees(second))
  }

  /// The article of `document`, a whole page that was parsed.
  public func article(
    of document: consuming HTML.Document, address: WebAddress?,
    hints: ArticleHints = ArticleHints()
  ) -> Article {
    var document = document
    let reader = MetadataReader(document, address: address)
    let metadata = reader.metadata
    let body = reader.body ?? document.root
    let vocabulary = Vocabulary(metadata, hints, address)
    let outline = OutlineBuilder.outline(of: body, in: document, vocabulary)
    var evidence = Evidence(outline, metadata, address)
    let likelihoods = weights.likelihoods(&evidence)
    let selection = Selection(likelihoods, evidence, hints)
    var ruled = RuledSelection(selection, outline, excerptSize: vocabulary.excerpt.count)
    if let choice = hints.choice { ruled.follow(choice, document) }
    let blocks = isExplaining ? decisions(ruled, likelihoods, &evidence, document) : []
    let check = RefusalCheck(
      outline: outline, isKept: ruled.isKept,
      excerptSize: hints.excerpt == nil ? 0 : vocabulary.excerpt.count,
      titleSize: vocabulary.title.count)
    var refusal = check.refusal(document, pageTitle: metadata.pageTitle)
    let kind = evidence.facts.kind
    var content: NodeID?
    if let markup = DataContent.markup(
      document, metadata, scripts: reader.dataScripts,
      longerThan: ruled.isFollowed ? ruled.length : selection.length)
    {
      document = HTML.Document(parsingFragment: markup)
      (content, refusal) = (document.root, nil)
    } else {
      if ruled.outcome.hasRemoved {
        for node in hints.choice?.remove ?? [] { document.detach(node) }
      }
      content = ArticleTree(outline, ruled.isKept, ruled.reasons).prune(&document)
      if content == nil, refusal == nil { refusal = .nothingFound }
    }
    return Article(
      document: document, content: content ?? document.root, metadata: metadata, kind: kind,
      next: metadata.next, refusal: refusal, blocks: blocks,
      regions: isExplaining ? outline.spans : [], fingerprints: outline.fingerprints,
      choice: hints.choice == nil ? nil : ruled.outcome)
  }

  /// What the numbers of ``BlockDecision/evidence`` are, in order.
  public static var evidenceNames: [String] { Evidence.firstNames }

  private func decisions(
    _ selection: RuledSelection, _ likelihoods: [Float], _ evidence: inout Evidence,
    _ document: borrowing HTML.Document
  ) -> [BlockDecision] {
    let outline = evidence.outline
    var decisions: [BlockDecision] = []
    for index in outline.blocks.indices {
      evidence.read(index)
      decisions.append(
        BlockDecision(
          text: outline.text(of: index, document), path: outline.path(of: index, document),
          isKept: selection.isKept[index], reason: selection.reasons[index],
          likelihood: likelihoods[index], evidence: evidence.values,
          region: Int(outline.blocks[index].region),
          kind: Int(evidence.recurrence.kindOfRegion[Int(outline.blocks[index].region)]),
          pathKind: Int(evidence.recurrence.pathOfRegion[Int(outline.blocks[index].region)]),
          length: outline.blocks[index].measure.length))
    }
    return decisions
  }
}

/// The trees of both looks.
struct Weights: Sendable {
  let first: BoostedTrees
  let second: BoostedTrees

  /// What the table gives for each block: two looks, the second of which knows the first.
  func likelihoods(_ evidence: inout Evidence) -> [Float] {
    let count = evidence.outline.blocks.count
    var likelihoods: [Float] = []
    likelihoods.reserveCapacity(count)
    for index in 0..<count {
      evidence.read(index)
      likelihoods.append(first.likelihood(of: evidence.values))
    }
    let look = SecondLook(likelihoods, evidence)
    // What the first look is sure to leave, it leaves: most of most pages.
    for index in 0..<count where likelihoods[index] > 0.005 {
      evidence.read(index)
      evidence.append(look, index)
      likelihoods[index] = second.likelihood(of: evidence.values)
    }
    return likelihoods
  }
}

extension Outline {
  /// Of all texts but the shortest, each once, in order: what recurs on other pages of a site is the
  /// site's.
  var fingerprints: [UInt64] {
    var seen: Set<UInt64> = []
    return blocks.compactMap { block in
      block.measure.length > 2 && seen.insert(block.hash).inserted ? block.hash : nil
    }
  }

  var spans: [BlockRegion] {
    regions.map {
      BlockRegion(blocks: Int($0.firstBlock)..<Int($0.endBlock), parent: Int($0.parent))
    }
  }

  /// The text of a block as one line.
  func text(of index: Int, _ document: borrowing HTML.Document) -> String {
    let block = blocks[index]
    var bytes: [UInt8] = []
    for leaf in leaves[Int(block.firstLeaf)..<Int(block.endLeaf)] {
      document.appendTextContent(of: leaf, to: &bytes)
    }
    return FlatText.line(String(decoding: bytes, as: UTF8.self))
  }

  /// The names of the elements around a block, the innermost eight.
  func path(of index: Int, _ document: borrowing HTML.Document) -> String {
    var names: [String] = []
    var region = blocks[index].region
    while region >= 0, names.count < 8 {
      names.append(document.string(regions[Int(region)].name))
      region = regions[Int(region)].parent
    }
    return names.reversed().joined(separator: " > ")
  }
}

extension Vocabulary {
  init(_ metadata: PageMetadata, _ hints: ArticleHints, _ address: WebAddress?) {
    self.init(lexicon: Theme.lexicon)
    site = PageSite([address, metadata.canonical])
    if let text = hints.title ?? metadata.title { title = TextReader.words(of: text).single }
    if let text = hints.excerpt ?? metadata.description {
      excerpt = TextReader.words(of: text).threefold
    }
    if let text = metadata.articleBody { body = TextReader.words(of: text).threefold }
  }
}

extension TextReader {
  static func words(of text: String) -> (single: WordSet, threefold: WordSet) {
    let bytes = Array(text.utf8)
    return words(of: bytes.span)
  }
}
