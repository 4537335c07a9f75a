internal import HTML

/// Promo rules by class, id and attribute, indexed by the words they look for.
struct PromoIndex: Sendable {
  let rules: [PromoRule]
  /// Those that know a structure.
  let structured: [PromoRule]
  private var byClass: [[UInt8]: [Int]] = [:]
  private var byID: [[UInt8]: [Int]] = [:]
  private var classPrefixes = PrefixTable<Int>()
  private var idPrefixes = PrefixTable<Int>()
  private(set) var selectors: SelectorSet?
  /// The rule of each selector.
  private(set) var selectorRules: [Int] = []
  /// The rules of each value of the attributes that any rule looks at.
  private(set) var byAttribute: [(name: String, rules: [[UInt8]: [Int]])] = []

  init(_ rules: [PromoRule]) {
    self.rules = rules
    structured = rules.filter { $0.structure != nil }
    for (index, rule) in rules.enumerated()
    where rule.structure == nil || rule.structure == .linksOnly {
      for word in rule.classes { byClass[Array(word.utf8), default: []].append(index) }
      for word in rule.ids { byID[Array(word.utf8), default: []].append(index) }
      for prefix in rule.classPrefixes { classPrefixes.insert(index, for: prefix.utf8) }
      for prefix in rule.idPrefixes { idPrefixes.insert(index, for: prefix.utf8) }
      for attribute in rule.attributes { insert(attribute, index) }
      selectorRules += rule.selectors.map { _ in index }
    }
    let all = rules.filter { $0.structure == nil }.flatMap(\.selectors)
    if !all.isEmpty { selectors = SelectorSet(all) }
  }

  private mutating func insert(_ attribute: PromoRule.Attribute, _ rule: Int) {
    let place = byAttribute.firstIndex { $0.name == attribute.name } ?? byAttribute.endIndex
    if place == byAttribute.endIndex { byAttribute.append((attribute.name, [:])) }
    byAttribute[place].rules[Array(attribute.value.utf8), default: []].append(rule)
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
        found += classPrefixes.values(for: word)
      }
      start = index + 1
    }
    return found
  }

  func rules(forID value: Span<UInt8>) -> [Int] {
    let word = value.copied
    return (byID[word] ?? []) + idPrefixes.values(for: word)
  }

  /// The rules of a structure.
  func structures(_ structure: PromoRule.Structure) -> [PromoRule] {
    structured.filter { $0.structure == structure }
  }
}
