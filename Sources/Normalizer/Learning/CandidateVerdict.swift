internal import FeedModel

/// Weighs one block that recurs.
struct CandidateVerdict {
  /// What goes has at least so many points.
  static let least = 50

  private let lines: [BlockSplit.Line]
  private let source: SourceFacts
  private let count: Int
  private let span: Int
  private let facts: LineFacts

  init(lines: [BlockSplit.Line], source: SourceFacts) {
    self.lines = lines
    self.source = source
    count = lines.map(\.tally.count).min() ?? 0
    let first = lines.map(\.tally.first).min() ?? 0
    let last = lines.map(\.tally.last).max() ?? 0
    span = max(count, last - first + 1)
    facts = lines.reduce(LineFacts()) { $0.union($1.tally.facts) }
  }

  /// `nil` for what recurs on too few days, and for what nobody can name.
  var candidate: PromoCandidate? {
    guard let first = lines.first, !lines.contains(where: { $0.tally.text.isEmpty }) else {
      return nil
    }
    let documentCount = lines.map(\.tally.documentCount).min() ?? 0
    let days = lines.map(\.tally.days.count).min() ?? 0
    guard
      documentCount >= RepetitionLedger.leastEntries || days >= RepetitionLedger.leastDays
    else { return nil }
    let evidence = evidence()
    let score = max(0, min(100, evidence.reduce(0) { $0 + $1.points }))
    let (place, percent) = place
    let print = LinePrint.of(lines.map(\.print))
    return PromoCandidate(
      id: String(LineNames.digits(of: print).prefix(10)),
      lines: lines.map { String(decoding: $0.tally.text, as: UTF8.self) },
      count: count, span: span, days: max(first.tally.days.count, days), place: place,
      placePercent: percent, score: score,
      evidence: evidence.map { "\($0.points < 0 ? "" : "+")\($0.points) \($0.words)" },
      verdict: verdict(score))
  }

  private struct Evidence {
    var points: Int
    var words: String
  }

  private var place: (PromoCandidate.Place, percent: Int) {
    let starts = lines.first?.tally.starts ?? 0
    let ends = lines.last?.tally.ends ?? 0
    let (place, most): (PromoCandidate.Place, Int) =
      ends * 2 >= count && ends >= starts
      ? (.end, ends) : starts * 2 >= count ? (.start, starts) : (.inside, count - starts - ends)
    return (place, max(0, min(100, most * 100 / max(1, count))))
  }

  private func evidence() -> [Evidence] {
    var list = [Evidence(points: 10 + 20 * count / span, words: "recurs")]
    if facts.contains(.sponsor) {
      list.append(Evidence(points: 40, words: "says that it is paid for"))
    }
    let isCall = facts.contains(.call) && !facts.isDisjoint(with: [.thing, .foreign])
    if facts.contains(.plug) || isCall {
      list.append(Evidence(points: 40, words: "call to action"))
    } else if facts.contains(.callPage) {
      list.append(Evidence(points: 40, words: "leads to where one subscribes, joins or pays"))
    } else if facts.contains(.call) {
      list.append(Evidence(points: 15, words: "asks for something"))
    }
    if facts.contains(.trade) {
      list.append(Evidence(points: 40, words: "leads to a shop or a place for donations"))
    }
    if facts.contains(.banner) {
      list.append(Evidence(points: 25, words: "a linked picture alone"))
    }
    if facts.contains(.foreign) { list.append(Evidence(points: 15, words: "leads off the site")) }
    if facts.contains(.social) { list.append(Evidence(points: 20, words: "social networks")) }
    if facts.contains(.linksOnly) {
      list.append(Evidence(points: 10, words: "links and labels alone"))
    }
    if place.percent >= 90, place.0 != .inside {
      list.append(Evidence(points: 10, words: "always in one place"))
    }
    list += against()
    return list
  }

  private func against() -> [Evidence] {
    var list: [Evidence] = []
    let links: LineFacts = [.foreign, .domestic, .own, .mail]
    if facts.isDisjoint(with: [.call, .plug, .sponsor]), facts.isDisjoint(with: links) {
      list.append(Evidence(points: -20, words: "asks for nothing, leads nowhere"))
    }
    if lines.contains(where: { $0.tally.facts.contains(.long) }) {
      list.append(Evidence(points: -20, words: "a long text"))
    }
    if let author = onlyAuthor {
      list.append(Evidence(points: -40, words: author))
    } else if lines.allSatisfy({ $0.tally.authors.count > 2 }) {
      list.append(Evidence(points: 5, words: "in entries of several authors"))
    }
    // Entries with as many lines as the block have no others.
    let only = lines.map { $0.tally.alone[lines.count] ?? 0 }.min() ?? 0
    if only * 5 > count { list.append(Evidence(points: -60, words: "the only text of entries")) }
    return list
  }

  /// Words for a block that stands in the entries of one author alone, of a source that has others.
  private var onlyAuthor: String? {
    let authors = lines.reduce(Set<UInt64>()) { $0.union($1.tally.authors) }
    guard authors.count == 1, let author = authors.first, source.authors.count > 2 else {
      return nil
    }
    let own = source.authors[author] ?? 0
    let all = source.authors.values.reduce(0, +)
    return own * 10 < all * 7 ? "in the entries of one author alone" : nil
  }

  private func verdict(_ score: Int) -> PromoCandidate.Verdict {
    if let reason = lines.lazy.compactMap(\.tally.facts.keptReason).first {
      return .stays(reason.words)
    }
    let isPromo = lines.contains { $0.tally.facts.isPromo || $0.tally.facts.contains(.banner) }
    guard isPromo else { return .stays("nothing says that it is a promo") }
    return score >= CandidateVerdict.least ? .promo : .stays("too little speaks for it")
  }
}

/// Names in commands.
enum LineNames {
  /// Sixteen hexadecimal digits.
  static func digits(of print: UInt64) -> String {
    let text = String(print, radix: 16)
    return String(repeating: "0", count: 16 - text.utf8.count) + text
  }
}
