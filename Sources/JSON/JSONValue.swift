/// A value in a ``JSONDocument``; it knows where it stands.
public struct JSONValue: Sendable {
  /// What a value can be (RFC 8259 §3).
  public enum Kind: Sendable, Hashable {
    case null, bool, number, string, array, object
  }

  let storage: JSONStorage
  let index: Int

  private var node: JSONNode { storage.nodes[index] }

  /// What the value is.
  public var kind: Kind {
    switch node.kind {
    case .null: .null
    case .false, .true: .bool
    case .number: .number
    case .string: .string
    case .array: .array
    case .object: .object
    }
  }

  /// Of its first byte.
  public var position: JSONPosition { storage.position(at: Int(node.start)) }

  /// How to get here from the root: `feeds[2].sources[0]`, `["odd name"].x`; empty for the root.
  ///
  /// Takes time linear in the number of values before this one: it is made for messages.
  public var path: String { JSONPath.path(to: index, in: storage) }

  /// Whether the value is `null`.
  public var isNull: Bool { node.kind == .null }

  /// `nil` unless this is `true` or `false`.
  public var bool: Bool? {
    switch node.kind {
    case .true: true
    case .false: false
    default: nil
    }
  }

  /// `nil` unless this is a string; decoded at every call.
  public var string: String? {
    node.kind == .string ? storage.string(at: index) : nil
  }

  /// `nil` unless this is a number.
  public var number: JSONNumber? {
    guard node.kind == .number else { return nil }
    return JSONNumber(
      text: String(decoding: storage.bytes[Int(node.start)..<Int(node.extent)], as: UTF8.self))
  }

  /// ``JSONNumber/int`` of a number, else `nil`.
  public var int: Int? { number?.int }

  /// ``JSONNumber/double`` of a number, else `nil`.
  public var double: Double? { number?.double }

  /// `nil` unless this is an array.
  public var elements: JSONElements? {
    node.kind == .array ? JSONElements(storage: storage, index: index) : nil
  }

  /// `nil` unless this is an object.
  public var members: JSONMembers? {
    node.kind == .object ? JSONMembers(storage: storage, index: index) : nil
  }

  /// The member of that name, the last one where it is given twice; `nil` when there is none or
  /// this is not an object.
  ///
  /// Takes time linear in the number of members.
  public subscript(name: String) -> JSONValue? {
    guard node.kind == .object, let value = storage.value(of: name.utf8, in: index) else {
      return nil
    }
    return JSONValue(storage: storage, index: value)
  }

  /// The element at a zero-based index; `nil` past the end or when this is not an array.
  ///
  /// Takes time linear in the index; iterate over ``elements`` instead.
  public subscript(position: Int) -> JSONValue? {
    guard position >= 0, let elements else { return nil }
    var left = position
    for element in elements {
      if left == 0 { return element }
      left -= 1
    }
    return nil
  }
}
