import ArgumentParser
import Regenerator

struct ImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Turn an OPML list of subscriptions into a configuration.",
    discussion: """
      Prints a configuration with one feed for each subscription, folders flattened, each address \
      once. The ids are made of the titles, else of the hosts; change them before the first \
      refresh, for they name the files. What is no http or https address is named and left out \
      (exit code 1).

      EXAMPLES
        refeed import subscriptions.opml > config.json
        newsboat --export-to-opml | refeed import - | jq '.feeds[].id'
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
    for warning in list.warnings { Console.note("refeed: \(file): \(warning)") }
    Console.write(list.configuration(), to: 1)
    if !list.warnings.isEmpty { throw ExitCode.someFailed }
  }
}
