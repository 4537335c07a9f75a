/// Lays the tables down as flat bytes.
extension ListCompiler {
  /// The bytes that ``CompiledLists`` reads.
  ///
  /// - Parameter key: what the lists are known by, of ``CompiledLists/keyBytes`` bytes.
  mutating func bytes(key: [UInt8]) -> [UInt8] {
    dropBadRules()
    var sections = [[UInt8]](repeating: [], count: CompiledLists.Section.allCases.count)
    func write(_ section: CompiledLists.Section, _ body: (inout FlatWriter) -> Void) {
      var writer = FlatWriter()
      body(&writer)
      sections[section.rawValue] = writer.bytes
    }
    write(.networkRules) { writer in for rule in rules { rule.write(to: &writer) } }
    write(.cosmeticRules) { writer in for rule in cosmetics { rule.write(to: &writer) } }
    for (section, index) in zip(CompiledLists.Section.networkIndexes, networkIndexes()) {
      write(section) { index.write(to: &$0) }
    }
    for (section, index) in zip(CompiledLists.Section.cosmeticIndexes, cosmeticIndexes()) {
      write(section) { index.write(to: &$0) }
    }
    write(.unsupported) { UnsupportedRules(unsupported).write(to: &$0) }
    write(.counts) { writer in
      for count in [rules.count, cosmetics.count, inapplicable] { writer.append(UInt32(count)) }
    }
    sections[CompiledLists.Section.sets.rawValue] = sets.bytes
    sections[CompiledLists.Section.texts.rawValue] = texts
    return CompiledLists.joined(sections, key: key)
  }

  // MARK: Network rules

  /// Takes out what `badfilter` names.
  private mutating func dropBadRules() {
    guard !badRules.isEmpty else { return }
    let patterns = Set(badRules.map(patternHash))
    let bad = Set(badRules.map(identity))
    rules = rules.filter { !(patterns.contains(patternHash($0)) && bad.contains(identity($0))) }
  }

  private func patternHash(_ rule: NetworkRule) -> UInt64 {
    ListHash.of(texts.span, rule.pattern, .pattern)
  }

  /// All that makes a rule what it is.
  private struct Identity: Hashable {
    var pattern: ArraySlice<UInt8>
    var value: ArraySlice<UInt8>
    var flags: UInt16
    var kinds: UInt32
    var pages: ArraySlice<UInt8>
    var targets: ArraySlice<UInt8>
  }

  private func identity(_ rule: NetworkRule) -> Identity {
    Identity(
      pattern: texts[rule.pattern], value: texts[rule.value], flags: rule.flags.rawValue,
      kinds: rule.kinds.rawValue, pages: set(rule.pages), targets: set(rule.targets))
  }

  private func set(_ number: Int) -> ArraySlice<UInt8> {
    guard number > 0 else { return [] }
    let flat = FlatBytes(bytes: sets.bytes)
    let count = flat.u32(number - 1) + flat.u32(number + 3)
    return flat.bytes[flat.clamped(number - 1, 8 + count * 8)]
  }

  /// In the order of ``CompiledLists/Section/networkIndexes``.
  private func networkIndexes() -> [FlatIndexBuilder] {
    let counts = tokenCounts()
    var indexes = [FlatIndexBuilder](
      repeating: FlatIndexBuilder(), count: CompiledLists.Section.networkIndexes.count)
    let flatSets = FlatBytes(bytes: sets.bytes)
    for (number, rule) in rules.enumerated() {
      for table in CompiledLists.Section.tables(of: rule) {
        file(rule, number, counts, flatSets, &indexes[table])
      }
    }
    return indexes
  }

  private func tokenCounts() -> TokenCounts {
    var counts = TokenCounts(capacity: rules.count)
    let texts = texts.span
    for rule in rules where !rule.flags.contains(.wholeHost) {
      RuleTokens.forEach(texts, rule) { counts.add(ListHash.lowercased(texts, $0, .token)) }
    }
    return counts
  }

  /// Under its host, else under the token that the fewest rules have, else under its pages.
  private func file(
    _ rule: NetworkRule, _ number: Int, _ counts: TokenCounts, _ flatSets: FlatBytes,
    _ index: inout FlatIndexBuilder
  ) {
    let texts = texts.span
    if rule.flags.contains(.wholeHost) {
      return index.add(ListHash.of(texts, rule.pattern, .host), number)
    }
    var best: (count: Int, hash: UInt64)?
    RuleTokens.forEach(texts, rule) { range in
      let hash = ListHash.lowercased(texts, range, .token)
      let count = counts[hash]
      if count < best?.count ?? Int.max { best = (count, hash) }
    }
    let isRare = best.map { $0.count <= ListCompiler.common } ?? false
    if !isRare, rule.pages > 0, flatSets.u32(rule.pages - 1) > 0 {
      for page in 0..<flatSets.u32(rule.pages - 1) {
        index.add(CompiledLists.pageKey(flatSets.u64(rule.pages + 7 + page * 8)), number)
      }
      return
    }
    index.add(best?.hash ?? CompiledLists.anyKey, number)
  }

  /// A token of more rules than this says little.
  private static let common = 40

  // MARK: Cosmetic rules

  /// In the order of ``CompiledLists/Section/cosmeticIndexes``.
  private func cosmeticIndexes() -> [FlatIndexBuilder] {
    var generic = FlatIndexBuilder()
    var pages = FlatIndexBuilder()
    var exceptions = FlatIndexBuilder()
    let flatSets = FlatBytes(bytes: sets.bytes)
    let texts = texts.span
    for (number, rule) in cosmetics.enumerated() {
      if rule.isException {
        exceptions.add(ListHash.of(texts, rule.selector, .selector), number)
      } else if rule.pages > 0, flatSets.u32(rule.pages - 1) > 0 {
        for page in 0..<flatSets.u32(rule.pages - 1) {
          pages.add(flatSets.u64(rule.pages + 7 + page * 8), number)
        }
      } else {
        for key in SelectorKeys.keys(of: texts, cssRange(of: rule)) { generic.add(key, number) }
      }
    }
    return [generic, pages, exceptions]
  }

  /// The CSS that a rule's selector begins with.
  private func cssRange(of rule: CosmeticRule) -> Range<Int> {
    // What is short and has no parenthesis has no steps.
    guard texts[rule.selector].contains(UInt8(ascii: "(")) else { return rule.selector }
    let bytes = Array(texts[rule.selector])
    let first = ListedSelector.pieces(of: bytes).first ?? 0..<bytes.count
    return rule.selector.lowerBound..<rule.selector.lowerBound + first.upperBound
  }
}
