import HTML

/// Which blocks are the article's.
///
/// The table says how likely each is; what is decided here is what no block knows of itself: that a
/// list, a table or the lines of one paragraph stay together, that a picture goes with the text
/// around it, that a heading without a text is none.
struct Selection {
  /// What the table gave, by block.
  let likelihoods: [Float]
  private(set) var reasons: [BlockDecision.Reason]
  var isKept: [Bool]
  let outline: Outline
  let sums: Sums
  /// How many words before a block are kept.
  var keptLength: [Float] = []

  init(_ likelihoods: [Float], _ evidence: borrowing Evidence, _ hints: ArticleHints) {
    self.likelihoods = likelihoods
    outline = evidence.outline
    sums = evidence.sums
    let threshold = Selection.threshold(
      likelihoods, outline, isThread: evidence.facts.isForum >= 1)
    isKept = likelihoods.map { $0 > threshold }
    reasons = likelihoods.map { $0 > threshold ? .evidence : .unlikely }
    let isArticle = evidence.facts.isForum < 1 && evidence.facts.isDocumentation < 1
    for index in outline.blocks.indices {
      let block = outline.blocks[index]
      if !block.hasText { set(index, false, .picture) }
      if block.hasText, hints.recurring.contains(block.hash) { set(index, false, .recurring) }
      if hints.excerpt != nil { takeExcerpt(index, block) }
    }
    dropHidden()
    if isArticle { dropTitle() }
    fillLists()
    fillLines()
    takeEnclosed()
    if isArticle { dropNeighbours() }
    dropCopies(evidence.recurrence)
    if isArticle { dropComments() }
    dropNotes(evidence)
    takeSiblings(evidence)
    if isArticle { dropEnd() }
    settleHeadings()
    takePictures()
    takeTinyPage()
  }

  /// The words that are kept.
  var length: Float { keptLength.last ?? 0 }

  /// A block that is mostly what the feed gave of the entry is the article's.
  private mutating func takeExcerpt(_ index: Int, _ block: Outline.Block) {
    guard !isKept[index], block.measure.excerptMatches >= 6, block.linkDensity < 0.5,
      Float(block.measure.excerptMatches) > 0.6 * Float(block.measure.words)
    else { return }
    set(index, true, .excerpt)
  }

  /// How likely a block must be on this page.
  ///
  /// Posts of threads are like each other and like nothing else on the page: less is asked of them.
  /// Where even its best text is not sure to be an article, as in threads and on pages of strange
  /// make, more is let in: what counts is how blocks stand to each other.
  private static func threshold(
    _ likelihoods: [Float], _ outline: borrowing Outline, isThread: Bool
  ) -> Float {
    var weights = [Float](repeating: 0, count: 101)
    var whole: Float = 0
    for (index, likelihood) in likelihoods.enumerated() {
      let length = outline.blocks[index].measure.length
      guard likelihood > 0.3, length > 5 else { continue }
      weights[Int(likelihood * 100)] += length
      whole += length
    }
    guard whole > 0 else { return 0.2 }
    var sum: Float = 0
    for percent in weights.indices.reversed() {
      sum += weights[percent]
      if sum >= whole / 2 {
        return min(isThread ? 0.35 : 0.55, max(0.2, Float(percent) / 100 * 0.65))
      }
    }
    return 0.2
  }

  mutating func set(_ index: Int, _ kept: Bool, _ reason: BlockDecision.Reason) {
    isKept[index] = kept
    reasons[index] = reason
  }

  mutating func sumUp() {
    keptLength = [0]
    keptLength.reserveCapacity(isKept.count + 1)
    var sum = 0.0
    for (index, block) in outline.blocks.enumerated() {
      if isKept[index] { sum += Double(block.measure.length) }
      keptLength.append(Float(sum))
    }
  }

  /// The share of a region's words that is kept; 0 of one without words.
  func keptShare(_ region: Outline.Region) -> Float {
    let all = sums.length(region.firstBlock, region.endBlock)
    guard all > 0 else { return 0 }
    return (keptLength[Int(region.endBlock)] - keptLength[Int(region.firstBlock)]) / all
  }
}

// Things that stay together

extension Selection {
  /// A list, a table of data or a list of definitions is taken as a whole or left as a whole, where
  /// it is not what the page is laid out with.
  private mutating func fillLists() {
    sumUp()
    // How many blocks before each are paragraphs: a table of those is what the page is laid out with.
    var paragraphs: [Int32] = [0]
    paragraphs.reserveCapacity(outline.blocks.count + 1)
    for block in outline.blocks {
      paragraphs.append((paragraphs.last ?? 0) + (block.measure.length > 40 ? 1 : 0))
    }
    var end: Int32 = 0
    for region in outline.regions where region.firstBlock >= end {
      guard Selection.isWhole(region), region.endBlock > region.firstBlock + 1 else { continue }
      if region.name == .table,
        paragraphs[Int(region.endBlock)] > paragraphs[Int(region.firstBlock)]
      {
        continue
      }
      let share = keptShare(region)
      let length = sums.length(region.firstBlock, region.endBlock)
      guard length < 3_000, share > 0 else { continue }
      if share > 0.6 {
        fill(region, true, .together)
        end = region.endBlock
      } else if share < 0.15, region.name == .table || region.name == .dl || length < 60 {
        fill(region, false, .together)
        end = region.endBlock
      }
    }
  }

  private static func isWhole(_ region: Outline.Region) -> Bool {
    switch region.name {
    case .ul, .ol, .dl, .table, .menu: true
    default: false
    }
  }

  mutating func fill(
    _ region: Outline.Region, _ kept: Bool, _ reason: BlockDecision.Reason
  ) {
    for index in Int(region.firstBlock)..<Int(region.endBlock)
    where outline.blocks[index].hasText && isKept[index] != kept {
      if kept, reasons[index] == .recurring || reasons[index] == .title { continue }
      set(index, kept, reason)
    }
  }

  /// Lines of one element are taken together, but for those that are hardly the article's.
  private mutating func fillLines() {
    var start = 0
    while start < outline.blocks.count {
      let region = outline.blocks[start].region
      var end = start + 1
      while end < outline.blocks.count, outline.blocks[end].region == region { end += 1 }
      if end > start + 1 { fillLines(start..<end) }
      start = end
    }
  }

  private mutating func fillLines(_ lines: Range<Int>) {
    var all: Float = 0
    var kept: Float = 0
    for index in lines {
      all += outline.blocks[index].measure.length
      if isKept[index] { kept += outline.blocks[index].measure.length }
    }
    guard kept > 0.7 * all else { return }
    guard let first = lines.first(where: { isKept[$0] }),
      let last = lines.last(where: { isKept[$0] })
    else { return }
    for index in first...last where outline.blocks[index].hasText && !isKept[index] {
      guard reasons[index] != .recurring, reasons[index] != .title else { continue }
      if likelihoods[index] > 0.1 { set(index, true, .together) }
    }
  }

  /// A heading is taken where text follows that is, and left where none does.
  mutating func settleHeadings() {
    sumUp()
    var next: (level: Int, index: Int)?
    var following: Int?
    var textBehind: Float = 0
    for index in outline.blocks.indices.reversed() {
      let block = outline.blocks[index]
      let level = Selection.headingLevel(outline.regions[Int(block.region)].name)
      guard level > 0, block.hasText else {
        if isKept[index] { textBehind += block.measure.length }
        if block.hasText { following = index }
        continue
      }
      let isLeader = next.map { $0.level > level && isKept[$0.index] } ?? false
      if isKept[index], textBehind < 1, !isLeader, likelihoods[index] < 0.8 {
        set(index, false, .headingWithoutText)
      } else if !isKept[index], mayBeTaken(index), keptLength[index] > 10,
        textBehind > 15 && likelihoods[index] > 0.25
          || level > 1 && likelihoods[index] > 0.1 && isHeading(index, of: following)
      {
        set(index, true, .heading)
      }
      next = (level, index)
      following = index
      textBehind = 0
    }
  }

  /// Whether a heading that is left may be taken for the text behind it.
  private func mayBeTaken(_ index: Int) -> Bool {
    switch reasons[index] {
    case .recurring, .copy, .note, .title, .beside: false
    // A title that links to its page is another article's, and an aside has one of its own.
    default: !isElsewhere(index)
    }
  }

  /// Whether the text right behind a heading, in the same part, is taken.
  private func isHeading(_ index: Int, of following: Int?) -> Bool {
    let parent = outline.regions[Int(outline.blocks[index].region)].parent
    guard let following, isKept[following], parent >= 0,
      outline.blocks[index].measure.themes[Theme.pointer.rawValue] == 0
    else { return false }
    let part = outline.regions[Int(parent)]
    let name = outline.regions[Int(outline.blocks[following].region)].name
    return following < Int(part.endBlock) && Selection.headingLevel(name) == 0
  }

  /// 1 to 6; 0 of what is no heading.
  static func headingLevel(_ name: ElementName) -> Int {
    switch name {
    case .h1: 1
    case .h2: 2
    case .h3: 3
    case .h4: 4
    case .h5: 5
    case .h6: 6
    default: 0
    }
  }
}
