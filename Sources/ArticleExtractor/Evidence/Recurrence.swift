/// How often things of one kind stand in a page: regions with one class, blocks with one text.
struct Recurrence {
  struct Kind: BitwiseCopyable {
    var count: Float = 0
    var length: Float = 0
    var characters: Float = 0
    var linkCharacters: Float = 0
    /// How many blocks begin with a link.
    var leads: Float = 0

    var linkDensity: Float { characters <= 0 ? 0 : linkCharacters / characters }
  }

  /// For each region, the number of those that stand in the same kind of part of the same kind of
  /// part, as the paragraphs of an article do and those of its comments.
  private(set) var pathOfRegion: [Int32] = []
  private(set) var paths: [Kind] = []
  /// For each region, the number of its kind.
  private(set) var kindOfRegion: [Int32] = []
  private(set) var kinds: [Kind] = []
  /// For each block, how many have its text.
  private(set) var copies: [UInt16] = []
  /// For each block, whether an earlier one has its text.
  private(set) var isRepetition: [Bool] = []

  init(_ outline: borrowing Outline) {
    countRegions(outline)
    countBlocks(outline)
  }

  private mutating func countRegions(_ outline: borrowing Outline) {
    var numbers: [UInt64: Int32] = [:]
    kindOfRegion.reserveCapacity(outline.regions.count)
    for region in outline.regions {
      let next = Int32(kinds.count)
      let number = numbers[region.signature, default: next]
      if number == next {
        numbers[region.signature] = next
        kinds.append(Kind())
      }
      kinds[Int(number)].count += 1
      kindOfRegion.append(number)
    }
    countPaths(outline)
    for block in outline.blocks {
      let kind = Int(kindOfRegion[Int(block.region)])
      kinds[kind].length += block.measure.length
      kinds[kind].characters += Float(block.measure.characters)
      kinds[kind].linkCharacters += Float(block.linkCharacters)
    }
  }

  private mutating func countPaths(_ outline: borrowing Outline) {
    var numbers: [UInt64: Int32] = [:]
    pathOfRegion.reserveCapacity(outline.regions.count)
    for region in outline.regions {
      var signature = region.signature
      var parent = region.parent
      for _ in 0..<2 where parent >= 0 {
        let above = outline.regions[Int(parent)]
        signature = signature &* 0x9E37_79B9_7F4A_7C15 ^ above.signature
        parent = above.parent
      }
      let next = Int32(paths.count)
      let number = numbers[signature, default: next]
      if number == next {
        numbers[signature] = next
        paths.append(Kind())
      }
      paths[Int(number)].count += 1
      pathOfRegion.append(number)
    }
    for block in outline.blocks {
      let path = Int(pathOfRegion[Int(block.region)])
      paths[path].length += block.measure.length
      paths[path].characters += Float(block.measure.characters)
      paths[path].linkCharacters += Float(block.linkCharacters)
      paths[path].leads += block.leadingLinkWords > 1 ? 1 : 0
    }
  }

  private mutating func countBlocks(_ outline: borrowing Outline) {
    var numbers: [UInt64: Int32] = [:]
    var first: [Int32] = []
    isRepetition.reserveCapacity(outline.blocks.count)
    var counts: [UInt16] = []
    for block in outline.blocks {
      let next = Int32(counts.count)
      let number = block.hasText ? numbers[block.hash, default: next] : next
      if number == next {
        if block.hasText { numbers[block.hash] = next }
        counts.append(0)
      }
      isRepetition.append(number != next)
      counts[Int(number)] = min(counts[Int(number)] + 1, 999)
      first.append(number)
    }
    copies = first.map { counts[Int($0)] }
  }
}
