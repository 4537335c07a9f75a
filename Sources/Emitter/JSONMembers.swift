import FeedModel
import JSON

extension JSONWriter {
  /// A member, left out when there is no value.
  mutating func member(_ name: String, _ value: String?) {
    guard let value else { return }
    key(name)
    string(value)
  }

  /// A member that holds an address which something is fetched from.
  mutating func member(_ name: String, web address: WebAddress?) {
    guard let address, address.isOnTheWeb else { return }
    member(name, address.uri)
  }

  /// A member that holds a list, left out when the list is empty.
  mutating func array<Value>(
    _ name: String, _ values: [Value], _ write: (inout JSONWriter, Value) -> Void
  ) {
    guard !values.isEmpty else { return }
    key(name)
    beginArray()
    for value in values { write(&self, value) }
    endArray()
  }

  /// Authors by JSON Feed 1.1; an email address stands in `_refeed`, and is a `mailto:` URL where
  /// nothing else is known of the person.
  mutating func persons(_ name: String, _ persons: [Person]) {
    let known = persons.filter { AtomConstructs.name(of: $0) != nil }
    array(name, known) { json, person in
      let address = person.address.flatMap { $0.isOnTheWeb ? $0.uri : nil }
      let email = AtomConstructs.email(of: person)
      let name = AtomConstructs.isNameless(person) ? nil : AtomConstructs.name(of: person)
      let isKnown = name != nil || address != nil
      json.beginObject()
      json.member("name", name)
      json.member("url", address ?? (isKnown ? nil : email.map { "mailto:" + $0 }))
      json.member("avatar", web: person.avatar)
      if isKnown, let email {
        json.key("_refeed")
        json.beginObject()
        json.member("email", email)
        json.endObject()
      }
      json.endObject()
    }
  }

  /// Links as Atom describes them (`_refeed.links`).
  mutating func links(_ name: String, _ links: [Link]) {
    array(name, links) { json, link in
      json.beginObject()
      if link.rel != name { json.member("rel", link.rel) }
      json.member("url", link.address.uri)
      json.member("type", link.type)
      json.member("hreflang", link.hreflang)
      json.member("title", link.title)
      if let length = link.length {
        json.key("length")
        json.number(length)
      }
      json.endObject()
    }
  }

  /// Categories as Atom describes them (`_refeed.categories`).
  mutating func categories(_ name: String, _ categories: [Category]) {
    array(name, categories) { json, category in
      json.beginObject()
      json.member("term", category.term)
      json.member("scheme", category.scheme?.unlessBlank)
      json.member("label", category.label?.unlessBlank)
      json.endObject()
    }
  }
}
