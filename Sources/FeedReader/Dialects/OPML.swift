public import FeedModel

/// A list of subscriptions (OPML 1.0 and 2.0).
public struct OPML: Sendable, Hashable {
  /// One subscription: an `outline` with `xmlUrl`.
  public struct Subscription: Sendable, Hashable {
    /// The feed's address.
    public var feedAddress: WebAddress
    /// What the outline is called.
    public var title: String?
    /// The home page, `htmlUrl`.
    public var homepage: WebAddress?
  }

  /// What the list is called.
  public var title: String?
  /// In document order, folders flattened.
  public var subscriptions: [Subscription] = []
  /// What was damaged or left out.
  public var diagnostics: [Diagnostic] = []

  init() {}
}

/// Picks the subscriptions out of the outlines as they come.
final class OutlineCollector {
  private(set) var subscriptions: [OPML.Subscription] = []
  private let limit: Int

  init(limit: Int) { self.limit = limit }

  func take(_ node: XMLNode, base: WebAddress?) {
    guard subscriptions.count < limit, let text = node.attribute(.xmlurl) ?? feedURL(node),
      let address = WebAddress(Bytes.trimmed(text), base: base)
    else { return }
    subscriptions.append(
      OPML.Subscription(
        feedAddress: address,
        title: LinkReading.nonEmpty(node.attribute(.title)) ?? node.attribute(.text),
        homepage: node.attribute(.htmlurl).flatMap { WebAddress($0, base: base) }))
  }

  /// `url`, which old lists use, unless it is said to be a page's or another list's.
  private func feedURL(_ node: XMLNode) -> String? {
    switch node.attribute(.type).map(Bytes.lowered) {
    case "link", "include": nil
    default: node.attribute(.url)
    }
  }
}
