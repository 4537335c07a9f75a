import FeedModel
import JSON

/// Turns the text of a configuration file into a ``Configuration``, or into all its problems.
struct ConfigurationReader {
  /// The file's path, for messages and as the base of relative paths.
  let path: String
  let environment: [String: String]

  func read(_ bytes: [UInt8]) throws(InvalidConfiguration) -> Configuration {
    let document: JSONDocument
    do {
      document = try JSONDocument(parsing: bytes, options: .configuration)
    } catch {
      throw InvalidConfiguration(path: path, problems: [Self.problem(error)])
    }
    let problems = ProblemList()
    for finding in document.findings {
      if case .duplicateKey(let key) = finding.kind {
        problems.add("\"\(key)\" is given twice", place: finding.path, at: finding.position)
      }
    }
    let configuration = self.configuration(document.root, problems)
    guard problems.problems.isEmpty, let configuration else {
      // The rules are compiled later, but their mistakes are told together with the others.
      let all = problems.problems + (configuration.map(FeedRules.problems) ?? [])
      let sorted = all.sorted {
        ($0.line ?? 0, $0.column ?? 0) < ($1.line ?? 0, $1.column ?? 0)
      }
      throw InvalidConfiguration(path: path, problems: sorted)
    }
    return configuration
  }

  private static func problem(_ error: InvalidJSON) -> ConfigurationProblem {
    ConfigurationProblem(
      place: error.path, line: error.position.line, column: error.position.column,
      message: "not valid JSON: \(error.sentence)")
  }

  private func configuration(_ root: JSONValue, _ problems: ProblemList) -> Configuration? {
    let keys = [
      "output", "archive", "templates", "baseURL", "precompress", "extensions", "fetch",
      "defaults", "rules", "feeds",
    ]
    guard
      let object = ConfigurationObject(
        root, keys: keys, problems: problems, environment: environment)
    else { return nil }
    let defaults = defaults(object)
    if object["feeds"] == nil {
      problems.add("\"feeds\" is missing; list at least one feed", at: root)
    }
    return Configuration(
      path: path, output: resolved(object.string("output") ?? "public"),
      archive: resolved(object.string("archive") ?? "state/archive.sqlite"),
      templates: object.string("templates").map(resolved), baseURL: baseURL(object),
      precompress: object.bool("precompress") ?? false,
      extensions: object.strings("extensions"), fetch: fetch(object), rules: object["rules"],
      feeds: feeds(object, defaults))
  }

  private func baseURL(_ object: ConfigurationObject) -> WebAddress? {
    guard let address = object.webAddress("baseURL"), let value = object["baseURL"] else {
      return nil
    }
    if !address.href.hasSuffix("/") {
      object.problems.add("must end in / because file names are put behind it", at: value)
    }
    return address
  }

  private func fetch(_ root: ConfigurationObject) -> FetchSettings {
    var settings = FetchSettings()
    let keys = [
      "connections", "perHost", "gap", "timeout", "maxBytes", "memory", "userAgent", "proxy",
      "allowPrivateNetworks", "followMoves",
    ]
    guard let object = root.object("fetch", keys: keys) else { return settings }
    settings.connections = object.count("connections", in: 1...1024) ?? settings.connections
    settings.perHost = object.count("perHost", in: 1...1024) ?? settings.perHost
    settings.gap = object.duration("gap") ?? settings.gap
    settings.timeout = object.duration("timeout") ?? settings.timeout
    settings.maxBytes = object.bytes("maxBytes") ?? settings.maxBytes
    settings.memory = object.bytes("memory") ?? settings.memory
    settings.userAgent = object.string("userAgent")
    settings.proxy = object.string("proxy")
    settings.allowPrivateNetworks = object.bool("allowPrivateNetworks") ?? false
    settings.followMoves = object.bool("followMoves") ?? false
    return settings
  }

  private static let settingKeys = [
    "every", "keep", "entries", "maxEntries", "formats", "tolerance",
  ]

  private func defaults(_ root: ConfigurationObject) -> FeedDefaults {
    guard let object = root.object("defaults", keys: Self.settingKeys) else {
      return FeedDefaults()
    }
    return settings(object, over: FeedDefaults())
  }

  private func settings(
    _ object: ConfigurationObject, over defaults: FeedDefaults
  ) -> FeedDefaults {
    var settings = defaults
    settings.every = every(object, over: defaults.every)
    if object.value["keep"]?.string == "forever" {
      settings.keep = .forever
    } else if let duration = object.duration("keep") {
      settings.keep = .duration(duration)
    }
    settings.entries = object.count("entries", in: 1...10_000) ?? settings.entries
    settings.maxEntries = object.count("maxEntries", in: 1...10_000) ?? settings.maxEntries
    settings.tolerance = object.count("tolerance", in: 1...1000) ?? settings.tolerance
    if object["formats"] != nil { settings.formats = formats(object) }
    return settings
  }

  private func every(_ object: ConfigurationObject, over defaults: Every) -> Every {
    var every = defaults
    if object["every"]?.string != nil {
      every.interval = object.duration("every") ?? every.interval
    } else if let inner = object.object("every", keys: ["default", "min", "max"]) {
      every.interval = inner.duration("default") ?? every.interval
      every.min = inner.duration("min") ?? every.min
      every.max = inner.duration("max") ?? every.max
    }
    return every
  }

  private func formats(_ object: ConfigurationObject) -> [String] {
    let formats = object.strings("formats")
    if formats.isEmpty, let value = object["formats"] {
      object.problems.add("must name at least one format: \"atom\", \"json\", …", at: value)
    }
    return formats
  }

  private func feeds(
    _ root: ConfigurationObject, _ defaults: FeedDefaults
  ) -> [FeedConfiguration] {
    guard let value = root["feeds"] else { return [] }
    guard let elements = value.elements else {
      root.problems.add("must be an array of feeds", at: value)
      return []
    }
    var seen: [String: String] = [:]
    return elements.enumerated().compactMap { index, element in
      guard let feed = feed(element, "feeds[\(index)]", root, defaults) else { return nil }
      if let first = seen[feed.id], let id = element["id"] {
        root.problems.add(
          "the id \"\(feed.id)\" is taken by \(first); every feed needs its own", at: id)
      }
      seen[feed.id] = feed.place
      return feed
    }
  }

  private func feed(
    _ value: JSONValue, _ place: String, _ root: ConfigurationObject, _ defaults: FeedDefaults
  ) -> FeedConfiguration? {
    let keys =
      ["id", "title", "homepage", "language", "author", "icon", "uri", "sources"]
      + Self.settingKeys + FeedConfiguration.ruleKeys
    guard
      let object = ConfigurationObject(
        value, keys: keys, problems: root.problems, environment: environment)
    else { return nil }
    return FeedConfiguration(
      id: id(object), title: object.string("title"), homepage: object.webAddress("homepage"),
      language: object.string("language"), author: object.string("author"),
      icon: object.webAddress("icon"), uri: uri(object), sources: sources(object),
      settings: settings(object, over: defaults), json: value, place: place)
  }

  /// `[a-z0-9][a-z0-9-]{0,63}`: it names files.
  private func id(_ object: ConfigurationObject) -> String {
    guard let value = object["id"] else {
      object.problems.add("\"id\" is missing; it names the feed's files", at: object.value)
      return ""
    }
    guard let id = object.string(value) else { return "" }
    if !FeedConfiguration.isValid(id: id) {
      object.problems.add(
        "\"\(id)\" can't name files; use 1 to 64 of a-z, 0-9 and -, not - first", at: value)
    }
    return id
  }

  private func uri(_ object: ConfigurationObject) -> String? {
    guard let value = object["uri"], let uri = object.string(value) else { return nil }
    if !AbsoluteIRI.isValid(uri) {
      object.problems.add("\"\(uri)\" is not an absolute address such as urn:uuid:…", at: value)
    }
    return uri
  }

  private func sources(_ object: ConfigurationObject) -> [SourceConfiguration] {
    let values = object.list("sources")
    if values.isEmpty {
      object.problems.add(
        "\"sources\" is missing; name at least one address, file or folder", at: object.value)
    }
    return values.compactMap { SourceConfigurationReader(reader: self, feed: object).source($0) }
  }

  /// A path as configured, resolved against the file's own folder: cron starts elsewhere.
  func resolved(_ relative: String) -> String {
    guard !relative.hasPrefix("/"), let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else {
      return relative
    }
    return String(path[...slash]) + relative
  }
}

extension ConfigurationObject {
  func webAddress(_ key: String) -> WebAddress? {
    guard let value = self[key], let text = string(value) else { return nil }
    guard let address = WebAddress(text), address.isHTTP else {
      problems.add("\"\(text)\" is not an http or https address", at: value)
      return nil
    }
    return address
  }
}
