/// The elements of an array, in document order.
public struct JSONElements: Sequence, Sendable {
  let storage: JSONStorage
  let index: Int

  /// Walks over the elements in the document's order.
  public func makeIterator() -> Iterator {
    Iterator(storage: storage, cursor: index + 1, end: Int(storage.nodes[index].extent))
  }

  /// A walk over the elements.
  public struct Iterator: IteratorProtocol, Sendable {
    let storage: JSONStorage
    var cursor: Int
    let end: Int

    /// The next element; `nil` at the end.
    public mutating func next() -> JSONValue? {
      guard cursor < end else { return nil }
      defer { cursor = storage.nodes[cursor].next(after: cursor) }
      return JSONValue(storage: storage, index: cursor)
    }
  }
}

/// The members of an object, in document order; of those with one name the last alone.
public struct JSONMembers: Sequence, Sendable {
  let storage: JSONStorage
  let index: Int

  /// Walks over the members in the document's order.
  public func makeIterator() -> Iterator {
    Iterator(storage: storage, cursor: index + 1, end: Int(storage.nodes[index].extent))
  }

  /// A walk over the members.
  public struct Iterator: IteratorProtocol, Sendable {
    let storage: JSONStorage
    var cursor: Int
    let end: Int

    /// The next member; `nil` at the end.
    public mutating func next() -> JSONMember? {
      while cursor < end {
        let name = cursor
        cursor = storage.nodes[name + 1].next(after: name + 1)
        if !storage.nodes[name].flags.contains(.superseded) {
          return JSONMember(storage: storage, nameIndex: name)
        }
      }
      return nil
    }
  }
}

/// A name and its value.
public struct JSONMember: Sendable {
  let storage: JSONStorage
  let nameIndex: Int

  /// Decoded at every call.
  public var name: String { storage.string(at: nameIndex) }

  /// Of the name's opening quote.
  public var namePosition: JSONPosition {
    storage.position(at: Int(storage.nodes[nameIndex].start))
  }

  /// The member's value.
  public var value: JSONValue { JSONValue(storage: storage, index: nameIndex + 1) }

  /// Whether that is its name; makes no string.
  public func isNamed(_ name: String) -> Bool {
    storage.isName(at: nameIndex, name.utf8)
  }
}
