internal import JSON

/// A rule as `refeed rules` lists it.
public struct RuleDescription: Sendable, Hashable {
  /// The key of its table under `rules`.
  public var table: String
  /// What changes are recorded under, and what switches it off.
  public var name: String
  /// What it does, one sentence without a full stop; empty where the name says all.
  public var about: String
  /// Whether the configuration leaves it on.
  public var isOn: Bool
  /// Whether the user wrote it or changed it.
  public var isChanged: Bool
  /// Whether it must stay on, because the output would not be safe or well-formed without it.
  public var isNeeded: Bool
}

extension Rules {
  /// Every rule, in the order of the tables.
  public var descriptions: [RuleDescription] {
    all.tables.flatMap { table in
      table.objects.map { object in
        RuleDescription(
          table: table.key.rawValue, name: object.name, about: object.value("about")?.string ?? "",
          isOn: object.isOn, isChanged: !object.layers.isEmpty, isNeeded: object.isNeeded)
      }
    }
  }
}
