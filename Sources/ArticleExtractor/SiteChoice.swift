public import HTML

/// What a rule of a site says of one page: where its article is, and what is none of it.
///
/// It is evidence. What the rule chose is taken where it agrees with what the page's own evidence or the
/// feed's excerpt say; else the rule is older than the page, and the page is read without it.
public struct SiteChoice: Sendable, Hashable {
  /// Nodes that hold the article: several choices, of which the first that agrees is taken.
  public var keep: [[NodeID]] = []
  /// Nodes that are none of it.
  public var remove: [NodeID] = []

  /// Says nothing.
  public init() {}

  /// The most choices that are looked at.
  public static let mostChoices = 8
}

/// What became of a ``SiteChoice``.
public struct ChoiceOutcome: Sendable, Hashable {
  /// The number of the choice that was taken; nil where none agreed, or none was given.
  public var taken: Int?
  /// Whether what was to be removed was; false too where there was nothing of it.
  public var hasRemoved = false

  /// Nothing was followed.
  public init() {}
}
