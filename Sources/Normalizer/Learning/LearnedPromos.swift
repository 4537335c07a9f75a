public import FeedModel

/// The promos that are taken out of the entries of one source, made ready to be looked for.
public struct LearnedPromos: Sendable {
  /// None.
  public static let none = LearnedPromos([])

  struct Run: Sendable {
    var prints: [UInt64]
    /// For the record of changes.
    var name: String
  }

  /// By their first line, the longest first.
  private var byFirst: [UInt64: [Run]] = [:]

  /// - Parameter promos: in any order; of several that begin alike the longest is looked for first.
  public init(_ promos: [LearnedPromo]) {
    for promo in promos {
      add(promo.lines, name: "promo.learned \(promo.id) (\(promo.evidence))")
    }
  }

  init(rules: [PromoRule]) {
    for rule in rules { add(rule.lines, name: rule.name) }
  }

  /// Whether there is nothing to look for.
  public var isEmpty: Bool { byFirst.isEmpty }

  private mutating func add(_ lines: [String], name: String) {
    let prints = lines.map { LinePrint.of(Array($0.utf8)[...]) }
    guard let first = prints.first else { return }
    var runs = byFirst[first] ?? []
    let place = runs.firstIndex { $0.prints.count < prints.count } ?? runs.endIndex
    runs.insert(Run(prints: prints, name: name), at: place)
    byFirst[first] = runs
  }

  /// The promo that begins at a line, if one does.
  func run(at index: Int, in lines: [BodyLine]) -> Run? {
    guard let runs = byFirst[lines[index].print] else { return nil }
    return runs.first { run in
      lines.count - index >= run.prints.count
        && run.prints.indices.allSatisfy { lines[index + $0].print == run.prints[$0] }
    }
  }
}
