/// A value in feedparser's result model, as the corpus's assertions see it.
indirect enum PathValue {
  case none
  case text(String)
  case number(Double)
  case flag(Bool)
  /// A moment in seconds since 1970.
  case moment(Int64)
  /// Markup or text of a construct, which feedparser cleans and resolves: with the base for that.
  case markup(String, base: String?)
  case list([PathValue])
  case object([(String, PathValue)])

  static func text(_ text: String?) -> PathValue { text.map { .text($0) } ?? .none }

  /// The value at a path such as `entries[0].links[1].href` or `entries[0]["thr_x"].ref`.
  func value(at path: String) -> PathValue {
    var value = self
    for step in PathValue.steps(path) {
      switch (value, step) {
      case (.object(let members), .name(let name)):
        value = members.first { $0.0 == name }?.1 ?? .none
      case (.list(let items), .index(let index)):
        let position = index < 0 ? items.count + index : index
        value = items.indices.contains(position) ? items[position] : .none
      default: return .none
      }
    }
    return value
  }

  private enum Step {
    case name(String), index(Int)
  }

  private static func steps(_ path: String) -> [Step] {
    var steps: [Step] = []
    var rest = Substring(path)
    while let first = rest.first {
      if first == "[" {
        let inner = rest.dropFirst().prefix { $0 != "]" }
        rest = rest.dropFirst(inner.count + 2)
        if let index = Int(inner) {
          steps.append(.index(index))
        } else {
          steps.append(.name(String(inner.dropFirst().dropLast())))
        }
      } else if first == "." {
        rest = rest.dropFirst()
      } else {
        let name = rest.prefix { $0 != "." && $0 != "[" }
        rest = rest.dropFirst(name.count)
        steps.append(.name(String(name)))
      }
    }
    return steps
  }

  var isNone: Bool {
    if case .none = self { return true }
    return false
  }

  var count: Int? {
    switch self {
    case .list(let items): items.count
    case .object(let members): members.count
    case .text(let text), .markup(let text, _): text.count
    default: nil
    }
  }

  var isTruthy: Bool {
    switch self {
    case .none: false
    case .flag(let flag): flag
    case .number(let number): number != 0
    default: (count ?? 1) > 0
    }
  }
}
