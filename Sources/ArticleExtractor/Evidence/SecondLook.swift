/// What the first look thought of the blocks, as evidence for the second.
struct SecondLook {
  private let first: [Float]
  /// Of lengths, and of lengths times what the first look thought.
  private var lengths: [Float] = [0]
  private var kept: [Float] = [0]
  private var kindMeans: [Float]
  private var pathMeans: [Float]
  private var nearestBefore: [Float] = []
  private var nearestAfter: [Float]
  private let container: ClosedRange<Int32>
  private let whole: Float
  private let seed: Kinship
  private let seedShare: Float

  init(_ first: [Float], _ evidence: borrowing Evidence) {
    self.first = first
    let blocks = evidence.outline.blocks
    var kinds = [(length: Float, kept: Float)](
      repeating: (0, 0), count: evidence.recurrence.kinds.count)
    var paths = [(length: Float, kept: Float)](
      repeating: (0, 0), count: evidence.recurrence.paths.count)
    var (length, sum) = (0.0, 0.0)
    for (index, block) in blocks.enumerated() {
      let weight = block.measure.length + 0.5
      length += Double(weight)
      sum += Double(weight * first[index])
      lengths.append(Float(length))
      kept.append(Float(sum))
      let kind = Int(evidence.recurrence.kindOfRegion[Int(block.region)])
      kinds[kind].length += weight
      kinds[kind].kept += weight * first[index]
      let path = Int(evidence.recurrence.pathOfRegion[Int(block.region)])
      paths[path].length += weight
      paths[path].kept += weight * first[index]
    }
    kindMeans = kinds.map { $0.length > 0 ? $0.kept / $0.length : 0 }
    pathMeans = paths.map { $0.length > 0 ? $0.kept / $0.length : 0 }
    whole = Float(sum)
    nearestAfter = [Float](repeating: 99, count: blocks.count)
    let masses = Kinship.masses(evidence.outline) { first[$0] * (blocks[$0].measure.length + 0.5) }
    var best = -1
    for index in masses.indices where masses[index] > (best < 0 ? 0 : masses[best]) { best = index }
    seed = Kinship(Int32(best), evidence.outline.regions)
    seedShare = best < 0 ? 0 : masses[best] / max(whole, 0.01)
    container = SecondLook.container(first, evidence.outline)
    findNearest(blocks)
  }

  private mutating func findNearest(_ blocks: [Outline.Block]) {
    var distance: Float = 99
    nearestBefore.reserveCapacity(blocks.count)
    for (index, block) in blocks.enumerated() {
      nearestBefore.append(distance)
      distance = isSure(index, block) ? 0 : min(99, distance + 1)
    }
    distance = 99
    for index in blocks.indices.reversed() {
      nearestAfter[index] = distance
      distance = isSure(index, blocks[index]) ? 0 : min(99, distance + 1)
    }
  }

  private func isSure(_ index: Int, _ block: Outline.Block) -> Bool {
    first[index] > 0.7 && block.measure.length > 8
  }

  /// The blocks of the region whose text is worth the most: what the first look would keep of it,
  /// less what it would leave.
  private static func container(
    _ first: [Float], _ outline: borrowing Outline
  ) -> ClosedRange<Int32> {
    var worth: [Float] = [0]
    var sum = 0.0
    for (index, block) in outline.blocks.enumerated() {
      sum += Double((first[index] - 0.4) * (block.measure.length + 0.5))
      worth.append(Float(sum))
    }
    var best: (worth: Float, range: ClosedRange<Int32>) = (0, 0...0)
    for region in outline.regions where region.endBlock > region.firstBlock {
      let value = worth[Int(region.endBlock)] - worth[Int(region.firstBlock)]
      // Of two with the same, the inner one.
      if value >= best.worth - 0.001 * abs(best.worth) {
        best = (max(value, best.worth), region.firstBlock...(region.endBlock - 1))
      }
    }
    return best.range
  }

  /// What the first look would keep of the blocks from `start` to before `end`.
  private func mean(_ start: Int32, _ end: Int32) -> Float {
    let length = lengths[Int(end)] - lengths[Int(start)]
    return length > 0 ? (kept[Int(end)] - kept[Int(start)]) / length : 0
  }

  private func at(_ index: Int) -> Float { first.indices.contains(index) ? first[index] : -1 }

  /// Appends what there is for block `index`.
  func append(_ index: Int, _ evidence: borrowing Evidence, to values: inout [Float]) {
    values.append(first[index])
    for offset in [-1, -2, 1, 2] { values.append(at(index + offset)) }
    let block = evidence.outline.blocks[index]
    var region = evidence.outline.regions[Int(block.region)]
    for _ in 0..<4 {
      values.append(mean(region.firstBlock, region.endBlock))
      if region.parent >= 0 { region = evidence.outline.regions[Int(region.parent)] }
    }
    values.append(kindMeans[Int(evidence.recurrence.kindOfRegion[Int(block.region)])])
    let total = max(whole, 0.01)
    values.append(kept[index] / total)
    values.append((whole - kept[index + 1]) / total)
    values.append(nearestBefore[index])
    values.append(nearestAfter[index])
    values.append(container.contains(Int32(index)) ? 1 : 0)
    values.append(mean(container.lowerBound, container.upperBound + 1))
    values.append(Evidence.log(whole))
    let count = Int32(first.count)
    values.append(mean(max(0, Int32(index) - 5), min(count, Int32(index) + 6)))
    values.append(Float(min(20, seed.up[Int(block.region)])))
    values.append(Float(min(20, seed.down[Int(block.region)])))
    values.append(seedShare)
    appendShares(block, evidence, total, to: &values)
    values.append(pathMeans[Int(evidence.recurrence.pathOfRegion[Int(block.region)])])
  }

  /// How much of all that would be kept stands in the parts around the block.
  private func appendShares(
    _ block: Outline.Block, _ evidence: borrowing Evidence, _ total: Float,
    to values: inout [Float]
  ) {
    var index = evidence.outline.regions[Int(block.region)].parent
    for _ in 0..<3 {
      guard index >= 0 else {
        values.append(1)
        continue
      }
      let region = evidence.outline.regions[Int(index)]
      values.append((kept[Int(region.endBlock)] - kept[Int(region.firstBlock)]) / total)
      index = region.parent
    }
  }
}
