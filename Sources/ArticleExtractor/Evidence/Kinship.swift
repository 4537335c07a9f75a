/// How regions lie to each other: how far up the region is that two share, and which hold the most
/// text as their own.
struct Kinship {
  /// For each region, how many steps up the first is that also holds the region asked about.
  private(set) var up: [Int32]
  /// How many steps that one lies above the region asked about.
  private(set) var down: [Int32]

  /// The kinship of all regions with `region`; all 99 for none.
  init(_ region: Int32, _ regions: [Outline.Region]) {
    guard region >= 0 else {
      up = [Int32](repeating: 99, count: regions.count)
      down = up
      return
    }
    var isAncestor = [Bool](repeating: false, count: regions.count)
    var current = region
    while current >= 0 {
      isAncestor[Int(current)] = true
      current = regions[Int(current)].parent
    }
    up = []
    down = []
    up.reserveCapacity(regions.count)
    down.reserveCapacity(regions.count)
    let depth = regions[Int(region)].depth
    for index in regions.indices {
      if isAncestor[index] {
        up.append(0)
        down.append(depth - regions[index].depth)
      } else {
        let parent = Int(regions[index].parent)
        up.append(up[parent] + 1)
        down.append(down[parent])
      }
    }
  }

  /// What each region holds by itself and in its parts, weighed by `weight`: a paragraph's words
  /// count for it and for what it stands in.
  static func masses(_ outline: borrowing Outline, _ weight: (Int) -> Float) -> [Float] {
    var masses = [Float](repeating: 0, count: outline.regions.count)
    for index in outline.blocks.indices {
      let mass = weight(index)
      guard mass != 0 else { continue }
      let region = Int(outline.blocks[index].region)
      masses[region] += mass
      let parent = Int(outline.regions[region].parent)
      if parent >= 0 { masses[parent] += mass }
    }
    return masses
  }
}
