public import JSON

/// Changes feeds in the text of a configuration, and nothing else of it: comments and layout stay.
///
/// What is written is taken as it stands: no `${NAME}` in it is a variable.
public struct ConfigurationEdit: Sendable {
  /// The keys of a feed that may be changed.
  public enum FeedKey: String, Sendable, Hashable, CaseIterable {
    case id, title, group, rules, only, drop
  }

  /// Why a change can't be made.
  public enum Failure: Error, Sendable, Hashable, CustomStringConvertible {
    /// The text is no JSON.
    case invalid(InvalidJSON)
    case noFeed(String)
    case noSuchPlace(String)
    /// Neither http nor https.
    case noAddress(String)

    public var description: String {
      switch self {
      case .invalid(let error): "not valid JSON: \(error)"
      case .noFeed(let id): "there is no feed \"\(id)\" in the file; reload the page"
      case .noSuchPlace(let sentence): sentence
      case .noAddress(let text): "\(text) is neither an http nor an https address"
      }
    }
  }

  private var text: JSONTextEdit

  /// - Parameter bytes: the configuration's file.
  public init(_ bytes: [UInt8]) throws(Failure) {
    do throws(InvalidJSON) {
      text = try JSONTextEdit(bytes)
    } catch {
      throw .invalid(error)
    }
  }

  /// The text as it is now.
  public var bytes: [UInt8] { text.bytes }

  // MARK: Reading

  /// A feed as it is written, by its id; `nil` where there is none.
  public func feed(_ id: String) -> JSONValue? { place(of: id).flatMap { text.value(at: $0) } }

  private func place(of id: String) -> [JSONTextEdit.Step]? {
    let list = ConfigurationKeys.table.name(of: \.feeds)
    let name = FeedKeys.table.name(of: \.id)
    guard let feeds = text.root[list]?.elements else { return nil }
    for (index, feed) in feeds.enumerated()
    where feed[name]?.string.map({ $0.utf8.elementsEqual(id.utf8) }) ?? false {
      return [.name(list), .element(index)]
    }
    return nil
  }

  /// Whether anything of a value stands for a variable of the environment.
  public static func holdsVariables(_ value: JSONValue) -> Bool {
    var json = JSONWriter(format: .compact)
    json.value(value)
    return Variables.areNamed(in: String(decoding: json.finish(), as: UTF8.self))
  }

  /// A text of the file as a person typed it: `$${` stands for `${`.
  public static func typed(_ text: String) -> String { Variables.expanded(text) { "${\($0)}" } }

  /// What of the feeds is different from another version, as JSON to be put into a file by hand: `id`
  /// and the keys that may be changed. What stands for variables is not shown.
  public func changes(since other: ConfigurationEdit) -> String {
    let name = FeedKeys.table.name(of: \.id)
    let feeds = text.root[ConfigurationKeys.table.name(of: \.feeds)]?.elements.map(Array.init) ?? []
    let changed = feeds.compactMap { feed -> String? in
      guard let id = feed[name]?.string else { return nil }
      let before = other.feed(id)
      var members: [String] = []
      for key in FeedKey.allCases where key != .id {
        guard let value = feed[key.rawValue], !Self.holdsVariables(value) else { continue }
        let written = Self.plain(value)
        if before?[key.rawValue].map(Self.plain) != written {
          members.append("\(JSONTextEdit.quoted(key.rawValue)): \(written)")
        }
      }
      let sources = plainSources(of: id)
      if sources != other.plainSources(of: id) {
        let list = sources.map(JSONTextEdit.quoted).joined(separator: ", ")
        members.append("\(JSONTextEdit.quoted(FeedKeys.table.name(of: \.sources))): [\(list)]")
      }
      guard !members.isEmpty else { return nil }
      let all = ["\(JSONTextEdit.quoted(name)): \(JSONTextEdit.quoted(id))"] + members
      return "{\n  " + all.joined(separator: ",\n  ") + "\n}"
    }
    return changed.joined(separator: ",\n")
  }

  /// As it is written, on one line.
  private static func plain(_ value: JSONValue) -> String {
    var json = JSONWriter(format: .compact)
    json.value(value)
    return String(decoding: json.finish(), as: UTF8.self)
  }

  // MARK: Changing

  /// Sets a text of a feed, or takes the key away where there is none.
  public mutating func set(_ key: FeedKey, of id: String, to value: String?) throws(Failure) {
    try set(key, of: id, json: value.map(Self.written))
  }

  /// Sets a list of texts, one of one as a text.
  public mutating func set(_ key: FeedKey, of id: String, to texts: [String]) throws(Failure) {
    let written = texts.map(Self.written)
    let json = written.count == 1 ? written[0] : "[" + written.joined(separator: ", ") + "]"
    try set(key, of: id, json: written.isEmpty ? nil : json)
  }

  /// Sets a key to a parsed value, as its text has it; texts in it stand for no variables.
  public mutating func set(_ key: FeedKey, of id: String, to value: JSONValue) throws(Failure) {
    try set(key, of: id, json: Self.written(value))
  }

  private mutating func set(_ key: FeedKey, of id: String, json: String?) throws(Failure) {
    guard let place = place(of: id) else { throw .noFeed(id) }
    let path = place + [.name(key.rawValue)]
    try change { text in
      if let json {
        try text.set(path, to: json)
      } else if text.value(at: path) != nil {
        try text.remove(path)
      }
    }
  }

  /// Adds a selector, or what else is a text, to a list of a feed's rules: `remove`, `off`.
  ///
  /// One that is there already stays as it is.
  public mutating func addRule(_ value: String, to list: String, of id: String) throws(Failure) {
    guard let place = place(of: id) else { throw .noFeed(id) }
    let path = place + ["rules", .name(list)]
    let known = text.value(at: path)
    let isThere = (known?.elements.map(Array.init) ?? [known].compactMap(\.self)).contains {
      $0.string.map { Self.typed($0) == value } ?? false
    }
    guard !isThere else { return }
    try change { try $0.append(Self.written(value), to: path) }
  }

  /// Adds an object, such as `{ "prefix": …, "with": … }`, to a list of a feed's rules.
  public mutating func addRule(
    object members: [(name: String, value: String)], to list: String, of id: String
  ) throws(Failure) {
    guard let place = place(of: id) else { throw .noFeed(id) }
    let inside = members.map { "\(JSONTextEdit.quoted($0.name)): \(Self.written($0.value))" }
    try change {
      try $0.append("{ \(inside.joined(separator: ", ")) }", to: place + ["rules", .name(list)])
    }
  }

  private static let nameOfRules = "name"

  /// Adds an object with a `name` to a list of a feed's rules; one of that name stays as it is.
  ///
  /// - Parameter object: JSON.
  public mutating func addRule(
    _ object: String, named name: String, to list: String, of id: String
  ) throws(Failure) {
    guard let place = place(of: id) else { throw .noFeed(id) }
    let path = place + ["rules", .name(list)]
    let isThere = text.value(at: path)?.elements?.contains {
      $0[Self.nameOfRules]?.string.map { $0.utf8.elementsEqual(name.utf8) } ?? false
    }
    guard isThere != true else { return }
    try change { try $0.append(object, to: path) }
  }

  /// Adds a feed behind the others.
  ///
  /// - Parameter sources: http and https addresses.
  public mutating func addFeed(
    id: String, title: String?, group: [String], sources: [String]
  ) throws(Failure) {
    for source in sources { try Self.check(source) }
    var lines = ["\"id\": \(Self.written(id))"]
    if let title { lines.append("\"title\": \(Self.written(title))") }
    let folders = group.map(Self.written)
    if let first = folders.first {
      let list = "[" + folders.joined(separator: ", ") + "]"
      lines.append("\"group\": " + (folders.count == 1 ? first : list))
    }
    lines.append("\"sources\": [\(sources.map(Self.written).joined(separator: ", "))]")
    let feed = "{\n  " + lines.joined(separator: ",\n  ") + "\n}"
    try change { try $0.append(feed, to: ["feeds"]) }
  }

  /// The sources of a feed that are plain http or https addresses, without variables; these alone
  /// may be changed.
  public func plainSources(of id: String) -> [String] {
    sources(of: id).compactMap { $0.value.string }.filter(Self.isPlain)
  }

  /// How many other sources it has.
  public func otherSources(of id: String) -> Int {
    sources(of: id).count - plainSources(of: id).count
  }

  /// Puts other plain sources in the place of those that are there; the rest stays as it is.
  public mutating func setPlainSources(of id: String, to addresses: [String]) throws(Failure) {
    for address in addresses { try Self.check(address) }
    let written = Set(addresses.map { Array($0.utf8) })
    for (path, value) in sources(of: id).reversed() {
      guard let text = value.string, Self.isPlain(text),
        !written.contains(Array(Self.typed(text).utf8))
      else { continue }
      if sources(of: id).count == 1 || path.count == 3 {
        // The only one: what comes takes its place.
        guard let first = addresses.first else { break }
        try change { try $0.set(path, to: Self.written(first)) }
      } else {
        try change { try $0.remove(path) }
      }
    }
    guard let place = place(of: id) else { throw .noFeed(id) }
    for address in addresses {
      let isThere = plainSources(of: id).contains { Self.typed($0) == address }
      if !isThere { try change { try $0.append(Self.written(address), to: place + ["sources"]) } }
    }
  }

  private func sources(of id: String) -> [(path: [JSONTextEdit.Step], value: JSONValue)] {
    guard let place = place(of: id), let sources = text.value(at: place + ["sources"]) else {
      return []
    }
    guard let elements = sources.elements else { return [(place + ["sources"], sources)] }
    return elements.enumerated().map { (place + ["sources", .element($0)], $1) }
  }

  private static func isPlain(_ text: String) -> Bool {
    let lower = text.lowercased()
    return ["http://", "https://"].contains { lower.hasPrefix($0) } && !Variables.areNamed(in: text)
      && !(lower.dropFirst(8).prefix { $0 != "/" }.contains("@"))
  }

  private static func check(_ address: String) throws(Failure) {
    let lower = address.lowercased()
    guard ["http://", "https://"].contains(where: { lower.hasPrefix($0) }) else {
      throw .noAddress(address)
    }
  }

  private mutating func change(
    _ body: (inout JSONTextEdit) throws -> Void
  ) throws(Failure) {
    do {
      try body(&text)
    } catch let error as InvalidJSON {
      throw .invalid(error)
    } catch {
      throw .noSuchPlace("\(error)")
    }
  }

  /// A text as the file is to hold it, quotation marks around it: nothing in it stands for a variable.
  public static func written(_ text: String) -> String {
    JSONTextEdit.quoted(Variables.escaped(text))
  }

  private static func written(_ value: JSONValue) -> String {
    var json = JSONWriter()
    json.value(value)
    var bytes = json.finish()
    while bytes.last == 0x0A { bytes.removeLast() }
    // A `$` is the same in JSON as outside of it.
    return Variables.escaped(String(decoding: bytes, as: UTF8.self))
  }
}
