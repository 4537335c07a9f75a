/// Entries that say of themselves that they are advertisements, as a filter could leave them out.
///
/// They are only listed: no entry is dropped unless a configuration says so.
public struct FilterCandidate: Sendable, Hashable {
  /// The field of a filter that tells them: `title`, `category`, `address`.
  public var field: String
  /// The filter's pattern for that field.
  public var pattern: String
  /// How many entries it means.
  public var count: Int
  /// Titles of some of them.
  public var examples: [String]

  /// - Parameters: see the properties.
  public init(field: String, pattern: String, count: Int, examples: [String]) {
    self.field = field
    self.pattern = pattern
    self.count = count
    self.examples = examples
  }
}
