import JSON
import Synchronization

/// One row of the table of keys: all that there is to know of a key of the configuration.
///
/// The reader, its checks, the JSON Schema, the manual's tables and the fingerprints that tell a
/// changed configuration are all made from it; its value is found under the name of the row's
/// property (`configuration.fetch.timeout`).
public struct Key<Value: Sendable>: Sendable {
  /// As it is written in the configuration.
  public let name: String
  /// What its value may be.
  public let type: KeyType<Value>
  /// The value where the key is absent or `null`.
  public let standard: Value
  /// What the manual says of that value.
  public let standardText: String
  /// What it means, in words fit for the manual: Markdown, one sentence or two, no full stop.
  public let about: String
  /// What a change of it makes the next run do again.
  public let effect: Effect
  /// What to do where it is missing; `nil` where it may be.
  public let demand: String?

  /// A key with a default.
  init(
    _ name: String, _ type: KeyType<Value>, default standard: Value, _ about: String,
    effect: Effect = [], standardText: String? = nil
  ) {
    self.name = name
    self.type = type
    self.standard = standard
    self.standardText = standardText ?? type.text(standard).map { "`\($0)`" } ?? "see below"
    self.about = about
    self.effect = effect
    demand = nil
  }

  /// A key without a built-in default.
  ///
  /// - Parameters:
  ///   - without: what holds where it is absent, for the manual.
  ///   - demand: what to do where it is missing, for a key that must be there.
  init<Wrapped: Sendable>(
    _ name: String, _ type: KeyType<Wrapped>, without: String = "none", demand: String? = nil,
    _ about: String, effect: Effect = []
  ) where Value == Wrapped? {
    self.name = name
    self.type = KeyType(type)
    standard = nil
    standardText = demand == nil ? without : "required"
    self.about = about
    self.effect = effect
    self.demand = demand
  }
}

/// A row whose type of value does not matter: what the reader and the manual need of it.
protocol KeyRow: Sendable {
  var name: String { get }
  var standardText: String { get }
  var about: String { get }
  var effect: Effect { get }
  var demand: String? { get }
  var words: String { get }
  /// Writes the members of its JSON Schema into an open object.
  func writeSchema(to json: inout JSONWriter)
  /// The value that is written; `nil`, with a problem, where it can't be used.
  func read(
    _ value: JSONValue, over base: (any Sendable)?, in reading: Reading
  ) -> (any Sendable)?
}

extension Key: KeyRow {
  var words: String { type.words }

  func writeSchema(to json: inout JSONWriter) {
    type.schema(&json)
  }

  func read(
    _ value: JSONValue, over base: (any Sendable)?, in reading: Reading
  ) -> (any Sendable)? {
    type.read(value, base as? Value, reading)
  }
}

/// The keys of one object of the configuration: a row of the table for each property.
public protocol KeyTable: Sendable {
  /// The table itself, made once.
  static var table: KeyRows<Self> { get }
}

/// A table of keys with its rows in the order of their declaration.
///
/// There is one of each kind, which never changes.
public final class KeyRows<Keys: KeyTable>: @unchecked Sendable {
  private struct Found {
    let rows: [any KeyRow]
    let names: [String]
    let effects: [Effect]

    init(in keys: Keys) {
      rows = Mirror(reflecting: keys).children.compactMap { $0.value as? any KeyRow }
      names = rows.map(\.name)
      effects = rows.map(\.effect)
    }
  }

  /// Apart from the object, so that a key is seen without a copy of all: values are read by the million.
  private let place: UnsafeMutablePointer<Keys>
  // By reflection, at the first call: who asks for a value alone does without.
  private let found = Mutex<Found?>(nil)

  var rows: [any KeyRow] { all.rows }
  var names: [String] { all.names }
  var effects: [Effect] { all.effects }

  init(_ keys: Keys) {
    place = .allocate(capacity: 1)
    place.initialize(to: keys)
  }

  private var all: Found {
    found.withLock { found in
      let all = found ?? Found(in: keys)
      found = all
      return all
    }
  }

  deinit {
    place.deinitialize(count: 1)
    place.deallocate()
  }

  /// All of them, copied.
  var keys: Keys { place.pointee }

  /// Looks at a row where it stands.
  func look<Value, Result>(
    at path: KeyPath<Keys, Key<Value>>, _ look: (borrowing Key<Value>) -> Result
  ) -> Result {
    guard let offset = MemoryLayout<Keys>.offset(of: path) else { return look(keys[keyPath: path]) }
    let row = UnsafeRawPointer(place).advanced(by: offset)
    return look(row.assumingMemoryBound(to: Key<Value>.self).pointee)
  }

  /// The name of a row.
  func name<Value>(of path: KeyPath<Keys, Key<Value>>) -> String { look(at: path) { $0.name } }
}
