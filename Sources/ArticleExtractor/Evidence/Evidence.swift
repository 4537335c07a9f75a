import FeedModel
import HTML

/// What is known of a block, as numbers in a fixed order.
struct Evidence {
  /// The names of the numbers of the first look.
  static let firstNames: [String] =
    own + Cue.allCases.map { "cue \($0)" } + Surrounding.allCases.map { "in \($0)" }
    + around + neighbours + page
  /// Those of the second look: the first's, and what that one thought of the block and of what is
  /// around it.
  static let secondNames = firstNames + second

  private static let own =
    [
      "length", "link density", "sentences", "ends sentence", "commas", "digits", "uppercase",
      "separators", "title share", "title words", "excerpt share", "body share", "pictures", "line",
      "links", "copies", "repetition", "unspaced", "tag", "frames",
      "colon", "cut", "copies length", "ends with colon", "at signs", "own links", "leading link",
      "leading link share", "bold", "italic",
    ] + Theme.allCases.map { "theme \($0)" } + ["themes"]
    + Theme.allCases.map { "begins \($0)" }
  private static let around =
    ["region", "parent", "grandparent", "great-grandparent"].flatMap {
      ["\($0) length", "\($0) link density", "\($0) blocks", "\($0) sentences"]
    } + ["kind count", "kind length", "kind link density", "depth", "parent kind count"]
    + ["path count", "path length", "path link density", "path leads", "parent pictures"]
  private static let neighbours = ["previous", "second previous", "next", "second next"].flatMap {
    ["\($0) length", "\($0) link density", "\($0) sentences"]
  }
  private static let page = [
    "position", "before", "after title", "page length", "page link density", "page unspaced",
    "page articles", "page long blocks", "page article", "page forum", "page product",
    "page listing", "page body", "path depth", "thread regions", "comment regions", "title up",
    "title down", "page documentation", "page posts", "region mass", "parent mass",
    "grandparent mass", "greatest mass",
  ]
  private static let second = [
    "first", "first previous", "first second previous", "first next", "first second next",
    "first region", "first parent", "first grandparent", "first great-grandparent", "first kind",
    "first kept before", "first kept after", "first nearest before", "first nearest after",
    "in container", "container share", "first page", "first window", "seed up", "seed down",
    "seed share", "parent share", "grandparent share", "great-grandparent share", "first path",
  ]

  /// The numbers of the block that was read last.
  private(set) var values: [Float] = []

  let outline: Outline
  let sums: Sums
  let recurrence: Recurrence
  let facts: PageFacts
  let hasBody: Bool
  private let title: Kinship
  private let masses: [Float]
  private let greatestMass: Float
  private var cues: [Distances] = []
  private var surroundings: [Distances] = []
  private var path: [Int32] = []

  init(_ outline: Outline, _ metadata: PageMetadata, _ address: WebAddress?) {
    self.outline = outline
    sums = Sums(outline)
    recurrence = Recurrence(outline)
    facts = PageFacts(outline, sums, metadata, address)
    hasBody = metadata.articleBody != nil
    let titleBlock = Int(facts.titleBlock)
    title = Kinship(
      titleBlock >= 0 ? outline.blocks[titleBlock].region : -1, outline.regions)
    masses = Kinship.masses(outline) { index in
      let block = outline.blocks[index]
      return block.measure.length > 8 && block.linkDensity < 0.4 ? block.measure.length : 0
    }
    greatestMass = masses.max() ?? 0
    values.reserveCapacity(256)
  }

  /// Reads block `index`; blocks are read in order.
  mutating func read(_ index: Int) {
    values.removeAll(keepingCapacity: true)
    let block = outline.blocks[index]
    let region = outline.regions[Int(block.region)]
    enter(block.region)
    readOwn(block, region, index)
    readDistances(block, Int(region.depth))
    readAround(block, region)
    for offset in [-1, -2, 1, 2] { readNeighbour(index + offset) }
    readPage(index)
  }

  /// Adds what a second look knows of block `index`, which was read last.
  mutating func append(_ look: SecondLook, _ index: Int) {
    var all = values
    values = []
    look.append(index, self, to: &all)
    values = all
  }

  private mutating func readOwn(_ block: Outline.Block, _ region: Outline.Region, _ index: Int) {
    let measure = block.measure
    let characters = max(1, Float(measure.characters))
    let words = max(1, Float(measure.words))
    values.append(Evidence.log(measure.length))
    values.append(block.linkDensity)
    values.append(Evidence.log(Float(measure.sentences)))
    values.append(block.endsSentence ? 1 : 0)
    values.append(Float(measure.commas) / words)
    values.append(Float(measure.digits) / characters)
    values.append(Float(measure.uppercase) / characters)
    values.append(Float(measure.separators) / words)
    values.append(Float(measure.titleWords) / words)
    values.append(Float(min(measure.titleWords, 20)))
    values.append(Float(measure.excerptMatches) / max(1, words - 2))
    values.append(hasBody ? Float(measure.bodyMatches) / max(1, words - 2) : -1)
    values.append(Float(min(block.pictures, 4)))
    values.append(block.isLine ? 1 : 0)
    values.append(Float(min(block.links, 20)))
    values.append(Float(recurrence.copies[index]))
    values.append(recurrence.isRepetition[index] ? 1 : 0)
    values.append(Float(measure.unspaced) / characters)
    values.append(Evidence.rank(of: region.name))
    values.append(Float(min(block.frames, 2)))
    values.append(block.measure.colons > 0 ? 1 : 0)
    values.append(block.isCut ? 1 : 0)
    values.append(recurrence.copies[index] > 1 ? Evidence.log(measure.length) : 0)
    readLine(block)
    var all: Float = 0
    for theme in Theme.allCases {
      let count = Float(measure.themes[theme.rawValue])
      all += count
      values.append(min(count, 4))
    }
    values.append(all / words)
    for theme in Theme.allCases {
      values.append(measure.startThemes >> UInt16(theme.rawValue) & 1 == 1 ? 1 : 0)
    }
  }

  private mutating func readLine(_ block: Outline.Block) {
    let characters = max(1, Float(block.measure.characters))
    values.append(block.endsWithColon ? 1 : 0)
    values.append(Float(min(block.measure.ats, 3)))
    values.append(block.links == 0 ? 0 : Float(block.ownLinks) / Float(block.links))
    values.append(Float(min(block.leadingLinkWords, 12)))
    values.append(Float(block.leadingLinkWords) / max(1, Float(block.measure.words)))
    values.append(Float(block.boldCharacters) / characters)
    values.append(Float(block.italicCharacters) / characters)
  }

  private mutating func readDistances(_ block: Outline.Block, _ depth: Int) {
    let cues = self.cues[depth].inside(block.cues.rawValue)
    for index in 0..<Cue.allCases.count { values.append(Float(min(cues[index], 16))) }
    let surroundings = self.surroundings[depth].inside(block.surroundings)
    for index in 0..<Surrounding.allCases.count {
      values.append(Float(min(surroundings[index], 16)))
    }
  }

  private mutating func readAround(_ block: Outline.Block, _ region: Outline.Region) {
    var current = region
    for _ in 0..<4 {
      let (start, end) = (current.firstBlock, current.endBlock)
      values.append(Evidence.log(sums.length(start, end)))
      values.append(sums.linkDensity(start, end))
      values.append(Evidence.log(Float(end - start)))
      values.append(Evidence.log(sums.sentences(start, end)))
      if current.parent >= 0 { current = outline.regions[Int(current.parent)] }
    }
    let kind = recurrence.kinds[Int(recurrence.kindOfRegion[Int(block.region)])]
    values.append(Evidence.log(kind.count))
    values.append(Evidence.log(kind.length / max(1, kind.count)))
    values.append(kind.linkDensity)
    values.append(Float(region.depth))
    let parent = recurrence.kindOfRegion[Int(max(0, region.parent))]
    values.append(Evidence.log(recurrence.kinds[Int(parent)].count))
    readPath(block, region)
  }

  private mutating func readPath(_ block: Outline.Block, _ region: Outline.Region) {
    let path = recurrence.paths[Int(recurrence.pathOfRegion[Int(block.region)])]
    values.append(Evidence.log(path.count))
    values.append(Evidence.log(path.length / max(1, path.count)))
    values.append(path.linkDensity)
    values.append(path.leads / max(1, path.count))
    let parent = outline.regions[Int(max(0, region.parent))]
    let blocks = Float(max(1, parent.endBlock - parent.firstBlock))
    values.append(
      (sums.pictures[Int(parent.endBlock)] - sums.pictures[Int(parent.firstBlock)]) / blocks)
  }

  private mutating func readNeighbour(_ index: Int) {
    guard outline.blocks.indices.contains(index) else {
      values.append(contentsOf: [-1, -1, -1])
      return
    }
    let block = outline.blocks[index]
    values.append(Evidence.log(block.measure.length))
    values.append(block.linkDensity)
    values.append(Evidence.log(Float(block.measure.sentences)))
  }

  private mutating func readPage(_ index: Int) {
    let before = sums.length(0, Int32(index))
    values.append(facts.length > 0 ? before / facts.length : 0)
    values.append(Evidence.log(before))
    if facts.titleBlock >= 0 {
      let title = sums.length(0, facts.titleBlock)
      let distance = before - title
      values.append(distance < 0 ? -Evidence.log(-distance) : Evidence.log(distance))
    } else {
      values.append(-20)
    }
    values.append(Evidence.log(facts.length))
    values.append(facts.linkDensity)
    values.append(facts.unspacedShare)
    values.append(Evidence.log(facts.articles))
    values.append(Evidence.log(facts.longBlocks))
    values.append(facts.isArticle)
    values.append(facts.isForum)
    values.append(facts.isProduct)
    values.append(facts.isListing)
    values.append(facts.hasBody)
    values.append(facts.pathDepth)
    values.append(Evidence.log(facts.threadRegions))
    values.append(Evidence.log(facts.commentRegions))
    readKinship(outline.blocks[index].region)
  }

  private mutating func readKinship(_ index: Int32) {
    values.append(Float(min(20, title.up[Int(index)])))
    values.append(Float(min(20, title.down[Int(index)])))
    values.append(facts.isDocumentation)
    values.append(Evidence.log(facts.posts))
    var region = index
    for _ in 0..<3 {
      values.append(region < 0 ? 0 : masses[Int(region)] / max(1, greatestMass))
      region = region < 0 ? region : outline.regions[Int(region)].parent
    }
    values.append(Evidence.log(greatestMass))
  }

  /// Brings the distances up to region `index`. Each region is entered once.
  private mutating func enter(_ index: Int32) {
    var missing: [Int32] = []
    var current = index
    while current >= 0 {
      let depth = Int(outline.regions[Int(current)].depth)
      if depth < path.count, path[depth] == current { break }
      missing.append(current)
      current = outline.regions[Int(current)].parent
    }
    for number in missing.reversed() {
      let region = outline.regions[Int(number)]
      let depth = Int(region.depth)
      path.removeSubrange(min(depth, path.count)...)
      cues.removeSubrange(min(depth, cues.count)...)
      surroundings.removeSubrange(min(depth, surroundings.count)...)
      path.append(number)
      cues.append((cues.last ?? .none).inside(region.cues.rawValue))
      surroundings.append((surroundings.last ?? .none).inside(region.surroundings))
    }
  }

  /// The natural logarithm of one more, in steps that every machine computes alike.
  static func log(_ value: Float) -> Float {
    let value = max(0, value) + 1
    // Between powers of two a straight line: what matters is the order, and the same everywhere.
    let exponent = Float(value.exponent)
    return exponent + (value.significand - 1)
  }

  private static func rank(of name: ElementName) -> Float {
    switch name {
    case .p: 1
    case .h1: 2
    case .h2: 3
    case .h3, .h4, .h5, .h6: 4
    case .li: 5
    case .td, .th: 6
    case .dt, .dd: 7
    case .pre: 8
    case .blockquote: 9
    case .figcaption, .figure: 10
    case .div: 11
    case .section, .article: 12
    default: 13
    }
  }
}
