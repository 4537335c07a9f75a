import ArgumentParser
import Regenerator

struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Find every mistake in the configuration.",
    discussion: """
      Prints each problem with its line, column and JSON path, all of them at once, and warns of \
      what is allowed but will be missed. Exits with 78 if the configuration can't be used.

      EXAMPLES
        refeed check
        refeed check --config /etc/refeed/config.json
      """)

  @OptionGroup var config: ConfigurationOption

  func run() throws {
    let configuration = try config.load()
    // Compiles the rules and templates too.
    _ = try Setup.regenerator(configuration)
    let path = configuration.path ?? "configuration"
    for warning in configuration.warnings() {
      Console.note(Console.printable("\(path): warning: \(warning)"))
    }
    let sources = configuration.feeds.reduce(0) { $0 + $1.sources.count }
    let feeds = configuration.feeds.count
    Console.print(
      Console.printable(
        "\(path): \(counted(feeds, "feed")), \(counted(sources, "source")), no mistakes found\n"))
  }
}
