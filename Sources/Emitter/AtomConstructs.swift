import FeedModel

/// Parts that feeds and entries share.
enum AtomConstructs {
  /// Persons (RFC 4287 §3.2); a person without a name goes by email or address.
  ///
  /// `fallback` is written as the only one when there is none, because §4.1.1 demands an author.
  static func writePersons(
    _ element: String, _ persons: [Person], orElse fallback: String? = nil, to xml: inout XMLWriter
  ) {
    var persons = persons.filter { name(of: $0) != nil }
    if persons.isEmpty, let fallback {
      persons = [Person(name: fallback.isBlank ? "Refeed" : fallback)]
    }
    for person in persons {
      guard let name = name(of: person) else { continue }
      let email = email(of: person)
      xml.open(element)
      xml.leaf("name", text: name)
      if let address = person.address, address.isOnTheWeb { xml.leaf("uri", text: address.href) }
      if let email, isEmail(email) { xml.leaf("email", text: email) }
      xml.close()
    }
  }

  /// The email address, also where it was given as a `mailto:` address.
  static func email(of person: Person) -> String? {
    if let email = person.email { return email }
    guard let href = person.address?.href, href.hasPrefix("mailto:") else { return nil }
    return String(href.dropFirst("mailto:".count))
  }

  /// Categories (§4.2.2). A scheme that is no IRI, as RSS's `domain` may be, can't be carried.
  static func writeCategories(_ categories: [Category], to xml: inout XMLWriter) {
    for category in categories where !category.term.isBlank {
      let scheme = category.scheme.flatMap { AbsoluteIRI.isValid($0) ? $0 : nil }
      xml.leaf(
        "category", [("term", category.term), ("scheme", scheme), ("label", category.label)])
    }
  }

  static func name(of person: Person) -> String? {
    for name in [person.name, email(of: person), person.address?.href] {
      if let name, !name.isBlank { return name }
    }
    return nil
  }

  private static func isEmail(_ text: String) -> Bool {
    guard let at = text.utf8.firstIndex(of: UInt8(ascii: "@")) else { return false }
    return at != text.utf8.startIndex && text.utf8.index(after: at) != text.utf8.endIndex
      && text.utf8.allSatisfy { $0 > 0x20 }
  }
}

/// Writes the links of one feed or entry (RFC 4287 §4.2.7), each once.
struct AtomLinkWriter {
  private let element: String
  private var alternates: [Key] = []
  private var written: Set<Link> = []

  init(element: String = "link") {
    self.element = element
  }

  /// What two alternates may not share (§4.1.1, §4.1.2).
  private struct Key: Equatable {
    let type: String?
    let hreflang: String?
  }

  mutating func write(_ link: Link, to xml: inout XMLWriter) {
    let type = link.type.flatMap { isMediaType($0) ? $0 : nil }
    let hreflang = LanguageTag.valid(link.hreflang)
    guard link.address.isLinkable, !link.rel.isBlank, written.insert(link).inserted else { return }
    if link.rel == "alternate" {
      let key = Key(type: type, hreflang: hreflang)
      guard !alternates.contains(key) else { return }
      alternates.append(key)
    }
    xml.leaf(
      element,
      [
        ("rel", link.rel), ("type", type), ("hreflang", hreflang), ("title", link.title),
        ("length", link.length.map(String.init)), ("href", link.address.href),
      ])
  }

  private func isMediaType(_ text: String) -> Bool {
    let parts = text.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    return parts.count == 2 && parts.allSatisfy { !$0.isEmpty }
      && text.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F }
  }
}
