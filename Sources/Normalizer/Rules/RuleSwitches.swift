internal import JSON

/// The list under `off`: names of rules; `*` at the end stands for anything.
struct RuleSwitches {
  private let names: [(text: String, place: JSONValue)]

  init(_ value: JSONValue?, _ problems: RuleProblems) {
    names = value?.texts(problems) ?? []
  }

  func isOff(_ object: RuleObject) -> Bool {
    !object.isNeeded && names.contains { RuleSwitches.matches($0.text, object.name) }
  }

  private static func matches(_ pattern: String, _ name: String) -> Bool {
    pattern.utf8.last == UInt8(ascii: "*")
      ? name.utf8.starts(with: pattern.utf8.dropLast())
      : name.utf8.elementsEqual(pattern.utf8)
  }

  /// Finds names that no rule has, and names of rules that must stay on.
  func check(against tables: some Collection<RuleTable>, _ problems: RuleProblems) {
    if names.isEmpty { return }
    let objects = tables.flatMap(\.objects)
    for (name, place) in names {
      let matching = objects.filter { RuleSwitches.matches(name, $0.name) }
      if matching.isEmpty {
        let nearest = Spelling.nearest(to: name, in: objects.map(\.name))
        problems.add(.unknownRule(name, nearest: nearest), at: place)
      } else if matching.allSatisfy(\.isNeeded) {
        problems.add(.neededRule(name), at: place)
      }
    }
  }
}

/// Parts of steps that are no rows of a table of data but can be switched off as these can.
struct StepSwitches: OptionSet, Sendable {
  let rawValue: UInt32

  static let byline = StepSwitches(rawValue: 1 << 0)
  static let noscript = StepSwitches(rawValue: 1 << 1)
  static let background = StepSwitches(rawValue: 1 << 2)
  static let caption = StepSwitches(rawValue: 1 << 3)
  static let linkTitle = StepSwitches(rawValue: 1 << 4)
  static let pixel = StepSwitches(rawValue: 1 << 5)
  static let emptyElements = StepSwitches(rawValue: 1 << 6)
  static let lineBreaks = StepSwitches(rawValue: 1 << 7)
  static let ends = StepSwitches(rawValue: 1 << 8)
  static let hiddenPictures = StepSwitches(rawValue: 1 << 9)
  static let hiddenFrames = StepSwitches(rawValue: 1 << 10)
  static let emoji = StepSwitches(rawValue: 1 << 11)
  static let blankPictures = StepSwitches(rawValue: 1 << 12)
  static let unnamedAttributes = StepSwitches(rawValue: 1 << 13)
  static let title = StepSwitches(rawValue: 1 << 14)
  static let addressLinks = StepSwitches(rawValue: 1 << 15)
  static let videoLead = StepSwitches(rawValue: 1 << 16)
  static let styles = StepSwitches(rawValue: 1 << 17)
  static let formulas = StepSwitches(rawValue: 1 << 18)
  static let hidden = StepSwitches(rawValue: 1 << 19)
  static let emails = StepSwitches(rawValue: 1 << 20)
  static let paragraphs = StepSwitches(rawValue: 1 << 21)
  static let counterPictures = StepSwitches(rawValue: 1 << 22)
  static let headingAnchors = StepSwitches(rawValue: 1 << 23)
  static let filterLists = StepSwitches(rawValue: 1 << 24)
  static let tasks = StepSwitches(rawValue: 1 << 25)
  static let maps = StepSwitches(rawValue: 1 << 26)
  static let labels = StepSwitches(rawValue: 1 << 27)

  static let byName: [String: StepSwitches] = [
    "lead.byline": .byline, "lead.title": .title, "repair.noscript": .noscript,
    "repair.background": .background,
    "repair.caption": .caption, "link.title": .linkTitle, "tracker.pixel": .pixel,
    "tracker.hidden": .hiddenPictures, "tracker.counter": .counterPictures,
    "embed.hidden": .hiddenFrames, "filter-list": .filterLists, "repair.emoji": .emoji,
    "repair.blank": .blankPictures, "lazy.attribute": .unnamedAttributes,
    "text.links": .addressLinks, "text.paragraphs": .paragraphs, "video.lead": .videoLead,
    "repair.style": .styles, "repair.heading-anchor": .headingAnchors,
    "repair.formula": .formulas, "repair.email": .emails, "hidden.details": .hidden,
    "repair.tasks": .tasks, "repair.map": .maps, "repair.label": .labels,
    "tidy.empty": .emptyElements, "tidy.breaks": .lineBreaks, "tidy.ends": .ends,
  ]

  /// All that there are.
  static let all = StepSwitches(rawValue: 1 << 28 - 1)

  /// The steps that are on.
  init(_ table: RuleTable) {
    self = []
    for object in table.objects where object.isOn {
      if let step = StepSwitches.byName[object.name] { insert(step) }
    }
  }

  init(rawValue: UInt32) { self.rawValue = rawValue }
}
