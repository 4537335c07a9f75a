/// The formats that a feed is published in: one table, which the emitter, the publisher, the
/// server, `convert`, `check` and the documentation read.
///
/// A format is added here, as a case of ``FeedFormat/facts``, and where it is rendered
/// (`FeedDocuments` in the emitter).
public enum FeedFormat: String, Sendable, Hashable, CaseIterable {
  /// Atom 1.0 (RFC 4287).
  case atom
  /// JSON Feed 1.1.
  case json
  /// RSS 2.0.
  case rss
  /// A page for people, from the template `feed.html`.
  case html

  /// What is true of one format.
  struct Facts {
    /// What a person reads on a button.
    var title: String
    /// As for HTTP `Content-Type`, with its parameters.
    var mediaType: String
    /// Whether feed readers subscribe to it.
    var isFeed = true
    /// Whether older entries stand on pages of the same format (RFC 5005).
    var hasPages = true
    /// What a document of it says, before its first entry, of who made it.
    var mark: String
  }

  /// The row of the table. A document's name ends in the format's own name.
  var facts: Facts {
    switch self {
    case .atom:
      Facts(
        title: "Atom", mediaType: "application/atom+xml; charset=utf-8",
        mark: "<generator>Refeed</generator>")
    case .json:
      Facts(
        title: "JSON Feed", mediaType: "application/feed+json; charset=utf-8",
        mark: "\"_refeed\": {")
    case .rss:
      Facts(
        title: "RSS", mediaType: "application/rss+xml; charset=utf-8",
        mark: "<generator>Refeed</generator>")
    case .html:
      Facts(
        title: "Web page", mediaType: "text/html; charset=utf-8", isFeed: false, hasPages: false,
        mark: "<meta name=\"generator\" content=\"Refeed\">")
    }
  }

  /// The name in the configuration's `formats` and in `--to`: `atom`, `json`, `rss`, `html`.
  public var name: String { rawValue }

  /// What follows the feed's id and a dot in the name of a file.
  public var suffix: String { rawValue }

  /// What a person reads on a button: `JSON Feed`.
  public var title: String { facts.title }

  /// As for HTTP `Content-Type`, with its parameters.
  public var mediaType: String { facts.mediaType }

  /// Whether feed readers subscribe to it; a page for people is no feed.
  public var isFeed: Bool { facts.isFeed }

  /// Whether older entries stand on archive pages of the same format (RFC 5005 §4).
  public var hasPages: Bool { facts.hasPages }

  /// What a document of this format says, before its first entry, of who made it.
  public var mark: String { facts.mark }

  /// The names of all formats, in the order of the table.
  public static var names: [String] { allCases.map(\.name) }
}
