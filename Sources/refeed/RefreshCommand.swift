import ArgumentParser
import Regenerator

struct RefreshCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "refresh",
    abstract: "Refresh the feeds of the configuration and publish what changed.",
    discussion: """
      Reads every source, cleans its entries and writes <id>.atom and <id>.json to the output \
      folder. Files whose bytes would not change are left alone. A source that fails keeps the \
      last good files of its feed and is named.

      EXAMPLES
        refeed refresh
        refeed refresh --feed nytimes-cn --feed world
        refeed refresh --dry-run
        */30 * * * *  refeed refresh --quiet --config /etc/refeed/config.json   (in a crontab)
      """)

  @OptionGroup var config: ConfigurationOption

  @Option(
    name: .customLong("feed"), parsing: .singleValue,
    help: ArgumentHelp("Only this feed; may be repeated.", valueName: "id"))
  var feeds: [String] = []

  @Flag(help: "Ask every source now. Nothing is scheduled yet, so every run does.")
  var force = false

  @Flag(help: "Read and clean, but write nothing.")
  var dryRun = false

  @Flag(name: .shortAndLong, help: "Print nothing unless something fails; for cron.")
  var quiet = false

  @Flag(help: "Print the report as JSON on standard output.")
  var json = false

  func run() async throws {
    let configuration = try config.load()
    let request = RefreshRequest(feeds: feeds, force: force, dryRun: dryRun)
    let regenerator = try Setup.regenerator(configuration)
    let progress = quiet || json ? nil : ProgressLine()
    let report: RunReport
    do {
      report = try await regenerator.refresh(request) { progress?.show($0) }
      progress?.clear()
    } catch {
      progress?.clear()
      if case .anotherRunIsActive = error, quiet { throw ExitCode(error.exitCode) }
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
