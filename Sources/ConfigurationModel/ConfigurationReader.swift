import FeedModel
import JSON

/// Turns the text of a configuration file into a ``Configuration`` and the list of its problems.
package struct ConfigurationReader {
  private let reading: Reading
  private let path: String

  /// - Parameters:
  ///   - path: the file's, for messages and as the base of relative paths.
  ///   - environment: what `${NAME}` in a string stands for.
  package init(path: String, environment: [String: String]) {
    self.path = path
    reading = Reading(path: path, environment: environment)
  }

  /// What could be read, `nil` where that is nothing, and all that is wrong, in document order.
  ///
  /// Rules, templates and files are looked at by others.
  package func read(
    _ bytes: [UInt8]
  ) -> (configuration: Configuration?, problems: [ConfigurationProblem]) {
    let document: JSONDocument
    do {
      document = try JSONDocument(parsing: bytes, options: .configuration)
    } catch {
      return (nil, [Self.problem(error)])
    }
    for finding in document.findings {
      if case .duplicateKey(let key) = finding.kind {
        reading.problems.add("\"\(key)\" is given twice", place: finding.path, at: finding.position)
      }
    }
    let configuration = self.configuration(document.root)
    return (configuration, reading.problems.problems)
  }

  private static func problem(_ error: InvalidJSON) -> ConfigurationProblem {
    ConfigurationProblem(
      place: error.path, line: error.position.line, column: error.position.column,
      message: "not valid JSON: \(error.sentence)")
  }

  private func configuration(_ root: JSONValue) -> Configuration? {
    let names = ConfigurationKeys.table.names
    guard reading.checkKeys(of: root, among: names) else { return nil }
    var configuration = Configuration()
    configuration.path = path
    // Defaults stand in relation to the file's folder too.
    configuration.output = reading.resolved(configuration.output)
    configuration.archive = reading.resolved(configuration.archive)
    configuration.settings.take(root, in: reading)
    configuration.feeds = feeds(configuration)
    checkTokens(configuration)
    return configuration
  }

  /// A token for a feed that is not there protects nothing.
  private func checkTokens(_ configuration: Configuration) {
    let auth = configuration.serve.auth
    guard let members = auth.place(of: \.feeds)?.members else { return }
    let ids = configuration.feeds.map(\.id)
    for member in members where !ids.contains(member.name) {
      let nearest = Spelling.nearest(to: member.name, in: ids)
      reading.problems.add(
        "there is no feed \"\(member.name)\"" + (nearest.map { "; did you mean \"\($0)\"?" } ?? ""),
        at: member.value)
    }
  }

  private func feeds(_ configuration: Configuration) -> [FeedConfiguration] {
    guard let value = configuration.settings.feeds else { return [] }
    guard let elements = value.elements else {
      reading.problems.add("must be an array of feeds", at: value)
      return []
    }
    var seen: [String: String] = [:]
    return elements.enumerated().compactMap { index, element in
      guard let feed = feed(element, "feeds[\(index)]", configuration.defaults) else { return nil }
      if let first = seen[feed.id], let id = feed.keys.place(of: \.id) {
        reading.problems.add(
          "the id \"\(feed.id)\" is taken by \(first); every feed needs its own", at: id)
      }
      seen[feed.id] = feed.place
      return feed
    }
  }

  private func feed(
    _ value: JSONValue, _ place: String, _ defaults: FeedDefaults
  ) -> FeedConfiguration? {
    let names = FeedKeys.table.names + FeedDefaultKeys.table.names
    guard reading.checkKeys(of: value, among: names) else { return nil }
    var feed = FeedConfiguration(id: "")
    feed.place = place
    feed.keys.take(value, in: reading)
    feed.settings = defaults
    feed.settings.take(value, in: reading)
    SettingsCheck.check(feed.settings, of: value, over: defaults, in: reading)
    feed.sources = sources(feed.keys.sources)
    return feed
  }

  private func sources(_ value: JSONValue?) -> [SourceConfiguration] {
    guard let value else { return [] }
    let values = reading.list(value)
    if values.isEmpty {
      reading.problems.add("must name at least one address, file or folder", at: value)
    }
    let places = values.map { (value: $0, source: source($0)) }
    SourceCheck.findTwice(places, in: reading)
    return places.compactMap(\.source)
  }

  private func source(_ value: JSONValue) -> SourceConfiguration? {
    var settings = Settings<SourceKeys>()
    var place = value
    var location: SourceLocation?
    if value.string != nil {
      location = reading.string(value).flatMap { reading.location($0, at: value) }
    } else {
      guard reading.checkKeys(of: value, among: SourceKeys.table.names) else { return nil }
      settings.take(value, in: reading)
      SourceCheck.check(settings, of: value, in: reading)
      location = settings.url ?? settings.path
      place = settings.place(of: \.url) ?? settings.place(of: \.path) ?? value
    }
    guard let location, let name = place.string else { return nil }
    var source = SourceConfiguration(name: name, location: location)
    source.settings = settings
    source.place = ConfigurationPlace(value)
    return source
  }
}
