internal import Bytes
internal import HTML

/// Promo rules by class, id and attribute, indexed by the words they look for.
struct PromoIndex: Sendable {
  let rules: [PromoRule]
  /// Rules of a whole structure, in the table's order.
  private var byStructure: [PromoRule.Structure: [PromoRule]] = [:]
  /// Rules of notes that stand last.
  let closing: [PromoRule]
  /// Of all rules of share links.
  let endpoints: ShareEndpoints
  private var classes = WordTable()
  private var ids = WordTable()
  private(set) var selectors: SelectorSet?
  /// The rule of each selector.
  private(set) var selectorRules: [Int] = []
  /// The rules of each value of the attributes that any rule looks at.
  private(set) var byAttribute: [(name: String, rules: [[UInt8]: [Int]])] = []

  init(_ rules: [PromoRule]) {
    self.rules = rules
    closing = rules.filter { $0.structure == .deliveredBy || $0.structure == .lastText }
    endpoints = ShareEndpoints(
      rules.filter { $0.structure == .shareLinks }.flatMap(\.markers))
    for rule in rules {
      if let structure = rule.structure { byStructure[structure, default: []].append(rule) }
    }
    for (index, rule) in rules.enumerated()
    where rule.structure == nil || rule.structure == .linksOnly {
      for word in rule.classes { classes.insert(index, for: word) }
      for word in rule.ids { ids.insert(index, for: word) }
      for prefix in rule.classPrefixes { classes.insert(index, forPrefix: prefix) }
      for prefix in rule.idPrefixes { ids.insert(index, forPrefix: prefix) }
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
    byStructure[structure] ?? []
  }
}

/// Numbers of rules by whole words and by beginnings of words.
private struct WordTable: Sendable {
  private var words: [[UInt8]: [Int]] = [:]
  private var prefixes = PrefixTable<Int>()
  /// Of whole words.
  private var filter = HashFilter()
  /// Of the bytes that prefixes begin with.
  private var firstBytes = HashFilter()

  mutating func insert(_ rule: Int, for word: String) {
    words[Array(word.utf8), default: []].append(rule)
    filter.insert(ByteHash.hash(word.utf8))
  }

  mutating func insert(_ rule: Int, forPrefix prefix: String) {
    prefixes.insert(rule, for: prefix.utf8)
    // An empty prefix begins with every byte.
    for byte in prefix.utf8.first.map({ $0...$0 }) ?? 0...255 { firstBytes.insert(UInt64(byte)) }
  }

  func append(rulesFor word: Span<UInt8>, to found: inout [Int]) {
    guard word.count > 0 else { return }
    var hash = ByteHash()
    for index in word.indices { hash.combine(word[index]) }
    if filter.mayContain(hash.value) { found += words[word.copied] ?? [] }
    if firstBytes.mayContain(UInt64(word[0])) { found += prefixes.values(for: word.copied) }
  }
}
