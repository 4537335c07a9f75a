import Testing

@testable import Normalizer

/// The compiled data of the built-in rules says what their tables say.
///
/// Where this fails, `make generate` has to be run (`Scripts/generate-rules.py`).
@Suite struct BuiltInRulesTests {
  /// All that a value holds, what it refers to included.
  private func text(_ value: some Any) -> String {
    var text = ""
    dump(value, to: &text)
    return text
  }

  private func expectSame<Rule>(
    _ compiled: [Rule], _ key: RuleTable.Key, _ make: (RuleTable, RuleProblems) -> [Rule]
  ) {
    let problems = RuleProblems()
    let read = make(RuleTable(key), problems)
    #expect(problems.list == [], "the table has mistakes")
    #expect(!read.isEmpty)
    #expect(read.count == compiled.count)
    for (old, new) in zip(read, compiled) { #expect(text(old) == text(new)) }
  }

  @Test("Every table's compiled rules are those that its text gives, and no table has mistakes")
  func rules() {
    expectSame(UnwrappingRule.builtInProxies, .imageProxies) { $0.proxies($1) }
    expectSame(UnwrappingRule.builtInRedirectors, .redirectors) { $0.redirectors($1) }
    expectSame(TrackingRule.builtIn, .tracking) { $0.rules($1, TrackingRule.init) }
    expectSame(EnclosureRule.builtIn, .enclosures) { $0.rules($1, EnclosureRule.init) }
    expectSame(TrackerRule.builtIn, .trackers) { $0.rules($1, TrackerRule.init) }
    expectSame(PromoRule.builtIn, .promos) { $0.rules($1, PromoRule.init) }
    expectSame(RelatedRule.builtIn, .leads) { $0.rules($1, RelatedRule.init) }
    expectSame(LazyRule.builtIn, .lazy) { $0.rules($1, LazyRule.init) }
    expectSame(EmbedRule.builtIn, .embeds) { $0.rules($1, EmbedRule.init) }
    expectSame(ImageHostRule.builtIn, .imageHosts) { $0.rules($1, ImageHostRule.init) }
  }

  @Test("The switches that are on at first are those of the table of steps")
  func steps() {
    #expect(StepSwitches(RuleTable(.steps)) == .all)
  }

  @Test("The sanitizer's compiled lists are those of its table")
  func sanitizer() {
    let problems = RuleProblems()
    let read = SanitizerLists.read(problems)
    #expect(problems.list == [], "the table has mistakes")
    #expect(!read.elements.isEmpty)
    #expect(text(read) == text(SanitizerLists.builtIn))
  }
}
