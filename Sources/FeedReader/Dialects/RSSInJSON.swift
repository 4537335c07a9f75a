internal import FeedModel
internal import JSON

/// RSS written as JSON (github.com/scripting/Scripting-News/tree/master/rss-in-json): every member
/// is read as the element that it stands for.
struct RSSInJSON {
  let limits: FeedReader.Limits
  let address: WebAddress?
  /// The index of the item in which the text broke off.
  let cutItem: Int?
  var dates = DateReading()

  static func channel(_ root: JSONValue) -> JSONValue? {
    guard let channel = root["rss"]?["channel"], channel.kind == .object else { return nil }
    return channel
  }

  func read(_ channel: JSONValue) -> ParsedFeed {
    var fields = FeedFields(limits: limits, address: address)
    fields.dates = dates
    fields.feed.dialect = .rssInJSON
    if let link = channel["link"]?.string { fields.learn(homepage: link) }
    let base = fields.base
    for member in members(of: channel) {
      if member.name == "item" {
        for (index, item) in values(member.value).enumerated() {
          take(item, isComplete: index != cutItem, into: &fields)
        }
      } else {
        for value in values(member.value) {
          fields.take(RSSInJSON.node(member.name, value), base: base)
        }
      }
    }
    return fields.finished()
  }

  private func take(_ item: JSONValue, isComplete: Bool, into fields: inout FeedFields) {
    let record = RSSInJSON.node("item", nil)
    let base = fields.base
    var entry = EntryFields(limits: limits, record: record, base: base, feedIsAtom: false)
    entry.isComplete = isComplete
    for member in members(of: item) {
      for value in values(member.value) {
        entry.take(RSSInJSON.node(member.name, value), base: base)
      }
    }
    fields.append(&entry)
  }

  private func members(of value: JSONValue) -> [JSONMember] {
    (value.members).map { Array($0.prefix(limits.fields)) } ?? []
  }

  private func values(_ value: JSONValue) -> [JSONValue] {
    value.elements.map(Array.init) ?? [value]
  }

  // MARK: - Nodes

  /// The element that a member stands for; scalars of an object are attributes and elements both,
  /// because the format does not tell, and the items of an array elements of its name.
  ///
  /// - Parameter depth: How many values it may hold inside one another; deeper ones are left out.
  static func node(_ name: String, _ value: JSONValue?, depth: Int = 50) -> XMLNode {
    var node = XMLNode(name: elementName(name), attributes: [])
    guard let value, depth > 0 else { return node }
    if let text = scalar(value) {
      node.text = text
    } else if let elements = value.elements {
      for element in elements.prefix(maxMembers) {
        node.children.append(RSSInJSON.node(name, element, depth: depth - 1))
      }
    } else if let members = value.members {
      for member in members.prefix(maxMembers) { add(member, to: &node, depth: depth - 1) }
    }
    return node
  }

  private static func add(_ member: JSONMember, to node: inout XMLNode, depth: Int) {
    let text = scalar(member.value)
    if let text, member.name == "#value" || member.name == "#text" {
      node.text = text
      return
    }
    let child = RSSInJSON.node(member.name, member.value, depth: depth)
    if let text { node.attributes.append(XMLAttribute(name: child.name, value: text)) }
    node.children.append(child)
  }

  private static let maxMembers = 200

  static func element(_ name: String, _ value: JSONValue) -> ExtensionElement {
    node(name, value).asExtension
  }

  private static func scalar(_ value: JSONValue) -> String? {
    if let text = value.string { return JSONText.legal(text) }
    if let number = value.number { return number.text }
    return value.bool.map { $0 ? "true" : "false" }
  }

  private static func elementName(_ written: String) -> XMLName {
    let parts = written.split(separator: ":", maxSplits: 1)
    guard parts.count == 2 else {
      return XMLName(
        namespace: .core, uri: "", name: NameTable.shared.name(written), local: written)
    }
    let local = String(parts[1])
    let known = FeedNamespace.usual(forPrefix: String(parts[0])) ?? (.other, String(parts[0]))
    return XMLName(
      namespace: known.namespace, uri: known.uri, name: NameTable.shared.name(local), local: local)
  }
}
