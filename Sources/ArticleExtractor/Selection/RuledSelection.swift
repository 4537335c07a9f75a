import HTML

/// Lays what a rule of the site chose over what the evidence chose, where the two agree.
struct RuledSelection {
  private(set) var isKept: [Bool]
  private(set) var reasons: [BlockDecision.Reason]
  private(set) var outcome = ChoiceOutcome()
  private let outline: Outline
  /// How many threefold words of the feed's excerpt there are to be found.
  private let excerptSize: Int

  init(_ selection: borrowing Selection, _ outline: Outline, excerptSize: Int) {
    isKept = selection.isKept
    reasons = selection.reasons
    self.outline = outline
    self.excerptSize = excerptSize
  }

  /// Whether anything of a choice was taken into account.
  var isFollowed: Bool { outcome.taken != nil || outcome.hasRemoved }

  /// The words that are kept.
  var length: Float { weight(isKept).words }

  /// Takes a choice into account; linear in the page for each of its alternatives.
  mutating func follow(_ choice: SiteChoice, _ document: borrowing HTML.Document) {
    let removed = choice.remove.isEmpty ? nil : blocks(within: choice.remove, document, whole: true)
    for (number, nodes) in choice.keep.prefix(SiteChoice.mostChoices).enumerated()
    where !nodes.isEmpty {
      var chosen = blocks(within: nodes, document, whole: false)
      for index in chosen.indices where Self.standsElsewhere(reasons[index]) {
        chosen[index] = false
      }
      if let removed, agrees(without(removed, chosen)) {
        outcome.hasRemoved = true
        chosen = without(removed, chosen)
      } else if !agrees(chosen) {
        continue
      }
      outcome.taken = number
      take(chosen)
      return
    }
    guard let removed else { return }
    let rest = without(removed, isKept)
    let (before, after) = (weight(isKept), weight(rest))
    // A rule that takes most of an article, or what the feed gave of it, means another page.
    guard after.words * 2 >= before.words, after.excerpt * 2 >= before.excerpt else { return }
    outcome.hasRemoved = true
    take(rest)
  }

  /// What the site's other pages have, or the page itself at another place.
  private static func standsElsewhere(_ reason: BlockDecision.Reason) -> Bool {
    reason == .recurring || reason == .copy || reason == .hidden
  }

  private mutating func take(_ chosen: [Bool]) {
    for index in chosen.indices where chosen[index] != isKept[index] {
      isKept[index] = chosen[index]
      reasons[index] = .rule
    }
  }

  private func without(_ removed: [Bool], _ chosen: [Bool]) -> [Bool] {
    zip(chosen, removed).map { $0 && !$1 }
  }

  // MARK: Agreement

  /// Whether a choice can be the article: about what the evidence found, or what holds the feed's
  /// excerpt where that does not.
  private func agrees(_ chosen: [Bool]) -> Bool {
    let (rule, evidence) = (weight(chosen), weight(isKept))
    guard rule.words > 0 else { return false }
    let common = weight(zip(chosen, isKept).map { $0 && $1 }).words
    if common * 4 >= rule.words + evidence.words { return true }
    guard excerptSize >= 8 else { return false }
    let half = Float(excerptSize) / 2
    return rule.excerpt >= half && evidence.excerpt < half && rule.words * 2 >= evidence.words
  }

  private func weight(_ chosen: [Bool]) -> (words: Float, excerpt: Float) {
    var (words, excerpt) = (0.0, 0.0)
    for (index, block) in outline.blocks.enumerated() where chosen[index] {
      words += Double(block.measure.length)
      excerpt += Double(block.measure.excerptMatches)
    }
    return (Float(words), Float(excerpt))
  }

  // MARK: Blocks

  /// The blocks that stand in some nodes.
  ///
  /// - Parameter whole: whether all of a block must; else a part of it is enough.
  private func blocks(
    within nodes: [NodeID], _ document: borrowing HTML.Document, whole: Bool
  ) -> [Bool] {
    let inside = leaves(within: nodes, document)
    return outline.blocks.map { block in
      let leaves = inside[Int(block.firstLeaf)..<Int(block.endLeaf)]
      guard !leaves.isEmpty else { return false }
      return whole ? leaves.allSatisfy { $0 } : leaves.contains(true)
    }
  }

  /// Of the outline's leaves, in one walk over the page.
  private func leaves(within nodes: [NodeID], _ document: borrowing HTML.Document) -> [Bool] {
    let set = Set(nodes)
    var inside = [Bool](repeating: false, count: outline.leaves.count)
    var places: [NodeID: Int] = [:]
    places.reserveCapacity(outline.leaves.count)
    for (place, leaf) in outline.leaves.enumerated() { places[leaf] = place }
    var end: NodeID?
    var isInside = false
    var current: NodeID? = document.next(after: document.root, in: document.root)
    while let node = current {
      if isInside, node == end { isInside = false }
      if !isInside, set.contains(node) {
        isInside = true
        end = document.next(afterSubtree: node, in: document.root)
      }
      if isInside, let place = places[node] { inside[place] = true }
      current = document.next(after: node, in: document.root)
    }
    return inside
  }
}
