/// What a changed value of a key makes the next run do again for a feed, beside what is due anyway.
public struct Effect: OptionSet, Sendable, Hashable {
  /// Bits of the effects below.
  public let rawValue: UInt8

  /// A set of the effects below.
  public init(rawValue: UInt8) { self.rawValue = rawValue }

  /// Asks its sources, due or not, and reads their documents whole.
  public static let ask = Effect(rawValue: 1)
  /// Cleans its remembered entries.
  public static let clean = Effect(rawValue: 2)
  /// Renders its files; those whose bytes are the same stay as they are.
  public static let publish = Effect(rawValue: 4)

  /// Each of them, with its word in the manual.
  static let words: [(effect: Effect, word: String)] = [
    (.ask, "asks"), (.clean, "cleans"), (.publish, "publishes"),
  ]

  /// `asks, publishes`; empty for none.
  var description: String {
    Self.words.filter { contains($0.effect) }.map(\.word).joined(separator: ", ")
  }
}

/// The effects of the keys, by the object that they stand in.
package enum KeyEffects {
  /// The keys of an object (`top`, `feed` with those that `defaults` has too, `source`) with their
  /// effects, in the order of the table.
  package static func of(_ object: String) -> [(name: String, effect: Effect)] {
    let rows: [any KeyRow] =
      switch object {
      case "top": ConfigurationKeys.table.rows
      case "feed": FeedKeys.table.rows + FeedDefaultKeys.table.rows
      case "source": SourceKeys.table.rows
      default: []
      }
    return rows.map { ($0.name, $0.effect) }
  }
}
