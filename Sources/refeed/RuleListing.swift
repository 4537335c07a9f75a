import Regenerator

/// Rules for people, table by table.
struct RuleListing {
  private let rules: [RuleBook.Rule]
  private let style = Style(isTerminal: Console.outputIsTerminal)

  init(_ rules: [RuleBook.Rule]) {
    self.rules = rules
  }

  func text() -> String {
    let width = rules.map(\.name.count).max() ?? 0
    var text = ""
    var table = ""
    for rule in rules {
      if rule.table != table {
        text += (table.isEmpty ? "" : "\n") + style.bold(rule.table) + "\n"
        table = rule.table
      }
      text += line(rule, width)
    }
    return text
  }

  private func line(_ rule: RuleBook.Rule, _ width: Int) -> String {
    var marks = rule.isOn ? "" : style.red(" (off)")
    if rule.isChanged, rule.isOn { marks += style.yellow(" (yours)") }
    let name = Console.printable(rule.name)
    guard !rule.about.isEmpty else { return "  \(name)\(marks)\n" }
    let padding = String(repeating: " ", count: max(0, width - rule.name.count))
    return "  \(name)\(padding)  \(style.dim(Console.printable(rule.about)))\(marks)\n"
  }
}
