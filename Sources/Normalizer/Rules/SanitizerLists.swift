internal import HTML
internal import JSON

/// The sanitizer's policy as it is written: lists of names in the order of their first appearance.
struct SanitizerLists: Sendable {
  /// Allowed elements, each with its attributes beside the global ones.
  private(set) var elements: [(name: String, attributes: [String])] = []
  private(set) var global: [String] = []
  private(set) var math: [String] = []
  private(set) var mathGlobal: [String] = []
  private(set) var svg: [String] = []
  private(set) var svgGlobal: [String] = []
  private(set) var drop: [String] = []
  private(set) var rename: [(name: String, to: String)] = []
  private(set) var schemes: [(use: SanitizerPolicy.Use, names: [String])] =
    SanitizerPolicy.Use.allCases.map { ($0, []) }
  private(set) var dataImages: [String] = []
  private(set) var idPrefix = ""

  static let keys = [
    "elements", "global", "math", "mathGlobal", "svg", "svgGlobal", "drop", "rename", "schemes",
    "dataImages",
    "idPrefix",
  ]

  init() {}

  /// - Parameter schemes: of every use.
  init(
    elements: [(name: String, attributes: [String])], global: [String], math: [String],
    mathGlobal: [String], svg: [String], svgGlobal: [String], drop: [String],
    rename: [(name: String, to: String)],
    schemes: [(use: SanitizerPolicy.Use, names: [String])], dataImages: [String], idPrefix: String
  ) {
    self.elements = elements
    self.global = global
    self.math = math
    self.mathGlobal = mathGlobal
    self.svg = svg
    self.svgGlobal = svgGlobal
    self.drop = drop
    self.rename = rename
    self.schemes = schemes
    self.dataImages = dataImages
    self.idPrefix = idPrefix
  }

  /// The table as it is written.
  static func read(_ problems: RuleProblems) -> SanitizerLists {
    var lists = SanitizerLists()
    if let document = try? JSONDocument(parsing: Array(SanitizerTable.json.utf8)) {
      lists.lay(document.root, problems)
    }
    return lists
  }

  /// Lays the object under `sanitizer` over what is there: lists are added, objects of names and
  /// `true` or `false` switch each name, `null` takes an element or a new name away.
  mutating func lay(_ value: JSONValue, _ problems: RuleProblems) {
    guard value.checkKeys(SanitizerLists.keys, problems) else { return }
    let safety = SanitizerSafety()
    // What a formula or a drawing may hold is known to be safe only together: the built-in lists come first.
    let isBuiltIn = math.isEmpty
    layElements(value["elements"], safety, problems)
    layRenames(value["rename"], safety, problems)
    laySchemes(value["schemes"], problems)
    SanitizerLists.lay(value["global"], on: &global, problems) { safety.attribute($0) }
    SanitizerLists.lay(value["drop"], on: &drop, problems) {
      isBuiltIn ? nil : safety.knownElement($0)
    }
    SanitizerLists.lay(value["math"], on: &math, problems) { name in
      isBuiltIn ? nil : .unsafe(kind: "the element of a formula", name)
    }
    SanitizerLists.lay(value["mathGlobal"], on: &mathGlobal, problems) { name in
      isBuiltIn ? nil : .unsafe(kind: "the attribute of a formula", name)
    }
    SanitizerLists.lay(value["svg"], on: &svg, problems) { name in
      isBuiltIn ? nil : .unsafe(kind: "the element of a drawing", name)
    }
    SanitizerLists.lay(value["svgGlobal"], on: &svgGlobal, problems) { name in
      isBuiltIn ? nil : .unsafe(kind: "the attribute of a drawing", name)
    }
    SanitizerLists.lay(value["dataImages"], on: &dataImages, problems) {
      SanitizerSafety.imageType($0)
    }
    layPrefix(value["idPrefix"], problems)
  }

  /// Switches names of a list on and off; `check` says why a name can't be switched on.
  private static func lay(
    _ value: JSONValue?, on list: inout [String], _ problems: RuleProblems,
    _ check: (String) -> InvalidRule.Reason?
  ) {
    guard let value else { return }
    if let members = value.members {
      for member in members {
        guard let isOn = member.value.bool else {
          problems.add(.wrongType(expected: "true or false"), at: member.value)
          continue
        }
        if isOn {
          add(member.name, member.value, to: &list, problems, check)
        } else {
          list.removeAll { $0 == member.name }
        }
      }
      return
    }
    for (name, place) in value.texts(problems) { add(name, place, to: &list, problems, check) }
  }

  private static func add(
    _ name: String, _ place: JSONValue, to list: inout [String], _ problems: RuleProblems,
    _ check: (String) -> InvalidRule.Reason?
  ) {
    if list.contains(name) { return }
    if let reason = check(name) { return problems.add(reason, at: place) }
    list.append(name)
  }

  private mutating func layElements(
    _ value: JSONValue?, _ safety: SanitizerSafety, _ problems: RuleProblems
  ) {
    guard let value else { return }
    guard let members = value.members else {
      return problems.add(.wrongType(expected: "an object"), at: value)
    }
    for member in members {
      let place = elements.firstIndex { $0.name == member.name }
      if member.value.isNull {
        if let place { elements.remove(at: place) }
      } else if let reason = safety.element(member.name) {
        problems.add(reason, at: member.value)
      } else {
        let index = place ?? elements.endIndex
        if place == nil { elements.append((member.name, [])) }
        SanitizerLists.lay(member.value, on: &elements[index].attributes, problems) {
          safety.attribute($0)
        }
      }
    }
  }

  private mutating func layRenames(
    _ value: JSONValue?, _ safety: SanitizerSafety, _ problems: RuleProblems
  ) {
    guard let value else { return }
    guard let members = value.members else {
      return problems.add(.wrongType(expected: "an object"), at: value)
    }
    for member in members {
      rename.removeAll { $0.name == member.name }
      if member.value.isNull { continue }
      guard let to = member.value.string else {
        problems.add(.wrongType(expected: "an element's name"), at: member.value)
        continue
      }
      if let reason = safety.knownElement(member.name) ?? safety.element(to) {
        problems.add(reason, at: member.value)
      } else {
        rename.append((member.name, to))
      }
    }
  }

  private mutating func laySchemes(_ value: JSONValue?, _ problems: RuleProblems) {
    guard let value, value.checkKeys(SanitizerPolicy.Use.allCases.map(\.rawValue), problems)
    else { return }
    for index in schemes.indices {
      let use = schemes[index].use
      SanitizerLists.lay(value[use.rawValue], on: &schemes[index].names, problems) {
        SanitizerSafety.scheme($0, for: use)
      }
    }
  }

  private mutating func layPrefix(_ value: JSONValue?, _ problems: RuleProblems) {
    guard let value else { return }
    guard let text = value.string, text.utf8.count >= 2, text.utf8.first?.isASCIILetter == true,
      text.utf8.allSatisfy({ $0.isASCIILetter || $0.isASCIIDigit || "-_".utf8.contains($0) })
    else {
      return problems.add(
        .wrongType(expected: "a word of letters, digits, - and _, such as \"entry-\""), at: value)
    }
    idPrefix = text
  }

  // MARK: Writing

  func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.key("elements")
    writer.beginObject()
    for element in elements { writer.list(element.attributes, named: element.name) }
    writer.endObject()
    writer.list(global, named: "global")
    writer.key("rename")
    writer.beginObject()
    for entry in rename {
      writer.key(entry.name)
      writer.string(entry.to)
    }
    writer.endObject()
    writer.list(drop, named: "drop")
    writer.list(math, named: "math")
    writer.list(mathGlobal, named: "mathGlobal")
    writer.list(svg, named: "svg")
    writer.list(svgGlobal, named: "svgGlobal")
    writer.key("schemes")
    writer.beginObject()
    for entry in schemes { writer.list(entry.names, named: entry.use.rawValue) }
    writer.endObject()
    writer.list(dataImages, named: "dataImages")
    writer.key("idPrefix")
    writer.string(idPrefix)
    writer.endObject()
  }
}

extension JSONWriter {
  fileprivate mutating func list(_ names: [String], named name: String) {
    key(name)
    beginArray()
    for name in names { string(name) }
    endArray()
  }
}
