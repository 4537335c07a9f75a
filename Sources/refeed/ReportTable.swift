import FeedModel
import Regenerator

/// A run report in words: a line per feed, then what failed, each with its remedy.
///
/// Under `--quiet` only what its owner has not heard yet.
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
    if let outage = report.outage, !isQuiet || outage.inARow == 3 {
      Console.noteStyled(error(outage.description))
    }
    for problem in report.problems { Console.noteStyled(error(problem)) }
    for feed in report.feeds {
      for line in isQuiet ? notices(of: feed) : problems(of: feed) {
        Console.noteStyled("\(feed.id): \(line)")
      }
    }
    if !isQuiet || report.isPruned { writeUnowned() }
  }

  private func writeUnowned() {
    guard !report.unowned.isEmpty else { return }
    let files = counted(report.unowned.count, "file")
    Console.note(
      report.isPruned
        ? "removed \(files) that no feed owns any more: " + shortened(report.unowned)
        : "\(files) that no feed owns any more (remove with --prune): "
          + shortened(report.unowned))
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
    let entries = counted(feed.entries, "entry", "entries") + news(of: feed)
    switch feed.publication {
    case .published(let files):
      return style.green("published") + "  \(entries)  → \(shortened(files))"
    case .wouldPublish(let files):
      return "would publish  \(entries)  → \(shortened(files))"
    case .unchanged:
      return "unchanged  \(entries)" + waiting(feed)
    case .kept:
      return feed.hasFiles
        ? style.yellow("kept") + "  the files of the last good run"
        : style.yellow("nothing") + "  published yet"
    case .failed:
      return style.red("failed")
        + (feed.hasFiles ? "  the files of the last good run stay" : "  nothing published yet")
    }
  }

  private func news(of feed: FeedReport) -> String {
    var parts: [String] = []
    if feed.newEntries > 0 { parts.append("\(feed.newEntries) new") }
    if feed.changedEntries > 0 { parts.append("\(feed.changedEntries) changed") }
    return parts.isEmpty ? "" : " (\(parts.joined(separator: ", ")))"
  }

  /// For a feed none of whose sources was asked: when that will be.
  private func waiting(_ feed: FeedReport) -> String {
    let isWaiting = feed.sources.allSatisfy { source in
      source.nextDue != nil && !source.wasAsked
    }
    guard isWaiting, let next = feed.sources.compactMap(\.nextDue).min() else { return "" }
    return "  not due before \(next.rfc3339)"
  }

  /// Documents by name, archive pages by number.
  private func shortened(_ names: [String]) -> String {
    let documents = names.filter { !$0.contains("/") }
    let pages = counted(names.count - documents.count, "archive page")
    if documents.isEmpty { return pages }
    let shown = documents.prefix(6).joined(separator: ", ")
    let rest = documents.count > 6 ? " and \(counted(documents.count - 6, "more file"))" : ""
    return shown + rest + (documents.count == names.count ? "" : " and \(pages)")
  }

  private func problems(of feed: FeedReport) -> [String] {
    let failures = feed.sources.flatMap(\.failures).map { "\($0.name): \($0.reason)" }
    let remarks = feed.sources.flatMap { source in
      [source.remark, source.remark == source.notice ? nil : source.notice].compactMap { $0 }
        .map { "\(source.name) \($0)" }
    }
    var told: Set<Diagnostic> = []
    let warnings = (feed.diagnostics + feed.sources.flatMap(\.diagnostics)).filter {
      $0.severity >= .warning && told.insert($0).inserted
    }
    return feed.problems.map(error) + failures.map(error)
      + remarks.map { errorStyle.yellow("note") + " " + Console.message($0) }
      + warnings.map(warningLine)
  }

  private func notices(of feed: FeedReport) -> [String] {
    feed.problems.map(error)
      + feed.sources.compactMap { source in
        source.notice.map { Console.message("\(source.name) \($0)") }
      }
  }

  private func error(_ sentence: String) -> String {
    errorStyle.red("error") + " " + Console.message(sentence)
  }

  private func warningLine(_ diagnostic: Diagnostic) -> String {
    errorStyle.yellow("warning") + " " + Console.message(diagnostic.placedMessage)
  }

  private func seconds() -> String {
    let milliseconds = Int(report.duration / .milliseconds(1))
    let hundredths = (milliseconds + 5) / 10
    let rest = hundredths % 100
    return "\(hundredths / 100).\(rest < 10 ? "0" : "")\(rest) s"
  }
}
