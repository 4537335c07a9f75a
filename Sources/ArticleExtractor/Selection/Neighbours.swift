import HTML

// What stands over, beside and behind an article

extension Selection {
  /// Leaves the page's title over the text: an article has it as such.
  ///
  /// A second heading with its words may be the first of the text.
  mutating func dropTitle() {
    var words: Float = 0
    for index in outline.blocks.indices where isKept[index] && words < 25 {
      let block = outline.blocks[index]
      let name = outline.regions[Int(block.region)].name
      let level = Selection.headingLevel(name)
      if block.measure.words >= 4, block.measure.titleWords == block.measure.words,
        level < 2, name != .p, reasons[index] != .excerpt
      {
        set(index, false, .title)
      }
      words += block.measure.length
    }
  }

  /// Leaves lists of other articles' beginnings, comments behind the text, and asides, footers and menus that no text
  /// of the article is around of.
  mutating func dropNeighbours() {
    sumUp()
    let total = length
    let asides = Surrounding.aside.bit | Surrounding.footer.bit | Surrounding.nav.bit
    var end: Int32 = 0
    for region in outline.regions where region.firstBlock >= end {
      if region.name == .ul || region.name == .ol, isTeasers(region) {
        fill(region, false, .beside)
        end = region.endBlock
        continue
      }
      let isComment =
        region.surroundings & Surrounding.comment.bit != 0 || region.cues.contains(.comment)
      guard isComment || region.surroundings & asides != 0 else { continue }
      let before = keptLength[Int(region.firstBlock)]
      let through = keptLength[Int(region.endBlock)]
      guard through > before else { continue }
      if isComment, before >= 40, total - through <= 0.1 * total {
        fill(region, false, .beside)
        end = region.endBlock
      } else if region.surroundings & asides != 0,
        through - before < total / 3 || before >= 80 && total - through <= 0.1 * total,
        !isEnclosed(
          region, sums.length(region.firstBlock, region.endBlock), steps: 8, share: 0, size: 1.5)
      {
        fill(region, false, .beside)
        end = region.endBlock
      }
    }
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
  /// paragraph of its own, and what leads to them, offers of subscriptions, and who helped.
  mutating func dropEnd() {
    sumUp()
    let total = length
    var hasLinks = false
    var index = outline.blocks.count
    while index > 0, keptLength[index] > 0.5 * total {
      index -= 1
      let block = outline.blocks[index]
      guard isKept[index], block.hasText else { continue }
      guard block.measure.length < 50, reasons[index] != .excerpt else { return }
      let level = Selection.headingLevel(outline.regions[Int(block.region)].name)
      if isPlainPointer(block) {
        hasLinks = true
      } else if hasLinks, block.measure.length < 9, level > 0 || isIntroduction(block) {
        hasLinks = false
      } else if !isOffer(block), !isThanks(block) {
        return
      }
      set(index, block.pictures > 0, block.pictures > 0 ? .picture : .beside)
    }
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

  private func isOffer(_ block: Outline.Block) -> Bool {
    let count = block.measure.themes[Theme.subscription.rawValue]
    let begins = block.measure.startThemes >> UInt16(Theme.subscription.rawValue) & 1 == 1
    return count > 2 || count > 1 && begins
  }

  /// “(Reporting by …)”, “… contributed to this report.”
  private func isThanks(_ block: Outline.Block) -> Bool {
    block.measure.themes[Theme.office.rawValue] > 1
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
