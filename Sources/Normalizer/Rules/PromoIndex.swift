internal import Bytes
internal import HTML

/// Promo rules by class, id and attribute, indexed by the words they look for.
final class PromoIndex: Sendable {
  let rules: [PromoRule]
  /// Rules of a whole structure, in the table's order.
  private let byStructure: [[PromoRule]]
  /// Rules of notes that stand last.
  let closing: [PromoRule]
  /// Lines that recur.
  let repeated: LearnedPromos
  /// Of all rules of share links.
  let endpoints: ShareEndpoints
  private let classes: WordTable
  private let ids: WordTable
  let selectors: SelectorSet?
  /// The rule of each selector.
  let selectorRules: [Int]
  /// The rules of each value of the attributes that any rule looks at.
  let byAttribute: [ValuesOfAttribute]

  /// Values of one attribute.
  struct ValuesOfAttribute: Sendable {
    let name: String
    private var values = NamedNumbers()
    private var rules: [Int] = []

    init(name: String) { self.name = name }

    mutating func insert(_ rule: Int, for value: String) {
      values.append(value.utf8)
      rules.append(rule)
    }

    func append(rulesFor value: Span<UInt8>, to found: inout [Int]) {
      values.forEach(value, hash: ByteHash.hash(of: value)) { found.append(rules[$0]) }
    }
  }

  init(_ rules: [PromoRule]) {
    self.rules = rules
    closing = rules.filter { $0.structure == .deliveredBy || $0.structure == .lastText }
    repeated = LearnedPromos(rules: rules.filter { $0.structure == .repeated })
    endpoints = ShareEndpoints(
      rules.filter { $0.structure == .shareLinks }.flatMap(\.markers))
    var byStructure = [[PromoRule]](repeating: [], count: PromoRule.Structure.allCases.count)
    for rule in rules {
      if let structure = rule.structure { byStructure[structure.number].append(rule) }
    }
    self.byStructure = byStructure
    var classes = WordTable()
    var ids = WordTable()
    var selectorRules: [Int] = []
    var byAttribute: [ValuesOfAttribute] = []
    for (index, rule) in rules.enumerated()
    where rule.structure == nil || rule.structure == .linksOnly {
      for word in rule.classes { classes.insert(index, for: word) }
      for word in rule.ids { ids.insert(index, for: word) }
      for prefix in rule.classPrefixes { classes.insert(index, forPrefix: prefix) }
      for prefix in rule.idPrefixes { ids.insert(index, forPrefix: prefix) }
      for attribute in rule.attributes { PromoIndex.insert(attribute, index, into: &byAttribute) }
      if rule.structure == nil { selectorRules += rule.selectors.map { _ in index } }
    }
    let all = rules.filter { $0.structure == nil }.flatMap(\.selectors)
    selectors = all.isEmpty ? nil : SelectorSet(all)
    self.classes = classes
    self.ids = ids
    self.selectorRules = selectorRules
    self.byAttribute = byAttribute
  }

  private static func insert(
    _ attribute: PromoRule.Attribute, _ rule: Int,
    into table: inout [ValuesOfAttribute]
  ) {
    let place = table.firstIndex { $0.name == attribute.name } ?? table.endIndex
    if place == table.endIndex { table.append(ValuesOfAttribute(name: attribute.name)) }
    table[place].insert(rule, for: attribute.value)
  }

  /// Adds the rules for the words of a `class` attribute.
  func append(rulesForClass value: Span<UInt8>, to found: inout [Int]) {
    var start = 0
    for index in 0...value.count {
      guard index == value.count || value[index].isHTMLBlank else { continue }
      if index > start { classes.append(rulesFor: value.extracting(start..<index), to: &found) }
      start = index + 1
    }
  }

  /// Adds the rules for an `id` attribute.
  func append(rulesForID value: Span<UInt8>, to found: inout [Int]) {
    ids.append(rulesFor: value, to: &found)
  }

  /// The rules of a structure.
  func structures(_ structure: PromoRule.Structure) -> [PromoRule] {
    byStructure[structure.number]
  }
}

/// Numbers of rules by whole words and by beginnings of words.
private struct WordTable: Sendable {
  private var words = NamedNumbers()
  private var rules: [Int] = []
  private var prefixes = PrefixTable<Int>()
  /// Of whole words.
  private var filter = HashFilter()
  /// Of prefixes.
  private var prefixFilter = HashFilter()
  /// Whether a prefix begins every word.
  private var hasEmptyPrefix = false

  mutating func insert(_ rule: Int, for word: String) {
    let hash = ByteHash.hash(word.utf8)
    words.append(word.utf8, hash: hash)
    rules.append(rule)
    filter.insert(hash)
  }

  mutating func insert(_ rule: Int, forPrefix prefix: String) {
    prefixes.insert(rule, for: prefix.utf8)
    prefixFilter.insert(ByteHash.hash(prefix.utf8))
    hasEmptyPrefix = hasEmptyPrefix || prefix.isEmpty
  }

  func append(rulesFor word: Span<UInt8>, to found: inout [Int]) {
    guard word.count > 0 else { return }
    var hash = ByteHash()
    var mayBegin = hasEmptyPrefix
    for index in word.indices {
      hash.combine(word[index])
      mayBegin = prefixFilter.mayContain(hash.value) || mayBegin
    }
    if filter.mayContain(hash.value) {
      words.forEach(word, hash: hash.value) { found.append(rules[$0]) }
    }
    if mayBegin { found += prefixes.values(for: word) }
  }
}
