import FeedModel
import Regenerator

/// Explanations for people: each change with its rule, its place, and the text before and after.
struct ExplanationText {
  private let explanations: [Explanation]
  private let style = Style(isTerminal: Console.outputIsTerminal)

  init(_ explanations: [Explanation]) {
    self.explanations = explanations
  }

  func text() -> String {
    explanations.map(text).joined(separator: "\n")
  }

  private func text(_ explanation: Explanation) -> String {
    var text = style.bold(shown(explanation.title, 200)) + "\n"
    if let link = explanation.link { text += style.dim(shown(link, 300)) + "\n" }
    if explanation.isLeftOut {
      return text + style.yellow("  left out") + " by the feed's filters (only, drop)\n"
    }
    for line in explanation.textOrigin.map({ TextOriginLines($0).lines }) ?? [] {
      text += "  " + style.bold("text") + "  " + shown(line, 300) + "\n"
    }
    for change in explanation.changes { text += self.text(change) }
    for diagnostic in explanation.diagnostics {
      text +=
        "  " + style.yellow("\(diagnostic.severity)") + " "
        + shown(diagnostic.message, 300) + "\n"
    }
    return text + summary(explanation) + "\n"
  }

  private func text(_ change: Change) -> String {
    var text = "  " + style.bold(shown(change.rule, 300))
    if !change.place.isEmpty { text += "  " + style.dim(shown(change.place, 120)) }
    text += "\n"
    if !change.before.isEmpty {
      text += "    " + style.red("- " + shown(change.before, 160)) + "\n"
    }
    if !change.after.isEmpty {
      text += "    " + style.green("+ " + shown(change.after, 160)) + "\n"
    }
    return text
  }

  private func summary(_ explanation: Explanation) -> String {
    let characters = counted(explanation.changedCharacters, "character")
    return style.bold(
      "  \(counted(explanation.changes.count, "change")); article text: \(characters) changed")
  }

  /// One line that fits, with what was left out counted.
  private func shown(_ text: String, _ limit: Int) -> String {
    let line = Console.printable(text.split(whereSeparator: \.isNewline).joined(separator: " "))
    let rest = line.count - limit
    return rest > 0 ? "\(line.prefix(limit))… (\(rest) more)" : line
  }
}
