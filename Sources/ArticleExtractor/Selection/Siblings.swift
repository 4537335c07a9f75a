import HTML

// Parts of one make, which share their fate

extension Selection {
  /// Blocks that are alike: elements of one name and class in elements of the same, in one part or on the
  /// whole page.
  private struct Kin: Hashable {
    let parent: Int32
    let path: Int32
    let name: ElementName
  }

  private struct KinSum {
    var count = 0
    var length: Float = 0
    var kept: Float = 0
    var firstKept = Int.max
    var lastKept = -1

    mutating func add(_ index: Int, _ words: Float, isKept: Bool) {
      count += 1
      length += words
      guard isKept else { return }
      kept += words
      firstKept = min(firstKept, index)
      lastKept = index
    }
  }

  /// Takes what stands among its like: a short line between paragraphs that are taken, the lines of a
  /// page that is made of hardly anything else, code in a text, and the label over a box.
  mutating func takeSiblings(_ evidence: borrowing Evidence) {
    takeAmidSiblings(evidence.recurrence)
    takeMainstay(evidence.recurrence)
    takeCode()
    if evidence.facts.isForum < 1 { takeLabels() }
  }

  /// Paragraphs and items between others of their part that are taken, where most words of them are.
  private mutating func takeAmidSiblings(_ recurrence: borrowing Recurrence) {
    let sums = kinSums { region in
      Kin(
        parent: region.parent, path: recurrence.pathOfRegion[Int(region.number)],
        name: region.name)
    }
    for index in outline.blocks.indices {
      guard isDoubtful(index, above: 0.15) else { continue }
      let number = outline.blocks[index].region
      let region = outline.regions[Int(number)]
      guard region.name == .p || region.name == .div || region.name == .li else { continue }
      let kin = Kin(
        parent: region.parent, path: recurrence.pathOfRegion[Int(number)], name: region.name)
      guard let sum = sums[kin], sum.count >= 4, sum.kept > 0.4 * sum.length,
        sum.firstKept < index, index < sum.lastKept
      else { continue }
      set(index, true, .together)
    }
  }

  /// All lines of one make, where a page's text is hardly anything else and much of it is taken: the
  /// farther down a line stands, the less likely it looks.
  private mutating func takeMainstay(_ recurrence: borrowing Recurrence) {
    let sums = kinSums { region in
      Kin(parent: -1, path: recurrence.pathOfRegion[Int(region.number)], name: region.name)
    }
    var text: Float = 0
    for block in outline.blocks where block.linkDensity < 0.3 { text += block.measure.length }
    for index in outline.blocks.indices where isDoubtful(index, above: 0.1) {
      let number = outline.blocks[index].region
      let kin = Kin(
        parent: -1, path: recurrence.pathOfRegion[Int(number)],
        name: outline.regions[Int(number)].name)
      // Where nearly all is taken, the rest is left for a reason.
      guard let sum = sums[kin], sum.count >= 20, sum.length > 0.7 * text,
        sum.kept > 0.3 * sum.length, sum.kept < 0.8 * sum.length
      else { continue }
      set(index, true, .together)
    }
  }

  /// What is summed up over the blocks with little of links of each make.
  private func kinSums(
    _ kin: ((number: Int32, parent: Int32, name: ElementName)) -> Kin
  ) -> [Kin: KinSum] {
    var sums: [Kin: KinSum] = [:]
    for index in outline.blocks.indices {
      let block = outline.blocks[index]
      guard block.measure.length > 0 else { continue }
      let region = outline.regions[Int(block.region)]
      let key = kin((block.region, region.parent, region.name))
      sums[key, default: KinSum()].add(index, block.measure.length, isKept: isKept[index])
    }
    return sums
  }

  /// Whether a block with words, few of them in links, was left for its likelihood alone.
  private func isDoubtful(_ index: Int, above likelihood: Float) -> Bool {
    let block = outline.blocks[index]
    return !isKept[index] && reasons[index] == .unlikely && block.measure.length > 0
      && likelihoods[index] > likelihood && block.linkDensity < 0.3
  }

  /// Code between text of its part that is taken.
  private mutating func takeCode() {
    for region in outline.regions where region.name == .pre {
      let first = Int(region.firstBlock)
      guard region.endBlock == region.firstBlock + 1, isDoubtful(first, above: 0.05) else {
        continue
      }
      // The part that holds more than this code, of the nearest five.
      var host = region
      for _ in 0..<5 where host.parent >= 0 && host.endBlock - host.firstBlock == 1 {
        host = outline.regions[Int(host.parent)]
      }
      guard first > host.firstBlock, first + 1 < host.endBlock, isKept[first - 1] else { continue }
      let isFollowed = (first + 1..<min(first + 6, Int(host.endBlock))).contains { isKept[$0] }
      if isFollowed { set(first, true, .together) }
    }
  }

  /// A word or two over a box whose text is taken, amid taken text: “Note”, “Step 2”.
  private mutating func takeLabels() {
    for index in outline.blocks.indices.dropFirst().dropLast() {
      let measure = outline.blocks[index].measure
      // A number is its list's, and “Advertisement” is no label.
      guard isDoubtful(index, above: 0.2), measure.length <= 3, measure.uppercase > 0,
        Theme.allCases.allSatisfy({ measure.themes[$0.rawValue] == 0 }), isKept[index - 1],
        isKept[index + 1], outline.blocks[index + 1].measure.length >= 8
      else { continue }
      let region = outline.regions[Int(outline.blocks[index].region)]
      guard region.name == .p || region.name == .div, region.parent >= 0 else { continue }
      let box = outline.regions[Int(region.parent)]
      guard box.name == .div, Int(box.firstBlock) == index, box.endBlock - box.firstBlock <= 12,
        (index + 1..<Int(box.endBlock)).allSatisfy({
          isKept[$0] || !outline.blocks[$0].hasText
        }),
        outline.regions[Int(outline.blocks[index + 1].region)].name != .pre
      else { continue }
      set(index, true, .heading)
    }
  }

  /// Takes all of a page that holds a few words and nothing beside them: no menu, no foot, no form.
  mutating func takeTinyPage() {
    let beside =
      Surrounding.nav.bit | Surrounding.header.bit | Surrounding.footer.bit | Surrounding.form.bit
      | Surrounding.aside.bit | Surrounding.dialog.bit | Surrounding.hidden.bit
      | Surrounding.noscript.bit
    let length = sums.length(0, Int32(outline.blocks.count))
    guard outline.blocks.count <= 12, !isKept.contains(true), length > 1, length < 60,
      outline.regions.allSatisfy({ $0.surroundings & beside == 0 }),
      outline.blocks.allSatisfy({ $0.siteLinks == 0 })
    else { return }
    for index in outline.blocks.indices where reasons[index] != .recurring {
      set(index, true, .together)
    }
  }
}
