import HTML

// What stands over, beside and behind an article

extension Selection {
  /// Leaves the page's title over the text: an article has it as such.
  ///
  /// A second heading with its words may be the first of the text; where nothing else is kept, it is
  /// the text.
  mutating func dropTitle() {
    sumUp()
    var rest = length
    var words: Float = 0
    for index in outline.blocks.indices where isKept[index] && words < 25 {
      let block = outline.blocks[index]
      let name = outline.regions[Int(block.region)].name
      let level = Selection.headingLevel(name)
      words += block.measure.length
      if block.measure.words >= 4, block.measure.titleWords == block.measure.words,
        level < 2, name != .p, reasons[index] != .excerpt, rest > 2 * block.measure.length
      {
        rest -= block.measure.length
        set(index, false, .title)
      }
    }
  }

  /// Leaves lists of other articles' beginnings, and asides, footers and menus that no text of the
  /// article surrounds; never what holds the feed's excerpt.
  mutating func dropNeighbours() {
    sumUp()
    let total = length
    let asides = Surrounding.aside.bit | Surrounding.footer.bit | Surrounding.nav.bit
    let first = reasons.firstIndex(of: .excerpt) ?? reasons.endIndex
    let last = reasons.lastIndex(of: .excerpt) ?? -1
    var end: Int32 = 0
    for region in outline.regions where region.firstBlock >= end {
      if Int(region.firstBlock) <= last, Int(region.endBlock) > first { continue }
      if region.name == .ul || region.name == .ol, isTeasers(region) {
        fill(region, false, .beside)
        end = region.endBlock
        continue
      }
      guard region.surroundings & asides != 0 else { continue }
      let kept = keptLength[Int(region.endBlock)] - keptLength[Int(region.firstBlock)]
      if kept > 0, kept < total / 3,
        !isEnclosed(
          region, sums.length(region.firstBlock, region.endBlock), steps: 8, share: 0, size: 1.5)
      {
        fill(region, false, .beside)
        end = region.endBlock
      }
    }
  }

  /// Leaves a part whose class or id says that it holds comments, behind a text and outside of it: of
  /// pages that are no threads, comments are not the text, however many there are.
  mutating func dropComments() {
    sumUp()
    let excerpt = reasons.lastIndex(of: .excerpt) ?? -1
    var end: Int32 = 0
    for region in outline.regions where region.firstBlock >= end {
      guard region.cues.contains(.comment), Int(region.firstBlock) > excerpt,
        region.endBlock > region.firstBlock + 2,
        region.surroundings & Surrounding.code.bit == 0,
        keptLength[Int(region.firstBlock)] > 40, !isInArticle(region)
      else { continue }
      fill(region, false, .beside)
      end = region.endBlock
    }
  }

  private func isInArticle(_ region: Outline.Region) -> Bool {
    var region = region
    for _ in 0..<64 {
      if region.surroundings & Surrounding.article.bit != 0 { return true }
      guard region.parent >= 0 else { return false }
      region = outline.regions[Int(region.parent)]
    }
    return true
  }

  /// Whether most items of a list begin with a link and break off: the beginnings of other articles.
  private func isTeasers(_ list: Outline.Region) -> Bool {
    var (count, teasers) = (0, 0)
    for index in Int(list.firstBlock)..<Int(list.endBlock) {
      let block = outline.blocks[index]
      guard block.measure.length > 8 else { continue }
      count += 1
      if block.isCut, block.leadingLinkWords > 1 { teasers += 1 }
    }
    return count > 2 && teasers * 4 >= count * 3
  }

  /// Leaves what stands behind the last sentence and is none: links to other pages of the site, each a
  /// paragraph of its own, and what leads to them, offers of subscriptions, and who helped. It is little;
  /// more than that, or links that nothing leads to, may be what the article is about.
  mutating func dropEnd() {
    sumUp()
    let total = length
    var left: [Int] = []
    var links: [Int] = []
    for index in outline.blocks.indices.reversed() {
      let block = outline.blocks[index]
      guard isKept[index], block.hasText else { continue }
      guard reasons[index] != .excerpt, keptLength[index] > 0.5 * total else { break }
      let isEnd = keptLength[index] > 0.8 * total
      if isPlainPointer(block) {
        links.append(index)
      } else if !links.isEmpty, leadsOn(block), isEnd || begins(block, .pointer) {
        left += links + [index]
        links = []
      } else if isEnd, isOffer(block) || isThanks(block), areHardlyTaken(links) {
        left += links + [index]
        links = []
      } else {
        break
      }
    }
    if areHardlyTaken(links), links.allSatisfy({ keptLength[$0] > 0.8 * total }) { left += links }
    for index in left {
      let hasPictures = outline.blocks[index].pictures > 0
      set(index, hasPictures, hasPictures ? .picture : .beside)
    }
  }

  private func areHardlyTaken(_ blocks: [Int]) -> Bool {
    blocks.allSatisfy { likelihoods[$0] < 0.75 }
  }

  /// A heading, or a line that says that something follows.
  private func leadsOn(_ block: Outline.Block) -> Bool {
    let level = Selection.headingLevel(outline.regions[Int(block.region)].name)
    return block.measure.length < 9 && (level > 0 || isIntroduction(block))
  }

  /// Whether a paragraph is a link to another page of the site and nothing else.
  private func isPlainPointer(_ block: Outline.Block) -> Bool {
    let name = outline.regions[Int(block.region)].name
    return block.links == 1 && block.siteLinks == 1 && block.linkDensity > 0.9
      && block.measure.length < 25 && (name == .p || name == .div)
  }

  private func isIntroduction(_ block: Outline.Block) -> Bool {
    (block.endsWithColon || block.isCut) && block.linkDensity < 0.5
  }

  // Where words are pairs of characters, themes are too common to tell a line by.

  private func isOffer(_ block: Outline.Block) -> Bool {
    block.measure.unspaced == 0 && block.measure.length < 40
      && block.measure.themes[Theme.subscription.rawValue] > 1 && begins(block, .subscription)
  }

  /// “(Reporting by …)”, “… contributed to this report.”: a line of hardly anything else.
  private func isThanks(_ block: Outline.Block) -> Bool {
    let count = block.measure.themes[Theme.office.rawValue]
    guard block.measure.unspaced == 0, count > 1 else { return false }
    return block.measure.length < 30 && Float(count) * 4 >= block.measure.length
      || block.measure.length < 60 && count > 2 && begins(block, .office)
  }

  private func begins(_ block: Outline.Block, _ theme: Theme) -> Bool {
    block.measure.startThemes >> UInt16(theme.rawValue) & 1 == 1
  }

  /// Whether a heading is a link to another page of the site and hardly the article's, or stands in an
  /// aside. Those of a list of places may be links too.
  func isElsewhere(_ index: Int) -> Bool {
    let block = outline.blocks[index]
    if block.siteLinks > 0, block.linkDensity > 0.9, likelihoods[index] < 0.3 { return true }
    var number = block.region
    for _ in 0..<6 where number >= 0 {
      let region = outline.regions[Int(number)]
      if region.surroundings & Surrounding.aside.bit != 0 { return true }
      number = region.parent
    }
    return false
  }
}
