/// Paths for messages: `feeds[2].sources[0]`.
enum JSONPath {
  private static let longestName = 60

  enum Step {
    case name(String)
    case element(Int)
  }

  static func description(_ steps: [Step]) -> String {
    var path = ""
    for step in steps {
      switch step {
      case .element(let index): path += "[\(index)]"
      case .name(let name) where isPlain(name): path += path.isEmpty ? name : ".\(name)"
      case .name(let name): path += "[\(quoted(name))]"
      }
    }
    return path
  }

  /// A name in quotes, escaped, cut where it is long.
  static func quoted(_ name: String) -> String {
    var writer = JSONWriter(format: .compact)
    writer.string(String(name.unicodeScalars.prefix(longestName)))
    let text = String(decoding: writer.finish(), as: UTF8.self)
    return name.unicodeScalars.count > longestName ? text.dropLast() + "…\"" : text
  }

  private static func isPlain(_ name: String) -> Bool {
    guard let first = name.utf8.first, name.utf8.count <= longestName else { return false }
    func isLetter(_ byte: UInt8) -> Bool {
      (0x61...0x7A).contains(byte | 0x20) || byte == 0x5F || byte == 0x24
    }
    guard isLetter(first) else { return false }
    return name.utf8.allSatisfy { isLetter($0) || (0x30...0x39).contains($0) || $0 == 0x2D }
  }

  /// Walks down from the root, skipping the subtrees that `index` is not in.
  static func path(to index: Int, in storage: JSONStorage) -> String {
    var steps: [Step] = []
    var container = 0
    while container != index, container < storage.nodes.count {
      guard let (step, child) = child(of: container, around: index, in: storage) else { break }
      steps.append(step)
      container = child
    }
    return description(steps)
  }

  private static func child(
    of container: Int, around index: Int, in storage: JSONStorage
  ) -> (Step, Int)? {
    let isObject = storage.nodes[container].kind == .object
    let end = storage.nodes[container].next(after: container)
    var child = container + (isObject ? 2 : 1)
    var count = 0
    while child < end {
      let next = storage.nodes[child].next(after: child)
      if index < next {
        return (isObject ? .name(storage.string(at: child - 1)) : .element(count), child)
      }
      count += 1
      child = next + (isObject ? 1 : 0)
    }
    return nil
  }
}
