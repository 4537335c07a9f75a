import FeedModel
import Regenerator

/// What `refeed learn` found, for people.
struct LearnTable {
  private static let mostText = 160

  private let report: LearnReport
  private let style = Style(isTerminal: Console.outputIsTerminal)

  init(_ report: LearnReport) {
    self.report = report
  }

  func text() -> String {
    report.sources.map(text(of:)).joined(separator: "\n")
  }

  private func text(of source: LearnedSource) -> String {
    let name = (source.feed.map { "\($0)  " } ?? "") + source.source
    var text =
      style.bold(Console.printable(name)) + "  "
      + counted(source.entries, "entry", "entries") + "\n"
    for candidate in source.candidates { text += self.text(of: candidate) }
    for filter in source.filters { text += self.text(of: filter) }
    for promo in source.remembered { text += self.text(of: promo) }
    if source.candidates.isEmpty && source.filters.isEmpty {
      text += "  no block recurs in 8 entries or more\n"
    }
    return text
  }

  private func text(of candidate: PromoCandidate) -> String {
    let verdict: String =
      switch candidate.verdict {
      case .promo: style.green("promo")
      case .stays(let reason): style.yellow("stays") + " (\(reason))"
      }
    let share = "in \(candidate.count) of \(candidate.span) entries"
    var text =
      "  \(style.bold(candidate.id))  \(verdict)  \(candidate.score)  \(share), "
      + "\(candidate.place.words) of \(candidate.placePercent) % of them\n"
    text += style.dim("    evidence  \(candidate.evidence.joined(separator: ", "))") + "\n"
    for (index, line) in candidate.lines.enumerated() {
      text += "    \(index == 0 ? "example " : "        ")  \(shortened(line))\n"
    }
    if candidate.isPromo {
      let lines = counted(candidate.lines.count, "line")
      text += "    change    \(lines) out of \(counted(candidate.count, "entry", "entries"))\n"
    }
    let rule = Console.printable(LearnedRules.text(of: candidate.learned))
    return text + style.dim("    rule      \(rule)") + "\n"
  }

  private func text(of filter: FilterCandidate) -> String {
    let examples = filter.examples.map(shortened).joined(separator: "\n              ")
    return "  \(style.yellow("advertisement"))  \(counted(filter.count, "entry", "entries"))\n"
      + "    example   \(examples)\n"
      + style.dim(
        "    drop      \(Console.printable(LearnedRules.text(of: filter)))") + "\n"
  }

  private func text(of promo: LearnedPromo) -> String {
    let state = promo.state == .taken ? style.green("learned") : style.yellow("taken back")
    return "  \(promo.id)  \(state)  \(shortened(promo.lines.first ?? ""))\n"
  }

  private func shortened(_ text: String) -> String {
    let text = Console.printable(text)
    return text.count > Self.mostText ? text.prefix(Self.mostText) + "…" : text
  }
}
