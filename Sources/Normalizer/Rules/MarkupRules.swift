/// Attributes that hold an address until a script has run.
final class LazyRule: Sendable {
  enum Target: String, Sendable, Hashable, CaseIterable {
    case src
    case srcset
    case poster
    /// The address of a picture behind an empty element.
    case background
    /// Words in the address of a picture that only stands in.
    case placeholder
  }

  let name: String
  let about: String
  let target: Target
  let attributes: [String]
  let words: [[UInt8]]
  /// Whether it outweighs an address that is there.
  let isStrong: Bool

  static let keys = ["to", "attributes", "words", "always"]

  /// - Parameter attributes: in small letters.
  init(
    name: String, about: String = "", target: Target = .src, attributes: [String] = [],
    words: [[UInt8]] = [], isStrong: Bool = false
  ) {
    self.name = name
    self.about = about
    self.target = target
    self.attributes = attributes
    self.words = words
    self.isStrong = isStrong
  }

  init(_ rule: RuleReader) {
    name = rule.name
    about = rule.about
    target = rule.choice("to", of: Target.allCases) ?? .src
    attributes = rule.strings("attributes").map { $0.lowercased() }
    words = rule.bytes("words")
    isStrong = rule.bool("always")
  }
}

/// An image that counts its readers.
struct TrackerRule: Sendable, Hashable {
  var name: String
  var about = ""
  var hosts: [String] = []
  var paths: [PathPattern] = []
  /// Parameters that must all be in the query.
  var parameters: [String] = []
  /// Whether an image that has a size to be seen, or stands in a figure, is none.
  var sparesShown = false

  static let keys = ["hosts", "paths", "parameters", "unseen"]

  /// Whether all parameters are in the query.
  func hasParameters(_ parts: AddressParts) -> Bool {
    parameters.allSatisfy { name in
      parts.parameters.contains { parts.pair($0).name.elementsEqual(name.utf8) }
    }
  }
}

extension TrackerRule {
  init(_ rule: RuleReader) {
    name = rule.name
    about = rule.about
    hosts = rule.strings("hosts")
    paths = rule.paths("paths")
    parameters = rule.strings("parameters")
    sparesShown = rule.bool("unseen")
    let isLoose =
      hosts.isEmpty && paths.allSatisfy { $0.key == nil }
      && (parameters.isEmpty || !paths.isEmpty)
    rule.require(!isLoose, "hosts")
  }
}

/// Words of links to the original of a translation.
struct RelatedRule: Sendable {
  let name: String
  let about: String
  let texts: [[UInt8]]
  /// BCP 47 tag of the original.
  let language: String?
  /// The two bytes that each text begins with.
  private var starts = HashFilter()

  static let keys = ["texts", "language"]

  init(_ rule: RuleReader) {
    self.init(
      name: rule.name, about: rule.about, texts: rule.bytes("texts"),
      language: rule.string("language"))
  }

  init(name: String, about: String = "", texts: [[UInt8]], language: String? = nil) {
    self.name = name
    self.about = about
    self.texts = texts.filter { $0.count > 1 }
    self.language = language
    for text in self.texts { starts.insert(UInt64(text[0]) << 8 | UInt64(text[1])) }
  }

  /// Whether one of the texts may occur; `false` is certain.
  func mayBeNamed(in text: Span<UInt8>) -> Bool {
    var index = 1
    while index < text.count {
      if starts.mayContain(UInt64(text[index - 1]) << 8 | UInt64(text[index])) { return true }
      index += 1
    }
    return false
  }

  /// Whether one of the texts occurs.
  func isNamed(in text: [UInt8]) -> Bool {
    for index in text.indices.dropLast()
    where starts.mayContain(UInt64(text[index]) << 8 | UInt64(text[index + 1])) {
      if texts.contains(where: { text[index...].starts(with: $0) }) { return true }
    }
    return false
  }
}
