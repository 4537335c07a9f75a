import FeedModel
import JSON
import Normalizer

/// Compiles the rules of feeds: the built-in tables, then the configuration's, then the feed's.
enum FeedRules {
  /// Every feed's normalizer by feed id; the bad rules of all feeds at once.
  static func normalizers(
    of configuration: Configuration
  ) throws(InvalidConfiguration) -> [String: Normalizer] {
    var normalizers: [String: Normalizer] = [:]
    var problems: [ConfigurationProblem] = []
    for feed in configuration.feeds {
      do throws(InvalidRule) {
        normalizers[feed.id] = try normalizer(for: feed, common: configuration.rules)
      } catch {
        let problem = ConfigurationProblem(error)
        if !problems.contains(problem) { problems.append(problem) }
      }
    }
    guard problems.isEmpty else {
      throw InvalidConfiguration(
        path: configuration.path ?? "configuration", problems: problems)
    }
    return normalizers
  }

  /// `common`: the rules for all feeds. `keepsImageProxies` outweighs what any layer says.
  static func normalizer(
    for feed: FeedConfiguration, common: JSONValue?, keepsImageProxies: Bool = false
  ) throws(InvalidRule) -> Normalizer {
    var layers = [common, feed.json?["rules"]].compactMap { $0 }
    // Each alone first: only so does a mistake have its place in the file.
    for layer in layers { _ = try Rules(merging: layer) }
    if let filters = feed.json.flatMap(RuleLayers.filters) { layers.append(filters) }
    if keepsImageProxies { layers.append(RuleLayers.keptImages) }
    if layers.isEmpty { return Normalizer() }
    return Normalizer(
      rules: try Rules(merging: layers.count == 1 ? layers.first : RuleLayers.merged(layers)))
  }
}

/// Lays one object of rules over another.
enum RuleLayers {
  /// `{"images": {"mode": "keep"}}`
  static let keptImages: JSONValue = object { json in
    json.key("images")
    json.beginObject()
    json.key("mode")
    json.string("keep")
    json.endObject()
  }

  /// A feed's own `only` and `drop` as rules; `nil` when it has neither.
  static func filters(of feed: JSONValue) -> JSONValue? {
    let found = ["only", "drop"].compactMap { key in feed[key].map { (key, $0) } }
    guard !found.isEmpty else { return nil }
    return object { json in
      for (key, value) in found {
        json.key(key)
        json.value(value)
      }
    }
  }

  /// Lists are joined, the members of objects and all else are replaced by the later layer.
  static func merged(_ layers: [JSONValue]) -> JSONValue {
    object { json in write(membersOf: layers, to: &json) }
  }

  private static func write(membersOf layers: [JSONValue], to json: inout JSONWriter) {
    var names: [String] = []
    for member in layers.compactMap(\.members).joined() where !names.contains(member.name) {
      names.append(member.name)
    }
    for name in names {
      let values = layers.compactMap { $0[name] }
      json.key(name)
      if values.allSatisfy({ $0.elements != nil }) {
        json.beginArray()
        for element in values.compactMap(\.elements).joined() { json.value(element) }
        json.endArray()
      } else if values.allSatisfy({ $0.members != nil }) {
        json.beginObject()
        write(membersOf: values, to: &json)
        json.endObject()
      } else if let last = values.last {
        json.value(last)
      }
    }
  }

  /// What was written is read again: a value belongs to a text.
  private static func object(_ write: (inout JSONWriter) -> Void) -> JSONValue {
    var json = JSONWriter(format: .compact)
    json.beginObject()
    write(&json)
    json.endObject()
    // Made of values that were read within the same limits.
    guard let document = try? JSONDocument(parsing: json.finish()) else {
      preconditionFailure("JSONWriter writes only what JSONDocument reads")
    }
    return document.root
  }
}

extension ConfigurationProblem {
  init(_ rule: InvalidRule) {
    self.init(
      place: rule.path, line: rule.position.line, column: rule.position.column,
      message: rule.sentence)
  }
}
