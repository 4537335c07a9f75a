internal import HTML

/// What a `style` attribute says of text, as far as elements can say it.
struct TextStyle {
  enum Degree: UInt8 {
    case unsaid
    case normal
    case strong
  }

  enum Space: UInt8 {
    case normal
    /// `pre`
    case kept
    /// `pre-wrap`, `pre-line`, `break-spaces`
    case wrapped
  }

  private(set) var weight = Degree.unsaid
  private(set) var slant = Degree.unsaid
  private(set) var isStruck = false
  private(set) var isUnderlined = false
  /// `text-decoration: none`
  private(set) var isUnadorned = false
  private(set) var isRaised = false
  private(set) var isLowered = false
  private(set) var isRightToLeft = false
  private(set) var isLeftToRight = false
  /// Whether all letters are as wide as each other, which code is shown in.
  private(set) var isMonospaced = false
  private(set) var isCentered = false
  private(set) var space = Space.normal
  /// `display: block` and the like
  private(set) var isBlock = false

  init(_ style: Span<UInt8>) {
    var index = 0
    while index < style.count {
      while index < style.count, style[index].isHTMLBlank || style[index] == UInt8(ascii: ";") {
        index += 1
      }
      let start = index
      while index < style.count, style[index] != UInt8(ascii: ";") { index += 1 }
      // Few properties are looked at, and most styles hold none of them.
      guard start < index, "tfvdw".utf8.contains(style[start].lowercased) else { continue }
      read(style.extracting(start..<index))
    }
  }

  private mutating func read(_ declaration: Span<UInt8>) {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(declaration.count)
    for index in declaration.indices where !declaration[index].isHTMLBlank {
      bytes.append(declaration[index].lowercased)
    }
    guard let colon = bytes.firstIndex(of: UInt8(ascii: ":")) else { return }
    var value = bytes[(colon + 1)...]
    if value.suffix(10).elementsEqual("!important".utf8) { value = value.dropLast(10) }
    switch String(decoding: bytes[..<colon], as: UTF8.self) {
    case "font-weight": weight = TextStyle.weight(value)
    case "font-style":
      slant =
        value.elementsEqual("italic".utf8) || value.starts(with: "oblique".utf8)
        ? .strong : value.elementsEqual("normal".utf8) ? .normal : .unsaid
    case "text-decoration", "text-decoration-line":
      isStruck = isStruck || value.firstRange(ofBytes: TextStyle.lineThrough) != nil
      isUnderlined = isUnderlined || value.starts(with: "underline".utf8)
      isUnadorned = value.elementsEqual("none".utf8)
    case "vertical-align":
      isRaised = value.elementsEqual("super".utf8)
      isLowered = value.elementsEqual("sub".utf8)
    case "direction":
      isRightToLeft = value.elementsEqual("rtl".utf8)
      isLeftToRight = value.elementsEqual("ltr".utf8)
    case "display":
      isBlock = ["block", "flex", "grid", "table", "list-item", "table-row"].contains {
        value.elementsEqual($0.utf8)
      }
    case "font-family":
      isMonospaced = TextStyle.monospaced.contains { value.firstRange(ofBytes: $0) != nil }
    case "font": readFont(declaration)
    case "text-align": isCentered = value.elementsEqual("center".utf8)
    case "white-space": space = TextStyle.space(value)
    default: break
    }
  }

  /// `italic bold 12px/1.5 Georgia, serif`: what stands before the size.
  private mutating func readFont(_ declaration: Span<UInt8>) {
    let words = declaration.copied.map(\.lowercased)
      .drop { $0 != UInt8(ascii: ":") }.dropFirst()
      .split(whereSeparator: \.isHTMLBlank)
    for (index, word) in words.enumerated() {
      if word.elementsEqual("italic".utf8) || word.elementsEqual("oblique".utf8) {
        slant = .strong
      } else if word.elementsEqual("bold".utf8) || word.elementsEqual("bolder".utf8) {
        weight = .strong
      } else if word.count == 3, let number = Int(String(decoding: word, as: UTF8.self)) {
        weight = number >= 600 ? .strong : .normal
      } else if word.first?.isASCIIDigit == true || word.first == UInt8(ascii: ".") {
        let families = words[(index + 1)...].joined()
        isMonospaced = TextStyle.monospaced.contains {
          Array(families).firstRange(ofBytes: $0) != nil
        }
        return
      }
    }
  }

  private static let monospaced = ["monospace", "courier", "consolas", "menlo", "monaco"]
    .map { Array($0.utf8) }

  private static let lineThrough = Array("line-through".utf8)

  private static func weight(_ value: ArraySlice<UInt8>) -> Degree {
    if value.starts(with: "bold".utf8) { return .strong }
    if value.elementsEqual("normal".utf8) || value.elementsEqual("lighter".utf8) { return .normal }
    guard value.count <= 4, let number = Int(String(decoding: value, as: UTF8.self)) else {
      return .unsaid
    }
    return number >= 600 ? .strong : .normal
  }

  private static func space(_ value: ArraySlice<UInt8>) -> Space {
    if value.elementsEqual("pre".utf8) { return .kept }
    return ["pre-wrap", "pre-line", "break-spaces"].contains { value.elementsEqual($0.utf8) }
      ? .wrapped : .normal
  }

  /// The elements that say the same, the outermost last.
  var elements: [ElementName] {
    var elements: [ElementName] = []
    if isRaised { elements.append(.sup) }
    if isLowered { elements.append(.sub) }
    if slant == .strong { elements.append(.i) }
    if weight == .strong { elements.append(.b) }
    if isUnderlined { elements.append(.u) }
    if isStruck { elements.append(.s) }
    if isMonospaced, !isCentered { elements.append(.code) }
    return elements
  }

  var keepsLines: Bool { space != .normal }

  var saysSomething: Bool {
    isMonospaced || weight != .unsaid || slant != .unsaid || isStruck || isUnderlined || isUnadorned
      || isRaised
      || isLowered || isRightToLeft || isLeftToRight || keepsLines || isBlock
  }
}
