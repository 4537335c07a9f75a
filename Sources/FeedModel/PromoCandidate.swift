/// A block that recurs in the entries of a source, with what speaks for and against its being a promo.
public struct PromoCandidate: Sendable, Hashable {
  /// What is to be done with it.
  public enum Verdict: Sendable, Hashable {
    /// It goes.
    case promo
    /// It stays: the reason in words, for a list.
    case stays(String)
  }

  /// Where in the entries it stands.
  public enum Place: String, Sendable, Hashable {
    case start, end, inside

    /// `at the end`
    public var words: String {
      switch self {
      case .start: "at the start"
      case .end: "at the end"
      case .inside: "inside"
      }
    }
  }

  /// Names it in commands: ten hexadecimal digits of its text.
  public var id: String
  /// Its text line by line, as a rule names it: `#` for numbers and dates, `{title}`, `{link}`, links
  /// as `[words](address)`.
  public var lines: [String]
  /// In how many entries it stands.
  public var count: Int
  /// How many entries there are from the first that has it to the last.
  public var span: Int
  /// On how many days those entries were published, counted up to 3.
  public var days: Int
  /// Where it stands in most of them.
  public var place: Place
  /// In how many of them, in percent.
  public var placePercent: Int
  /// 0 to 100: the sum of what speaks for and against it.
  public var score: Int
  /// What speaks for it (`+`) and against it (`-`), each with its weight.
  public var evidence: [String]
  /// What is to be done with it.
  public var verdict: Verdict

  /// - Parameters: see the properties.
  public init(
    id: String, lines: [String], count: Int, span: Int, days: Int, place: Place,
    placePercent: Int, score: Int, evidence: [String], verdict: Verdict
  ) {
    self.id = id
    self.lines = lines
    self.count = count
    self.span = span
    self.days = days
    self.place = place
    self.placePercent = placePercent
    self.score = score
    self.evidence = evidence
    self.verdict = verdict
  }

  /// Whether it goes.
  public var isPromo: Bool { verdict == .promo }

  /// What is remembered of it.
  public var learned: LearnedPromo {
    LearnedPromo(id: id, lines: lines, evidence: summary)
  }

  /// `in 42 of 50 entries, at the end of 98 %: call to action, leads off the site`.
  public var summary: String {
    let reasons = evidence.filter { $0.hasPrefix("+") }.map { line in
      line.split(separator: " ", maxSplits: 1).last.map(String.init) ?? line
    }
    return "in \(count) of \(span) entries, \(place.words) of \(placePercent) % of them: "
      + reasons.joined(separator: ", ")
  }
}
