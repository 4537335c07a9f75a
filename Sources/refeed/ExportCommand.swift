import ArgumentParser
import ConfigurationModel
import Regenerator

struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write the configuration's feeds as OPML, for other readers.",
    discussion: """
      Prints OPML 2.0 with the sources of the configuration, or with --published the feeds that \
      Refeed publishes. Files and folders can't be subscribed to; user names and passwords are \
      left out, and so are addresses that hold a value from the environment.

      EXAMPLES
        refeed export > sources.opml
        refeed export --published > feeds.opml
      """)

  @OptionGroup var config: ConfigurationOption

  @Flag(help: "The published feeds instead of their sources; needs baseURL.")
  var published = false

  @Flag(help: "Addresses that hold a secret from the environment too.")
  var secrets = false

  func run() throws {
    let configuration = try config.load()
    let export =
      published
      ? configuration.exportedFeeds() : configuration.exportedSources(withSecrets: secrets)
    guard let export else {
      throw CommandFailure.because(
        "\(configuration.path ?? "configuration"): baseURL: not set, so the published feeds have "
          + "no address; set it to the output folder's", .badConfiguration)
    }
    for note in export.notes { Console.note("refeed: \(note)") }
    Console.write(export.opml, to: 1)
  }
}
