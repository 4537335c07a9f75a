import HTML

// What the page says twice

extension Selection {
  /// Of two parts of a page with the same text, the first is taken: pages hold copies for telephones
  /// and for readers without scripts. A paragraph that is said twice is none.
  mutating func dropCopies(_ recurrence: borrowing Recurrence) {
    var first: [UInt64: Int] = [:]
    var copied: [Float] = [0]
    copied.reserveCapacity(outline.blocks.count + 1)
    var sum: Float = 0
    var copies: [Int] = []
    for index in outline.blocks.indices {
      let block = outline.blocks[index]
      if isKept[index], recurrence.copies[index] > 1, block.measure.length > 12,
        outline.regions[Int(block.region)].surroundings & Surrounding.code.bit == 0,
        !isQuoted(block)
      {
        if first[block.hash] == nil {
          first[block.hash] = index
        } else {
          sum += block.measure.length
          copies.append(index)
        }
      }
      copied.append(sum)
    }
    guard !copies.isEmpty else { return }
    sumUp()
    for index in copies where isOfCopy(index, first[outline.blocks[index].hash] ?? index, copied) {
      set(index, false, .copy)
    }
  }

  /// Whether it stands in a quotation: those say again what was said before.
  private func isQuoted(_ block: Outline.Block) -> Bool {
    var number = block.region
    for _ in 0..<4 where number >= 0 {
      let region = outline.regions[Int(number)]
      if region.name == .blockquote { return true }
      number = region.parent
    }
    return false
  }

  /// Whether a block stands in a part without its first copy whose text is nearly all copied.
  private func isOfCopy(_ index: Int, _ first: Int, _ copied: [Float]) -> Bool {
    var number = outline.regions[Int(outline.blocks[index].region)].parent
    for _ in 0..<8 where number >= 0 {
      let region = outline.regions[Int(number)]
      number = region.parent
      if Int(region.firstBlock) <= first { return false }
      let all = keptLength[Int(region.endBlock)] - keptLength[Int(region.firstBlock)]
      let copies = copied[Int(region.endBlock)] - copied[Int(region.firstBlock)]
      if copies > 0.9 * all { return true }
    }
    return false
  }
}
