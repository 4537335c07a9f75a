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

  /// Whether it goes.
  public var isPromo: Bool { verdict == .promo }

  /// What is remembered of it, where it goes.
  public var learned: LearnedPromo {
    LearnedPromo(id: id, lines: lines, evidence: summary)
  }

  /// `in 42 of 50 entries, at the end of 98 %: call to action, leads off the site`.
  public var summary: String {
    let where_ =
      switch place {
      case .start: "at the start"
      case .end: "at the end"
      case .inside: "inside"
      }
    let reasons = evidence.filter { $0.hasPrefix("+") }.map { line in
      line.split(separator: " ", maxSplits: 1).last.map(String.init) ?? line
    }
    return "in \(count) of \(span) entries, \(where_) of \(placePercent) %: "
      + reasons.joined(separator: ", ")
  }
}

/// A promo that was learned: what is remembered of it, and what takes it out.
public struct LearnedPromo: Sendable, Hashable {
  /// Names it in commands.
  public var id: String
  /// Its text line by line; see ``PromoCandidate/lines``.
  public var lines: [String]
  /// Why it is one, for explanations.
  public var evidence: String

  /// - Parameters:
  ///   - id: names it in commands.
  ///   - lines: its text line by line.
  ///   - evidence: why it is one.
  public init(id: String, lines: [String], evidence: String) {
    self.id = id
    self.lines = lines
    self.evidence = evidence
  }
}
