internal import JSON

/// What generators write in other shapes than JSON Feed's: objects for strings, one for a list.
enum JSONShapes {
  /// A string, or the one that an object wraps, as WordPress's `rendered` does and what XML leaves
  /// when it is turned into JSON.
  static func string(_ value: JSONValue?) -> String? {
    if let text = value?.string { return text }
    guard let value, value.kind == .object else { return nil }
    return (wrappers + markupWrappers).lazy.compactMap { value[$0]?.string }.first
  }

  /// Whether what an object wraps is HTML by its name.
  static func isMarkup(_ value: JSONValue?) -> Bool {
    guard let value, value.kind == .object, !wrappers.contains(where: { value[$0]?.string != nil })
    else { return false }
    return markupWrappers.contains { value[$0]?.string != nil }
  }

  private static let wrappers = ["value", "text", "#text", "_text", "$t", "_", "plain", "raw"]
  private static let markupWrappers = ["rendered", "html"]

  /// The items of an object whose members are nothing but objects (`{"0": {…}, "1": {…}}`); `nil` for
  /// one item alone and all else.
  static func keyedItems(_ value: JSONValue) -> [JSONValue]? {
    guard value.kind == .object, let members = value.members else { return nil }
    let items = members.map(\.value)
    return items.isEmpty || items.contains { $0.kind != .object } ? nil : items
  }

  /// The address that an object holds.
  static func address(in value: JSONValue?) -> String? {
    guard let value, value.kind == .object else { return nil }
    return ["url", "href", "src"].lazy.compactMap { value[$0]?.string }.first
  }

  /// Words of an item: a list of strings, numbers or named objects; one string is a list with
  /// commas. Each once.
  static func tags(of item: JSONValue, limit: Int) -> [String] {
    for key in ["tags", "categories", "keywords"] {
      guard let value = item[key] else { continue }
      var tags: [String] = []
      var seen: Set<[UInt8]> = []
      for tag in words(value, limit: limit) {
        let text = UTF8Text.trimmed(JSONText.legal(tag))
        if !text.isEmpty, seen.insert(Array(text.utf8)).inserted { tags.append(text) }
      }
      if !tags.isEmpty { return tags }
    }
    return []
  }

  private static func words(_ value: JSONValue, limit: Int) -> [String] {
    if let elements = value.elements {
      return elements.prefix(limit).compactMap(word)
    }
    if let text = value.string {
      return text.utf8.split(separator: 0x2C).prefix(limit).map { String(Substring($0)) }
    }
    return [word(value)].compactMap { $0 }
  }

  private static func word(_ value: JSONValue) -> String? {
    if let text = string(value) { return text }
    if let number = value.number { return number.text }
    guard value.kind == .object else { return nil }
    return ["name", "label", "term", "title", "slug"].lazy.compactMap { value[$0]?.string }.first
  }
}
