import ConfigurationModel
import JSON

/// Finds hubs that could not be named, or not be told.
enum HubCheck {
  /// In no certain order.
  static func problems(of configuration: Configuration) -> [ConfigurationProblem] {
    let places =
      [configuration.settings.place(of: \.hubs)]
      + configuration.feeds.map { $0.keys.place(of: \.hubs) }
    let named = places.compactMap(\.self).filter { $0.elements.map { !Array($0).isEmpty } ?? true }
    var problems: [ConfigurationProblem] = []
    if configuration.baseURL == nil {
      let hub = configuration.serve.hub.isOn ? configuration.serve.place(of: \.hub) : nil
      problems = (named + [hub].compactMap(\.self)).map { place in
        ConfigurationProblem(
          at: place,
          message: "needs \"baseURL\": without it nobody can tell which address has changed")
      }
    }
    for feed in configuration.feeds where configuration.needsToken(feed) {
      guard let place = feed.keys.place(of: \.hubs), !(feed.hubs ?? []).isEmpty else { continue }
      problems.append(
        ConfigurationProblem(
          .mistake, at: place,
          message: "the feed needs a token, and hubs have none; none of them is told of it"))
    }
    return problems
  }

  /// Throws what keeps the configuration from being used.
  static func check(_ configuration: Configuration) throws(InvalidConfiguration) {
    let problems = problems(of: configuration).filter { $0.severity == .error }
    guard !problems.isEmpty else { return }
    throw InvalidConfiguration(path: configuration.path ?? "configuration", problems: problems)
  }
}
