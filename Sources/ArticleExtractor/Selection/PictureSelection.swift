import HTML

// Pictures

extension Selection {
  /// Pictures and players without text are taken where the text around them is.
  mutating func takePictures() {
    sumUp()
    guard let first = isKept.firstIndex(of: true), let last = isKept.lastIndex(of: true) else {
      return
    }
    let total = keptLength[keptLength.count - 1]
    for index in outline.blocks.indices {
      let block = outline.blocks[index]
      guard !block.hasText, block.pictures + block.frames > 0 else { continue }
      guard let host = host(of: block) else { continue }
      let share = keptShare(host)
      let held = keptLength[Int(host.endBlock)] - keptLength[Int(host.firstBlock)]
      let isInside = index > first && index < last
      if share > 0.5 && (isInside || held > 0.5 * total) { set(index, true, .picture) }
    }
    takeCaptions()
    takeRules()
  }

  /// Signs between two paragraphs that are taken: `* * *`, `___`.
  private mutating func takeRules() {
    for index in outline.blocks.indices.dropFirst().dropLast() {
      let block = outline.blocks[index]
      guard !block.hasText, block.measure.characters > 0, block.pictures + block.frames == 0,
        isKept[index - 1], isKept[index + 1],
        outline.blocks[index - 1].measure.length > 8
      else { continue }
      set(index, true, .together)
    }
  }

  /// The nearest region around a picture that has a text of its own, a caption not counted.
  private func host(of block: Outline.Block) -> Outline.Region? {
    var region = outline.regions[Int(block.region)]
    for _ in 0..<12 {
      let length = sums.length(region.firstBlock, region.endBlock)
      let kept = keptLength[Int(region.endBlock)] - keptLength[Int(region.firstBlock)]
      if length > 60 || kept > 0 { return region }
      if Selection.isAside(region) { return nil }
      guard region.parent >= 0 else { return nil }
      region = outline.regions[Int(region.parent)]
    }
    return region
  }

  /// Whether pictures in it are no pictures of the article.
  private static func isAside(_ region: Outline.Region) -> Bool {
    let names = Surrounding.nav.bit | Surrounding.aside.bit | Surrounding.footer.bit
    let cues = CueSet([
      .share, .related, .promotion, .navigation, .footer, .subscription, .account, .biography,
      .breadcrumb, .comment,
    ])
    return region.surroundings & names != 0
      || region.cues.rawValue & cues.rawValue != 0 && !region.cues.contains(.media)
  }

  /// The caption of a picture that is taken, where the markup says that it is one.
  private mutating func takeCaptions() {
    var pictures: [Int32] = [0]
    pictures.reserveCapacity(outline.blocks.count + 1)
    for (index, block) in outline.blocks.enumerated() {
      let isPicture = isKept[index] && block.pictures + block.frames > 0
      pictures.append((pictures.last ?? 0) + (isPicture ? 1 : 0))
    }
    var end: Int32 = 0
    for region in outline.regions where region.name == .figcaption && region.firstBlock >= end {
      guard hasPicture(region, pictures) else { continue }
      end = region.endBlock
      for index in Int(region.firstBlock)..<Int(region.endBlock)
      where outline.blocks[index].hasText && !isKept[index] && reasons[index] != .recurring {
        set(index, true, .caption)
      }
    }
  }

  /// Whether the figure around a caption, or what is around it in place of one, has a picture that
  /// is taken.
  private func hasPicture(_ caption: Outline.Region, _ pictures: [Int32]) -> Bool {
    // The picture right before it, in whatever that stands.
    let first = Int(caption.firstBlock)
    if first > 0, pictures[first] > pictures[first - 1] { return true }
    var parent = caption.parent
    for _ in 0..<4 where parent >= 0 {
      let region = outline.regions[Int(parent)]
      parent = region.parent
      guard sums.length(region.firstBlock, region.endBlock) < 150 else { return false }
      if pictures[Int(region.endBlock)] > pictures[Int(region.firstBlock)] { return true }
      if region.name == .figure { return false }
    }
    return false
  }
}
