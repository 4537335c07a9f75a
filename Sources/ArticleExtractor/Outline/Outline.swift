package import HTML

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
    let surroundings: UInt32
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
}
