internal import HTML

/// In what way an element is hidden.
enum Concealment: UInt8 {
  case none
  /// `display: none`, or folded to no height.
  case display
  /// The attribute `hidden` alone.
  case attribute
  /// A newsletter's preheader.
  case preheader
  /// A label for screen readers.
  case label
  case offScreen
  /// Letters without a size, or of a class of forums: noise for who copies the text.
  case sizeless

  init(_ node: NodeID, in document: borrowing HTMLDocument) {
    self = .none
    let style = document.withAttribute(.style, of: node) { Concealment(style: $0) }
    if let style, style != .none {
      self = style
    } else if document.withAttribute(.class, of: node, { Concealment.isLabel($0) }) == true {
      self = .label
    } else if document.hasAttribute(.hidden, of: node) {
      self = .attribute
    } else if document.isElement(node, .font),
      document.withAttribute(.class, of: node, { $0.equals("jammer") }) == true
    {
      self = .sizeless
    }
  }

  private init(style: Span<UInt8>) {
    self = .none
    // Most styles say nothing of the kind, and need no copy.
    guard Concealment.mayHide(style) else { return }
    var isShort = false
    var isFolded = false
    var isInvisible = false
    var isClipped = false
    var isLifted = false
    var isSizeless = false
    for declaration in style.copied.split(separator: UInt8(ascii: ";")) {
      var compact = declaration.filter { !$0.isHTMLBlank }.map(\.lowercased)
      if compact.suffix(10).elementsEqual("!important".utf8) { compact.removeLast(10) }
      switch String(decoding: compact, as: UTF8.self) {
      case "display:none": self = .display
      case "mso-hide:all": isShort = true
      case "max-height:0", "max-height:0px": isShort = true
      case "overflow:hidden": isFolded = true
      case "position:absolute", "position:fixed": isLifted = true
      case "clip-path:inset(50%)", "clip-path:inset(100%)": isClipped = true
      case "opacity:0", "visibility:hidden", "font-size:0", "font-size:0px", "font-size:1px",
        "font-size:0pt", "font-size:0em", "font-size:0rem", "font-size:0%",
        "line-height:0", "line-height:0px", "line-height:1px", "height:0", "height:0px":
        isInvisible = true
        isSizeless = isSizeless || compact.starts(with: "font-size:0".utf8)
      default:
        if Concealment.isFarAway(compact) { self = .offScreen }
        isClipped =
          isClipped || compact.starts(with: "clip:rect(0".utf8)
          || compact.starts(with: "clip:rect(1px".utf8)
      }
    }
    if isClipped, isLifted, self == .none || self == .offScreen { self = .label }
    if isShort {
      self = self == .display || isInvisible ? .preheader : isFolded ? .display : self
    }
    if isSizeless, self == .none { self = .sizeless }
  }

  /// Whether `none`, `mso-hide`, `max-height`, `clip`, `size:0` or a number below -99 occurs.
  private static func mayHide(_ style: Span<UInt8>) -> Bool {
    for index in style.indices.dropLast(3) {
      let next = style[index + 1].lowercased
      switch style[index].lowercased {
      case UInt8(ascii: "n"):
        if next == UInt8(ascii: "o"), style[index + 3].lowercased == UInt8(ascii: "e") {
          return true
        }
      case UInt8(ascii: "m"):
        if next == UInt8(ascii: "s") && style[index + 3] == UInt8(ascii: "-")
          || next == UInt8(ascii: "a") && style[index + 3] == UInt8(ascii: "-")
        {
          return true
        }
      case UInt8(ascii: "c"):
        if next == UInt8(ascii: "l"), style[index + 3].lowercased == UInt8(ascii: "p") {
          return true
        }
      case UInt8(ascii: "z"):
        let zero = style[index + 3] == 0x20 ? index + 4 : index + 3
        if style[index + 2] == UInt8(ascii: ":"), zero < style.count,
          style[zero] == UInt8(ascii: "0")
        {
          return true
        }
      case UInt8(ascii: "-"): if style[index + 3].isASCIIDigit { return true }
      default: break
      }
    }
    return false
  }

  /// `left: -9999px` and the like.
  private static func isFarAway(_ declaration: [UInt8]) -> Bool {
    guard let colon = declaration.firstIndex(of: UInt8(ascii: ":")) else { return false }
    let value = declaration[(colon + 1)...]
    guard value.first == UInt8(ascii: "-"),
      value.dropFirst().prefix(while: \.isASCIIDigit).count >= 3
    else { return false }
    return ["left", "top", "right", "text-indent", "margin-left"].contains {
      declaration[..<colon].elementsEqual($0.utf8)
    }
  }

  /// Whether a class hides a text from all but screen readers: `sr-only`, `v6-visually-hidden`.
  static func isLabel(_ classes: Span<UInt8>) -> Bool {
    classes.containsWord { word in
      switch word.count {
      case 7: word.equals("sr-only")
      case 10: word.equals("off-screen")
      case 14: word.equals("visuallyhidden")
      case 15: word.equals("visually-hidden")
      case 18 where word.equals("screen-reader-text"): true
      case 17...32:
        word.extracting((word.count - 16)...).equals("-visually-hidden")
      default: false
      }
    }
  }
}
