import HTML

// Pictures

extension Selection {
  /// Pictures and players without text are taken where the text around them is.
  mutating func takePictures() {
    sumUp()
    guard let first = isKept.firstIndex(of: true), let last = isKept.lastIndex(of: true) else {
      return
    }
    for index in outline.blocks.indices {
      let block = outline.blocks[index]
      guard block.pictures + block.frames > 0, isWithoutText(block) else { continue }
      if index < first, block.siteLinks > 0, isSign(block) { continue }
      if isAmidKept(block.region, index > first && index < last || isLast(index, last, block)) {
        set(index, true, .picture)
      }
    }
    takeLead(first)
    takeCaptions()
    takeNamedPictures()
    takeRules()
  }

  /// Whether a picture that leads to a page of the site stands in its head: the site's sign, a button.
  private func isSign(_ block: Outline.Block) -> Bool {
    let cues = CueSet([.header, .navigation, .action, .share, .account])
    let names = Surrounding.header.bit | Surrounding.nav.bit
    var number = block.region
    for _ in 0..<8 where number >= 0 {
      let region = outline.regions[Int(number)]
      if region.name == .figure { return false }
      if region.surroundings & names != 0 || region.cues.rawValue & cues.rawValue != 0 {
        return true
      }
      number = region.parent
    }
    return false
  }

  /// Whether a block shows pictures alone: what is written beside one in its figure, a word or two, is
  /// its label, such as “Image”.
  private func isWithoutText(_ block: Outline.Block) -> Bool {
    if !block.hasText { return true }
    return block.measure.length <= 3 && block.links == 0 && figure(of: block.region) != nil
  }

  /// The figure around a part, of the four nearest.
  private func figure(of region: Int32) -> Outline.Region? {
    var number = region
    for _ in 0..<4 where number >= 0 {
      let region = outline.regions[Int(number)]
      if region.name == .figure { return region }
      number = region.parent
    }
    return nil
  }

  /// Whether a picture stands right behind the last text, in a figure as others that are taken.
  private func isLast(_ index: Int, _ last: Int, _ block: Outline.Block) -> Bool {
    index > last && index <= last + 2 && figure(of: block.region) != nil
  }

  /// The picture over the text: the last figure between the title and the first text, or before the
  /// title in the part that holds both.
  private mutating func takeLead(_ first: Int) {
    let articles = Surrounding.article.bit | Surrounding.main.bit
    var host = outline.blocks[first].region
    for _ in 0..<3 where host >= 0 {
      if outline.regions[Int(host)].surroundings & articles != 0 { break }
      host = outline.regions[Int(host)].parent
    }
    let start = max(host < 0 ? 0 : Int(outline.regions[Int(host)].firstBlock), first - 12)
    for index in (start..<first).reversed() {
      let block = outline.blocks[index]
      guard block.pictures + block.frames > 0, isWithoutText(block),
        let figure = figure(of: block.region), !isBesideText(figure)
      else { continue }
      set(index, true, .picture)
      return
    }
  }

  /// Whether a figure stands in a part that is none of the article's.
  private func isBesideText(_ figure: Outline.Region) -> Bool {
    var region = figure
    for _ in 0..<6 {
      if Selection.isAside(region) { return true }
      guard region.parent >= 0 else { return false }
      region = outline.regions[Int(region.parent)]
    }
    return false
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

  /// Whether most of the text around a picture in `region` is taken, of the nearest part with enough;
  /// its figure, whose caption is decided with it, not counted.
  private func isAmidKept(_ region: Int32, _ isInside: Bool) -> Bool {
    let figure = figure(of: region)
    let own = figure.map { sums.length($0.firstBlock, $0.endBlock) } ?? 0
    let ownKept = figure.map { keptLength[Int($0.endBlock)] - keptLength[Int($0.firstBlock)] } ?? 0
    var number = figure?.parent ?? region
    for _ in 0..<12 where number >= 0 {
      let host = outline.regions[Int(number)]
      number = host.parent
      let length = sums.length(host.firstBlock, host.endBlock) - own
      let kept = keptLength[Int(host.endBlock)] - keptLength[Int(host.firstBlock)] - ownKept
      if length > 60 || kept > 0 {
        let total = keptLength[keptLength.count - 1]
        return kept > 0.5 * length && (isInside || kept + ownKept > 0.5 * total)
      }
      if Selection.isAside(host) { return false }
    }
    return false
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
        if isOffer(index) { continue }
        set(index, true, .caption)
      }
    }
  }

  /// Whether what stands as a caption asks for a subscription.
  private func isOffer(_ index: Int) -> Bool {
    likelihoods[index] < 0.25
      && outline.blocks[index].measure.themes[Theme.subscription.rawValue] > 0
  }

  /// The captions of figures whose picture a script puts in.
  private mutating func takeNamedPictures() {
    guard let first = isKept.firstIndex(of: true), let last = isKept.lastIndex(of: true) else {
      return
    }
    for number in outline.namedPictures {
      let figure = outline.regions[Int(number)]
      let isInside = Int(figure.firstBlock) > first && Int(figure.endBlock) <= last
      guard isInside, isAmidKept(number, true) else { continue }
      for index in Int(figure.firstBlock)..<Int(figure.endBlock)
      where Selection.isCaption(outline.blocks[index], outline) && !isKept[index] {
        if reasons[index] == .recurring { continue }
        set(index, true, .caption)
      }
    }
  }

  private static func isCaption(_ block: Outline.Block, _ outline: Outline) -> Bool {
    var number = block.region
    for _ in 0..<3 where number >= 0 {
      if outline.regions[Int(number)].name == .figcaption { return block.hasText }
      number = outline.regions[Int(number)].parent
    }
    return false
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
