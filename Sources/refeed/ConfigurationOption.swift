import ArgumentParser
import ConfigurationModel
import Regenerator

struct ConfigurationOption: ParsableArguments {
  @Option(
    name: .customLong("config"),
    help: ArgumentHelp(
      "The configuration file.",
      discussion: """
        Default: $REFEED_CONFIG, ./config.json, $XDG_CONFIG_HOME/refeed/config.json, \
        /etc/refeed/config.json, the first that exists.
        """,
      valueName: "file"),
    completion: .file(extensions: ["json"]))
  var path: String?

  /// The configuration, or the exit code after its problems were printed.
  func load() throws(ExitCode) -> Configuration {
    do {
      let configuration = try Configuration.load(path: path)
      return configuration
    } catch {
      throw CommandFailure.because(error)
    }
  }
}
