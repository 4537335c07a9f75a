internal import HTML
internal import JSON

/// How to know a block that is no part of an article.
struct PromoRule: Sendable, Hashable {
  enum Structure: String, Sendable, Hashable, CaseIterable {
    case mirrorFooter = "mirror-footer"
    case mirrorGuide = "mirror-guide"
    case appearedFirst = "appeared-first"
    case deliveredBy = "delivered-by"
    case lastText = "last-text"
    case linksOnly = "links-only"
    case medium
    case hidden
    case feedSuffix = "feed-suffix"
  }

  /// What must hold besides for a rule by class, id or attribute.
  enum Only: String, Sendable, Hashable, CaseIterable {
    /// Nothing to see inside.
    case empty
  }

  /// Where the element must stand.
  enum Place: String, Sendable, Hashable, CaseIterable {
    case caption
  }

  static let keys = [
    "structure", "markers", "hosts", "classes", "classPrefixes", "ids", "idPrefixes",
    "attributes", "only", "within", "when", "select",
  ]

  var name: String
  var about: String
  /// `nil` for a rule by class, id or attribute.
  var structure: Structure?
  var markers: [[UInt8]]
  /// Beginnings of host names for a mirror, else host names.
  var hosts: [String]
  var classes: [String]
  var classPrefixes: [String]
  var ids: [String]
  var idPrefixes: [String]
  var attributes: [Attribute]
  var selectors: [Selector]
  var only: Only?
  var within: Place?
  /// Counts only for entries whose link or images are at one of these hosts; empty for all.
  var when: [String]

  struct Attribute: Sendable, Hashable {
    var name: String
    var value: String
  }

  init(_ object: RuleObject) throws(InvalidRule) {
    try object.checkKeys(PromoRule.keys)
    name = object.name
    about = try object.string("about") ?? ""
    structure = try object.choice("structure", of: Structure.allCases)
    markers = try object.strings("markers").map { Array($0.utf8) }
    hosts = try object.strings("hosts")
    classes = try object.strings("classes")
    classPrefixes = try object.strings("classPrefixes")
    ids = try object.strings("ids")
    idPrefixes = try object.strings("idPrefixes")
    only = try object.choice("only", of: Only.allCases)
    within = try object.choice("within", of: Place.allCases)
    when = try object.strings("when")
    selectors = try FeedRules.selectors(object.value("select"))
    attributes = []
    guard let value = object.value("attributes") else { return }
    guard let members = value.members else {
      throw InvalidRule(.wrongType(expected: "an object"), at: value)
    }
    for member in members {
      guard let text = member.value.string else {
        throw InvalidRule(.wrongType(expected: "a string"), at: member.value)
      }
      attributes.append(Attribute(name: member.name, value: text))
    }
  }
}

/// Promo rules by class, id and attribute, indexed by the words they look for.
struct PromoIndex: Sendable {
  let rules: [PromoRule]
  private var byClass: [[UInt8]: [Int]] = [:]
  private var byID: [[UInt8]: [Int]] = [:]
  private var classPrefixes: [(prefix: [UInt8], rule: Int)] = []
  private var idPrefixes: [(prefix: [UInt8], rule: Int)] = []
  private(set) var selectors: SelectorSet?
  /// The rule of each selector.
  private(set) var selectorRules: [Int] = []
  private(set) var byAttribute: [(attribute: PromoRule.Attribute, rule: Int)] = []

  init(_ rules: [PromoRule]) {
    self.rules = rules
    for (index, rule) in rules.enumerated()
    where rule.structure == nil || rule.structure == .linksOnly {
      for word in rule.classes { byClass[Array(word.utf8), default: []].append(index) }
      for word in rule.ids { byID[Array(word.utf8), default: []].append(index) }
      classPrefixes += rule.classPrefixes.map { (Array($0.utf8), index) }
      idPrefixes += rule.idPrefixes.map { (Array($0.utf8), index) }
      byAttribute += rule.attributes.map { ($0, index) }
      selectorRules += rule.selectors.map { _ in index }
    }
    let all = rules.filter { $0.structure == nil }.flatMap(\.selectors)
    if !all.isEmpty { selectors = SelectorSet(all) }
  }

  /// Rules for the words of a `class` attribute.
  func rules(forClass value: Span<UInt8>) -> [Int] {
    var found: [Int] = []
    var start = 0
    for index in 0...value.count {
      guard index == value.count || value[index].isHTMLBlank else { continue }
      if index > start {
        let word = value.extracting(start..<index).copied
        found += byClass[word] ?? []
        for entry in classPrefixes where word.starts(with: entry.prefix) {
          found.append(entry.rule)
        }
      }
      start = index + 1
    }
    return found
  }

  func rules(forID value: Span<UInt8>) -> [Int] {
    let word = value.copied
    var found = byID[word] ?? []
    for entry in idPrefixes where word.starts(with: entry.prefix) { found.append(entry.rule) }
    return found
  }

  /// The first rule of a structure, for what has one rule alone.
  func structures(_ structure: PromoRule.Structure) -> [PromoRule] {
    rules.filter { $0.structure == structure }
  }
}
