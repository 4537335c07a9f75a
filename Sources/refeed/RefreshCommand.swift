import ArgumentParser
import ConfigurationModel
import Regenerator

struct RefreshCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "refresh",
    abstract: "Refresh the feeds of the configuration and publish what changed.",
    discussion: """
      Asks every source that is due, cleans its new entries, remembers them in the archive and \
      writes <id>.atom and <id>.json to the output folder. Files whose bytes would not change are \
      left alone. A source that fails keeps the last good files of its feed and is named.

      EXAMPLES
        refeed refresh
        refeed refresh --feed nytimes-cn --feed world
        refeed refresh --dry-run
        refeed refresh --force        (ask all now, none before its Retry-After)
        refeed refresh --prune        (remove files of feeds that are gone)

      IN A CRONTAB
        */30 * * * *  refeed refresh --quiet --config /etc/refeed/config.json
      """)

  @OptionGroup var config: ConfigurationOption

  @Option(
    name: .customLong("feed"), parsing: .singleValue,
    help: ArgumentHelp("Only this feed; may be repeated.", valueName: "id"))
  var feeds: [String] = []

  @Flag(help: "Ask every source now, due or not; never before a Retry-After.")
  var force = false

  @Flag(help: "Clean all remembered entries again, for example after an update of Refeed.")
  var reclean = false

  @Flag(help: "Remove published files that no feed of the configuration owns any more.")
  var prune = false

  @Flag(help: "Read and clean, but publish and remember nothing.")
  var dryRun = false

  @Flag(
    name: .shortAndLong,
    help: """
      For cron: speak only when a source changes state (third failure in a row, recovery, \
      retirement, a move), and once a week while one stays broken.
      """)
  var quiet = false

  @Flag(help: "Print the report as JSON on standard output.")
  var json = false

  func run() async throws {
    let configuration = try config.load()
    let request = RefreshRequest(
      feeds: feeds, force: force, dryRun: dryRun, reclean: reclean, prune: prune)
    let regenerator = try Setup.regenerator(configuration)
    let progress = quiet || json ? nil : ProgressLine()
    let report: RunReport
    do {
      report = try await regenerator.refresh(request, now: Setup.now()) { progress?.show($0) }
      progress?.clear()
    } catch {
      progress?.clear()
      if case .anotherRunIsActive = error, quiet, !error.isOverdue {
        throw ExitCode(error.exitCode)
      }
      throw CommandFailure.because(error.description, ExitCode(error.exitCode))
    }
    if json {
      Console.print(ReportJSON.text(report))
    } else {
      ReportTable(report: report, isQuiet: quiet).write()
    }
    if report.exitCode != 0 { throw ExitCode(report.exitCode) }
  }
}
