public import ConfigurationModel
import FeedModel
import HTML
public import JSON
import Normalizer

/// The rules in force, to be listed and tried.
public struct RuleBook: Sendable {
  /// One rule of a table.
  public struct Rule: Sendable, Hashable {
    /// The key of its table under `rules`.
    public var table: String
    /// Unique in its table.
    public var name: String
    /// One sentence without a full stop; empty where the name says all.
    public var about: String
    /// Whether it is in force.
    public var isOn: Bool
    /// Whether the configuration wrote or changed it.
    public var isChanged: Bool
  }

  /// What becomes of an address at one place.
  public struct Use: Sendable, Hashable {
    /// Where an address stands in an entry.
    public enum Place: String, Sendable, Hashable, CaseIterable {
      case link
      case image
      case frame
    }

    /// Where the address stands.
    public var place: Place
    /// The rules that touched it, in their order.
    public var rules: [String]
    /// The address that is published; `nil` when nothing is left of it.
    public var result: String?
    /// Whether a link stands where a frame was.
    public var isLink: Bool
  }

  private let normalizer: Normalizer

  /// - Parameters:
  ///   - feed: the configured feed whose rules count too.
  ///   - common: the rules for all feeds of that configuration; `nil` for the built-in ones alone.
  ///   - path: of the configuration, for messages.
  public init(
    like feed: FeedConfiguration? = nil, common: JSONValue? = nil, path: String? = nil
  ) throws(InvalidConfiguration) {
    do throws(InvalidRules) {
      normalizer = try ConfiguredRules.normalizer(for: feed, common: common)
    } catch {
      throw InvalidConfiguration(path: path ?? "configuration", error)
    }
  }

  /// Every rule, in the order of the tables.
  public var rules: [Rule] {
    normalizer.rules.descriptions.map { rule in
      Rule(
        table: rule.table, name: rule.name, about: rule.about, isOn: rule.isOn,
        isChanged: rule.isChanged)
    }
  }

  /// The tables as they are in force, in the language of the configuration.
  public var json: [UInt8] { normalizer.rules.json() }

  /// What becomes of an address as a link, an image and a frame of an entry; `nil` when the text
  /// is no http or https address. Nothing is fetched.
  public func uses(of text: String) -> [Use]? {
    let text = text.utf8.starts(with: "//".utf8) ? "https:" + text : text
    guard let address = WebAddress(text), address.isHTTP else { return nil }
    return Use.Place.allCases.map { use(text, at: $0) }
  }

  private func use(_ address: String, at place: Use.Place) -> Use {
    var entry = ParsedEntry()
    entry.rawLink = "urn:refeed:rules"
    entry.content = Text(.html, "<p>.</p>" + RuleBook.markup(address, at: place))
    let context = NormalizationContext(id: "urn:refeed:rules", explains: true)
    let clean = normalizer.normalized(entry: entry, context: context)
    let (result, isLink) = RuleBook.address(in: clean?.content?.html ?? "", at: place)
    let own = clean?.changes.map(\.rule).filter { $0 != "sanitizer.attribute" } ?? []
    return Use(place: place, rules: own, result: result, isLink: isLink)
  }

  /// An element that holds the address and that no other rule has a reason to touch.
  private static func markup(_ address: String, at place: Use.Place) -> String {
    var document = Document()
    let element = document.makeElement(
      place == .link ? .a : place == .image ? .img : .iframe)
    document.setAttribute(place == .link ? .href : .src, to: address, of: element)
    if place == .link { document.append(document.makeText("."), to: element) }
    document.append(element, to: document.root)
    return String(decoding: document.serialized(), as: UTF8.self)
  }

  private static func address(
    in html: String, at place: Use.Place
  ) -> (result: String?, isLink: Bool) {
    let document = Document(parsingFragment: Array(html.utf8))
    for node in document.descendants(of: document.root) {
      if document.isElement(node, .a) {
        return (document.attribute(.href, of: node), place != .link)
      }
      if document.isElement(node, .img) || document.isElement(node, .iframe) {
        return (document.attribute(.src, of: node), false)
      }
    }
    return (nil, false)
  }
}
