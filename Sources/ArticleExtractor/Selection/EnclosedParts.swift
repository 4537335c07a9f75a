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
