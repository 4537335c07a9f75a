import Foundation
import Publisher

extension Configuration {
  /// Finds and reads the configuration (design §4).
  ///
  /// `path`: as the user gave it; `nil` looks at `$REFEED_CONFIG`, `./config.json`,
  /// `$XDG_CONFIG_HOME/refeed/config.json` and `/etc/refeed/config.json`, in this order.
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
    return try ConfigurationReader(path: path, environment: environment).read(bytes)
  }

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
          message: "no configuration found; looked for \(places.joined(separator: ", ")); name one"
            + " with --config or $REFEED_CONFIG")
      ])
  }

  /// What is allowed but will be missed.
  public func warnings() -> [ConfigurationProblem] {
    var warnings: [ConfigurationProblem] = []
    if baseURL == nil {
      warnings.append(
        ConfigurationProblem(
          .warning, place: "baseURL",
          message: "not set, so the feeds carry no self link; set it to the output folder's address"
        ))
    }
    for feed in feeds {
      for (index, source) in feed.sources.enumerated() {
        guard case .path(let path) = source.location else { continue }
        do {
          _ = try LocalFiles.kind(of: path)
        } catch {
          warnings.append(
            ConfigurationProblem(
              .warning, place: "\(feed.place).sources[\(index)]", message: "\(path): \(error)"))
        }
      }
    }
    for feed in feeds {
      for problem in feed.withSubscriptions().problems {
        warnings.append(
          ConfigurationProblem(.warning, place: "\(feed.place).sources", message: problem))
      }
    }
    return warnings
  }
}
