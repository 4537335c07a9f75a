import ArgumentParser
import Regenerator

struct ImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Turn an OPML list of subscriptions into a configuration.",
    discussion: """
      Prints a commented configuration with one feed for each subscription, its folder as \
      "group". The ids are made of the titles, else of the addresses; change them before the first \
      refresh, for they name the files. An address that comes twice is named; what is no http, \
      https or feed address is named and left out (exit code 1).

      EXAMPLES
        refeed import subscriptions.opml > config.json
        newsboat --export-to-opml | refeed import - > config.json
      """)

  @Argument(
    help: ArgumentHelp("An OPML file, or - for standard input.", valueName: "file"),
    completion: .file(extensions: ["opml", "xml"]))
  var file: String

  func run() throws {
    let list: Subscriptions
    do {
      list = try Subscriptions(path: file, standardInput: Setup.standardInput)
    } catch {
      throw CommandFailure.because(error.description)
    }
    for warning in list.remarks + list.warnings { Console.note("refeed: \(file): \(warning)") }
    Console.write(list.configuration(), to: 1)
    if !list.warnings.isEmpty { throw ExitCode.someFailed }
  }
}
