/// The stretches of a page that the first look would keep, and how they lie to the longest.
///
/// An article is one stretch with short interruptions; what else would be kept far from it, behind
/// much that would not, is rarely of it.
struct Stretches {
  /// For each block, the share of all that would be kept that its stretch has; 0 outside of them.
  private var shares: [Float]
  /// What would be left before each block, in words; one entry more than there are blocks.
  private var left: [Float] = [0]
  /// The blocks of the longest stretch.
  private var longest = 0..<0

  private struct Run {
    var blocks: Range<Int>
    var mass: Float
  }

  /// Of what the first look thought of the blocks.
  init(_ first: [Float], _ blocks: [Outline.Block]) {
    shares = [Float](repeating: 0, count: blocks.count)
    left.reserveCapacity(blocks.count + 1)
    var runs: [Run] = []
    var sum = 0.0
    for (index, block) in blocks.enumerated() {
      let weight = block.measure.length + 0.5
      if first[index] > 0.5 {
        let mass = weight * first[index]
        if let last = runs.last, Float(sum) - left[last.blocks.upperBound] <= 25 {
          runs[runs.count - 1].blocks = last.blocks.lowerBound..<index + 1
          runs[runs.count - 1].mass += mass
        } else {
          runs.append(Run(blocks: index..<index + 1, mass: mass))
        }
      }
      sum += Double(block.measure.length * (1 - first[index]))
      left.append(Float(sum))
    }
    let whole = runs.reduce(0) { $0 + $1.mass }
    var greatest: Float = 0
    for run in runs {
      for index in run.blocks { shares[index] = run.mass / whole }
      if run.mass > greatest { (greatest, longest) = (run.mass, run.blocks) }
    }
  }

  func share(of index: Int) -> Float { shares[index] }

  /// The words that would be left between a block and the longest stretch, as a logarithm; below zero
  /// before it.
  func gap(of index: Int) -> Float {
    if index < longest.lowerBound {
      return -1 - Evidence.log(left[longest.lowerBound] - left[index + 1])
    }
    if index >= longest.upperBound, !longest.isEmpty {
      return 1 + Evidence.log(left[index] - left[longest.upperBound])
    }
    return 0
  }
}
