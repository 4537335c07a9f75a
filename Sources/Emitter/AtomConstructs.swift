import FeedModel

/// Parts that feeds and entries share.
enum AtomConstructs {
  /// Persons (RFC 4287 §3.2).
  ///
  /// `fallback` is written as the only one when there is none, because §4.1.1 demands an author.
  static func writePersons(
    _ element: String, _ persons: [Person], orElse fallback: String? = nil, to xml: inout XMLWriter
  ) {
    var persons = persons.filter { name(of: $0) != nil }
    if persons.isEmpty, let fallback { persons = [Person(name: fallback.unlessBlank ?? "Refeed")] }
    for person in persons {
      guard let name = name(of: person) else { continue }
      xml.open(element)
      xml.leaf("name", text: name)
      if let address = person.address, address.isOnTheWeb { xml.leaf("uri", text: address.uri) }
      if let email = email(of: person) { xml.leaf("email", text: email) }
      xml.close()
    }
  }

  /// The email address, also where it was given as a `mailto:` address; `nil` for what is none.
  static func email(of person: Person) -> String? {
    let mailto = person.address.flatMap {
      $0.href.hasPrefix("mailto:") ? String($0.href.dropFirst("mailto:".count)) : nil
    }
    return [person.email, mailto, person.name].compactMap(\.self).first(where: EmailAddress.isValid)
  }

  /// What a person is called where a format demands a name: who has none goes by the whole email
  /// address, else by the address of a page.
  static func name(of person: Person) -> String? {
    properName(of: person) ?? email(of: person) ?? person.address?.uri
      ?? person.email?.unlessBlank
  }

  /// The name; `nil` for an email address in its place.
  static func properName(of person: Person) -> String? {
    person.name?.unlessBlank.flatMap { EmailAddress.isValid($0) ? nil : $0 }
  }

  /// Whether nothing but an email address is known that a reader could show.
  static func isNameless(_ person: Person) -> Bool {
    properName(of: person) == nil && email(of: person) != nil
  }

  /// The names alone, each once, for formats that know no more.
  static func names(of persons: [Person]) -> [String] {
    var seen: Set<String> = []
    return persons.compactMap(name).filter { seen.insert($0).inserted }
  }

  /// Categories (§4.2.2). A scheme that is no IRI, as RSS's `domain` may be, can't be carried.
  static func writeCategories(_ categories: [Category], to xml: inout XMLWriter) {
    for category in categories where !category.term.isBlank {
      let scheme = category.scheme.flatMap { AbsoluteIRI.isValid($0) ? $0 : nil }
      xml.leaf(
        "category",
        [("term", category.term), ("scheme", scheme), ("label", category.label?.unlessBlank)])
    }
  }

  /// A link (§4.2.7).
  static func write(_ link: Link, as element: String = "link", to xml: inout XMLWriter) {
    xml.leaf(
      element,
      [
        ("rel", link.rel), ("type", link.type), ("hreflang", link.hreflang),
        ("title", link.title), ("length", link.length.map(String.init)),
        ("href", link.address.uri),
      ])
  }

  /// A page and the other links of a feed or an entry.
  ///
  /// Of two alternates of one type and language the second can't be carried (§4.1.1, §4.1.2).
  static func writeLinks(page: Link?, _ links: [Link], to xml: inout XMLWriter) {
    var alternates: [Link] = []
    let pages = PublishedLinks.of([page].compactMap(\.self))
    for link in pages + PublishedLinks.of(links) {
      if link.rel == "alternate" {
        guard !alternates.contains(where: { $0.type == link.type && $0.hreflang == link.hreflang })
        else { continue }
        alternates.append(link)
      }
      write(link, to: &xml)
    }
  }
}
