internal import HTML

/// What attributes and style say of an element's size, and of whether anybody sees it.
///
/// The style outweighs the attributes: `width="1"` beside `style="width:100%"` is no pixel.
struct Appearance {
  /// CSS pixels; `nil` where nothing says so, or a share of something.
  private(set) var width: Double?
  private(set) var height: Double?
  /// By `hidden`, `display`, `visibility`, or a place off the screen.
  private(set) var isHidden: Bool
  /// Of a sprite: the background begins left of or above the element.
  private(set) var hasShiftedBackground = false

  init(of node: NodeID, in document: borrowing HTMLDocument) {
    width = document.withAttribute(.width, of: node) { Length.pixels($0.copied) } ?? nil
    height = document.withAttribute(.height, of: node) { Length.pixels($0.copied) } ?? nil
    isHidden = document.hasAttribute(.hidden, of: node)
    if let style = document.bytes(of: .style, node) { apply(style) }
  }

  /// At most 2 pixels in both directions.
  var isTiny: Bool { (width ?? 9) <= 2 && (height ?? 9) <= 2 }

  /// Whether one direction has no extent, so that there is nothing to see.
  var isFlat: Bool { width == 0 || height == 0 }

  /// Whether a size that shows something is given: 10 pixels or more in what is known.
  var isSized: Bool {
    (width != nil || height != nil) && (width ?? 10) >= 10 && (height ?? 10) >= 10
  }

  private mutating func apply(_ style: [UInt8]) {
    var isPlaced = false
    var isOff = false
    var leastWidth = Least()
    var leastHeight = Least()
    for declaration in style.split(separator: UInt8(ascii: ";")) {
      guard let colon = declaration.firstIndex(of: UInt8(ascii: ":")) else { continue }
      let value = Length.plain(declaration[(colon + 1)...])
      switch String(decoding: Length.plain(declaration[..<colon]), as: UTF8.self) {
      case "width": width = Length.pixels(value)
      case "height": height = Length.pixels(value)
      case "min-width": leastWidth.read(value)
      case "min-height": leastHeight.read(value)
      case "max-width": if let limit = Length.pixels(value), limit <= 2 { width = limit }
      case "max-height": if let limit = Length.pixels(value), limit <= 2 { height = limit }
      case "display": if value.elementsEqual("none".utf8) { isHidden = true }
      case "visibility": if value.elementsEqual("hidden".utf8) { isHidden = true }
      case "position":
        isPlaced = value.elementsEqual("absolute".utf8) || value.elementsEqual("fixed".utf8)
      case "left", "top", "right", "bottom":
        if let offset = Length.pixels(value), offset <= -500 { isOff = true }
      case "clip": if Appearance.clipsAll(value) { isOff = true }
      case "background", "background-position":
        if value.contains(" -".utf8) || value.starts(with: "-".utf8) { hasShiftedBackground = true }
      default: break
      }
    }
    width = leastWidth.outweighing(width)
    height = leastHeight.outweighing(height)
    if isPlaced, isOff { isHidden = true }
  }

  /// `min-width` or `min-height`, which outweighs the size: `width:0;min-width:100%` fills its place.
  private struct Least {
    private var pixels = 0.0
    private var isShare = false

    mutating func read(_ value: [UInt8]) {
      pixels = Length.pixels(value) ?? 0
      isShare =
        pixels == 0 && value.contains { (UInt8(ascii: "1")...UInt8(ascii: "9")).contains($0) }
    }

    func outweighing(_ size: Double?) -> Double? {
      isShare ? nil : size.map { max($0, pixels) }
    }
  }

  /// `rect(0,0,0,0)`, `rect(1px, 1px, 1px, 1px)`
  private static func clipsAll(_ value: [UInt8]) -> Bool {
    guard value.starts(with: "rect(".utf8) else { return false }
    let sides = value.dropFirst(5).dropLast()
      .split { $0 == UInt8(ascii: ",") || $0 == 0x20 }.map { Length.pixels(Array($0)) ?? 9 }
    return sides.count == 4 && sides.allSatisfy { $0 <= 1 }
  }
}

/// Lengths of HTML's attributes and of CSS.
enum Length {
  /// `1`, `1.0`, `1px`, `0`, `2em`; `nil` for shares and words, and for `0%` too.
  static func pixels(_ text: [UInt8]) -> Double? {
    if (1...6).contains(text.count), text.allSatisfy(\.isASCIIDigit) {
      return Double(text.reduce(0) { 10 * $0 + Int($1 - UInt8(ascii: "0")) })
    }
    let value = plain(text[...])
    let digits = value.prefix { $0.isASCIIDigit || ".-+".utf8.contains($0) }
    guard digits.contains(where: \.isASCIIDigit),
      let number = Double(String(decoding: digits, as: UTF8.self)), number.isFinite
    else { return nil }
    switch String(decoding: value[digits.endIndex...], as: UTF8.self) {
    case "", "px": return number
    case "pt": return number * 4 / 3
    case "em", "rem": return number * 16
    default: return nil
    }
  }

  /// In lower case, without blanks at the ends and `!important`; blanks inside are spaces.
  static func plain(_ text: some RandomAccessCollection<UInt8>) -> [UInt8] {
    var value = Array(text).map { $0.isHTMLBlank ? 0x20 : $0.lowercased }
    if let mark = value.lastIndex(of: UInt8(ascii: "!")),
      value[mark...].filter({ $0 != 0x20 }).elementsEqual("!important".utf8)
    {
      value.removeSubrange(mark...)
    }
    return Array(value.trimmedBlanks)
  }
}
