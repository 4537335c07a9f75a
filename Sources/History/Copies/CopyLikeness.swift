package import FeedModel

/// How two entries that are one article are alike.
public enum CopyLikeness: Int, Sendable, Hashable, CaseIterable {
  /// They say the same, word for word.
  case sameText = 1
  /// One is cut, has another headline, a paragraph more or less, or another credit.
  case near = 2

  /// Whether a rule takes it for one article.
  package func isMeant(by rule: DuplicateRule) -> Bool {
    switch rule {
    case .sameAddress: false
    case .sameText: self == .sameText
    case .near: true
    }
  }
}

extension CopyText {
  /// Whether two entries are one article; `nil` where they are not, or where it can't be told.
  ///
  /// It is the same whichever of the two is asked. Templates that differ in their facts (weather,
  /// quotes, lottery numbers, match reports, a series of every day) are no copies.
  package func likeness(to other: CopyText) -> CopyLikeness? {
    // The alignment goes through the first; so that both orders give the same, the shorter one is it.
    let isOrdered =
      units.count == other.units.count
      ? !other.units.lexicographicallyPrecedes(units) : units.count < other.units.count
    return isOrdered
      ? CopyComparison(self, other).likeness : CopyComparison(other, self).likeness
  }
}

/// Two texts side by side, the shorter first.
struct CopyComparison {
  let short: CopyText
  let long: CopyText
  let alignment: CopyAlignment
  let weights: (short: Int, long: Int)

  init(_ short: CopyText, _ long: CopyText) {
    self.short = short
    self.long = long
    alignment = CopyAlignment(short, long)
    weights = (short.weight(of: short.units), long.weight(of: long.units))
  }

  /// A text of less says too little to be told by: as many as some twelve words or 24 characters.
  static let leastWeight = 24
  /// With less in common, other signs must agree: some forty words.
  static let sureWeight = 80
  /// So much is an article and no phrase of a site's.
  static let longWeight = 400

  var likeness: CopyLikeness? {
    guard weights.short > 0, !hasOtherFiles, !isOfSeries else { return nil }
    if short.units == long.units { return isToldByItsText ? .sameText : nil }
    guard alignment.shared >= CopyComparison.leastWeight, !differsInFacts,
      isMostlyShared || isBeginning
    else { return nil }
    return isToldByWhatIsShared ? .near : nil
  }

  // MARK: What is in common

  private var shareOfShort: Double { Double(alignment.shared) / Double(weights.short) }
  private var shareOfLong: Double {
    Double(alignment.sharedOfSecond) / Double(max(1, weights.long))
  }

  /// Both are the same for the most part.
  var isMostlyShared: Bool {
    // An article that was continued under its title.
    if hasSameTitle, shareOfShort >= 0.9, alignment.shared >= 2 * CopyComparison.sureWeight {
      return true
    }
    if shareOfShort >= 0.8, shareOfLong >= 0.45 { return true }
    if shareOfLong >= 0.8, shareOfShort >= 0.45 { return true }
    return shareOfShort >= 0.6 && shareOfLong >= 0.6 && longestRun >= 60
  }

  private var longestRun: Int {
    alignment.runs.map { short.weight(of: short.units[$0.first..<$0.first + $0.count]) }.max() ?? 0
  }

  /// The short one is how the long one begins, and perhaps a promo.
  var isBeginning: Bool {
    guard let run = alignment.runs.first, shareOfShort >= 0.5 else { return false }
    let before = long.weight(of: long.units[..<run.second])
    let ownBefore = short.weight(of: short.units[..<run.first])
    if shareOfShort >= 0.75, before <= 60, ownBefore <= 40 { return true }
    // What is its own stands at an end, in one piece.
    return longestRun >= 40 && 2 * longestRun >= alignment.shared && sharedTitle >= 0.6
      && min(before, ownBefore) <= 12 && max(before, ownBefore) <= 100
  }

  // MARK: What differs

  /// A template with other facts in it: what stands between what is the same is replaced, again and
  /// again, or it is the numbers that are.
  var differsInFacts: Bool {
    let hundreds = Double(alignment.shared) / 200
    // One site posts an article again, and a template with other names; editing is for others.
    let most =
      !isOfOneSite ? 0.7 + 2.5 * hundreds : isOfOneMoment ? 0.7 + hundreds : hundreds / 5
    if Double(alignment.substitutions) > most { return true }
    // What both say at the end of all they publish is no article. One that was cut may go on with
    // a promo where the whole one goes on.
    let start = alignment.replacedAtStart
    if start > 30 || 6 * start > alignment.shared + 10 { return true }
    let replaced = alignment.replaced - (isBeginning ? alignment.replacedAtEnd : 0)
    if 4 * replaced > alignment.shared + 60 { return true }
    let (other, same) = (alignment.differingNumbers, alignment.sameNumbers)
    return other > 0 && Double(other) > 0.3 * Double(other + same)
  }

  /// Two films or sounds are two episodes, whatever is said of them.
  var hasOtherFiles: Bool {
    guard !short.files.isEmpty, !long.files.isEmpty else { return false }
    return !short.files.contains { long.files.contains($0) } && !hasSameTitle
  }

  /// The titles are those of a series: the same but for numbers ("Open thread, 3 May" and "Open
  /// thread, 4 June"), or on one site but for a word ("Aries: your day" and "Leo: your day").
  var isOfSeries: Bool {
    guard short.title != long.title else { return false }
    // So much that is the same is no phrase of a series.
    if alignment.shared >= CopyComparison.longWeight, alignment.differingNumbers == 0 {
      return false
    }
    let (few, many) = (CopyComparison.parts(short.title), CopyComparison.parts(long.title))
    guard !few.words.isEmpty, !many.words.isEmpty else { return false }
    if CopyComparison.contradict(few.numbers, many.numbers) {
      let known = Set(many.words)
      let shared = few.words.count { known.contains($0) }
      return 5 * shared >= 3 * max(few.words.count, many.words.count)
    }
    return isOfOneSite && few.words.count == many.words.count
      && zip(few.words, many.words).count { $0 != $1 } == 1
  }

  /// Whether each has a number that the other one has not.
  private static func contradict(_ some: [UInt32], _ others: [UInt32]) -> Bool {
    some.contains { !others.contains($0) } && others.contains { !some.contains($0) }
  }

  private static func parts(_ title: [UInt32]) -> (words: [UInt32], numbers: [UInt32]) {
    let isNumber = { (unit: UInt32) in unit & UnitScanner.numberFlag != 0 }
    return (title.filter { !isNumber($0) }, title.filter(isNumber))
  }

  // MARK: What else agrees

  private var hasSameTitle: Bool { !short.title.isEmpty && short.title == long.title }

  private var isOfOneSite: Bool { short.site.utf8.elementsEqual(long.site.utf8) }

  /// How much of the shorter title stands in the other one, 0 to 1.
  var sharedTitle: Double {
    let (few, many) =
      short.title.count <= long.title.count
      ? (short.title, long.title) : (long.title, short.title)
    guard !few.isEmpty else { return 0 }
    let known = Set(many)
    return Double(few.count { known.contains($0) }) / Double(few.count)
  }

  /// Farther apart, two short ones of a site are two: "The service is up again".
  private static let sameMoment: Int64 = 3_600_000

  private var isOfOneMoment: Bool {
    guard let first = short.published, let second = long.published else { return true }
    return abs(first.milliseconds - second.milliseconds) <= CopyComparison.sameMoment
  }

  private var isToldByItsText: Bool {
    let weight = weights.short
    if isOfOneSite {
      guard isOfOneMoment || weight >= CopyComparison.longWeight else { return false }
      return short.title == long.title && weight >= CopyComparison.leastWeight
        || isToldByWhatIsShared
    }
    let least = CopyComparison.leastWeight
    if short.title == long.title { return weight + short.weight(of: short.title) >= least }
    return weight >= CopyComparison.sureWeight || weight >= least && sharedTitle >= 0.3
  }

  /// One site repeats its own words: there more must agree.
  private var isToldByWhatIsShared: Bool {
    let shared = alignment.shared
    guard isOfOneSite else {
      return shared >= CopyComparison.sureWeight || sharedTitle >= 0.3
    }
    if shared >= CopyComparison.longWeight { return isOfOneMoment || sharedTitle >= 0.3 }
    guard isOfOneMoment, shared >= CopyComparison.sureWeight else { return false }
    // Word for word, in one go: that is no phrase.
    if alignment.substitutions == 0, longestRun >= 100, shareOfShort >= 0.8 { return true }
    return hasSameTitle || sharedTitle >= 0.5 && shared >= 120
  }
}
