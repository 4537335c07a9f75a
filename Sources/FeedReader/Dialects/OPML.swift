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
    /// The names of the folders that it stands in, outermost first.
    public var folders: [String] = []
  }

  /// What the list is called.
  public var title: String?
  /// In document order.
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

  /// - Parameter parents: the elements that it stands in, outermost first.
  func take(_ node: XMLNode, base: WebAddress?, parents: some Sequence<XMLNode>) {
    guard subscriptions.count < limit, let text = node.attribute(.xmlurl) ?? feedURL(node),
      let address = address(UTF8Text.trimmed(text), base: base)
    else { return }
    subscriptions.append(
      OPML.Subscription(
        feedAddress: address,
        title: title(of: node),
        homepage: node.attribute(.htmlurl).flatMap { WebAddress($0, base: base) },
        folders: parents.filter { $0.name.name == .outline }.compactMap(title)))
  }

  /// Some lists have `feed://host/path` and `feed:https://host/path`.
  private func address(_ text: String, base: WebAddress?) -> WebAddress? {
    let meant = WebAddress.withoutFeedScheme(text)
    if let address = WebAddress(meant), address.isHTTP { return address }
    return WebAddress(text, base: base)
  }

  private func title(of node: XMLNode) -> String? {
    LinkReading.nonEmpty(node.attribute(.title)) ?? LinkReading.nonEmpty(node.attribute(.text))
  }

  /// `url`, which old lists use, unless it is said to be a page's or another list's.
  private func feedURL(_ node: XMLNode) -> String? {
    switch node.attribute(.type).map(UTF8Text.lowered) {
    case "link", "include": nil
    default: node.attribute(.url)
    }
  }
}
