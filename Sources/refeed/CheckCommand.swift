import ArgumentParser
import ConfigurationModel
import Regenerator

struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Find every mistake in the configuration.",
    discussion: """
      Prints each problem with its line, column and JSON path, all of them at once, and warns of \
      what is allowed but will be missed. Exits with 78 if there is a mistake; refresh goes on in \
      spite of one that only contradicts itself, such as a language tag that is none.

      EXAMPLES
        refeed check
        refeed check --config /etc/refeed/config.json
      """)

  @OptionGroup var config: ConfigurationOption

  func run() throws {
    let configuration = try config.load()
    let path = configuration.path ?? "configuration"
    let mistakes = configuration.mistakes
    for warning in configuration.warnings() {
      Console.note(Console.printable("\(path): warning: \(warning)"))
    }
    do {
      // Compiles the rules and templates too.
      _ = try Regenerator(configuration)
    } catch {
      let all = ConfigurationProblem.sorted(mistakes + error.problems)
      throw CommandFailure.because(InvalidConfiguration(path: path, problems: all))
    }
    let lists = FilterListSummary.summaries(of: configuration)
    for list in lists { Console.note(Console.printable(FilterListListing.note(list, path))) }
    guard mistakes.isEmpty else {
      throw CommandFailure.because(InvalidConfiguration(path: path, problems: mistakes))
    }
    let sources = configuration.feeds.reduce(0) { $0 + $1.sources.count }
    let feeds = configuration.feeds.count
    Console.print(
      Console.printable(
        "\(path): \(counted(feeds, "feed")), \(counted(sources, "source")), no mistakes found\n"))
  }
}
