internal import HTML
internal import JSON

/// How to know a block that is no part of an article.
final class PromoRule: Sendable {
  enum Structure: String, Sendable, Hashable, CaseIterable {
    case mirrorFooter = "mirror-footer"
    case mirrorGuide = "mirror-guide"
    case appearedFirst = "appeared-first"
    case deliveredBy = "delivered-by"
    case lastText = "last-text"
    case linksOnly = "links-only"
    case medium
    case hidden
    case feedSuffix = "feed-suffix"
    case commentNotice = "comment-notice"
    case shareLinks = "share-links"
    case submittedBy = "submitted-by"
    case readMore = "read-more"
    case callToAction = "call-to-action"
    case emailForm = "email-form"
    case feedNote = "feed-note"
    case modalCall = "modal-call"
    /// Lines that recur in the entries of a source, one behind the other.
    case repeated

    /// Its place among all.
    var number: Int { Structure.allCases.firstIndex(of: self) ?? 0 }
  }

  /// What must hold besides for a rule by class, id or attribute.
  enum Only: String, Sendable, Hashable, CaseIterable {
    /// Nothing to see inside.
    case empty
  }

  /// Where the element must stand.
  enum Place: String, Sendable, Hashable, CaseIterable {
    case caption
  }

  static let keys = [
    "structure", "markers", "hosts", "classes", "classPrefixes", "ids", "idPrefixes",
    "attributes", "only", "within", "when", "select", "plugin", "lines",
  ]

  let name: String
  let about: String
  /// `nil` for a rule by class, id or attribute.
  let structure: Structure?
  let markers: [[UInt8]]
  /// Of the markers.
  let firstBytes: ByteSet
  /// Beginnings of host names for a mirror, else host names.
  let hosts: [String]
  let classes: [String]
  let classPrefixes: [String]
  let ids: [String]
  let idPrefixes: [String]
  let attributes: [Attribute]
  let selectors: [Selector]
  let only: Only?
  let within: Place?
  /// Whether the words belong to one plug-in alone: a block of nothing but links and labels goes,
  /// whatever its share of the entry.
  let isPlugin: Bool
  /// Counts only for entries whose link or images are at one of these hosts; empty for all.
  let when: [String]
  /// Of a `repeated` structure, as `refeed learn` writes them.
  let lines: [String]

  struct Attribute: Sendable, Hashable {
    var name: String
    var value: String
  }

  init(
    name: String, about: String = "", structure: Structure? = nil, markers: [[UInt8]] = [],
    hosts: [String] = [], classes: [String] = [], classPrefixes: [String] = [],
    ids: [String] = [], idPrefixes: [String] = [], attributes: [Attribute] = [],
    selectors: [Selector] = [], only: Only? = nil, within: Place? = nil, isPlugin: Bool = false,
    when: [String] = [], lines: [String] = []
  ) {
    self.name = name
    self.about = about
    self.structure = structure
    self.markers = markers
    firstBytes = ByteSet(markers.compactMap(\.first))
    self.hosts = hosts
    self.classes = classes
    self.classPrefixes = classPrefixes
    self.ids = ids
    self.idPrefixes = idPrefixes
    self.attributes = attributes
    self.selectors = selectors
    self.only = only
    self.within = within
    self.isPlugin = isPlugin
    self.when = when
    self.lines = lines
  }

  init(_ rule: RuleReader) {
    name = rule.name
    about = rule.about
    structure = rule.choice("structure", of: Structure.allCases)
    markers = rule.bytes("markers")
    firstBytes = ByteSet(markers.compactMap(\.first))
    hosts = rule.strings("hosts")
    classes = rule.strings("classes")
    classPrefixes = rule.strings("classPrefixes")
    ids = rule.strings("ids")
    idPrefixes = rule.strings("idPrefixes")
    only = rule.choice("only", of: Only.allCases)
    within = rule.choice("within", of: Place.allCases)
    when = rule.strings("when")
    isPlugin = rule.bool("plugin")
    lines = rule.strings("lines")
    selectors = FeedRules.selectors(rule.value("select"), rule.problems)
    attributes = PromoRule.attributes(rule.value("attributes"), rule.problems)
    let signs = ["structure", "classes", "classPrefixes", "ids", "idPrefixes", "attributes"]
    rule.require(signs.contains { rule.value($0) != nil } || !selectors.isEmpty, "select")
    if structure == .repeated { rule.require(!lines.isEmpty, "lines") }
  }

  /// Selectors of the built-in table, which a test parses.
  static func builtInSelectors(_ texts: [String]) -> [Selector] {
    texts.compactMap { try? Selector(parsing: $0) }
  }

  private static func attributes(
    _ value: JSONValue?, _ problems: RuleProblems
  ) -> [Attribute] {
    guard let value else { return [] }
    guard let members = value.members else {
      problems.add(.wrongType(expected: "an object"), at: value)
      return []
    }
    return members.compactMap { member in
      guard let text = member.value.string else {
        problems.add(.wrongType(expected: "a string"), at: member.value)
        return nil
      }
      return Attribute(name: member.name, value: text)
    }
  }
}
