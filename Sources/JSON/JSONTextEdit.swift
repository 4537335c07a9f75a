/// Changes values of a JSON text where they stand, and leaves all else of it as it is: comments, blanks,
/// the order of members, how everything else is written.
///
/// What is added is laid out as its neighbours are. Each change takes time linear in the text.
public struct JSONTextEdit: Sendable {
  /// A step from a value to one inside of it.
  public enum Step: Sendable, Hashable, ExpressibleByStringLiteral, ExpressibleByIntegerLiteral {
    /// The member of that name.
    case name(String)
    /// The element at a zero-based index.
    case element(Int)

    public init(stringLiteral value: String) { self = .name(value) }
    public init(integerLiteral value: Int) { self = .element(value) }
  }

  /// Why a change can't be made: there is nothing of the kind at that place.
  public struct NoSuchPlace: Error, Sendable, Hashable, CustomStringConvertible {
    /// The path up to what is missing.
    public let path: [Step]
    public var description: String {
      "there is nothing to change at "
        + path.map { step in
          switch step {
          case .name(let name): name
          case .element(let index): "[\(index)]"
          }
        }.joined(separator: ".")
    }
  }

  /// The text as it is now.
  public private(set) var bytes: [UInt8]
  private let options: JSONOptions
  private var storage: JSONStorage

  /// - Throws: what is wrong with the text.
  public init(_ bytes: [UInt8], options: JSONOptions = .configuration) throws(InvalidJSON) {
    self.bytes = bytes
    self.options = options
    storage = try JSONDocument(parsing: bytes, options: options).storage
  }

  /// The value of the whole text.
  public var root: JSONValue { JSONValue(storage: storage, index: 0) }

  /// The value at a path; `nil` where there is none.
  public func value(at path: [Step]) -> JSONValue? {
    var value: JSONValue? = root
    for step in path {
      switch step {
      case .name(let name): value = value?[name]
      case .element(let index): value = value?[index]
      }
    }
    return value
  }

  // MARK: Changes

  /// Puts a value at a path; objects that are missing on the way are made.
  ///
  /// - Parameter text: JSON; further lines are indented as the place is.
  public mutating func set(_ path: [Step], to text: String) throws {
    if let value = value(at: path), !(value.isNull && path.isEmpty) {
      return try replace(
        value.range, with: Self.indented(text, by: indent(at: value.range.lowerBound)))
    }
    guard case .name(let name)? = path.last else { throw NoSuchPlace(path: path) }
    let parent = Array(path.dropLast())
    if let object = value(at: parent), object.members != nil {
      return try insert(Self.quoted(name) + ": ", text, into: object)
    }
    guard value(at: parent)?.isNull ?? true, !parent.isEmpty else {
      throw NoSuchPlace(path: parent)
    }
    try set(parent, to: "{ \(Self.quoted(name)): \(text) }")
  }

  /// Adds an element at the end of an array. A value that stands for an array of one becomes an
  /// array; where there is nothing, an array is made.
  public mutating func append(_ text: String, to path: [Step]) throws {
    guard let value = value(at: path), !value.isNull else { return try set(path, to: "[\(text)]") }
    if value.elements != nil { return try insert("", text, into: value) }
    let range = value.range
    let before = String(decoding: bytes[range], as: UTF8.self)
    let indent = indent(at: range.lowerBound)
    try replace(range, with: "[\(before), \(Self.indented(text, by: indent))]")
  }

  /// Removes a member or an element with the comma that it no longer needs.
  public mutating func remove(_ path: [Step]) throws {
    guard let value = value(at: path), let last = path.last,
      let parent = self.value(at: Array(path.dropLast()))
    else { throw NoSuchPlace(path: path) }
    var range = value.range
    if case .name = last {
      range = storage.range(of: value.index - 1).lowerBound..<range.upperBound
    }
    let next = storage.afterSpace(from: range.upperBound)
    if next < bytes.count, bytes[next] == UInt8(ascii: ",") {
      range = range.lowerBound..<next + 1
    } else if let comma = comma(before: range.lowerBound, in: parent.range) {
      let isNext = bytes[(comma + 1)..<range.lowerBound].allSatisfy(Self.isBlank)
      if isNext, ownIndent(at: range.lowerBound) == nil {
        return try replace(comma..<range.upperBound, with: "")
      }
      // The last one: the comma before it goes, what stands between them stays.
      let lines = wholeLines(range)
      bytes.removeSubrange(lines)
      return try replace(comma..<comma + 1, with: "")
    }
    try replace(wholeLines(range), with: "")
  }

  // MARK: Text

  private mutating func replace(_ range: Range<Int>, with text: String) throws(InvalidJSON) {
    bytes.replaceSubrange(range, with: text.utf8)
    storage = try JSONDocument(parsing: bytes, options: options).storage
  }

  /// Adds something at the end of an array or object.
  private mutating func insert(
    _ name: String, _ text: String, into container: JSONValue
  ) throws(InvalidJSON) {
    let close = storage.closingBracket(of: container.index)
    let open = container.range.lowerBound
    guard let last = lastValue(in: container) else {
      let isObject = container.members != nil
      let item = name + Self.indented(text, by: indent(at: open))
      let inside = bytes[(open + 1)..<close]
      guard inside.allSatisfy(Self.isBlank) else {
        // Comments alone.
        let indent = indent(at: open)
        return try replace(
          blanksBefore(close)..<close, with: "\n\(indent)  \(name)\(text)\n\(indent)")
      }
      return try replace(open + 1..<close, with: isObject ? " \(item) " : item)
    }
    let end = last.range.upperBound
    let next = storage.afterSpace(from: end)
    let hasComma = bytes[next] == UInt8(ascii: ",")
    let isMultiline = bytes[open..<close].contains(0x0A)
    guard isMultiline else {
      let item = name + Self.indented(text, by: indent(at: open))
      return try replace(
        (hasComma ? next + 1 : end)..<(hasComma ? next + 1 : end),
        with: (hasComma ? " " : ", ") + item)
    }
    let start = startOfItem(last, in: container)
    let indent = ownIndent(at: start) ?? self.indent(at: open) + "  "
    let item = "\n" + indent + name + Self.indented(text, by: indent) + (hasComma ? "," : "")
    let place = blanksBefore(close)
    bytes.insert(contentsOf: item.utf8, at: place)
    if !hasComma { bytes.insert(UInt8(ascii: ","), at: end) }
    storage = try JSONDocument(parsing: bytes, options: options).storage
  }

  private func lastValue(in container: JSONValue) -> JSONValue? {
    if let elements = container.elements {
      var last: JSONValue?
      for element in elements { last = element }
      return last
    }
    var last: JSONValue?
    for member in container.members.map(Array.init) ?? [] { last = member.value }
    return last
  }

  private func startOfItem(_ value: JSONValue, in container: JSONValue) -> Int {
    container.members == nil
      ? value.range.lowerBound : storage.range(of: value.index - 1).lowerBound
  }

  /// The blanks at the beginning of the line of a place.
  private func indent(at place: Int) -> String {
    let line = bytes[..<place].lastIndex(of: 0x0A).map { $0 + 1 } ?? storage.textStart
    return String(
      decoding: bytes[line..<place].prefix { $0 == 0x20 || $0 == 0x09 }, as: UTF8.self)
  }

  /// The same, where nothing but blanks stands before the place in its line.
  private func ownIndent(at place: Int) -> String? {
    let indent = indent(at: place)
    let line = bytes[..<place].lastIndex(of: 0x0A).map { $0 + 1 } ?? storage.textStart
    return place - line == indent.utf8.count ? indent : nil
  }

  /// Where the blanks before a place begin.
  private func blanksBefore(_ place: Int) -> Int {
    bytes[..<place].lastIndex { !Self.isBlank($0) }.map { $0 + 1 } ?? place
  }

  private func comma(before place: Int, in range: Range<Int>) -> Int? {
    var found: Int?
    var index = range.lowerBound + 1
    // From value to value, so that no comma in a comment or text is taken for one.
    let values = storage.nodes.indices.filter { Int(storage.nodes[$0].start) < place }
    if let last = values.last(where: { storage.range(of: $0).upperBound <= place }) {
      index = max(index, storage.range(of: last).upperBound)
    }
    while index < place {
      index = storage.afterSpace(from: index)
      if index < place, bytes[index] == UInt8(ascii: ",") { found = index }
      index += 1
    }
    return found
  }

  /// The whole lines of something that is all that stands in them.
  private func wholeLines(_ range: Range<Int>) -> Range<Int> {
    guard let indent = ownIndent(at: range.lowerBound) else {
      var end = range.upperBound
      while end < bytes.count, bytes[end] == 0x20 { end += 1 }
      return range.lowerBound..<end
    }
    var end = range.upperBound
    while end < bytes.count, bytes[end] == 0x20 || bytes[end] == 0x09 || bytes[end] == 0x0D {
      end += 1
    }
    guard end < bytes.count, bytes[end] == 0x0A else { return range }
    return range.lowerBound - indent.utf8.count..<end + 1
  }

  private static func indented(_ text: String, by indent: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false)
      .joined(separator: "\n" + indent)
  }

  /// A text as JSON writes it.
  public static func quoted(_ text: String) -> String {
    var json = JSONWriter(format: .compact)
    json.string(text)
    return String(decoding: json.finish(), as: UTF8.self)
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
  }
}
