internal import JSON

/// A table of rules: the built-in list, then the user's, matched by name.
struct RuleTable: Sendable {
  /// The tables by their keys under `rules`.
  enum Key: String, CaseIterable, Sendable {
    case imageProxies
    case redirectors
    case tracking
    case enclosures
    case trackers
    case promos
    case leads
    case lazy
    case embeds
    case imageHosts
    case steps

    var json: String {
      switch self {
      case .imageProxies: ImageProxyTable.json
      case .redirectors: RedirectorTable.json
      case .tracking: TrackingTable.json
      case .enclosures: EnclosureTable.json
      case .trackers: TrackerTable.json
      case .promos: PromoTable.json
      case .leads: LeadTable.json
      case .lazy: LazyTable.json
      case .embeds: EmbedTable.json
      case .imageHosts: ImageHostTable.json
      case .steps: StepTable.json
      }
    }

    /// The keys of a rule beside `name`, `about` and `on`.
    var keys: [String] {
      switch self {
      case .imageProxies, .redirectors: UnwrappingRule.keys
      case .tracking: TrackingRule.keys
      case .enclosures: EnclosureRule.keys
      case .trackers: TrackerRule.keys
      case .promos: PromoRule.keys
      case .leads: RelatedRule.keys
      case .lazy: LazyRule.keys
      case .embeds: EmbedRule.keys
      case .imageHosts: ImageHostRule.keys
      case .steps: []
      }
    }
  }

  let key: Key
  private(set) var objects: [RuleObject] = []

  /// The built-in tables, in the order of their keys: read where a user's rules are laid over them, or
  /// somebody wants to see them.
  static let builtIn = Key.allCases.map { RuleTable($0) }

  /// The built-in list.
  init(_ key: Key) {
    self.key = key
    for value in RuleTable.parsed(key.json) {
      if let name = value["name"]?.string {
        objects.append(RuleObject(name: name, builtIn: value))
      }
    }
  }

  /// The elements of a built-in table; a test checks that every one parses.
  static func parsed(_ json: String) -> [JSONValue] {
    guard let document = try? JSONDocument(parsing: Array(json.utf8), options: .configuration),
      let elements = document.root.elements
    else { return [] }
    return Array(elements)
  }

  /// Lays a user's list over the table, after what `off` names was switched off.
  ///
  /// - Returns: whether anything changed.
  mutating func lay(
    _ list: JSONValue?, _ off: RuleSwitches, _ problems: RuleProblems
  ) -> Bool {
    var changed = false
    for index in objects.indices where objects[index].isOn && off.isOff(objects[index]) {
      objects[index].isOn = false
      changed = true
    }
    guard let list else { return changed }
    guard let elements = list.elements else {
      problems.add(.wrongType(expected: "a list of rules"), at: list)
      return changed
    }
    var named: Set<String> = []
    var places: [String: Int] = [:]
    for (place, object) in objects.enumerated() { places[object.name] = place }
    for element in elements {
      guard let name = name(of: element, problems) else { continue }
      if !named.insert(name).inserted { problems.add(.doubledRule(name), at: element) }
      if let place = places[name] {
        lay(element, at: place, problems)
      } else if key == .steps {
        check(element, problems)
        let nearest = Spelling.nearest(to: name, in: objects.map(\.name))
        problems.add(.unknownRule(name, nearest: nearest), at: element)
      } else {
        check(element, problems)
        places[name] = objects.count
        objects.append(RuleObject(name: name, user: element))
      }
      changed = true
    }
    return changed
  }

  private func check(_ element: JSONValue, _ problems: RuleProblems) {
    element.checkKeys(["name", "about", "on"] + key.keys, problems)
    if let on = element["on"], on.bool == nil {
      problems.add(.wrongType(expected: "true or false"), at: on)
    }
  }

  private mutating func lay(_ element: JSONValue, at place: Int, _ problems: RuleProblems) {
    check(element, problems)
    if objects[place].isNeeded, element["on"]?.bool == false {
      return problems.add(.neededRule(objects[place].name), at: element)
    }
    objects[place].lay(element)
  }

  private func name(of element: JSONValue, _ problems: RuleProblems) -> String? {
    guard element.members != nil else {
      problems.add(.wrongType(expected: "an object"), at: element)
      return nil
    }
    guard let name = element["name"] else {
      problems.add(.missingKey("name"), at: element)
      return nil
    }
    guard let text = name.string, !text.isEmpty else {
      problems.add(.wrongType(expected: "a name"), at: name)
      return nil
    }
    return text
  }

  /// The rules that are in force, each made by `make`.
  func rules<Rule>(_ problems: RuleProblems, _ make: (RuleReader) -> Rule) -> [Rule] {
    objects.filter(\.isOn).map { make(RuleReader(object: $0, problems: problems)) }
  }
}
