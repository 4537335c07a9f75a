internal import FeedModel

/// Makes candidates of the lines that recur: lines that always stand together are one block.
struct CandidateSearch {
  /// What is known of a line that recurs.
  struct Tally {
    var count = 0
    var documentCount = 0
    var first = Int.max
    var last = 0
    var days: Set<Int32> = []
    var authors: Set<UInt64> = []
    var starts = 0
    var ends = 0
    var facts: LineFacts = []
    /// Entries that say nothing but lines that recur, by how many lines they have.
    var alone: [Int: Int] = [:]
    var text: [UInt8] = []
  }

  private struct Pair: Hashable {
    var first: UInt64
    var second: UInt64
  }

  private let entries: [RepetitionLedger.Entry]
  private let ledger: RepetitionLedger
  private var tallies: [UInt64: Tally] = [:]
  private var pairs: [Pair: Int] = [:]
  /// Entries of each author.
  private var authors: [UInt64: Int] = [:]

  init(_ ledger: RepetitionLedger) {
    self.ledger = ledger
    // Oldest first; what has no date stands where it was added.
    entries = ledger.entries.indices.sorted { a, b in
      let (first, second) = (ledger.entries[a].day ?? 0, ledger.entries[b].day ?? 0)
      return first == second ? a < b : first < second
    }.map { ledger.entries[$0] }
    tally()
  }

  private mutating func tally() {
    for (index, entry) in entries.enumerated() {
      if entry.author != 0 { authors[entry.author, default: 0] += 1 }
      let isOnly =
        entry.lines.count == entry.count && entry.lines.allSatisfy { recurs($0.print) }
      var counted: Set<UInt64> = []
      for line in entry.lines
      where recurs(line.print) && counted.insert(line.print).inserted {
        tallies[line.print, default: Tally()].note(line, of: entry, at: index, isOnly: isOnly)
      }
      var paired: Set<Pair> = []
      for (line, next) in zip(entry.lines, entry.lines.dropFirst())
      where next.place == line.place + 1 && recurs(line.print) && recurs(next.print) {
        let pair = Pair(first: line.print, second: next.print)
        if paired.insert(pair).inserted { pairs[pair, default: 0] += 1 }
      }
    }
    for print in tallies.keys {
      guard let text = ledger.texts[print] else { continue }
      tallies[print]?.text = text
      tallies[print]?.facts.formUnion(LineWitness.facts(ofText: text[...]))
    }
  }

  private func recurs(_ print: UInt64) -> Bool {
    ledger.count(of: print) >= RepetitionLedger.leastEntries
  }

  // MARK: Blocks

  func candidates() -> [PromoCandidate] {
    let source = SourceFacts(entries: entries.count, authors: authors)
    return chains().flatMap { chain in
      BlockSplit.blocks(of: chain.compactMap { print in tallies[print].map { (print, $0) } })
    }.compactMap { CandidateVerdict(lines: $0, source: source).candidate }
      .sorted { a, b in
        if a.isPromo != b.isPromo { return a.isPromo }
        return a.count == b.count ? a.id < b.id : a.count > b.count
      }
  }

  /// Lines that nearly always stand one behind the other, each line once.
  private func chains() -> [[UInt64]] {
    var next: [UInt64: UInt64] = [:]
    var hasPrevious: Set<UInt64> = []
    for (pair, count) in pairs where pair.first != pair.second && isClose(pair, count) {
      next[pair.first] = pair.second
      hasPrevious.insert(pair.second)
    }
    var seen: Set<UInt64> = []
    var chains: [[UInt64]] = []
    let prints = tallies.keys.sorted()
    // Circles have no beginning: what is left in the end begins anywhere.
    for print in prints.filter({ !hasPrevious.contains($0) }) + prints {
      var chain: [UInt64] = []
      var current: UInt64? = print
      while let line = current, seen.insert(line).inserted {
        chain.append(line)
        current = next[line]
      }
      if !chain.isEmpty { chains.append(chain) }
    }
    return chains
  }

  /// Of one line no two neighbours on one side can be close.
  private func isClose(_ pair: Pair, _ count: Int) -> Bool {
    let most = max(tallies[pair.first]?.count ?? 0, tallies[pair.second]?.count ?? 0)
    return count * 10 >= most * 9
  }
}

extension CandidateSearch.Tally {
  /// Lines so near to an end of the entry stand at it.
  private static let margin = 4

  mutating func note(
    _ line: SeenLines.Line, of entry: RepetitionLedger.Entry, at index: Int, isOnly: Bool
  ) {
    count += 1
    if entry.isOfDocument { documentCount += 1 }
    first = min(first, index)
    last = max(last, index)
    if let day = entry.day, days.count < RepetitionLedger.leastDays { days.insert(day) }
    if entry.author != 0, authors.count < 3 { authors.insert(entry.author) }
    let place = Int(line.place)
    let isAtEnd = entry.count - place <= Self.margin
    // Of a short entry, the nearer end.
    if isAtEnd, entry.count - place <= place + 1 {
      ends += 1
    } else if place < Self.margin {
      starts += 1
    } else if isAtEnd {
      ends += 1
    }
    facts = LineFacts(rawValue: line.facts)
    if isOnly { alone[entry.count, default: 0] += 1 }
  }
}

/// What is known of a source as a whole.
struct SourceFacts {
  var entries: Int
  /// Entries of each author.
  var authors: [UInt64: Int]
}
