internal import HTML

/// The steps over a body, in the order of the design.
///
/// To add one: a case here, and its call in ``Body/take(_:_:)``. What it costs is counted by the
/// document's own walks (``HTML/Document/stepsLeft``); `StepCountTests` doubles its inputs.
enum CleaningStep: String, CaseIterable, Sendable {
  case drawings, lift, related, formulas, hidden, promos, text, styles, listedBlocks, repair
  case addresses, trackers, listedAddresses, feedRules, sanitize, learned, tidy, settle

  /// Whether the body can't be published without it: it has a reserve that no other step can spend.
  var isNeeded: Bool {
    switch self {
    case .addresses, .trackers, .sanitize: true
    case .drawings, .lift, .related, .formulas, .hidden, .promos, .text, .styles,
      .listedBlocks, .repair, .listedAddresses, .feedRules, .learned, .tidy, .settle:
      false
    }
  }
}

/// What cleaning one entry may cost: steps of its document, `a + bytes × (b + c × rules)`.
///
/// Bodies of people use less than a tenth. It is there for the walk that is quadratic where nobody
/// thought of it: an entry that spends it is published without the step that did, and without the
/// ones that may wait behind it.
struct StepBudget: Sendable, Hashable {
  /// For all steps that a body can be published without.
  var shared: Int
  /// For each step that it can't, and for deriving a summary and a picture.
  var reserve: Int

  private static let least = 100_000
  private static let perByte = 60
  /// For each rule that looks at elements and that no table finds by a name.
  private static let perByteAndRule = 2

  /// - Parameter bytes: of the body.
  init(bytes: Int, rules: Rules) {
    reserve = StepBudget.least + bytes * StepBudget.perByte
    shared = reserve + bytes * StepBudget.perByteAndRule * rules.elementRules
  }

  init(shared: Int, reserve: Int) {
    self.shared = shared
    self.reserve = reserve
  }
}

/// What each step of a body cost.
struct StepRecord: Sendable, Hashable {
  private var counts = [Int](repeating: 0, count: CleaningStep.allCases.count)
  /// For deriving a summary and a picture.
  var derived = 0
  /// The step that spent its budget, if one did.
  var spent: CleaningStep?

  subscript(step: CleaningStep) -> Int {
    get { counts[StepRecord.index(step)] }
    set { counts[StepRecord.index(step)] = newValue }
  }

  /// Of all steps that share a budget.
  var shared: Int { CleaningStep.allCases.reduce(0) { $0 + ($1.isNeeded ? 0 : self[$1]) } }

  private static func index(_ step: CleaningStep) -> Int {
    CleaningStep.allCases.firstIndex(of: step) ?? 0
  }
}

extension Rules {
  /// How many rules are asked about elements one by one, for want of a name to find them by.
  var elementRules: Int {
    feed.remove.selectors.count + feed.keep.selectors.count + feed.unwrap.selectors.count
      + promos.selectorRules.count + related.count + lazy.rules.count
  }
}
