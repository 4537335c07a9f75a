/// Writes a list of subscriptions as OPML 2.0.
///
/// No date is written: the same list always gives the same bytes.
public struct OPMLEmitter: Sendable {
  /// A feed, or a group of feeds.
  public struct Outline: Sendable, Hashable {
    /// What the feed or group is called.
    public var title: String
    /// The feed's address; `nil` for a group.
    public var feed: String?
    /// The site's page.
    public var homepage: String?
    /// What a group holds.
    public var outlines: [Outline]

    public init(
      title: String, feed: String? = nil, homepage: String? = nil, outlines: [Outline] = []
    ) {
      self.title = title
      self.feed = feed
      self.homepage = homepage
      self.outlines = outlines
    }
  }

  public init() {}

  /// The whole document, OPML 2.0.
  public func rendered(title: String, _ outlines: [Outline]) -> [UInt8] {
    var writer = XMLWriter()
    writer.declaration()
    writer.open("opml", [("version", "2.0")])
    writer.open("head")
    writer.leaf("title", text: title)
    writer.close()
    writer.open("body")
    for outline in outlines { write(outline, to: &writer) }
    writer.close()
    writer.close()
    return writer.bytes
  }

  private func write(_ outline: Outline, to writer: inout XMLWriter) {
    // "rss" stands for every kind of feed.
    let attributes: [XMLWriter.Attribute] = [
      ("text", outline.title), ("title", outline.title),
      ("type", outline.feed == nil ? nil : "rss"), ("xmlUrl", outline.feed),
      ("htmlUrl", outline.homepage),
    ]
    guard !outline.outlines.isEmpty else { return writer.leaf("outline", attributes) }
    writer.open("outline", attributes)
    for child in outline.outlines { write(child, to: &writer) }
    writer.close()
  }
}
