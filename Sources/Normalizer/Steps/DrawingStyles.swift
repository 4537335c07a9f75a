internal import HTML

/// Values of a drawing's attributes.
enum DrawingValue {
  /// Bytes; what draws a shape may be long.
  static func limit(of name: String) -> Int {
    name == "d" || name == "points" ? 1 << 20 : 2048
  }

  /// The id in a value that is `url(#id)` and nothing else.
  static func reference(_ value: [UInt8]) -> ArraySlice<UInt8>? {
    var text = value.trimmedBlanks
    guard text.startsIgnoringCase("url(".utf8), text.last == UInt8(ascii: ")") else { return nil }
    text = text.dropFirst(4).dropLast()
    if let quote = text.first, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'"),
      text.count > 1, text.last == quote
    {
      text = text.dropFirst().dropLast()
    }
    guard text.first == UInt8(ascii: "#"), text.count > 1,
      !text.contains(where: { $0.isHTMLBlank || "()\"'\\".utf8.contains($0) })
    else { return nil }
    return text.dropFirst()
  }

  /// Every `url(#id)` of a style.
  static func references(_ text: [UInt8]) -> [ArraySlice<UInt8>] {
    var found: [ArraySlice<UInt8>] = []
    var start = 0
    while let open = text.firstRange(ofBytes: Array("url(".utf8), from: start),
      let close = text[open.upperBound...].firstIndex(of: UInt8(ascii: ")"))
    {
      if let id = reference(Array(text[open.lowerBound...close])) { found.append(id) }
      start = close + 1
    }
    return found
  }

  /// Whether a value can name nothing outside of the drawing.
  static func isPlain(_ value: [UInt8]) -> Bool {
    let folded = value.map(\.lowercased)
    return ![
      "url", "image(", "expression", "script:", "data:", "@import", "\\", "<", "attr(", "var(",
    ]
    .contains { folded.firstRange(ofBytes: Array($0.utf8)) != nil }
  }

  /// Without a fraction where there is none.
  static func number(_ value: Double) -> String {
    guard value.isFinite, abs(value) < 1e9 else { return "0" }
    return value == value.rounded() ? String(Int(value)) : String((value * 100).rounded() / 100)
  }
}

/// The rules of a drawing's own style sheet, which become attributes: a sheet in an article would
/// hold for the whole page.
struct DrawingStyles {
  /// One of `tag`, `.class`, `#id`, or several at once.
  private struct Compound {
    var tag: [UInt8] = []
    var classes: [[UInt8]] = []
    var id: [UInt8] = []
  }

  private struct Rule {
    /// The element's own last, those around it before.
    var compounds: [Compound]
    var declarations: [(name: String, value: String)]
  }

  private var rules: [Rule] = []

  private static let most = 400

  /// Properties that are attributes too.
  private static let properties: Set<String> = Set(
    """
    fill fill-opacity fill-rule stroke stroke-width stroke-opacity stroke-linecap stroke-linejoin
    stroke-dasharray stroke-dashoffset stroke-miterlimit opacity color stop-color stop-opacity
    font-family font-size font-weight font-style text-anchor dominant-baseline letter-spacing
    text-decoration clip-path clip-rule mask marker-start marker-mid marker-end visibility display
    """.split { $0 == " " || $0 == "\n" }.map(String.init))

  /// The properties of a list of declarations that a drawing's attributes know.
  static func declarations(_ text: ArraySlice<UInt8>) -> [(name: String, value: String)] {
    text.split(separator: UInt8(ascii: ";")).prefix(60).compactMap { declaration in
      guard let colon = declaration.firstIndex(of: UInt8(ascii: ":")) else { return nil }
      let name = String(
        decoding: declaration[..<colon].trimmedBlanks.map(\.lowercased), as: UTF8.self)
      var value = declaration[(colon + 1)...].trimmedBlanks
      if value.suffix(10).equalsIgnoringCase("!important".utf8) {
        value = value.dropLast(10).trimmedBlanks
      }
      guard properties.contains(name), !value.isEmpty, value.count < 500 else { return nil }
      return (name, String(decoding: value, as: UTF8.self))
    }
  }

  /// Reads a sheet; rules that hold in some cases alone (`@media`) are left out.
  mutating func add(_ css: [UInt8]) {
    var text = css[...]
    while let open = text.firstIndex(of: UInt8(ascii: "{")), rules.count < DrawingStyles.most {
      let selector = DrawingStyles.withoutComments(text[..<open])
      if selector.first == UInt8(ascii: "@") {
        text = DrawingStyles.behindBlock(text, open)
        continue
      }
      let close = text[open...].firstIndex(of: UInt8(ascii: "}")) ?? text.endIndex
      let declarations = DrawingStyles.declarations(text[(open + 1)..<close])
      if !declarations.isEmpty {
        for part in selector.split(separator: UInt8(ascii: ",")).prefix(20) {
          if let compounds = DrawingStyles.compounds(Array(part)) {
            rules.append(Rule(compounds: compounds, declarations: declarations))
          }
        }
      }
      text = close < text.endIndex ? text[(close + 1)...] : []
    }
  }

  private static func withoutComments(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    guard text.contains(UInt8(ascii: "*")) else { return text.trimmedBlanks }
    var output: [UInt8] = []
    var index = text.startIndex
    while index < text.endIndex {
      if text[index...].starts(with: "/*".utf8) {
        let rest = text[(index + 2)...]
        index = rest.firstRange(ofBytes: Array("*/".utf8))?.upperBound ?? text.endIndex
      } else {
        output.append(text[index])
        index += 1
      }
    }
    return output[...].trimmedBlanks
  }

  private static func behindBlock(_ text: ArraySlice<UInt8>, _ open: Int) -> ArraySlice<UInt8> {
    var depth = 0
    for index in open..<text.endIndex {
      if text[index] == UInt8(ascii: "{") { depth += 1 }
      if text[index] == UInt8(ascii: "}") {
        depth -= 1
        if depth == 0 { return text[(index + 1)...] }
      }
    }
    return []
  }

  /// `nil` for selectors that say more than tags, classes and ids, one in the other.
  private static func compounds(_ selector: [UInt8]) -> [Compound]? {
    var compounds: [Compound] = []
    for part in selector.split(whereSeparator: \.isHTMLBlank) {
      if part.elementsEqual(">".utf8) { continue }
      var compound = Compound()
      var start = part.startIndex
      while start < part.endIndex {
        let mark = part[start]
        let isMark = mark == UInt8(ascii: ".") || mark == UInt8(ascii: "#")
        let nameStart = isMark ? start + 1 : start
        let name = part[nameStart...].prefix {
          $0.isASCIILetter || $0.isASCIIDigit || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_")
        }
        guard !name.isEmpty else { return nil }
        switch mark {
        case UInt8(ascii: "."): compound.classes.append(Array(name))
        case UInt8(ascii: "#"): compound.id = Array(name)
        default: compound.tag = Array(name)
        }
        start = name.endIndex
      }
      compounds.append(compound)
    }
    return compounds.isEmpty || compounds.count > 4 ? nil : compounds
  }

  // MARK: Applying

  /// Gives each element inside, and the drawing itself, what the sheet says of it.
  func apply(to drawing: NodeID, in document: inout HTMLDocument) {
    guard !rules.isEmpty else { return }
    let nodes =
      [drawing]
      + document.descendants(of: drawing) { document, node in
        document.isElement(node) && document.namespace(of: node) == .svg
      }
    // What is too large is left as the attributes draw it.
    guard nodes.count * rules.count <= 400_000 else { return }
    for node in nodes {
      for rule in rules where matches(rule, node, drawing, in: document) {
        for (name, value) in rule.declarations {
          document.setAttribute(document.internAttributeName(name), to: value, of: node)
        }
      }
    }
  }

  private func matches(
    _ rule: Rule, _ node: NodeID, _ drawing: NodeID, in document: borrowing HTMLDocument
  ) -> Bool {
    var left = rule.compounds[...]
    guard let own = left.popLast(), matches(own, node, in: document) else { return false }
    var current = node
    while let wanted = left.last {
      guard current != drawing, let above = document.parent(of: current) else { return false }
      if matches(wanted, above, in: document) { left.removeLast() }
      current = above
    }
    return true
  }

  private func matches(
    _ compound: Compound, _ node: NodeID, in document: borrowing HTMLDocument
  ) -> Bool {
    if !compound.tag.isEmpty,
      !document.string(document.name(of: node)).utf8.elementsEqual(compound.tag)
    {
      return false
    }
    if !compound.id.isEmpty, document.bytes(of: .id, node) != compound.id { return false }
    guard !compound.classes.isEmpty else { return true }
    let words = (document.bytes(of: .class, node) ?? []).split(whereSeparator: \.isHTMLBlank)
    return compound.classes.allSatisfy { wanted in words.contains { $0.elementsEqual(wanted) } }
  }
}
