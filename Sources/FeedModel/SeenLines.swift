/// What was seen of an entry's lines, so that those that recur are found: fingerprints, not texts.
///
/// Made where an entry is cleaned (`NormalizationContext.observes`), kept by the archive.
public struct SeenLines: Sendable, Hashable {
  /// One line of a body.
  public struct Line: Sendable, Hashable {
    /// Names its text; numbers, dates, the entry's own title and address aside.
    public var print: UInt64
    /// Zero-based among the entry's lines.
    public var place: UInt16
    /// What it shows, in the normalizer's bits.
    public var facts: UInt64

    /// - Parameters:
    ///   - print: names its text.
    ///   - place: zero-based among the entry's lines.
    ///   - facts: in the normalizer's bits.
    public init(print: UInt64, place: UInt16, facts: UInt64) {
      self.print = print
      self.place = place
      self.facts = facts
    }
  }

  /// Of the entry's id.
  public var key: UInt64
  /// The entry's own day, in days since 1970; `nil` where it has no date.
  public var day: Int32?
  /// Of its authors' names; 0 for none.
  public var author: UInt64
  /// How many lines it has.
  public var count: Int
  /// Those that are short enough to be a promo, in order.
  public var lines: [Line]
  /// The text of each of ``lines``, in UTF-8; empty where it comes from an archive.
  public var texts: [[UInt8]]

  /// - Parameter key: of the entry's id.
  public init(key: UInt64) {
    self.key = key
    author = 0
    count = 0
    lines = []
    texts = []
  }
}
