/// Cuts lines that always stand together into what goes together: what the article says of itself
/// stays, beside a promo too.
enum BlockSplit {
  typealias Line = (print: UInt64, tally: CandidateSearch.Tally)

  /// Longer blocks are templates of articles.
  private static let mostLines = 16
  /// So many lines beside a promo's own may go with it.
  private static let reach = 3
  /// So many lines may be a promo together that none of them is.
  private static let mostTogether = 4

  static func blocks(of chain: [Line]) -> [[Line]] {
    let isTaken = taken(chain)
    var blocks: [[Line]] = []
    for (index, line) in chain.enumerated() {
      if index > 0, isTaken[index], isTaken[index - 1], (blocks.last?.count ?? 0) < mostLines {
        blocks[blocks.count - 1].append(line)
      } else {
        blocks.append([line])
      }
    }
    return blocks
  }

  /// Which lines are a promo's: those that say so, and those beside them that say nothing else.
  private static func taken(_ chain: [Line]) -> [Bool] {
    let promos = promos(chain)
    var taken = promos
    for index in chain.indices where promos[index] {
      spread(from: index, by: -1, chain, &taken)
      spread(from: index, by: 1, chain, &taken)
    }
    return taken
  }

  /// Lines that are promos by themselves, and a few that are one together: a heading, a sentence and
  /// a button.
  private static func promos(_ chain: [Line]) -> [Bool] {
    var promos = chain.map { isPromo($0.tally.facts) }
    for start in chain.indices where !promos[start] {
      var union: LineFacts = []
      for end in start..<min(start + mostTogether, chain.count) {
        let facts = chain[end].tally.facts
        guard facts.keptReason == nil, !facts.contains(.long), !facts.contains(.whole) else {
          break
        }
        union.formUnion(facts)
        guard end > start, union.isPromo, isButton(facts) || isPromo(facts),
          isTitle(chain[start].tally.facts)
        else { continue }
        for index in start...end { promos[index] = true }
        break
      }
    }
    return promos
  }

  private static func isTitle(_ facts: LineFacts) -> Bool {
    facts.contains(.short) && !facts.isDisjoint(with: [.heading, .call, .thing, .person, .leads])
  }

  private static func isButton(_ facts: LineFacts) -> Bool {
    facts.isSuperset(of: [.linksOnly, .short]) && !facts.contains(.own)
  }

  private static func isPromo(_ facts: LineFacts) -> Bool {
    facts.keptReason == nil && (facts.isPromo || facts.contains(.banner))
  }

  private static func spread(
    from start: Int, by step: Int, _ chain: [Line], _ taken: inout [Bool]
  ) {
    var index = start + step
    var left = reach
    while chain.indices.contains(index), left > 0, !taken[index] {
      let facts = chain[index].tally.facts
      // What joins two lines is noted at the second.
      let joint = chain[step > 0 ? index : index + 1].tally.facts.contains(.joined)
      guard goesAlong(facts, isJoined: joint, isBefore: step < 0) else { return }
      taken[index] = true
      index += step
      left -= 1
    }
  }

  private static func goesAlong(_ facts: LineFacts, isJoined: Bool, isBefore: Bool) -> Bool {
    // A link to the entry itself goes on with it.
    guard facts.keptReason == nil, facts.isDisjoint(with: [.long, .whole, .own]) else {
      return false
    }
    if isJoined { return true }
    if !facts.isDisjoint(with: [.linksOnly, .bare, .person, .thing, .call]) { return true }
    // A picture of its own, such as a code to scan.
    if facts.isSuperset(of: [.picture, .short]) { return true }
    return isBefore && facts.contains(.short) && !facts.isDisjoint(with: [.leads, .heading])
  }
}
