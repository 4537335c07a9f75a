import HTML

// What stands in the midst of taken text

extension Selection {
  /// A list, a table, code or a quotation in the midst of text that is taken is taken with it, unless
  /// it is hardly the article's.
  mutating func takeEnclosed() {
    sumUp()
    var likely: [Float] = [0]
    likely.reserveCapacity(outline.blocks.count + 1)
    var sum = 0.0
    for (index, block) in outline.blocks.enumerated() {
      sum += Double(block.measure.length * likelihoods[index])
      likely.append(Float(sum))
    }
    takeTables(likely)
    takeLists(likely)
    var end: Int32 = 0
    for region in outline.regions where region.firstBlock >= end {
      guard Selection.isEnclosable(region), region.endBlock > region.firstBlock else { continue }
      let length = sums.length(region.firstBlock, region.endBlock)
      guard length > 0, length < 3_000, keptShare(region) < 0.9,
        sums.linkDensity(region.firstBlock, region.endBlock) < 0.4,
        likely[Int(region.endBlock)] - likely[Int(region.firstBlock)] > 0.12 * length,
        isEnclosed(region, length, steps: 4, share: 0.7, size: 0)
      else { continue }
      fill(region, true, .together)
      end = region.endBlock
    }
  }

  /// A table of data beside text that is nearly all taken is the article's too, wherever it stands: a
  /// box of facts before the first paragraph, figures behind the last.
  private mutating func takeTables(_ likely: [Float]) {
    // How many blocks before each are paragraphs: a table of those is what a page is laid out with.
    var paragraphs: [Int32] = [0]
    paragraphs.reserveCapacity(outline.blocks.count + 1)
    for block in outline.blocks {
      paragraphs.append((paragraphs.last ?? 0) + (block.measure.length > 40 ? 1 : 0))
    }
    var end: Int32 = 0
    for region in outline.regions where region.firstBlock >= end && region.name == .table {
      let isData = paragraphs[Int(region.endBlock)] == paragraphs[Int(region.firstBlock)]
      guard isData, region.endBlock - region.firstBlock >= 10 else { continue }
      end = region.endBlock
      let length = sums.length(region.firstBlock, region.endBlock)
      guard keptShare(region) < 0.95,
        likely[Int(region.endBlock)] - likely[Int(region.firstBlock)] > 0.2 * length,
        isBesideKept(region, length)
      else { continue }
      fill(region, true, .together)
    }
    sumUp()
  }

  /// A list well within the text that may be the article's is, where it holds more than links, or stands
  /// under a heading that is the article's or may be: sources, the points of a comparison.
  private mutating func takeLists(_ likely: [Float]) {
    var end: Int32 = 0
    for region in outline.regions where region.firstBlock >= end {
      guard region.name == .ul || region.name == .ol, region.endBlock > region.firstBlock,
        keptShare(region) < 0.05
      else { continue }
      end = region.endBlock
      let length = sums.length(region.firstBlock, region.endBlock)
      let likelihood =
        (likely[Int(region.endBlock)] - likely[Int(region.firstBlock)]) / max(1, length)
      let isProse = sums.linkDensity(region.firstBlock, region.endBlock) < 0.3
      guard length < 3_000, likelihood > 0.28, reasons[Int(region.firstBlock)] == .unlikely
      else { continue }
      let isWithin =
        region.endBlock > region.firstBlock + 2 && keptLength[Int(region.firstBlock)] > 400
        && (isProse && likelihood > 0.3 || isUnderHeading(region))
      guard isWithin || likelihood > 0.3 && isHeaded(region) else { continue }
      fill(region, true, .together)
    }
    sumUp()
  }

  /// Whether one of the three blocks before a part is a heading that is taken or nearly.
  private func isUnderHeading(_ region: Outline.Region) -> Bool {
    let first = Int(region.firstBlock)
    return (max(0, first - 3)..<first).contains { index in
      let block = outline.blocks[index]
      return Selection.headingLevel(outline.regions[Int(block.region)].name) > 0
        && (isKept[index] || likelihoods[index] > 0.4)
        && block.measure.themes[Theme.pointer.rawValue] == 0
    }
  }

  /// Whether a heading that is likely stands right over a list, and text that is taken or another such
  /// heading right behind it.
  private func isHeaded(_ list: Outline.Region) -> Bool {
    let (first, end) = (Int(list.firstBlock), Int(list.endBlock))
    guard let over = (max(0, first - 3)..<first).last(where: { outline.blocks[$0].hasText }),
      let behind = (end..<min(outline.blocks.count, end + 3)).first(where: {
        outline.blocks[$0].hasText
      })
    else { return false }
    return isLikelyHeading(over) && outline.blocks[over].measure.themes[Theme.pointer.rawValue] == 0
      && (isKept[behind] || isLikelyHeading(behind))
  }

  private func isLikelyHeading(_ index: Int) -> Bool {
    let name = outline.regions[Int(outline.blocks[index].region)].name
    return Selection.headingLevel(name) > 0 && likelihoods[index] > 0.5
  }

  /// Whether nearly all text around a region is taken, of the nearest part that has as much again.
  private func isBesideKept(_ region: Outline.Region, _ length: Float) -> Bool {
    let own = keptLength[Int(region.endBlock)] - keptLength[Int(region.firstBlock)]
    var parent = region.parent
    for _ in 0..<6 where parent >= 0 {
      let host = outline.regions[Int(parent)]
      parent = host.parent
      let around = sums.length(host.firstBlock, host.endBlock) - length
      if around < max(60, length) { continue }
      let kept = keptLength[Int(host.endBlock)] - keptLength[Int(host.firstBlock)] - own
      return kept > 0.85 * around
    }
    return false
  }

  private static func isEnclosable(_ region: Outline.Region) -> Bool {
    switch region.name {
    case .ul, .ol, .dl, .table, .pre, .blockquote: true
    default: false
    }
  }

  /// Whether text before it and behind it is taken, of the nearest part that has enough.
  func isEnclosed(
    _ region: Outline.Region, _ length: Float, steps: Int, share: Float, size: Float
  ) -> Bool {
    let own = keptLength[Int(region.endBlock)] - keptLength[Int(region.firstBlock)]
    var parent = region.parent
    for _ in 0..<steps where parent >= 0 {
      let host = outline.regions[Int(parent)]
      parent = host.parent
      let kept = keptLength[Int(host.endBlock)] - keptLength[Int(host.firstBlock)] - own
      let around = sums.length(host.firstBlock, host.endBlock) - length
      if around < 20 { continue }
      let isIn =
        kept > 60 && kept > share * around && kept > size * length
        && keptLength[Int(region.firstBlock)] - keptLength[Int(host.firstBlock)] > 10
        && keptLength[Int(host.endBlock)] - keptLength[Int(region.endBlock)] > 10
      if isIn || share > 0 { return isIn }
    }
    return false
  }
}
