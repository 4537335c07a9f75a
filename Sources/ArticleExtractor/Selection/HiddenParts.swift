import HTML

// What the page doesn't show

extension Selection {
  /// Text that isn't shown is left, where enough is that is: the copy for another width, lists of
  /// words for search engines. Where little is shown, a script shows the rest; what isn't shown in
  /// the midst of taken text is a tab or a part that opens.
  mutating func dropHidden() {
    sumUp()
    var hidden: [Outline.Region] = []
    var end: Int32 = 0
    for region in outline.regions
    where region.firstBlock >= end && region.surroundings & Surrounding.hidden.bit != 0 {
      guard keptShare(region) > 0 else { continue }
      end = region.endBlock
      hidden.append(region)
    }
    guard !hidden.isEmpty else { return }
    var taken: [Int] = []
    for region in hidden {
      for index in Int(region.firstBlock)..<Int(region.endBlock) where isKept[index] {
        taken.append(index)
        isKept[index] = false
      }
    }
    sumUp()
    let isAllHidden = length < 150
    var left = taken[...]
    for region in hidden {
      let isPart =
        isAllHidden
        || isEnclosed(
          region, sums.length(region.firstBlock, region.endBlock), steps: 8, share: 0, size: 1.5)
      while let index = left.first, index < Int(region.endBlock) {
        set(index, isPart, isPart ? reasons[index] : .hidden)
        left.removeFirst()
      }
    }
  }
}
