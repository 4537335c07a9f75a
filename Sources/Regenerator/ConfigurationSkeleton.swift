import ConfigurationModel
import JSON

/// A configuration to begin with: commented, with the feeds that are known already.
public struct ConfigurationSkeleton: Sendable {
  /// A feed of the skeleton.
  struct Feed: Sendable {
    var id: String
    var title: String?
    var homepage: String?
    var group: [String] = []
    var source: String
  }

  private let feeds: [Feed]

  /// With one feed as an example.
  public init() {
    feeds = [Feed(id: "example", source: "https://example.org/feed.xml")]
  }

  init(_ feeds: [Feed]) {
    self.feeds = feeds
  }

  /// JSON with comments, as every command reads it.
  public var bytes: [UInt8] {
    let feeds = feeds.map(Self.text).joined(separator: ",\n")
    let text = """
      // Refeed's configuration. Every key but "feeds" has a default; docs/configuration.md lists them
      // all, and `refeed check` explains mistakes. Paths are relative to this file.
      {
        // The folder for the published files, and where it is on the web: what readers subscribe to.
        "output": "public",
        "baseURL": "http://localhost:8080/",

        // What Refeed remembers between runs.
        "archive": "state/archive.sqlite",

        "fetch": {
          // Where the people whose servers are asked can reach you: a page or an e-mail address.
          // "contact": "https://example.org/about"
        },

        // Settings of every feed that does not say otherwise.
        "defaults": {
          // "every": "30m",
          // "entries": 100,
          "formats": ["atom", "json"]
        },

        // "id" names the files, public/<id>.atom and public/<id>.json: choose it before the first
        // refresh. "sources" are addresses, files and folders.
        "feeds": [
      \(feeds)
        ]
      }

      """
    return Array(text.utf8)
  }

  private static func text(_ feed: Feed) -> String {
    var members = ["\"id\": \(quoted(feed.id))"]
    if let title = feed.title { members.append("\"title\": \(quoted(title))") }
    if let homepage = feed.homepage { members.append("\"homepage\": \(quoted(homepage))") }
    if let group = feed.group.first {
      let names = feed.group.map(quoted).joined(separator: ", ")
      members.append("\"group\": " + (feed.group.count == 1 ? quoted(group) : "[\(names)]"))
    }
    members.append("\"sources\": [\(quoted(feed.source))]")
    return "    {\n" + members.map { "      \($0)" }.joined(separator: ",\n") + "\n    }"
  }

  /// A JSON string in which nothing stands for a variable of the environment: a list from elsewhere
  /// must not read one (`?x=${TOKEN}`), which a refresh would send to the address.
  private static func quoted(_ text: String) -> String {
    var json = JSONWriter(format: .compact)
    json.string(Variables.escaped(text))
    return String(decoding: json.finish(), as: UTF8.self)
  }
}
