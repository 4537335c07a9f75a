import FeedModel

@testable import FeedReader

/// Kept extension elements under feedparser's names.
enum FeedparserExtensions {
  static func members(_ elements: [ExtensionElement]) -> [(String, PathValue)] {
    var members: [(String, PathValue)] = []
    for element in elements {
      switch (element.namespace.lowercased(), element.name.lowercased()) {
      case (let uri, "block") where uri.contains("itunes"):
        members.append(("itunes_block", .number(element.text == "yes" ? 1 : 0)))
      case (let uri, "explicit") where uri.contains("itunes"):
        members.append(("itunes_explicit", explicit(element.text)))
      case (_, "expirationdate"):
        if let date = ParsedDate(element.text) {
          members.removeAll { $0.0 == "expired_parsed" }
          members.append(("expired_parsed", .moment(date.timestamp.milliseconds / 1_000)))
          members.append(("expired", .moment(date.timestamp.milliseconds / 1_000)))
        }
      case (_, "valid"):
        for part in element.text.split(separator: ";") {
          let sides = part.split(separator: "=", maxSplits: 1)
          guard sides.count == 2, let date = ParsedDate(String(sides[1])) else { continue }
          members.append(("validity_\(sides[0])", .text(String(sides[1]))))
          let seconds = date.timestamp.milliseconds / 1_000
          members.append(("validity_\(sides[0])_parsed", .moment(seconds)))
        }
      case (_, "in-reply-to"): members.append(("thr_in-reply-to", attributes(element)))
      case (_, "chapters"):
        members.append(
          (
            "psc_chapters",
            .object([
              ("version", .text(element.attributes.first { $0.name == "version" }?.value)),
              ("chapters", .list(element.children.map(attributes))),
            ])
          ))
      case (_, "cloud"), (_, "textinput"):
        members.append((element.name.lowercased(), attributes(element)))
      case (_, "new-feed-url"), (_, "newlocation"):
        members.append(("newlocation", .text(element.text)))
      case (_, "newlocation"): break
      case (_, "redirect"):
        members.append(("newlocation", .text(element.children.first?.text)))
      case (let uri, _) where uri.contains("georss") || uri.contains("gml") || uri.contains("geo/"):
        if let place = GeoShape.value(of: element) { members.append(("where", place)) }
      default:
        members.append((element.name, .text(element.text)))
        members.append((element.name.lowercased(), .text(element.text)))
      }
      if let prefix = prefix(of: element.namespace) {
        let value =
          prefix == "media" || element.text.isEmpty ? attributes(element) : .text(element.text)
        members.append(("\(prefix)_\(element.name.lowercased())", value))
      }
    }
    return members
  }

  /// Every such element of Media RSS, with its attributes and its text as `content`.
  static func all(_ name: String, _ elements: [ExtensionElement]) -> [PathValue] {
    elements.filter { $0.name == name && prefix(of: $0.namespace) == "media" }.map(attributes)
  }

  /// The prefix under which feedparser names what it has no field for.
  private static func prefix(of namespace: String) -> String? {
    let known = [
      "webns.net/mvcb": "admin", "modules/aggregation": "ag", "modules/annotate": "annotate",
      "modules/changedpage": "cp", "purl.org/dc/elements": "dc", "purl.org/dc/terms": "dcterms",
      "modules/email": "email", "modules/event": "ev", "feedburner/ext": "feedburner",
      "xmlns.com/foaf": "foaf", "podcast-1.0.dtd": "itunes", "search.yahoo.com/mrss": "media",
      "madskills.com/public/xml/rss/module/pingback": "pingback", "prismstandard": "prism",
      "modules/reference": "ref", "modules/richequiv": "reqv", "modules/search": "search",
      "modules/slash": "slash", "modules/servicestatus": "ss", "modules/subscription": "sub",
      "modules/syndication": "sy", "modules/taxonomy": "taxo", "syndication/thread": "thr",
      "modules/threading": "ti", "module/trackback": "trackback", "commentapi": "wfw",
    ]
    let uri = namespace.lowercased()
    return known.first { uri.contains($0.key) }?.value
  }

  static func node(_ element: ExtensionElement) -> XMLNode {
    func name(_ uri: String, _ local: String) -> XMLName {
      XMLName(
        namespace: FeedNamespace.named(uri), uri: uri, name: NameTable.shared.name(local),
        local: local)
    }
    var node = XMLNode(
      name: name(element.namespace, element.name),
      attributes: element.attributes.map {
        XMLAttribute(name: name($0.namespace, $0.name), value: $0.value)
      })
    node.text = element.text
    node.children = element.children.map(self.node)
    node.hasMarkup = element.attributes.contains { $0.value == "xhtml" }
    return node
  }

  private static func explicit(_ text: String) -> PathValue {
    switch text {
    case "yes": .flag(true)
    case "clean": .flag(false)
    default: .none
    }
  }

  private static func attributes(_ element: ExtensionElement) -> PathValue {
    .object(
      (element.attributes.map { ($0.name, $0.value) } + element.children.map { ($0.name, $0.text) })
        .flatMap { [($0.0, .text($0.1)), ($0.0.lowercased(), .text($0.1))] }
        + [("content", .text(element.text))])
  }
}

/// GeoRSS and GML as feedparser's `where`: longitude first.
enum GeoShape {
  static func value(of element: ExtensionElement) -> PathValue? {
    var waiting = [element]
    while let next = waiting.popLast() {
      let numbers = next.text.split { " ,\n\t".contains($0) }.compactMap { Double($0) }
      switch next.name.lowercased() {
      case "point", "pos": if numbers.count >= 2 { return shape("Point", numbers) }
      case "line", "linestring": if numbers.count >= 4 { return shape("LineString", numbers) }
      case "polygon", "poslist": if numbers.count >= 6 { return polygon(numbers, element) }
      case "box": if numbers.count == 4 { return shape("Box", numbers) }
      default: break
      }
      waiting += next.children
    }
    return element.name.lowercased() == "polygon" ? .object([]) : nil
  }

  private static func polygon(_ numbers: [Double], _ element: ExtensionElement) -> PathValue {
    if String(describing: element).contains("LineString") { return shape("LineString", numbers) }
    return .object([("type", .text("Polygon")), ("coordinates", .list([pairs(numbers)]))])
  }

  private static func shape(_ type: String, _ numbers: [Double]) -> PathValue {
    let list = pairs(numbers)
    if type == "Point", numbers.count == 3 {
      return .object([
        ("type", .text(type)),
        ("coordinates", .list([numbers[1], numbers[0], numbers[2]].map { .number($0) })),
      ])
    }
    guard type == "Point", case .list(let points) = list, let first = points.first else {
      return .object([("type", .text(type)), ("coordinates", list)])
    }
    return .object([("type", .text(type)), ("coordinates", first)])
  }

  private static func pairs(_ numbers: [Double]) -> PathValue {
    .list(
      stride(from: 0, to: numbers.count - 1, by: 2).map {
        .list([.number(numbers[$0 + 1]), .number(numbers[$0])])
      })
  }
}
