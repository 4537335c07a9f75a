import FeedModel
import Regenerator

/// A run report in words: a line per feed, then what failed, each with its remedy.
struct ReportTable {
  let report: RunReport
  let isQuiet: Bool
  private let style = Style(isTerminal: Console.outputIsTerminal)
  private let errorStyle = Style(isTerminal: Console.errorIsTerminal)

  init(report: RunReport, isQuiet: Bool) {
    self.report = report
    self.isQuiet = isQuiet
  }

  func write() {
    if !isQuiet { Console.print(table()) }
    for feed in report.feeds {
      for problem in problems(of: feed) { Console.note(problem) }
    }
  }

  private func table() -> String {
    let idWidth = report.feeds.map { $0.id.utf8.count }.max() ?? 0
    var text = ""
    for feed in report.feeds {
      let padding = String(repeating: " ", count: idWidth - feed.id.utf8.count)
      text += "\(style.bold(feed.id))\(padding)  \(outcome(of: feed))\n"
    }
    return text + style.dim("\(counted(report.feeds.count, "feed")) in \(seconds())") + "\n"
  }

  private func outcome(of feed: FeedReport) -> String {
    let entries = counted(feed.entries, "entry", "entries")
    switch feed.publication {
    case .published(let files):
      return style.green("published") + "  \(entries)  → \(files.joined(separator: ", "))"
    case .wouldPublish(let files):
      return "would publish  \(entries)  → \(files.joined(separator: ", "))"
    case .unchanged:
      return "unchanged  \(entries)"
    case .kept:
      return style.yellow("kept") + "  the files of the last good run"
    case .failed:
      return style.red("failed") + "  the files of the last good run stay"
    }
  }

  private func problems(of feed: FeedReport) -> [String] {
    let failures = feed.sources.flatMap(\.failures).map { "\($0.name): \($0.reason)" }
    let warnings = feed.diagnostics + feed.sources.flatMap(\.diagnostics)
    let lines =
      feed.problems.map { errorStyle.red("error") + " " + Console.printable($0) }
      + failures.map { errorStyle.red("error") + " " + Console.printable($0) }
      + (isQuiet ? [] : warnings.filter { $0.severity >= .warning }.map(warningLine))
    return lines.map { "\(feed.id): \($0)" }
  }

  private func warningLine(_ diagnostic: Diagnostic) -> String {
    let name = diagnostic.name.map { $0 + ": " } ?? ""
    return errorStyle.yellow("warning") + " " + Console.printable(name + diagnostic.message)
  }

  private func seconds() -> String {
    let milliseconds = Int(report.duration / .milliseconds(1))
    let hundredths = (milliseconds + 5) / 10
    let rest = hundredths % 100
    return "\(hundredths / 100).\(rest < 10 ? "0" : "")\(rest) s"
  }
}
