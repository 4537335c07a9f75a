import HTML

// Lines of a text that are none of it

extension Selection {
  /// Leaves lines that stand in the text and say something else: who edited it and where it is from,
  /// for what its publisher is not liable, what to read instead.
  mutating func dropNotes(_ evidence: borrowing Evidence) {
    let isThread = evidence.facts.isForum >= 1
    for index in outline.blocks.indices where isKept[index] && reasons[index] != .excerpt {
      let block = outline.blocks[index]
      if Selection.isCredit(block) || Selection.isDisclaimer(block) || isPointer(block) {
        // Of one with a picture the text alone is left.
        let hasPicture = block.pictures + block.frames > 0
        set(index, hasPicture, hasPicture ? .picture : .note)
      } else if isThread, evidence.recurrence.copies[index] > 1,
        isTitle(block)
      {
        set(index, false, .copy)
      }
    }
  }

  /// A line in Han or kana that names an editor, a reporter or a source and no more: in such texts a
  /// line of its own, with a colon, in or without brackets.
  private static func isCredit(_ block: Outline.Block) -> Bool {
    isUnspaced(block) && block.measure.colons > 0 && begins(block, .office)
      && (block.measure.length <= 12 || block.measure.length <= 25 && !block.endsSentence)
  }

  /// A paragraph that begins as a declaration and goes on as one.
  private static func isDisclaimer(_ block: Outline.Block) -> Bool {
    isUnspaced(block) && begins(block, .legal)
      && (block.measure.themes[Theme.legal.rawValue] > 1 || block.measure.colons > 0)
  }

  /// A line that points to another page of the site: a link in capitals and nothing else, or one that
  /// words such as “Related:” introduce.
  private func isPointer(_ block: Outline.Block) -> Bool {
    guard block.links == 1, block.siteLinks == 1, block.measure.length >= 4,
      block.linkDensity > 0.5
    else { return false }
    let isShouted =
      block.linkDensity > 0.95 && block.measure.uppercase * 5 > block.measure.characters * 3
    let isIntroduced =
      block.measure.colons > 0 && block.leadingLinkWords == 0 && !block.endsSentence
      && !Selection.isUnspaced(block) && Selection.begins(block, .pointer)
    guard isShouted || isIntroduced else { return false }
    let region = outline.regions[Int(block.region)]
    return region.name == .p || region.name == .div
  }

  /// Whether a heading has the words of the page's title and at most one more: over each answer of a
  /// thread, “Re: …”.
  private func isTitle(_ block: Outline.Block) -> Bool {
    let level = Selection.headingLevel(outline.regions[Int(block.region)].name)
    return level > 0 && block.measure.words > 2
      && block.measure.titleWords + 1 >= block.measure.words
  }

  private static func isUnspaced(_ block: Outline.Block) -> Bool {
    block.measure.unspaced * 5 > block.measure.characters * 2
  }

  private static func begins(_ block: Outline.Block, _ theme: Theme) -> Bool {
    block.measure.startThemes >> UInt16(theme.rawValue) & 1 == 1
  }
}
