import ArgumentParser
import ConfigurationModel
import FeedModel
import Regenerator

struct ForgetCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "forget",
    abstract: "Remove an entry everywhere, for good.",
    discussion: """
      Takes an entry out of the archive, the published documents and the archive pages, and \
      remembers only that it must not come back.

      EXAMPLES
        refeed forget https://example.org/2024/an-article
        refeed forget urn:uuid:0d1b8a4e-2f0c-5d0a-9a51-6a3f1e2d7c11 --feed world
      """)

  @OptionGroup var config: ConfigurationOption

  @Argument(help: "The entry's id, or the address of its page.")
  var entry: String

  @Option(help: ArgumentHelp("Only in this feed.", valueName: "id"))
  var feed: String?

  func run() async throws {
    let configuration = try config.load()
    let regenerator = try Setup.regenerator(configuration)
    let reports: [ForgetReport]
    do {
      reports = try await regenerator.forget(entry, in: feed, now: Setup.now()) {
        Console.note("refeed: waiting for the refresh that is at work")
      }
    } catch {
      throw CommandFailure.because(error.description, ExitCode(error.exitCode))
    }
    guard !reports.isEmpty else {
      throw CommandFailure.because(
        "no feed holds \(entry); give an entry's id or the address of its page as a feed shows it")
    }
    for report in reports {
      for id in report.entries { Console.print("\(report.feed)  forgot \(id.iri)\n") }
      if !report.files.isEmpty {
        Console.print("\(report.feed)  wrote \(report.files.joined(separator: ", "))\n")
      }
    }
  }
}
