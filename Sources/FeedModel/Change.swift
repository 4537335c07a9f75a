/// One thing that one rule did to one entry.
public struct Change: Sendable, Hashable {
  /// The rule's name as `refeed rules` prints it: `promo.feedx`, `image-proxy.weserv`.
  public var rule: String

  /// Where: a selector path in the body (`section > p:nth-child(3) > img`) or a field (`title`).
  public var place: String

  /// The markup or value before; empty when something was added.
  public var before: String

  /// The markup or value after; empty when something was removed.
  public var after: String

  public init(rule: String, place: String, before: String, after: String) {
    self.rule = rule
    self.place = place
    self.before = before
    self.after = after
  }
}
