internal import Bytes
internal import FeedModel
internal import HTML

/// What becomes of a frame, of a script that shows something, or of an element that a script turns
/// into a player.
struct EmbedRule: Sendable, Hashable {
  enum Outcome: String, Sendable, Hashable, CaseIterable {
    case player
    case link
    case drop
  }

  var name: String
  var about: String = ""
  var hosts: [String] = []
  var paths: [PathPattern] = []
  var outcome: Outcome = Outcome.player
  /// Whether hosts and paths are those of a script.
  var isScript: Bool = false
  /// `segment` or `rest` for what follows the path pattern, else a parameter; `nil` when there is
  /// none.
  var id: String?
  /// The player's address; `nil` leaves it as it is, less what `keep` doesn't name.
  var to: String?
  /// Parameters that stay.
  var keep: [String] = []
  /// A parameter that is put behind them.
  var add: String?
  /// The page of the same thing.
  var link: String?
  /// A still picture of it.
  var picture: String?
  /// What kind of thing it is, for the text of a link: "Video".
  var label: String?
  /// Parameters that may hold the address of what a frame shows.
  var inner: [String] = []
  /// Elements that HTML doesn't know, and words of `class`, that stand for it.
  var elements: [String] = []
  var classes: [String] = []
  /// Where these hold the id or an address, in order of preference.
  var attributes: [String] = []
  /// `name=value` pairs of attributes, one of which such an element must have.
  var having: [String] = []
  /// The length of an id in an attribute; `nil` for any.
  var length: Int?

  static let keys = [
    "hosts", "paths", "as", "script", "id", "to", "keep", "add", "link", "picture", "label",
    "inner", "elements", "classes", "attributes", "having", "length",
  ]

}

extension EmbedRule {
  init(_ rule: RuleReader) {
    name = rule.name
    about = rule.about
    hosts = rule.strings("hosts")
    paths = rule.paths("paths")
    outcome = rule.choice("as", of: Outcome.allCases) ?? .player
    isScript = rule.bool("script")
    id = rule.string("id")
    to = rule.string("to")
    keep = rule.strings("keep")
    add = rule.string("add")
    link = rule.string("link")
    picture = rule.string("picture")
    label = rule.string("label")
    inner = rule.strings("inner")
    elements = rule.strings("elements").map { $0.lowercased() }
    classes = rule.strings("classes")
    attributes = rule.strings("attributes").map { $0.lowercased() }
    having = rule.strings("having")
    length = rule.string("length").flatMap { Int($0) }
    rule.require(!hosts.isEmpty, "hosts")
  }
}

/// Embeds by host and path, by element and by class.
final class EmbedIndex: Sendable {
  let rules: [EmbedRule]
  private let index: AddressIndex
  private let scripts: AddressIndex
  private let byElement: NamedNumbers
  private let elementRules: [Int]
  private let byClass: NamedNumbers
  private let classRules: [Int]
  /// Attributes that rules with elements or classes look into: those that HTML knows, and the others.
  let knownAttributes: [AttributeName]
  let otherAttributes: NamedNumbers

  init(_ rules: [EmbedRule]) {
    self.rules = rules
    let names = HTMLDocument()
    var (index, scripts) = (AddressIndex(), AddressIndex())
    var (byElement, byClass, otherAttributes) = (NamedNumbers(), NamedNumbers(), NamedNumbers())
    var (elementRules, classRules): ([Int], [Int]) = ([], [])
    var knownAttributes: [AttributeName] = []
    for (number, rule) in rules.enumerated() {
      if rule.isScript {
        scripts.insert(number, hosts: rule.hosts, paths: rule.paths)
      } else {
        index.insert(number, hosts: rule.hosts, paths: rule.paths)
      }
      for element in rule.elements {
        byElement.append(element.utf8)
        elementRules.append(number)
      }
      for word in rule.classes {
        byClass.append(word.utf8.map(\.lowercased))
        classRules.append(number)
      }
      guard !rule.elements.isEmpty || !rule.classes.isEmpty else { continue }
      for attribute in rule.attributes {
        if let name = names.attributeName(attribute) {
          if !knownAttributes.contains(name) { knownAttributes.append(name) }
        } else {
          otherAttributes.append(attribute.utf8)
        }
      }
    }
    (self.index, self.scripts) = (index, scripts)
    (self.byElement, self.elementRules) = (byElement, elementRules)
    (self.byClass, self.classRules) = (byClass, classRules)
    (self.knownAttributes, self.otherAttributes) = (knownAttributes, otherAttributes)
  }

  /// The numbers of the rules that are asked about an address.
  func candidates(for parts: AddressParts) -> [Int] { index.candidates(for: parts) }

  /// The first rule for a frame's address, and what its pattern matched in the path.
  func rule(for parts: AddressParts) -> (rule: EmbedRule, matched: Range<Int>)? {
    first(index.candidates(for: parts), parts)
  }

  /// The same for the address of a script.
  func rule(forScript parts: AddressParts) -> (rule: EmbedRule, matched: Range<Int>)? {
    first(scripts.candidates(for: parts), parts)
  }

  private func first(
    _ candidates: [Int], _ parts: AddressParts
  ) -> (rule: EmbedRule, matched: Range<Int>)? {
    for number in candidates {
      if let matched = rules[number].paths.match(parts) { return (rules[number], matched) }
    }
    return nil
  }

  /// The rules that an element's name or one of its classes is known to.
  func rules(for node: NodeID, in document: borrowing HTMLDocument) -> [EmbedRule] {
    var numbers: [Int] = []
    let name = document.name(of: node)
    if document.isOwn(name), !byElement.isEmpty {
      let name = Array(document.string(name).utf8)
      byElement.forEach(name.span, hash: ByteHash.hash(name)) { numbers.append(elementRules[$0]) }
    }
    document.withAttribute(.class, of: node) { appendRules(forClass: $0, to: &numbers) }
    return numbers.map { rules[$0] }
  }

  private func appendRules(forClass value: Span<UInt8>, to numbers: inout [Int]) {
    var word: [UInt8] = []
    let end = min(value.count, 1024)
    for index in 0...end {
      if index < end, !value[index].isHTMLBlank {
        word.append(value[index].lowercased)
      } else if !word.isEmpty {
        byClass.forEach(word.span, hash: ByteHash.hash(word)) { numbers.append(classRules[$0]) }
        word.removeAll(keepingCapacity: true)
      }
    }
  }
}
