public import ConfigurationModel
import Foundation
import Publisher

extension Configuration {
  /// Finds and reads the configuration (design §4).
  ///
  /// - Parameters:
  ///   - path: as the user gave it; `nil` looks at `$REFEED_CONFIG`, `./config.json`,
  ///     `$XDG_CONFIG_HOME/refeed/config.json` and `/etc/refeed/config.json`, in this order.
  ///   - environment: `nil` for that of the process.
  /// - Throws: everything that is wrong with it, in document order; where its text alone is right,
  ///   rules, templates and files are not looked at (``Regenerator/init(_:system:)`` does).
  public static func load(
    path: String?, environment: [String: String]? = nil
  ) throws(InvalidConfiguration) -> Configuration {
    let environment = environment ?? ProcessInfo.processInfo.environment
    let path = if let path { path } else { try find(environment) }
    let bytes: [UInt8]
    do {
      bytes = try LocalFiles.contents(of: path, limit: 16 << 20)
    } catch {
      throw InvalidConfiguration(
        path: path, problems: [ConfigurationProblem(place: "", message: error.description)])
    }
    return try read(bytes, path: path, environment: environment)
  }

  /// Reads the text of a configuration.
  static func read(
    _ bytes: [UInt8], path: String, environment: [String: String]
  ) throws(InvalidConfiguration) -> Configuration {
    let reader = ConfigurationReader(path: path, environment: environment)
    var (configuration, problems) = reader.read(bytes)
    if let problem = configuration?.archiveProblem { problems.append(problem) }
    guard var configuration, !problems.contains(where: { $0.severity == .error }) else {
      // What is found later is told together with this.
      let later =
        configuration.map { ConfigurationCheck.problems(of: $0) + $0.listWarnings() } ?? []
      throw InvalidConfiguration(
        path: path, problems: ConfigurationProblem.sorted(problems + later))
    }
    configuration.mistakes = problems
    return configuration
  }

  /// Where the configuration is looked for when nobody names one.
  private static func find(_ environment: [String: String]) throws(InvalidConfiguration) -> String {
    if let path = environment["REFEED_CONFIG"], !path.isEmpty { return path }
    let home = environment["XDG_CONFIG_HOME"] ?? environment["HOME"].map { $0 + "/.config" }
    let places =
      ["config.json"] + (home.map { [$0 + "/refeed/config.json"] } ?? [])
      + ["/etc/refeed/config.json"]
    if let found = places.first(where: { (try? LocalFiles.kind(of: $0)) == .file }) { return found }
    throw InvalidConfiguration(
      path: "config.json",
      problems: [
        ConfigurationProblem(
          place: "",
          message: "no configuration found; looked for \(places.joined(separator: ", ")); write one"
            + " with refeed init, or name one with --config or $REFEED_CONFIG")
      ])
  }

  /// What is allowed but will be missed.
  public func warnings() -> [ConfigurationProblem] {
    var warnings: [ConfigurationProblem] = []
    if settings.baseURL == nil {
      warnings.append(
        ConfigurationProblem(
          .warning, place: "baseURL",
          message: "not set, so the feeds carry no self link; set it to the output folder's address"
        ))
    }
    warnings += bucketWarnings
    if bucket == nil, feeds.contains(where: needsToken) {
      warnings.append(
        ConfigurationProblem(
          .warning, place: "serve.auth",
          message:
            "a token protects nothing where a web server hands out \(settings.output) itself; let it "
            + "pass requests on to refeed serve"))
    }
    for remark in settings.siteRules.map({ SiteRuleFolder($0).remarks }) ?? [] {
      warnings.append(ConfigurationProblem(.warning, place: "siteRules", message: remark))
    }
    warnings += feeds.flatMap { $0.sources.compactMap(Self.warning) }
    return warnings + listWarnings()
  }

  /// That lists of subscriptions are missing or none, each list once.
  private func listWarnings() -> [ConfigurationProblem] {
    var seen: Set<String> = []
    return feeds.flatMap(\.sources).compactMap { source in
      guard source.location.isLocalList, let path = source.location.path,
        seen.insert(path).inserted
      else { return nil }
      do throws(Subscriptions.Unreadable) {
        _ = try source.subscriptions()
        return nil
      } catch {
        return Self.warning(error.description, of: source)
      }
    }
  }

  /// That SQLite, which takes names in UTF-8 alone, can't open the archive.
  private var archiveProblem: ConfigurationProblem? {
    let archive = settings.archive
    let shown = LocalPath.shown(archive)
    guard !hasDatabase, shown != archive else { return nil }
    let message =
      "the archive would be \(shown), a name that is not UTF-8, which SQLite can't open; give "
      + "“archive” another place, or rename the folder"
    return settings.place(of: \.archive).map { ConfigurationProblem(at: $0, message: message) }
      ?? ConfigurationProblem(place: "archive", message: message)
  }

  /// That a file or folder is missing; lists of subscriptions say so themselves.
  private static func warning(_ source: SourceConfiguration) -> ConfigurationProblem? {
    guard let path = source.location.path, !source.location.isLocalList else { return nil }
    do {
      _ = try LocalFiles.kind(of: path)
      return nil
    } catch {
      return warning("\(path): \(error)", of: source)
    }
  }

  private static func warning(
    _ message: String, of source: SourceConfiguration
  ) -> ConfigurationProblem {
    source.place.map { ConfigurationProblem(.warning, at: $0.value, message: message) }
      ?? ConfigurationProblem(.warning, place: source.name, message: message)
  }
}
