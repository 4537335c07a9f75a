import FeedModel
package import JSON
package import Normalizer

/// Compiles the rules of feeds: the built-in tables, then the configuration's, then the feed's.
package enum ConfiguredRules {
  /// Every feed's normalizer by feed id; the bad rules of all feeds at once.
  package static func normalizers(
    of configuration: Configuration
  ) throws(InvalidConfiguration) -> [String: Normalizer] {
    let (normalizers, problems) = compiled(configuration)
    guard problems.isEmpty else {
      throw InvalidConfiguration(
        path: configuration.path ?? "configuration", problems: problems)
    }
    return normalizers
  }

  /// Everything that is wrong with the rules of a configuration, in document order.
  package static func problems(of configuration: Configuration) -> [ConfigurationProblem] {
    compiled(configuration).problems
  }

  /// The rules for all feeds are compiled once; each feed then compiles only what it changes.
  private static func compiled(
    _ configuration: Configuration
  ) -> (normalizers: [String: Normalizer], problems: [ConfigurationProblem]) {
    var normalizers: [String: Normalizer] = [:]
    var problems: [InvalidRule] = []
    var common = Rules.builtIn
    do throws(InvalidRules) {
      common = try common.overlaid(with: configuration.rules)
    } catch {
      problems += error.problems
    }
    for feed in configuration.feeds {
      do throws(InvalidRules) {
        normalizers[feed.id] = Normalizer(rules: try rules(of: feed, over: common))
      } catch {
        problems += error.problems
      }
    }
    return (normalizers, problems.map(ConfigurationProblem.init))
  }

  private static func rules(
    of feed: FeedConfiguration?, over common: Rules
  ) throws(InvalidRules) -> Rules {
    try common.overlaid(with: feed?.rules, only: feed?.only, drop: feed?.drop)
  }

  /// - Parameters:
  ///   - feed: whose rules count; `nil` for the rules of all feeds alone.
  ///   - common: the rules for all feeds.
  ///   - keepsImageProxies: outweighs what any layer says.
  package static func normalizer(
    for feed: FeedConfiguration?, common: JSONValue?, keepsImageProxies: Bool = false
  ) throws(InvalidRules) -> Normalizer {
    var rules = try rules(of: feed, over: Rules.builtIn.overlaid(with: common))
    if keepsImageProxies { rules = try rules.overlaid(with: keptImages) }
    return Normalizer(rules: rules)
  }

  private static let keptImages =
    (try? JSONDocument(parsing: Array(#"{"images": {"mode": "keep"}}"#.utf8)))?.root
}

extension ConfigurationProblem {
  init(_ rule: InvalidRule) {
    self.init(
      place: rule.path, line: rule.position.line, column: rule.position.column,
      message: rule.sentence)
  }
}

extension InvalidConfiguration {
  /// Of rules alone.
  package init(path: String, _ rules: InvalidRules) {
    self.init(path: path, problems: rules.problems.map(ConfigurationProblem.init))
  }
}
