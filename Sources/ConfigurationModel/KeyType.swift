import FeedModel
import JSON

/// What the value of a key may be: how it is read and checked, and what the JSON Schema and the
/// manual say of it.
public struct KeyType<Value: Sendable>: Sendable {
  /// For the manual: `duration, 0s to 1h`.
  let words: String
  /// Writes the members of its JSON Schema into an open object.
  let schema: @Sendable (inout JSONWriter) -> Void
  /// A value as the configuration writes it; `nil` where it is no plain one.
  let text: @Sendable (Value) -> String?
  /// The value; `nil`, with a problem, where it can't be used. The second is what holds where the
  /// written one says nothing, `nil` for the type's own defaults.
  let read: @Sendable (JSONValue, Value?, Reading) -> Value?

  init(
    words: String, schema: @escaping @Sendable (inout JSONWriter) -> Void,
    text: @escaping @Sendable (Value) -> String? = { _ in nil },
    read: @escaping @Sendable (JSONValue, Value?, Reading) -> Value?
  ) {
    self.words = words
    self.schema = schema
    self.text = text
    self.read = read
  }
}

extension KeyType {
  /// The same, for a key that has no default.
  init<Wrapped: Sendable>(_ type: KeyType<Wrapped>) where Value == Wrapped? {
    self.init(
      words: type.words, schema: type.schema, text: { _ in nil },
      read: { value, base, reading in
        type.read(value, base ?? nil, reading).map { .some($0) }
      })
  }
}

extension JSONWriter {
  /// A member whose value is a string.
  mutating func member(_ name: String, _ value: String) {
    key(name)
    string(value)
  }

  /// `"type"`, with `null`, which stands for the default.
  mutating func type(_ names: String...) {
    key("type")
    beginArray()
    for name in names + ["null"] { string(name) }
    endArray()
  }
}
