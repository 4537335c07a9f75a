import FeedModel
import JSON
import Testing

@testable import Normalizer

@Suite struct RulesTests {
  @Test(
    "Every built-in rule has a name of its own, and keys that a user may write",
    arguments: RuleTable.Key.allCases)
  func builtInTable(key: RuleTable.Key) throws {
    let table = try JSONDocument(parsing: Array(key.json.utf8)).root
    let rules = try #require(table.elements.map(Array.init))
    #expect(!rules.isEmpty)
    #expect(Set(rules.compactMap { $0["name"]?.string }).count == rules.count)
    let problems = RuleProblems()
    let extra = key == .steps ? ["always"] : []
    for rule in rules { rule.checkKeys(["name", "about"] + key.keys + extra, problems) }
    #expect(problems.list == [])
  }

  @Test("No two tables share a rule's name")
  func namesAreUnique() {
    let names = Rules.builtIn.descriptions.map(\.name)
    #expect(Set(names).count == names.count)
    #expect(names.count > 200)
  }

  @Test("Every switch of a step has its row, and every row that can be off its switch")
  func stepsHaveSwitches() throws {
    let optional = RuleTable.parsed(StepTable.json).filter { $0["always"]?.bool != true }
      .compactMap { $0["name"]?.string }
    #expect(Set(optional) == Set(StepSwitches.byName.keys))
  }

  @Test("What `refeed rules --json` prints is what a user may write, and changes nothing")
  func printedRulesAreRules() throws {
    let printed = Rules.builtIn.json()
    let again = try Rules(merging: try JSONDocument(parsing: printed).root)
    #expect(again.json() == printed)
    #expect(again.descriptions.map(\.name) == Rules.builtIn.descriptions.map(\.name))
  }

  @Test("Rules that were changed print as they are in force")
  func changedRulesPrint() throws {
    let json = """
      {"off": ["promo.*"], "trackers": [{"name": "mine", "hosts": ["t.example"]}],
       "images": {"mode": "keep", "except": ["a.example"]},
       "sanitizer": {"elements": {"code": ["class"], "nav": null}, "global": {"title": false}}}
      """
    let rules = try Rules(merging: try JSONDocument(parsing: Array(json.utf8)).root)
    let again = try Rules(merging: try JSONDocument(parsing: rules.json()).root)
    #expect(again.json().count > Rules.builtIn.json().count)
    // What was taken out of the sanitizer's lists is in the built-in ones again.
    let printed = try JSONDocument(parsing: rules.json()).root
    #expect(printed["images"]?["mode"]?.string == "keep")
    #expect(printed["sanitizer"]?["elements"]?["nav"] == nil)
    #expect(printed["sanitizer"]?["elements"]?["code"]?[0]?.string == "class")
    #expect(printed["trackers"]?.elements.map(Array.init)?.last?["name"]?.string == "mine")
    #expect(again.descriptions.filter { !$0.isOn }.allSatisfy { $0.table == "promos" })
    #expect(again.descriptions.contains { !$0.isOn })
  }

  // MARK: A thousand rules

  /// As many made-up rules of every kind of table.
  private func many(_ count: Int) throws -> Rules {
    func list(_ body: (Int) -> String) -> String {
      "[" + (0..<count).map(body).joined(separator: ",") + "]"
    }
    let json = """
      {"redirectors": \(list { #"{"name":"r\#($0)","hosts":["r\#($0).example"],"parameters":["u"]}"# }),
       "trackers": \(list { #"{"name":"t\#($0)","hosts":["t\#($0).example"]}"# }),
       "embeds": \(list { #"{"name":"e\#($0)","hosts":["e\#($0).example"],"as":"drop"}"# }),
       "promos": \(list { #"{"name":"p\#($0)","classPrefixes":["ad\#($0)-"],"select":"div.x\#($0) > p"}"# }),
       "addresses": \(list { #"{"prefix":"https://a\#($0).example/","with":"https://b\#($0).example/"}"# })}
      """
    return try Rules(merging: try JSONDocument(parsing: Array(json.utf8)).root)
  }

  @Test("A thousand rules are asked no more often than ten")
  func rulesAreIndexed() throws {
    let address = try #require(
      WebAddress("https://cdn.t3.example/a/b?u=https%3A%2F%2Fx.example").flatMap {
        AddressParts($0)
      })
    for count in [10, 1000] {
      let rules = try many(count)
      #expect(rules.trackers.candidates(for: address).count == 1)
      #expect(rules.embeds.candidates(for: address).count == 0)
      var promos: [Int] = []
      rules.promos.append(rulesForClass: Array("ad3-top other".utf8).span, to: &promos)
      #expect(promos.count == 1)
      #expect(rules.feed.addresses.candidates(for: Array("https://a3.example/x".utf8)) == 1)
      #expect(rules.promos.closing.count == Rules.builtIn.promos.closing.count)
    }
  }

  @Test("A feed's rules compile again only the tables that they mention")
  func layersShareTables() throws {
    let common = try many(10)
    let json = Array(#"{"remove": ["div"], "trackers": [{"name": "t1", "on": false}]}"#.utf8)
    let feed = try common.overlaid(with: try JSONDocument(parsing: json).root)
    #expect(feed.trackers.rules.count == common.trackers.rules.count - 1)
    #expect(feed.embeds.rules.count == common.embeds.rules.count)
    #expect(feed.fingerprint != common.fingerprint)
  }
}
