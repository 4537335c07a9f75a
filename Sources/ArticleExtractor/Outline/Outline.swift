import HTML

/// A page as its text lies in it: parts in parts, with blocks of text and pictures.
///
/// Regions stand in document order, each behind its parent; the blocks of a region, those of its
/// parts included, follow each other. What is summed up over a region is a difference of two sums.
struct Outline {
  /// An element that begins and ends blocks.
  struct Region: BitwiseCopyable {
    let node: NodeID
    let name: ElementName
    /// The index of the region around it; -1 for the first.
    let parent: Int32
    let depth: Int32
    let cues: CueSet
    /// What it is, as bits of ``Surrounding``.
    var surroundings: UInt32
    /// The same for elements with one name and one class.
    let signature: UInt64
    var firstBlock: Int32
    var endBlock: Int32 = 0
  }

  /// A run of text and pictures that nothing breaks.
  struct Block: BitwiseCopyable {
    let region: Int32
    let firstLeaf: Int32
    var endLeaf: Int32 = 0
    /// Of the inline elements that it begins in.
    var cues = CueSet(rawValue: 0)
    var surroundings: UInt32 = 0
    var measure = TextMeasure()
    var linkWords: UInt32 = 0
    var linkCharacters: UInt32 = 0
    var links: UInt16 = 0
    var pictures: UInt16 = 0
    var frames: UInt16 = 0
    /// Links to places of the same page.
    var ownLinks: UInt16 = 0
    /// Links to pages of the same site.
    var siteLinks: UInt16 = 0
    /// The words in links before the first that isn't; the last of a link, which ends behind it, is
    /// not counted.
    var leadingLinkWords: UInt32 = 0
    /// Characters in bold, and in italics.
    var boldCharacters: UInt32 = 0
    var italicCharacters: UInt32 = 0
    var endsWithColon = false
    var endsSentence = false
    /// Whether it ends in an ellipsis: a beginning.
    var isCut = false
    /// Whether a `br` begins or ends it.
    var isLine = false
    var hash: UInt64 = 0

    /// Whether it has words.
    var hasText: Bool { measure.words > 0 }
    /// The share of its characters that stand in links.
    var linkDensity: Float {
      measure.characters == 0 ? 0 : Float(linkCharacters) / Float(measure.characters)
    }
  }

  var regions: [Region] = []
  var blocks: [Block] = []
  /// Texts, pictures and players, in document order.
  var leaves: [NodeID] = []
  /// Figures whose attributes name a picture, by the numbers of their regions.
  var namedPictures: [Int32] = []

  /// Where most of a page's text stands in `noscript`, that is the page for all who run no scripts,
  /// and says nothing about its text.
  mutating func settleNoscript() {
    var whole: Float = 0
    var sums: [Float] = [0]
    sums.reserveCapacity(blocks.count + 1)
    for block in blocks {
      whole += block.measure.length
      sums.append(whole)
    }
    for index in regions.indices where regions[index].surroundings & Surrounding.noscript.bit != 0 {
      let region = regions[index]
      if sums[Int(region.endBlock)] - sums[Int(region.firstBlock)] > whole / 2 {
        regions[index].surroundings &= ~Surrounding.noscript.bit
      }
    }
  }
}
