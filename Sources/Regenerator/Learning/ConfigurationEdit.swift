import FeedModel
import JSON

/// Writes rules into the text of a configuration, whose comments and layout stay.
struct ConfigurationEdit {
  /// Why a text can't be edited.
  enum Failure: Error, Hashable, CustomStringConvertible {
    /// It does not parse, or has no such feed.
    case noFeed(String)
    /// What stands where rules would.
    case notAnObject(String)

    var description: String {
      switch self {
      case .noFeed(let id): "there is no feed \(id) in the file"
      case .notAnObject(let path): "\(path) is not what rules can be added to"
      }
    }
  }

  private let bytes: [UInt8]

  /// - Parameter bytes: the text.
  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// The text with a rule for each promo, in the feed's own rules; a promo that has a rule there
  /// already gets none.
  func adding(
    _ promos: [LearnedPromo], toFeed id: String
  ) throws(Failure) -> [UInt8] {
    var text = bytes
    for promo in promos { text = try ConfigurationEdit(text).adding(promo, toFeed: id) }
    return text
  }

  private func adding(_ promo: LearnedPromo, toFeed id: String) throws(Failure) -> [UInt8] {
    guard let document = try? JSONDocument(parsing: bytes, options: .configuration),
      let feed = document.root["feeds"]?.elements?.first(where: { $0["id"]?.string == id })
    else { throw .noFeed(id) }
    let rule = LearnedRule.text(of: promo)
    guard let rules = feed["rules"] else {
      return inserted(#""rules": { "promos": ["# + rule + "] }", in: feed)
    }
    guard rules.members != nil else { throw .notAnObject(rules.path) }
    guard let list = rules["promos"] else {
      return inserted(#""promos": ["# + rule + "]", in: rules)
    }
    guard let elements = list.elements else { throw .notAnObject(list.path) }
    let name = LearnedRule.name(of: promo)
    if elements.contains(where: { $0["name"]?.string == name }) { return bytes }
    return inserted(rule, in: list)
  }

  // MARK: Text

  /// The text with an item at the end of an object or a list.
  private func inserted(_ item: String, in container: JSONValue) -> [UInt8] {
    let start = container.position.offset
    let scan = ContainerScan(bytes, from: start)
    let isEmpty = scan.last == start
    let needsComma = !isEmpty && bytes[scan.last] != UInt8(ascii: ",")
    var result = Array(bytes[...scan.last])
    if needsComma { result.append(UInt8(ascii: ",")) }
    let rest = bytes[(scan.last + 1)..<scan.end]
    if let newline = rest.firstIndex(of: 0x0A) {
      // Behind a comment at the end of the last item's line.
      result += bytes[(scan.last + 1)...newline]
      result += indentation(for: scan, isEmpty: isEmpty)
      result += item.utf8
      result.append(0x0A)
      result += bytes[(newline + 1)...]
    } else {
      let isSpaced = !isEmpty || rest.first == 0x20
      if isSpaced { result.append(0x20) }
      result += item.utf8
      if rest.last == 0x20 { result.append(0x20) }
      result += bytes[scan.end...]
    }
    return result
  }

  /// That of the first item, else two blanks more than that of the closing bracket.
  private func indentation(for scan: ContainerScan, isEmpty: Bool) -> [UInt8] {
    if !isEmpty, let first = scan.first { return blanks(before: first) }
    return blanks(before: scan.end) + [0x20, 0x20]
  }

  /// The blanks that the line of a place begins with.
  private func blanks(before place: Int) -> [UInt8] {
    let start = bytes[..<place].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    return Array(bytes[start...].prefix { $0 == 0x20 || $0 == 0x09 })
  }
}

/// Where an object or a list of a text that parses ends, and its items begin and end.
private struct ContainerScan {
  /// Of its closing bracket.
  private(set) var end: Int
  /// Of the last byte before that which is neither blank nor comment; its opening bracket where it
  /// is empty.
  private(set) var last: Int
  /// Of the first byte of the first item.
  private(set) var first: Int?

  init(_ bytes: [UInt8], from start: Int) {
    end = bytes.count
    last = start
    var depth = 0
    var index = start
    while index < bytes.count {
      let byte = bytes[index]
      let next = index + 1 < bytes.count ? bytes[index + 1] : 0
      if byte == UInt8(ascii: "/"), next == UInt8(ascii: "/") {
        index = bytes[index...].firstIndex(of: 0x0A) ?? bytes.count
        continue
      }
      if byte == UInt8(ascii: "/"), next == UInt8(ascii: "*") {
        index = ContainerScan.commentEnd(bytes, index + 2)
        continue
      }
      if byte == UInt8(ascii: "}") || byte == UInt8(ascii: "]") {
        depth -= 1
        if depth == 0 {
          end = index
          return
        }
      }
      if byte > 0x20 {
        if depth > 0, first == nil { first = index }
        last = index
      }
      if byte == UInt8(ascii: "{") || byte == UInt8(ascii: "[") { depth += 1 }
      if byte == UInt8(ascii: "\"") {
        index = ContainerScan.stringEnd(bytes, index + 1)
        last = index
      }
      index += 1
    }
  }

  private static func commentEnd(_ bytes: [UInt8], _ start: Int) -> Int {
    var index = start
    while index + 1 < bytes.count {
      if bytes[index] == UInt8(ascii: "*"), bytes[index + 1] == UInt8(ascii: "/") {
        return index + 2
      }
      index += 1
    }
    return bytes.count
  }

  /// The place of the closing quote.
  private static func stringEnd(_ bytes: [UInt8], _ start: Int) -> Int {
    var index = start
    while index < bytes.count, bytes[index] != UInt8(ascii: "\"") {
      index += bytes[index] == UInt8(ascii: "\\") ? 2 : 1
    }
    return min(index, bytes.count - 1)
  }
}

/// A learned promo as a rule of the configuration.
enum LearnedRule {
  /// `learned.3f9a0c12de`
  static func name(of promo: LearnedPromo) -> String { "learned.\(promo.id)" }

  /// On one line: `{ "name": "learned.3f9a0c12de", "structure": "repeated", "lines": ["…"] }`.
  static func text(of promo: LearnedPromo) -> String {
    let lines = promo.lines.map(quoted).joined(separator: ", ")
    return #"{ "name": "# + quoted(name(of: promo))
      + #", "structure": "repeated", "lines": ["# + lines + "] }"
  }

  /// A filter as a line of `drop`.
  static func text(of filter: FilterCandidate) -> String {
    "{ " + quoted(filter.field) + ": " + quoted(filter.pattern) + " }"
  }

  private static func quoted(_ text: String) -> String {
    var json = JSONWriter(format: .compact)
    json.string(text)
    return String(decoding: json.finish(), as: UTF8.self)
  }
}
