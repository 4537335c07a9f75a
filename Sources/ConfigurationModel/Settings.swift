public import JSON

/// One object of the configuration: its keys as they are written, the others at their defaults.
///
/// A value is found under the name of its row's property: `configuration.fetch.timeout`.
@dynamicMemberLookup
public struct Settings<Keys: KeyTable>: Sendable {
  private var values: [String: any Sendable] = [:]
  private var written: [String: JSONValue] = [:]

  /// All at their defaults.
  public init() {}

  /// Whether nothing is written.
  package var areStandard: Bool { written.isEmpty && values.isEmpty }

  /// The value of a key.
  public subscript<Value>(dynamicMember path: KeyPath<Keys, Key<Value>>) -> Value {
    get {
      Keys.table.look(at: path) { key in
        values[key.name].flatMap { $0 as? Value } ?? key.standard
      }
    }
    set { values[Keys.table.name(of: path)] = newValue }
  }

  /// Where a key's value is written; `nil` where it is not.
  public func place<Value>(of path: KeyPath<Keys, Key<Value>>) -> JSONValue? {
    written[Keys.table.name(of: path)]
  }

  /// Takes over what an object says; what it leaves out stays. Unknown keys are problems.
  ///
  mutating func take(_ object: JSONValue, in reading: Reading) {
    let table = Keys.table
    for row in table.rows {
      guard let value = object[row.name], !value.isNull else {
        if let demand = row.demand {
          reading.problems.add("\"\(row.name)\" is missing; \(demand)", at: object)
        }
        continue
      }
      written[row.name] = value
      if let read = row.read(value, over: values[row.name], in: reading) {
        values[row.name] = read
      }
    }
  }

  /// Takes over what a value says of one key, by its name.
  mutating func take(_ value: JSONValue, as name: String, in reading: Reading) {
    guard let row = Keys.table.rows.first(where: { $0.name == name }) else { return }
    written[name] = value
    if let read = row.read(value, over: values[name], in: reading) { values[name] = read }
  }

  /// What is written of the keys whose change has this effect, but for those named: each key with
  /// its value as compact JSON, in the order of the table.
  package func texts(of effect: Effect, butFor names: Set<String>) -> [String] {
    guard !written.isEmpty else { return [] }
    return zip(Keys.table.names, Keys.table.effects).compactMap { name, itsEffect in
      guard itsEffect.contains(effect), !names.contains(name), let value = written[name] else {
        return nil
      }
      var json = JSONWriter(format: .compact)
      json.value(value)
      return "\(name):" + String(decoding: json.finish(), as: UTF8.self)
    }
  }
}
