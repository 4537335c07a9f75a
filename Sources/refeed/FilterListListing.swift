import Regenerator

/// Filter lists for people.
enum FilterListListing {
  /// One line on a list, for `refeed check`.
  static func note(_ list: FilterListSummary, _ path: String) -> String {
    if let problem = list.problem { return "\(path): warning: \(problem)" }
    let rules = counted(list.networkRules + list.cosmeticRules, "rule")
    let start = "\(path): the filter list \(list.name) has \(rules) in force"
    guard list.unsupportedRules > 0 else { return start }
    let reasons = list.unsupported.map { "\($0.count) × \($0.name)" }.joined(separator: ", ")
    return start + "; \(list.unsupportedRules) are not understood: \(reasons)"
  }

  /// A paragraph for each list.
  static func text(_ lists: [FilterListSummary]) -> String {
    lists.map(paragraph).joined(separator: "\n")
  }

  private static func paragraph(_ list: FilterListSummary) -> String {
    if let problem = list.problem { return Console.printable(problem) + "\n" }
    var lines = [
      list.name,
      "  \(list.networkRules) network rules and \(list.cosmeticRules) cosmetic rules in force",
    ]
    if list.inapplicable > 0 {
      lines.append("  \(list.inapplicable) rules for what no feed has (pop-up windows)")
    }
    if list.unsupportedRules > 0 {
      lines.append("  \(list.unsupportedRules) rules that are not understood:")
    }
    let width = list.unsupported.map { "\($0.count)".count }.max() ?? 0
    for reason in list.unsupported {
      let count = "\(reason.count)"
      let padding = String(repeating: " ", count: width - count.count)
      lines.append("    \(padding)\(count)  \(reason.name)    \(reason.example)")
    }
    return lines.map { Console.printable($0) + "\n" }.joined()
  }
}
