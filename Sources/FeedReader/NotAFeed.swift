public import FeedModel

/// Why a document is no feed: what it looked like instead.
public struct NotAFeed: Error, Sendable, Hashable, CustomStringConvertible {
  /// What the document is instead, or why it can't be read.
  public enum Reason: Sendable, Hashable {
    /// Nothing, or white space alone.
    case empty
    /// A web page; with the feeds that it links to, in document order.
    case webPage(title: String?, feeds: [WebAddress])
    /// An entry file in which no line `[TITLE](ADDRESS)` follows the front matter.
    case entryFileWithoutHeader
    /// XML whose root element is none that a feed begins with.
    case unknownRoot(String)
    /// A list of subscriptions, with the number of them; ``FeedReader/readOPML(_:)`` reads it.
    case subscriptionList(count: Int)
    /// JSON that is neither a JSON Feed nor RSS in JSON.
    case unknownJSON
    /// Something that begins like JSON and isn't; the problem in words.
    case invalidJSON(String)
    /// Something that begins like XML and has no element at all.
    case invalidXML
    /// No text: an image, an archive; the kind where its first bytes tell.
    case binary(kind: String?)
    /// Text of no known form.
    case plainText
  }

  /// What the document is instead, or why it can't be read.
  public var reason: Reason
  /// One-based, where known.
  public var line: Int?
  /// One-based, in bytes, where known.
  public var column: Int?

  init(_ reason: Reason, line: Int? = nil, column: Int? = nil) {
    self.reason = reason
    self.line = line
    self.column = column
  }

  /// One sentence without the source's name: what it is, and what to do.
  public var description: String {
    guard let line else { return sentence }
    let place = column.map { "line \(line), column \($0)" } ?? "line \(line)"
    return "\(place): \(sentence)"
  }

  private var sentence: String {
    switch reason {
    case .empty: "the document is empty; check that the address or path is the feed's own"
    case .webPage(let title, let feeds): NotAFeed.webPage(title, feeds)
    case .entryFileWithoutHeader:
      "an entry file without its header line; put [TITLE](ADDRESS) and a line of dashes before the "
        + "body"
    case .unknownRoot(let name):
      "XML whose root element is <\(name)>, which no feed begins with; use the address of an RSS or "
        + "Atom document"
    case .subscriptionList(let count):
      "an OPML list of \(count) subscriptions, not a feed; refeed import makes a configuration of it"
    case .unknownJSON:
      "JSON, but neither a JSON Feed nor RSS in JSON; it needs a \"version\" and \"items\""
    case .invalidJSON(let problem): "not valid JSON: \(problem)"
    case .invalidXML: "begins like XML but has no element; the document may have been cut off"
    case .binary(let kind):
      "\(kind ?? "binary data"), not a feed; check that the address or path is the feed's own"
    case .plainText: "plain text, not a feed; check that the address or path is the feed's own"
    }
  }

  private static func webPage(_ title: String?, _ feeds: [WebAddress]) -> String {
    let name = title.map { " (“\($0)”)" } ?? ""
    guard let first = feeds.first else {
      return "a web page\(name), not a feed; it links to no feed, so look for one on the site"
    }
    let rest = feeds.count == 1 ? "" : " (or one of \(feeds.count - 1) more)"
    return "a web page\(name), not a feed; use the feed that it links to, \(first)\(rest)"
  }
}
