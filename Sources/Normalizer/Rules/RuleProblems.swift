internal import JSON

/// Collects what is wrong with a user's rules while they are read, so that all of it is said at
/// once.
final class RuleProblems {
  private(set) var list: [InvalidRule] = []

  func add(_ reason: InvalidRule.Reason, at value: JSONValue) {
    list.append(InvalidRule(reason, path: value.path, position: value.position))
  }

  func add(_ problem: InvalidRule) { list.append(problem) }
}

extension JSONValue {
  /// A list of strings, or one alone without brackets; what is none is a problem and left out.
  func strings(_ problems: RuleProblems) -> [String] {
    texts(problems).map(\.text)
  }

  /// As ``strings(_:)``, each with its place.
  func texts(_ problems: RuleProblems) -> [(text: String, place: JSONValue)] {
    if let string { return [(string, self)] }
    guard let elements else {
      problems.add(.wrongType(expected: "a string or a list of strings"), at: self)
      return []
    }
    return elements.compactMap { element in
      if let text = element.string { return (text, element) }
      problems.add(.wrongType(expected: "a string"), at: element)
      return nil
    }
  }

  /// A list of objects, or one alone without brackets.
  func objects(_ problems: RuleProblems) -> [JSONValue] {
    if members != nil { return [self] }
    guard let elements else {
      problems.add(.wrongType(expected: "an object or a list of objects"), at: self)
      return []
    }
    return elements.filter { element in
      if element.members != nil { return true }
      problems.add(.wrongType(expected: "an object"), at: element)
      return false
    }
  }

  /// Finds members that are none of `known`; `false`, with a problem, when this is no object.
  @discardableResult
  func checkKeys(_ known: [String], _ problems: RuleProblems) -> Bool {
    guard let members else {
      problems.add(.wrongType(expected: "an object"), at: self)
      return false
    }
    for member in members where !known.contains(member.name) && !member.name.hasPrefix("$") {
      let nearest = Spelling.nearest(to: member.name, in: known)
      problems.add(
        InvalidRule(
          .unknownKey(member.name, nearest: nearest), path: member.value.path,
          position: member.namePosition))
    }
    return true
  }
}
