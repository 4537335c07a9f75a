public import JSON

/// Where something stands in the configuration: `feeds[2].sources[0], line 14`.
///
/// The words are made when they are asked for; that takes a look at all that stands before.
public struct ConfigurationPlace: Sendable, Hashable, CustomStringConvertible {
  /// What stands there.
  package let value: JSONValue

  /// The place of a value of the file.
  public init(_ value: JSONValue) {
    self.value = value
  }

  public var description: String { "\(value.path), line \(value.position.line)" }

  public static func == (a: ConfigurationPlace, b: ConfigurationPlace) -> Bool {
    a.description == b.description
  }

  public func hash(into hasher: inout Hasher) {}
}
