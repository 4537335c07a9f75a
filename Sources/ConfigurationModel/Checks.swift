import Bytes
import FeedModel
import JSON

/// What has to fit together among the settings of feeds.
enum SettingsCheck {
  /// Of `defaults`.
  static func check(_ settings: FeedDefaults, of value: JSONValue, in reading: Reading) {
    check(settings, of: value, over: FeedDefaults(), in: reading)
  }

  /// Of a feed, whose settings are laid over those of all feeds: what is wrong with those alone is
  /// told once, at their place.
  static func check(
    _ settings: FeedDefaults, of value: JSONValue, over base: FeedDefaults, in reading: Reading
  ) {
    if let place = value["every"], !place.isNull {
      check(settings.every, at: place, in: reading)
    }
    guard settings.entries > settings.maxEntries,
      let place = given(value["entries"]) ?? given(value["maxEntries"])
    else { return }
    reading.problems.add(
      "entries (\(settings.entries)) is more than maxEntries (\(settings.maxEntries)); raise "
        + "maxEntries", at: place, severity: .mistake)
  }

  private static func given(_ value: JSONValue?) -> JSONValue? {
    value.flatMap { $0.isNull ? nil : $0 }
  }

  private static func check(_ every: Every, at place: JSONValue, in reading: Reading) {
    let (least, most, usual) = (text(every.min), text(every.max), text(every.interval))
    if every.min > every.max {
      reading.problems.add("min (\(least)) is more than max (\(most))", at: place)
    } else if every.interval < every.min {
      reading.problems.add(
        "default (\(usual)) is less than min (\(least)), which holds; lower min too", at: place,
        severity: .mistake)
    } else if every.interval > every.max {
      reading.problems.add(
        "default (\(usual)) is more than max (\(most)), which holds; raise max too", at: place,
        severity: .mistake)
    }
  }

  private static func text(_ duration: Duration) -> String {
    DurationText.text(seconds: Int(duration.components.seconds))
  }
}

/// What has to fit together in `notify`.
enum NotifyCheck {
  static func check(_ settings: NotifySettings, of value: JSONValue, in reading: Reading) {
    guard value.members != nil, settings.place(of: \.webhook) == nil else { return }
    reading.problems.add("needs \"url\"", at: value)
  }
}

/// What has to fit together in a source, and among the sources of a feed.
enum SourceCheck {
  static func check(_ source: Settings<SourceKeys>, of value: JSONValue, in reading: Reading) {
    let problems = reading.problems
    let (url, path) = (source.place(of: \.url), source.place(of: \.path))
    if url != nil, let path {
      problems.add("give \"url\" or \"path\", not both", at: path)
    } else if url == nil, path == nil {
      problems.add("needs \"url\" or \"path\"", at: value)
    }
    if source.token != nil, source.user != nil, let place = source.place(of: \.token) {
      problems.add("give \"user\" or \"token\", not both", at: place)
    }
    if source.user == nil, let place = source.place(of: \.password) {
      problems.add("\"password\" needs \"user\"", at: place)
    }
    if source.password == nil, let place = source.place(of: \.user) {
      problems.add(
        "\"user\" needs \"password\", which may be \"\"", at: place,
        severity: .mistake)
    }
  }

  /// Sources of one feed that are the same address or path.
  static func findTwice(
    _ sources: [(value: JSONValue, source: SourceConfiguration?)], in reading: Reading
  ) {
    guard sources.count > 1 else { return }
    var first: [SourceLocation: JSONValue] = [:]
    for (value, source) in sources {
      guard let source else { continue }
      let location = source.location.withoutDetours
      if let other = first[location] {
        reading.problems.add(
          "the same source as \(other.path); leave one out", at: value,
          severity: .mistake)
      } else {
        first[location] = value
      }
    }
  }
}

extension SourceLocation {
  /// The same place in its plainest spelling: no fragment, no `.` and `..`, no `/` at the end.
  var withoutDetours: SourceLocation {
    if let address { return .web(address.removingFragment) }
    return path.map { .path(PlainPath.text($0)) } ?? self
  }
}

/// Paths without detours, by their text alone: links are not followed.
package enum PlainPath {
  /// `a/./b//../c/` as `a/c`.
  package static func text(_ path: String) -> String {
    var parts: [Substring] = []
    for part in path.split(separator: "/") where part != "." {
      if part == "..", let last = parts.last, last != ".." {
        parts.removeLast()
      } else if part != ".." || !path.hasPrefix("/") {
        parts.append(part)
      }
    }
    let text = parts.joined(separator: "/")
    return path.hasPrefix("/") ? "/" + text : text.isEmpty ? "." : text
  }
}
