extension JSONWriter {
  /// Writes a parsed value with all that is in it, numbers as they were written.
  ///
  /// Not recursive; the depth was bounded by the parser.
  public mutating func value(_ value: JSONValue) {
    let storage = value.storage
    let end = storage.nodes[value.index].next(after: value.index)
    var open: [(end: Int, isObject: Bool)] = []
    var index = value.index
    while index < end {
      while let last = open.last, last.end == index { endContainer(&open) }
      if open.last?.isObject == true {
        if storage.nodes[index].flags.contains(.superseded) {
          index = storage.nodes[index + 1].next(after: index + 1)
          continue
        }
        key(storage.string(at: index))
        index += 1
      }
      write(JSONValue(storage: storage, index: index), open: &open)
      index += 1
    }
    while !open.isEmpty { endContainer(&open) }
  }

  private mutating func endContainer(_ open: inout [(end: Int, isObject: Bool)]) {
    guard let last = open.popLast() else { return }
    if last.isObject { endObject() } else { endArray() }
  }

  /// Writes a scalar, or begins an array or object.
  private mutating func write(_ value: JSONValue, open: inout [(end: Int, isObject: Bool)]) {
    let node = value.storage.nodes[value.index]
    switch node.kind {
    case .null: null()
    case .false: bool(false)
    case .true: bool(true)
    case .number: value.number.map { number($0) } ?? null()
    case .string: string(value.storage.string(at: value.index))
    case .array, .object:
      let isObject = node.kind == .object
      if isObject { beginObject() } else { beginArray() }
      open.append((Int(node.extent), isObject))
    }
  }
}
