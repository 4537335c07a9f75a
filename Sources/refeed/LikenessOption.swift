import ArgumentParser
import ConfigurationModel
import Regenerator

/// `--like` and `--config`: the configured feed that an input is treated as.
struct LikenessOption: ParsableArguments {
  @Option(
    help: ArgumentHelp("Treat the input as this feed of the configuration.", valueName: "feed-id"))
  var like: String?

  @OptionGroup var config: ConfigurationOption

  /// The feed and its configuration; `nil` without `--like`.
  func load() throws(ExitCode) -> (feed: FeedConfiguration, configuration: Configuration)? {
    guard let like else { return nil }
    let configuration = try config.load()
    guard let feed = configuration.feeds.first(where: { $0.id == like }) else {
      throw CommandFailure.because(
        "\(configuration.path ?? "configuration"): there is no feed \(like); it has "
          + configuration.feeds.map(\.id).joined(separator: ", "), .badConfiguration)
    }
    return (feed, configuration)
  }

  /// The rules for all feeds count with `--config` alone, too.
  func apply(to request: inout ConversionRequest) throws(ExitCode) {
    if let (feed, configuration) = try load() {
      request.like = feed
      request.archive = configuration.archive
      request.rules = configuration.rules
      request.configuredLists = (
        configuration.filterLists + feed.filterLists, configuration.stateFiles
      )
      request.configurationPath = configuration.path
      request.archive = configuration.archive
      request.templates = configuration.templates
    } else if let path = config.path {
      let configuration = try config.load()
      request.rules = configuration.rules
      request.configuredLists = (configuration.filterLists, configuration.stateFiles)
      request.templates = configuration.templates
      request.configurationPath = path
    }
  }

  /// The rules of that feed; those for all feeds with `--config` alone; else the built-in ones.
  func ruleBook() throws(ExitCode) -> RuleBook {
    let loaded = try load()
    let configuration =
      if let loaded { loaded.configuration } else { config.path == nil ? nil : try config.load() }
    do throws(InvalidConfiguration) {
      return try RuleBook(
        like: loaded?.feed, common: configuration?.rules, path: configuration?.path)
    } catch {
      throw CommandFailure.because(error)
    }
  }
}
