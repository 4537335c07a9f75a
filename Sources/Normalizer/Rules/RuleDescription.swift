/// A rule as `refeed rules` lists it.
public struct RuleDescription: Sendable, Hashable {
  /// The key of its table under `rules`; `steps` for what is built into a step.
  public var table: String
  /// What changes are recorded under, and what switches it off.
  public var name: String
  /// What it does, one sentence without a full stop; empty where the name says all.
  public var about: String

  init(_ table: String, _ name: String, _ about: String) {
    self.table = table
    self.name = name
    self.about = about
  }

  /// What is no row of a table.
  static let steps = [
    RuleDescription("steps", "lead.byline", "Moves a byline and date at the body's head out"),
    RuleDescription("steps", "tracker.pixel", "Removes images of 0 or 1 pixel"),
  ]
}
